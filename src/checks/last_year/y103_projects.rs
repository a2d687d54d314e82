//! Y103: 上一年项目数量 differs from last year's plus its 增/减.

use crate::checks::{Check, Context, Finding, Level};

pub static CHECK: Check = Check {
    code: "Y103",
    title: "上一年项目数量与去年不符",
    level: Level::Warning,
    why: "上一年项目数量，应等于去年报告的上一年项目数量加本年增/减。",
    how: "核对去年公开的报告和项目清单。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for b in super::broken(cx, |r| r.last.len() > 1) {
        let key = b.relation.this.clone();
        let message = format!(
            "“{}”是 {}，按去年的数应为 {}，差 {}",
            cx.form.cell_name(&key),
            b.this,
            b.expected,
            (b.this - b.expected).abs()
        );
        out.push(Finding::new(&CHECK, message).cells(cx.form, vec![key], Vec::new()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::with_last;
    use crate::checks::tests::{Bad, check_finds, check_silent, zeros};

    pub fn bad() -> Bad {
        let last = zeros(2019).with("disclosure.licensing.licence/previous", "12");
        (
            with_last(2020, last.report).with("disclosure.licensing.licence/previous", "13"),
            "“行政许可，上一年项目数量”是 13，按去年的数应为 12，差 1",
        )
    }

    #[test]
    fn projects_go_on_from_last_year() {
        let row = "disclosure.licensing.licence";
        let last = zeros(2019).with(&format!("{row}/previous"), "30").with(&format!("{row}/change"), "-2");
        let r = with_last(2020, last.report).with(&format!("{row}/previous"), "30");
        check_finds("Y103", &r, "是 30，按去年的数应为 28，差 2");
        check_silent("Y103", &r.with(&format!("{row}/previous"), "28"));
    }
}

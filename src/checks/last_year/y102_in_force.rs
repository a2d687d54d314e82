//! Y102: 现行有效 differs from last year's plus 制发 minus 废止.

use crate::checks::{Check, Context, Finding, Level};

pub static CHECK: Check = Check {
    code: "Y102",
    title: "现行有效件数与去年接不上",
    level: Level::Warning,
    why: "年末现行有效的件数，一般等于去年的现行有效加本年制发、减本年废止；文件也会自动失效，不等时请说明。",
    how: "核对制发、废止件数和现行有效的清单。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for b in super::broken(cx, |r| !r.plus.is_empty() || !r.minus.is_empty()) {
        let r = b.relation;
        let message = format!(
            "“{}”是 {}，按去年的数加制发减废止应为 {}，差 {}",
            cx.form.cell_name(&r.this),
            b.this,
            b.expected,
            (b.this - b.expected).abs()
        );
        let others = r.plus.iter().chain(&r.minus).cloned().collect();
        out.push(Finding::new(&CHECK, message).cells(cx.form, vec![r.this.clone()], others));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use crate::checks::tests::{Bad, check_finds, check_silent};

    pub fn bad() -> Bad {
        (
            after(&[("disclosure.rules.normative_document/in_force", "14")]),
            "“行政规范性文件，现行有效件数”是 0，按去年的数加制发减废止应为 14，差 14",
        )
    }

    #[test]
    fn what_is_in_force_follows_from_last_year() {
        let row = "disclosure.rules.normative_document";
        let r = after(&[(&format!("{row}/in_force"), "16")])
            .with(&format!("{row}/issued"), "3")
            .with(&format!("{row}/repealed"), "1")
            .with(&format!("{row}/in_force"), "17");
        check_finds("Y102", &r, "是 17，按去年的数加制发减废止应为 18，差 1");
        check_silent("Y102", &r.with(&format!("{row}/in_force"), "18"));
    }
}

//! Y101: 上年结转 differs from last year's 结转下年度.

use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::form::relation::CarryRelation;

pub static CHECK: Check = Check {
    code: "Y101",
    title: "上年结转与去年不符",
    level: Level::Error,
    why: "上年没有办完、结转到本年的申请，应与去年报告的“结转下年度继续办理”逐列一致。",
    how: "核对去年公开的报告；去年的数有误的，今年的报告里要说明。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let plain = |r: &CarryRelation| r.last.len() == 1 && r.plus.is_empty() && r.minus.is_empty();
    for b in super::broken(cx, plain) {
        let key = b.relation.this.clone();
        let message = format!(
            "“{}”是 {}，去年报告结转 {}，差 {}",
            cx.form.cell_name(&key),
            b.this,
            b.expected,
            (b.this - b.expected).abs()
        );
        let fix = Fix {
            title: format!("改为去年的 {}", b.expected),
            edits: vec![cx.enter(&key, &b.expected.to_string())],
        };
        out.push(Finding::new(&CHECK, message).cells(cx.form, vec![key], Vec::new()).fix(Some(fix)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use crate::checks::tests::{Bad, check_finds, check_silent};

    pub fn bad() -> Bad {
        (
            after(&[("requests.carried_out/natural", "3")]).with("requests.carried_in/natural", "2"),
            "“二、上年结转政府信息公开申请数量，自然人”是 2，去年报告结转 3，差 1",
        )
    }

    #[test]
    fn each_column_must_carry_over() {
        let r = after(&[("requests.carried_out/natural", "3")]);
        check_finds("Y101", &r, "是 0，去年报告结转 3，差 3");
        r.check_fixed("Y101", "requests.carried_in/natural", "3");
        check_silent("Y101", &after(&[]));
        check_silent("Y101", &r.with("requests.carried_in/natural", ""));
    }
}

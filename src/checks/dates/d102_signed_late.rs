//! D102: signed after the deadline.

use crate::checks::{Check, Context, Finding, Level};
use crate::report::Part;

pub static CHECK: Check = Check {
    code: "D102",
    title: "落款日期晚于公布期限",
    level: Level::Warning,
    why: "县级以上部门应在每年1月31日前公布上一年度报告（条例第四十九条）；乡镇和其他单位按当地通知。",
    how: "核对日期；当地期限不同的，在“报告设置…”里改上报截止。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (Some(date), Some(deadline)) = (cx.signature().date, cx.deadline()) else { return };
    if date > deadline {
        let message = format!("落款为{date}，公布期限是{deadline}");
        out.push(Finding::new(&CHECK, message).part(Part::Signature, Some(date.to_string())));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, check_finds, check_silent, zeros};
    use crate::report::Date;

    pub fn bad() -> Bad {
        let mut case = zeros(2025);
        case.report.signature.date = Date::new(2026, 2, 1);
        (case, "落款为2026年2月1日，公布期限是2026年1月31日")
    }

    #[test]
    fn the_last_day_is_in_time() {
        let mut r = zeros(2025);
        r.report.signature.date = Date::new(2026, 2, 1);
        check_finds("D102", &r, "落款为2026年2月1日，公布期限是2026年1月31日");
        r.report.signature.date = Date::new(2026, 1, 31);
        check_silent("D102", &r);
    }
}

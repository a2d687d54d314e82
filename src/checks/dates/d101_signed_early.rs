//! D101: signed before the year it reports on was over.

use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::report::edit::Edit;
use crate::report::{Date, Part, Signature};

pub static CHECK: Check = Check {
    code: "D101",
    title: "落款日期早于年度结束",
    level: Level::Error,
    why: "年度报告统计到12月31日，次年1月31日前公布（条例第四十九条）；落款不能早于次年。",
    how: "把落款日期改为实际成文的日期，一般在次年1月。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(date) = cx.signature().date else { return };
    if date.year > cx.year {
        return;
    }
    let next = cx.year.saturating_add(1);
    let message = format!("{}年度的报告落款为{date}，应在{next}年1月1日以后", cx.year);
    // The same day of the next year is what a slip of the year meant.
    let moved = Date::new(next, date.month, date.day).filter(|d| d.month <= 3);
    let fix = moved.map(|d| Fix {
        title: format!("改为{d}"),
        edits: vec![Edit::Signature(Signature { date: Some(d), ..cx.signature().clone() })],
    });
    out.push(Finding::new(&CHECK, message).part(Part::Signature, Some(date.to_string())).fix(fix));
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, check_finds, check_silent, zeros};
    use crate::report::Date;

    pub fn bad() -> Bad {
        let mut case = zeros(2025);
        case.report.signature.date = Date::new(2025, 1, 20);
        (case, "2025年度的报告落款为2025年1月20日，应在2026年1月1日以后")
    }

    #[test]
    fn the_year_before_is_too_early_and_january_after_is_right() {
        let mut r = zeros(2020);
        r.report.signature.date = Date::new(2020, 1, 28);
        check_finds("D101", &r, "落款为2020年1月28日");
        r.report.signature.date = Date::new(2020, 12, 31);
        check_finds("D101", &r, "2020年12月31日");
        r.report.signature.date = Date::new(2021, 1, 1);
        check_silent("D101", &r);
    }
}

//! S101: a section or the signature says nothing.

use crate::checks::{Check, Context, Finding, Level, Reads};
use crate::report::Part;

pub const CHECK: Check = Check {
    code: "S101",
    title: "缺少内容",
    level: Level::Error,
    why: "条例第五十条列明了年度报告的六个部分；存在的主要问题及改进情况不能为空或只写“无”。",
    how: "补写这一部分；第六部分没有内容的写“无”。",
    reads: &[Reads::Text, Reads::Dates],
    run,
};

/// The section that can't be 无.
const PROBLEMS: usize = 5;

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let r = cx.report;
    let mut tell = |part: Part, words: String| out.push(Finding::new(&CHECK, words).part(part, None));
    for n in (1..=6).filter(|n| cx.form.table_of_section(*n).is_none()) {
        let words = [r.words(Part::Before(n)), r.words(Part::After(n))].concat();
        let words: String = words.chars().filter(|c| c.is_alphanumeric()).collect();
        let heading = &r.sections[n - 1].heading;
        if words.is_empty() {
            tell(Part::Before(n), format!("“{heading}”还没有内容"));
        } else if n == PROBLEMS && ["无", "没有", "暂无", "不存在问题"].contains(&words.as_str()) {
            tell(Part::Before(n), format!("“{heading}”只写了“{words}”"));
        }
    }
    if r.signature.office.trim().is_empty() {
        tell(Part::Signature, "落款没有单位名称".into());
    }
    if r.signature.date.is_none() {
        tell(Part::Signature, "落款没有日期".into());
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{check_finds, check_silent, zeros};
    use crate::report::Date;
    use crate::report::text::Para;

    #[test]
    fn every_part_says_something_and_problems_are_not_none() {
        let mut r = zeros(2025);
        check_finds("S101", &r, "“一、总体情况”还没有内容");
        check_finds("S101", &r, "落款没有日期");
        for (n, words) in [(0, "（一）主动公开"), (4, "无"), (5, "无")] {
            r.report.sections[n].before = vec![Para::plain(words)];
        }
        r.report.signature.date = Date::new(2026, 1, 20);
        check_finds("S101", &r, "只写了“无”");
        r.report.sections[4].before = vec![Para::plain("一是解读不多。")];
        check_silent("S101", &r);
    }
}

//! 个, 篇, 条, 份 and 例 for what is counted in 件: 6个申请, 行政复议2例, 规范性文件3份.

use super::Rewording;
use crate::form::words::{Words, words};

/// The measures that are wrong, and the right one in their place; not where other things are counted so in the sentence:
/// 「公开信息345条，其中规章11条、规范性文件8条、其他文件102条」.
pub(super) fn units(text: &str) -> Vec<Rewording> {
    let mut out = Vec::new();
    let mut from = 0usize;
    for sentence in text.split_inclusive(['。', '；']) {
        let all = measured(sentence);
        let others = |unit: &str| all.iter().any(|m| !m.wrong && m.unit == unit);
        for m in all.iter().filter(|m| m.wrong && !others(m.unit)) {
            let at = |n: usize| from.saturating_add(n);
            out.push((at(m.number)..at(m.end), format!("{}件", m.digits)));
        }
        from = from.saturating_add(sentence.len());
    }
    out
}

/// A number with its measure.
struct CountedThing<'t> {
    number: usize,
    end: usize,
    digits: &'t str,
    unit: &'t str,
    /// What is counted in 件 stands beside it.
    wrong: bool,
}

#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn measured(text: &str) -> Vec<CountedThing<'_>> {
    let w = words();
    let mut out = Vec::new();
    for (at, unit) in text.match_indices(['个', '篇', '条', '份', '例', '起', '宗']) {
        let number = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
        if number.len() == at || number.ends_with(['.', '第']) {
            continue;
        }
        let said = &text[at + unit.len()..];
        let behind = modified(said, w);
        let ends =
            |rest: &str| rest.is_empty() || rest.starts_with(['，', '。', '；', '、', '）', '和', ',']);
        let before = number.trim_end_matches(['共', '计', '了', '为', '有']);
        let named = w.counted.iter().any(|c| before.ends_with(c.as_str())) && ends(said);
        // 一起案件 is right.
        let of_a_case = matches!(unit, "起" | "宗") && (behind.contains("案件") || before.ends_with("案件"));
        let counts = named || counted(behind, w).is_some_and(ends) || counted(said, w).is_some_and(ends);
        let (digits, wrong) = (&text[number.len()..at], counts && !of_a_case);
        out.push(CountedThing { number: number.len(), end: at + unit.len(), digits, unit, wrong });
    }
    out
}

/// What follows the thing counted.
pub(super) fn counted<'t>(behind: &'t str, w: &Words) -> Option<&'t str> {
    let rest = w.counted.iter().find_map(|c| behind.strip_prefix(c.as_str()))?;
    Some(rest.strip_prefix("案件").unwrap_or(rest))
}

/// Words without what belongs to the thing counted: 政府信息公开.
pub(super) fn modified<'t>(mut behind: &'t str, w: &Words) -> &'t str {
    while let Some(r) = w.counted_modifiers.iter().find_map(|m| behind.strip_prefix(m.as_str())) {
        behind = r;
    }
    behind
}

#[cfg(test)]
mod tests {
    use super::super::tests::section;
    use crate::checks::tests::{check_silent, check_words_fixed};
    use crate::report::{Part, Section};

    #[test]
    fn documents_and_cases_in_other_measures_were_passed_over() {
        for (was, now) in [
            ("制定规范性文件1条。", "制定规范性文件1件。"),
            ("现行有效规范性文件3份，均已公开。", "现行有效规范性文件3件，均已公开。"),
            ("发生行政诉讼1起。", "发生行政诉讼1件。"),
            ("收到行政复议2例。", "收到行政复议2件。"),
            ("收到依申请公开信息2条，均已答复。", "收到依申请公开信息2件，均已答复。"),
        ] {
            check_words_fixed("S201", &section(was), Part::Before(Section::Overview), now);
        }
        for fine in [
            "发生行政诉讼案件1起。",
            "主动公开信息345条，其中规章11条、规范性文件8条、其他文件102条。",
            "全年公开规范性文件解读3篇。",
            "印发2份申请表，主动公开信息16条，依申请公开文件12条。",
            "依据条例第5条。",
        ] {
            check_silent("S201", &section(fine));
        }
    }
}

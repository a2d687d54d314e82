//! Numbers that a finger slipped in: 33件件, 1OO%, l3件, 2 16条.

use super::Rewording;
use crate::chinese::signs::is_han;

/// What letters are taken for digits.
const ALIKE: [(char, char); 4] = [('O', '0'), ('o', '0'), ('l', '1'), ('I', '1')];
/// What stands behind a number: a letter before one of these is a digit.
const MEASURES: &str = "件条次个项份篇期场名人年月日万亿元倍%％";

/// A measure told twice, and letters among digits.
pub(super) fn digits(text: &str) -> Vec<Rewording> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut out = Vec::new();
    let mut i = 0;
    while let Some((from, c)) = chars.get(i).copied() {
        let run = chars.get(i..).unwrap_or_default().iter().take_while(|(_, c)| is_figure(*c)).count();
        let before = i.checked_sub(1).and_then(|b| chars.get(b)).map(|c| c.1);
        i = i.saturating_add(run.max(1));
        let Some((at, unit)) = chars.get(i).copied().filter(|_| run > 0 && is_figure(c)) else { continue };
        let said = text.get(from..at).unwrap_or("");
        let own = before.is_none_or(|b| is_han(b) || !b.is_alphanumeric()) && MEASURES.contains(unit);
        let mixed = said.contains(|c: char| c.is_ascii_digit()) && said.contains(|c: char| c.is_alphabetic());
        if own && mixed {
            let digit = |c: char| ALIKE.iter().find(|(l, _)| *l == c).map_or(c, |(_, d)| *d);
            out.push((from..at, said.chars().map(digit).collect()));
        }
        let twice =
            "件条次项份篇期".contains(unit) && chars.get(i.saturating_add(1)).is_some_and(|n| n.1 == unit);
        if twice && said.contains(|c: char| c.is_ascii_digit()) {
            let to = at.saturating_add(unit.len_utf8().saturating_mul(2));
            out.push((at..to, unit.to_string()));
        }
    }
    out
}

/// A blank within a number: 2 16条; not behind a year.
pub(super) fn parted(text: &str) -> Vec<Rewording> {
    let digit = |c: char| c.is_ascii_digit();
    let of = |(at, blank): (usize, &str)| {
        let (before, behind) = (text.get(..at)?, text.get(at.saturating_add(blank.len())..)?);
        let head = before.trim_end_matches(digit);
        let tail = behind.trim_start_matches(digit);
        let first = before.get(head.len()..).filter(|f| !f.is_empty())?;
        let second = behind.get(..behind.len().saturating_sub(tail.len())).filter(|s| !s.is_empty())?;
        let year = first.len() == 4 && ["19", "20"].iter().any(|c| first.starts_with(c));
        let own = head.chars().next_back().is_none_or(|c| is_han(c) || "（，。；：、".contains(c));
        let counted = tail.starts_with(|c| MEASURES.contains(c));
        let end = text.len().saturating_sub(tail.len());
        (own && counted && !year).then(|| (head.len()..end, format!("{first}{second}")))
    };
    text.match_indices(' ').filter_map(of).collect()
}

/// A number of a list that lost the measure which the one before and the one behind have: 指南1条，制度15，公告21条.
pub(super) fn without_unit(text: &str) -> Vec<Rewording> {
    let stops = ['，', '、', '；', '。', '：', ',', '（', '）'];
    const LEAST: usize = 4;
    let mut out = Vec::new();
    let mut from = 0usize;
    let items: Vec<(usize, &str)> = text
        .split_inclusive(stops)
        .map(|item| {
            let at = from;
            from = from.saturating_add(item.len());
            (at, item.trim_end_matches(stops))
        })
        .collect();
    for three in items.windows(3) {
        let [(_, before), (at, item), (_, behind)] = three else { continue };
        let (name, number) = counted(item);
        let long = number.len();
        let unit = measured(behind).filter(|u| measured(before) == Some(*u));
        let year = long == 4 && number.starts_with("20");
        let long_list =
            |u: &char| items.iter().filter(|(_, i)| measured(i) == Some(*u)).take(LEAST).count() == LEAST;
        if let Some(unit) = unit.filter(long_list).filter(|_| (1..=4).contains(&long) && !year && names(name))
        {
            let range = at.saturating_add(name.len())..at.saturating_add(item.len());
            out.push((range, format!("{number}{unit}")));
        }
    }
    out
}

/// Whether a name stands there that is counted; not 附件2, 图3.
fn names(name: &str) -> bool {
    const NO_ITEM: &str = "件图表号第率分共占话编名加增减计达为";
    name.ends_with(is_han) && !name.ends_with(|c| NO_ITEM.contains(c))
}

/// What an item of a list is called, and the digits that it ends with.
fn counted(item: &str) -> (&str, &str) {
    item.split_at(item.trim_end_matches(|c: char| c.is_ascii_digit()).len())
}

/// The measure of an item: 公告21条.
fn measured(item: &str) -> Option<char> {
    let unit = item.chars().next_back().filter(|c| "条件篇份项期".contains(*c))?;
    let (name, number) = counted(item.strip_suffix(unit)?);
    (!number.is_empty() && name.ends_with(is_han)).then_some(unit)
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || ALIKE.iter().any(|(l, _)| *l == c)
}

#[cfg(test)]
mod tests {
    use super::super::tests::section;
    use crate::checks::tests::{check_silent, check_words_fixed};
    use crate::report::{Part, Section};

    #[test]
    fn a_slip_of_a_finger_within_a_number_went_out_unnoticed() {
        for (was, now) in [
            ("收到申请33件件。", "收到申请33件。"),
            ("办结率1OO%。", "办结率100%。"),
            ("收到申请l3件。", "收到申请13件。"),
            ("更新信息2 16条。", "更新信息216条。"),
            (
                "指南1条，职能2条，制度15，公告21条，动态9条。",
                "指南1条，职能2条，制度15条，公告21条，动态9条。",
            ),
        ] {
            check_words_fixed("S201", &section(was), Part::Before(Section::Overview), now);
        }
        for fine in [
            "指南1条，满意率98，公告21条，动态2条，其他9条。",
            "指南1条，见附件2，公告21条。",
            "制作H5作品3个。",
            "O2O服务12项。",
            "5G基站30个。",
            "3个个案。",
            "2025 12条",
            "0000 8309705",
        ] {
            check_silent("S201", &section(fine));
        }
    }
}

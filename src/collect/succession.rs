//! Whose an abolished unit became, as the reason says it: 「2025年6月并入县水利局」, 「职责由教育局承担」.

use super::matching::{Matcher, Placement};
use crate::chinese::offices::squeezed;

/// Before the name.
const INTO: [&str; 12] = [
    "并入",
    "划入",
    "划归",
    "划转至",
    "划转到",
    "划转给",
    "转入",
    "移交给",
    "移交",
    "合并到",
    "合并至",
    "整合到",
];
/// Around it.
const AROUND: [(&str, &[&str]); 3] =
    [("与", &["合并", "整合"]), ("和", &["合并", "整合"]), ("由", &["承担", "承接", "行使", "负责", "继承"])];
/// Where a name ends at the latest.
const BREAKS: [char; 9] = ['，', '。', '；', '（', '(', ',', ';', '：', '）'];

/// Before a name, no part of it.
const NEWLY: [&str; 4] = ["新组建的", "新成立的", "新设立的", "新的"];
/// Between names.
const AND: [char; 4] = ['、', '和', '与', '及'];

/// What a reason says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Succession {
    /// Nothing.
    Unsaid,
    /// Of whom no unit is known.
    Unknown(String),
    /// By their places, as it names them.
    Into(Vec<usize>),
}

/// Into whom it says that a unit went.
pub fn of(reason: &str, matcher: &Matcher<'_>) -> Succession {
    let reason = squeezed(reason);
    let Some(named) = named(&reason) else { return Succession::Unsaid };
    let mut found = Vec::new();
    let mut rest = NEWLY.iter().find_map(|n| named.strip_prefix(n)).unwrap_or(named);
    while let Some((unit, behind)) = begins_with(rest, matcher) {
        found.push(unit);
        let Some(next) = behind.strip_prefix(AND) else { break };
        rest = next;
    }
    match found.is_empty() {
        true => Succession::Unknown(named.to_string()),
        false => Succession::Into(found),
    }
}

/// The words that name them.
fn named(reason: &str) -> Option<&str> {
    let behind = INTO.iter().find_map(|w| Some(reason.split_once(w)?.1));
    let around = || {
        AROUND.iter().find_map(|(before, ends)| {
            let (_, rest) = reason.split_once(before)?;
            ends.iter().find_map(|e| Some(rest.split_once(e)?.0))
        })
    };
    let named = behind.or_else(around)?.split(BREAKS).next().unwrap_or_default();
    Some(named).filter(|n| !n.is_empty())
}

/// The unit whose name words begin with, the longest, and what stands behind it.
fn begins_with<'a>(words: &'a str, matcher: &Matcher<'_>) -> Option<(usize, &'a str)> {
    let ends: Vec<usize> = words.char_indices().map(|(at, c)| at.saturating_add(c.len_utf8())).collect();
    let of = |end: usize| {
        let (name, behind) = words.split_at_checked(end)?;
        match matcher.by_name(name) {
            Placement::Of(unit) => Some((unit, behind)),
            Placement::Unsure { .. } => None,
        }
    };
    ends.into_iter().rev().find_map(of)
}

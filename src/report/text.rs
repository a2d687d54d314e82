//! The written parts of a report: paragraphs made of runs. A run may be a live number that follows the
//! tables, or text still standing from last year. How it looks on paper is the page's business.

use super::others::UnitReport;
use super::picture::Picture;
use super::reckoned::KnownValues;
use super::value::{self, Value};
use super::{Datum, Report};
use crate::chinese::numerals;
use crate::form::table::CellKey;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Para {
    Text(Vec<Run>),
    /// A picture, its bytes as base64 in the file.
    Picture {
        bytes: Picture,
        caption: String,
    },
}

/// A stretch of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Run {
    Text(String),
    /// 旧: came from last year's report and is not confirmed yet.
    Old(String),
    /// A live value.
    Field {
        value: FieldValue,
        style: FieldStyle,
    },
}

/// Where a live value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FieldValue {
    /// The sum of cells (one cell: its value).
    Sum(Vec<CellKey>),
    /// `of` as a share of `base`, in per cent with `places` decimals, rounded half up.
    Share { of: Vec<CellKey>, base: Vec<CellKey>, places: u32 },
    /// This year's sum minus last year's.
    Change(Vec<CellKey>),
    /// A fact of the office or the report.
    Datum(Datum),
    /// How many units' reports this one adds up.
    Units,
    /// The sum of cells of one of those units, by its name.
    OfUnit { unit: String, of: Vec<CellKey> },
}

/// How a live value is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FieldStyle {
    #[default]
    Arabic,
    /// 二十三
    Chinese,
}

/// Most digits behind the point of a share.
pub const MOST_PLACES: u32 = 8;

/// What stands where a live value cannot be known yet.
pub const UNKNOWN: &str = "〔未填〕";

impl Para {
    /// A paragraph of plain text.
    pub fn plain(text: impl Into<String>) -> Para {
        Para::Text(vec![Run::Text(text.into())])
    }

    /// The words as they print, live values resolved; a picture gives its caption.
    pub fn resolved(&self, report: &Report) -> String {
        self.told(&KnownValues::of(report))
    }

    /// The same, of a report whose cells are asked for again and again.
    pub fn told(&self, known: &KnownValues<'_>) -> String {
        match self {
            Para::Picture { caption, .. } => caption.clone(),
            Para::Text(runs) => runs.iter().map(|r| r.told(known)).collect(),
        }
    }

    /// The words as they print, copied only where they are put together, and the bytes of them that are live values;
    /// a picture has none.
    pub fn read(&self, known: &KnownValues<'_>) -> Option<(Cow<'_, str>, Vec<Range<usize>>)> {
        let Para::Text(runs) = self else { return None };
        if let [Run::Text(t) | Run::Old(t)] = runs.as_slice() {
            return Some((Cow::Borrowed(t), Vec::new()));
        }
        let (mut words, mut live) = (String::new(), Vec::new());
        for run in runs {
            let from = words.len();
            match run {
                Run::Text(t) | Run::Old(t) => words.push_str(t),
                Run::Field { .. } => {
                    words.push_str(&run.told(known));
                    live.push(from..words.len());
                }
            }
        }
        Some((Cow::Owned(words), live))
    }

    /// The heading that a paragraph begins with and goes on behind: （一）主动公开。本年…; empty where there is none.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    pub fn opening(words: &str) -> &str {
        const LONGEST: usize = 30;
        let end = words.find('。').map_or(0, |i| i + '。'.len_utf8());
        let (first, rest) = words.split_at(end);
        let heading = first.trim_end_matches('。');
        let short = first.chars().count() <= LONGEST && !heading.contains(['，', '；', '：']);
        if short && !rest.is_empty() && Para::level(heading) == Some(2) { first } else { "" }
    }

    /// The first sentence of a paragraph that is numbered as second headings are, its mark included: a heading where
    /// its siblings are some. （二）依申请公开： · （五）聚焦主责主业，扎实推进监督保障。 One that ends in ； is of a list.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    pub fn numbered_sentence(words: &str) -> &str {
        let end = words.find('。').map(|i| i + '。'.len_utf8());
        let end = end.or_else(|| words.ends_with('：').then_some(words.len())).unwrap_or_default();
        let first = words.get(..end).unwrap_or_default();
        let heading = first.trim_end_matches(['。', '：']);
        if !heading.contains('；') && Para::level(heading) == Some(2) { first } else { "" }
    }

    /// Level of a heading by its numbering: （一） is 2, `1.` is 3, （1） is 4; body text is none.
    pub fn level(words: &str) -> Option<u8> {
        let t = words.trim_start();
        if t.chars().count() > 45 || t.ends_with(['。', '；', '，', '：', ';', ',']) {
            return None;
        }
        let inside = t.strip_prefix(['（', '(']).and_then(|r| r.split_once(['）', ')']));
        if let Some((n, rest)) = inside {
            let some = !n.is_empty() && !rest.trim().is_empty();
            if some && n.chars().all(numerals::counts) {
                return Some(2);
            }
            if some && n.chars().all(|c| c.is_ascii_digit()) {
                return Some(4);
            }
            return None;
        }
        let (n, rest) = t.split_once(['.', '．'])?;
        let digits = !n.is_empty() && n.len() <= 2 && n.chars().all(|c| c.is_ascii_digit());
        (digits && !rest.is_empty() && !rest.starts_with(|c: char| c.is_ascii_digit())).then_some(3)
    }
}

impl Run {
    /// Its words as they print.
    pub fn resolved(&self, report: &Report) -> String {
        self.told(&KnownValues::of(report))
    }
    /// The same, of a report whose cells are asked for again and again.
    pub fn told(&self, known: &KnownValues<'_>) -> String {
        match self {
            Run::Text(t) | Run::Old(t) => t.clone(),
            Run::Field { value, style } => value.told(known, *style),
        }
    }
}

impl FieldValue {
    /// The cells that it is made from.
    pub fn keys(&self) -> Vec<&CellKey> {
        match self {
            FieldValue::Sum(keys) | FieldValue::Change(keys) => keys.iter().collect(),
            FieldValue::Share { of, base, .. } => of.iter().chain(base).collect(),
            FieldValue::OfUnit { of, .. } => of.iter().collect(),
            FieldValue::Datum(_) | FieldValue::Units => Vec::new(),
        }
    }

    fn told(&self, known: &KnownValues<'_>, style: FieldStyle) -> String {
        let report = known.report;
        let sum = |keys: &[CellKey]| sum_of(keys, |k| known.value(k));
        let text = match self {
            FieldValue::Sum(keys) => sum(keys).map(|d| d.normalize().to_string()),
            FieldValue::Share { of, base, places } => match (sum(of), sum(base)) {
                (Some(a), Some(b)) => share(a, b, (*places).min(MOST_PLACES)),
                _ => None,
            },
            FieldValue::Change(keys) => {
                let last = report.predecessor.as_ref().and_then(|p| sum_of(keys, |k| p.snapshot.value(k)));
                let by = sum(keys).zip(last).and_then(|(a, b)| a.checked_sub(b));
                by.map(|by| by.normalize().to_string())
            }
            FieldValue::Datum(d) => Some(report.datum(*d)),
            FieldValue::Units => Some(report.units.len()).filter(|n| *n > 0).map(|n| n.to_string()),
            FieldValue::OfUnit { unit, of } => {
                let unit = report.units.iter().find(|u| u.name == *unit);
                let value = |u: &UnitReport| sum_of(of, |k| u.value(report.form(), k));
                unit.and_then(value).map(|d| d.normalize().to_string())
            }
        };
        match (text, style) {
            (None, _) => UNKNOWN.to_string(),
            (Some(t), FieldStyle::Arabic) => t,
            (Some(t), FieldStyle::Chinese) => t.parse::<u64>().map_or(t, numerals::written),
        }
    }
}

fn share(of: Decimal, base: Decimal, places: u32) -> Option<String> {
    let percent = of.checked_mul(Decimal::from(100))?.checked_div(base)?;
    let rounded = percent.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    Some(format!("{rounded:.*}%", places as usize))
}

/// Sum of cells that hold numbers; `None` as soon as one is unknown.
fn sum_of(keys: &[CellKey], value: impl Fn(&CellKey) -> Option<Value>) -> Option<Decimal> {
    value::total(keys.iter().map(|k| match value(k)? {
        Value::Amount { value, .. } => Some(value),
        v => Decimal::try_from_i128_with_scale(v.whole()?, 0).ok(),
    }))
}

/// The sentences of a paragraph, with their full stops.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    split(text, &['。', '！', '？', '\n'])
}

/// What ends a clause.
pub const CLAUSE_ENDS: [char; 5] = ['。', '！', '？', '；', '\n'];

/// The sentences of a paragraph, parted at semicolons too: what is confirmed at once.
pub fn clauses(text: &str) -> Vec<Range<usize>> {
    split(text, &CLAUSE_ENDS)
}

#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn split(text: &str, stops: &[char]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    for (i, c) in text.char_indices() {
        if stops.contains(&c) {
            out.push(from..i + c.len_utf8());
            from = i + c.len_utf8();
        }
    }
    if from < text.len() {
        out.push(from..text.len());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_that_a_paragraph_begins_with_is_known() {
        for (words, opening) in [
            ("（一）主动公开情况。2025年公开信息208条。", "（一）主动公开情况。"),
            ("（一）主动公开情况。", ""),
            ("（一）2025年公开信息208条，比上年多12条。另有3条。", ""),
            ("本局公开信息208条。另有3条。", ""),
        ] {
            assert_eq!(Para::opening(words), opening, "{words}");
        }
    }

    #[test]
    fn the_sentence_of_a_numbered_paragraph_is_known() {
        for (words, first) in [
            ("（二）依申请公开：", "（二）依申请公开："),
            ("（三）政府信息管理。", "（三）政府信息管理。"),
            (
                "（五）聚焦主责主业，扎实推进监督保障。2024年公开12条。",
                "（五）聚焦主责主业，扎实推进监督保障。",
            ),
            ("（一）公开不够及时；", ""),
            ("（一）主动公开", ""),
            ("公开不够及时。", ""),
        ] {
            assert_eq!(Para::numbered_sentence(words), first, "{words}");
        }
    }
}

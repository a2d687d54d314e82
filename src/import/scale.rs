//! The unit of money that a head, a caption or a note names: （单位：元）, （万元）, 金额/元.

use crate::chinese::units;
use crate::chinese::width::nfkc;
use crate::form::table::Kind;
use crate::form::words::words;
use crate::report::value::{SEAM, Unit, Value};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// A unit that stands in a head: how many 元 it is; below 0, how many pieces one of a count is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scale(i64);

impl Scale {
    /// It names two, or one that is not known.
    pub const UNCLEAR: Scale = Scale(0);
    /// 亿元.
    pub const YI: Scale = Scale(100_000_000);

    /// What counts are told in: 万.
    pub fn step(self) -> Option<&'static str> {
        STEPS.into_iter().find(|(_, n)| self.0 == -*n).map(|(word, _)| word)
    }
}

/// Steps that counts are told in.
const STEPS: [(&str, i64); 7] = [
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("十万", 100_000),
    ("万", 10_000),
    ("千", 1_000),
    ("百", 100),
    ("十", 10),
];

/// The unit that the head of a column or a row names, of money or of counts: 数量（万件）.
pub fn of_head(text: &str) -> Option<Scale> {
    scale(text).or_else(|| step_of_counts(text).map(|(_, n)| Scale(-n)))
}

/// 单位：百件, 数量（万件）; not 填报单位：百色市水务局.
pub fn step_of_counts(text: &str) -> Option<(&'static str, i64)> {
    let folded: String = nfkc(text).chars().filter(|c| !c.is_whitespace() && *c != SEAM).collect();
    let named = folded.rsplit_once("单位").map(|(_, u)| u.trim_start_matches([':', '为']));
    let inside = folded.rsplit_once(['(', '[', '【']).map(|(_, r)| r);
    let bare = |u: &str| u.trim_end_matches([')', ']', '】']).to_string();
    let units: Vec<String> = [named, inside].into_iter().flatten().map(bare).collect();
    let counters = &words().counters;
    let counts = |u: &&String| is_unit(u) && !u.contains('元') && u.ends_with(counters.as_slice());
    let unit = units.iter().find(counts)?;
    STEPS.into_iter().find(|(word, _)| unit.starts_with(word))
}

/// The unit of money that a head or caption names: （单位：元）, （万元）, 单位:亿元, 金额/元, 单位：件、元.
pub fn scale(text: &str) -> Option<Scale> {
    let folded: String = nfkc(text).chars().filter(|c| !c.is_whitespace() && *c != SEAM).collect();
    let named = folded.split("单位").nth(1).map(|r| r.trim_start_matches([':', '为', '(']));
    let inside =
        folded.rsplit_once(['(', '[', '【']).map(|(_, r)| r).filter(|r| r.ends_with([')', ']', '】']));
    let last = folded.rsplit_once("金额").map(|(_, r)| r.trim_start_matches(':'));
    let behind = folded.rsplit_once('/').map(|(_, r)| r);
    let word = |w: &str| match w {
        "¥" => Some(Scale(1)),
        w => units::yuan(w).map(Scale),
    };
    let ends = ['(', ')', '[', ']', '【', '】', ',', '。', ';', '、', '/'];
    let listed = [named, inside, last, behind].into_iter().flatten().flat_map(|t| t.split(ends));
    let bare = |w: &'_ str| -> String {
        let w = w.trim_start_matches("计量").trim_start_matches("单位").trim_start_matches([':', '为']);
        w.trim_start_matches("人民币").into()
    };
    let words: Vec<String> = listed.map(bare).collect();
    let known: BTreeSet<Scale> = words.iter().filter_map(|w| word(w)).collect();
    // 美元, 十万元钱: money, of a unit that nobody here knows.
    let is_part = |w: &String| named.is_some() && is_part_of_money(w);
    let is_strange = |w: &String| word(w).is_none() && (units::is_money(w) || is_part(w));
    match (known.len(), words.iter().any(is_strange)) {
        (0, false) => None,
        (1, false) => known.first().copied(),
        _ => Some(Scale::UNCLEAR),
    }
}

/// 亿, 角, 分: parts of a unit of money, and no unit of a report's.
fn is_part_of_money(word: &str) -> bool {
    matches!(word, "亿" | "千" | "百" | "十" | "角" | "分")
}

/// Whether words in brackets name nothing but a unit: （单位：万元）, （件）.
pub fn is_unit(text: &str) -> bool {
    let w = text.trim_start_matches("计量").trim_start_matches("单位").trim_start_matches([':', '：', '为']);
    let w = w.trim_start_matches("人民币");
    let counts =
        |c: char| matches!(c, '、' | '份' | '十' | '百' | '千' | '万') || words().counters.contains(&c);
    units::yuan(w).is_some() || (!w.is_empty() && w.chars().all(counts))
}

/// An amount in the unit of its column; exact, or none.
pub fn amount(kind: Kind, value: Decimal, scale: Scale) -> Option<Value> {
    let yuan = value.checked_mul(Decimal::from(scale.0))?;
    let wan = |v: Decimal| v.checked_div(Decimal::from(10_000)).map(|v| v.normalize());
    let (value, unit) = match kind {
        _ if scale.0 == 10_000 => (value, Unit::万元),
        Kind::Money if scale.0 == 1 => (value, Unit::元),
        Kind::Money if scale.0 < 10_000 => (yuan.normalize(), Unit::元),
        _ => (wan(yuan)?, Unit::万元),
    };
    let v = Value::Amount { value, unit: Some(unit) };
    // What no cell of this kind holds is asked.
    v.held(kind).filter(|held| *held == v)
}

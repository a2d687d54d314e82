//! What stands in a cell, and how what clerks type or paste is understood. Exact throughout: no binary
//! floats. Text that is not a number of its kind is kept as typed and found by check T101.

use crate::chinese::signs::is_invisible;
use crate::chinese::units;
use crate::form::table::Kind;
use crate::form::words::words;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Unit of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    元,
    万元,
}

impl Unit {
    /// The unit's word.
    pub fn word(self) -> &'static str {
        match self {
            Unit::元 => "元",
            Unit::万元 => "万元",
        }
    }
    /// What one of it is in 元.
    pub fn yuan(self) -> Decimal {
        units::money(self.word()).map_or(Decimal::ONE, |(_, yuan)| yuan.into())
    }
}

/// A value somebody gave.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Value {
    /// Whole number, not negative.
    Count(u64),
    /// 本年增/减.
    Signed(i64),
    /// Exact amount; `None` where a clerk wrote no unit and the form leaves it open.
    Amount { value: Decimal, unit: Option<Unit> },
    /// "/": the item does not apply to this office. Counts as 0 in sums.
    NotApplicable,
    /// Kept as typed; not a number of its kind.
    Raw(String),
}

/// One cell of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Cell {
    /// 未填: nobody has said anything; never printed as 0.
    #[default]
    Unfilled,
    /// A total that follows its parts.
    Computed,
    Typed(Value),
}

/// Largest count that a cell takes: far beyond any office, and sums of it stay exact.
const MOST: u64 = 999_999_999_999;

/// Decimals of 万元 that a 分 needs.
pub const FEN: u32 = 6;

/// Digits and signs that mark a note, and are no part of a number: 6① is 6.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{2070}'..='\u{209c}' | '\u{2460}'..='\u{24ff}')
        || matches!(c, '\u{2776}'..='\u{2793}' | '\u{3220}'..='\u{3229}' | '\u{3280}'..='\u{3289}')
        || matches!(c, '\u{3248}'..='\u{324f}' | '\u{3251}'..='\u{325f}' | '\u{32b1}'..='\u{32bf}')
        || matches!(c, '*' | '＊' | '※' | '★' | '†')
}

/// Stands between things that a cell of a document holds apart and that became one text.
pub const SEAM: char = '\u{2060}';

/// Whether two numbers stand apart in one text: 6 9 is not 69.
pub fn is_apart(text: &str) -> bool {
    let part = |c: char| c.is_numeric() || ".,，．".contains(c);
    let mut words = text.split(|c: char| c.is_whitespace() || c == SEAM).filter(|w| !w.is_empty());
    let mut last = words.next();
    words.any(|w| last.replace(w).is_some_and(|l| l.ends_with(part)) && w.starts_with(part))
}

impl Value {
    /// Understands what was typed or pasted into a cell of `kind`. `None` for blank text.
    pub fn parse(kind: Kind, text: &str) -> Option<Value> {
        let folded: String = text.nfkc().filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect();
        if folded.is_empty() {
            return None;
        }
        if matches!(folded.as_str(), "/" | "-" | "—" | "——" | "–" | "−" | "--" | "不适用" | "无")
        {
            return Some(Value::NotApplicable);
        }
        let raw = || Some(Value::Raw(text.trim().to_string()));
        if text.chars().any(is_mark) || is_apart(text) {
            return raw();
        }
        let Some((digits, unit)) = take_unit(&folded) else { return raw() };
        let Some(plain) = without_separators(digits) else { return raw() };
        let known = match kind {
            Kind::Count => (unit.is_none_or(|u| u == Suffix::Item)).then(|| count(&plain)).flatten(),
            Kind::Signed => (unit.is_none_or(|u| u == Suffix::Item)).then(|| signed(&plain)).flatten(),
            Kind::WanYuan => match unit {
                Some(Suffix::Item) => None,
                // 元 in a column of 万元 is exact: four places further.
                Some(Suffix::Money(Unit::元)) => amount(&plain).and_then(|v| {
                    let v = v.checked_div(Decimal::from(10_000))?.normalize();
                    (v.scale() <= FEN).then_some(Value::Amount { value: v, unit: Some(Unit::万元) })
                }),
                _ => amount(&plain)
                    .filter(|v| v.scale() <= FEN)
                    .map(|value| Value::Amount { value, unit: Some(Unit::万元) }),
            },
            Kind::Money => match unit {
                Some(Suffix::Item) => None,
                Some(Suffix::Money(u)) => amount(&plain).map(|value| Value::Amount { value, unit: Some(u) }),
                None => amount(&plain).map(|value| Value::Amount { value, unit: None }),
            },
        };
        known.or_else(raw)
    }

    /// Canonical text: "1234", "+2", "-1", "59237.2449", "251000元" (unit only where the form has none), "/".
    pub fn canonical(&self, kind: Kind) -> String {
        match self {
            Value::Count(n) => n.to_string(),
            Value::Signed(0) => "0".into(),
            Value::Signed(n) => format!("{n:+}"),
            Value::Amount { value, unit } => match (kind, unit) {
                (Kind::WanYuan, Some(Unit::万元)) | (_, None) => value.to_string(),
                (_, Some(u)) => format!("{value}{}", u.word()),
            },
            Value::NotApplicable => "/".into(),
            Value::Raw(t) => t.clone(),
        }
    }

    /// A count that sums make: none below 0, or beyond what a number holds.
    pub fn count(n: i128) -> Option<Value> {
        u64::try_from(n).ok().map(Value::Count)
    }

    /// A count that a cell takes.
    pub fn typed_count(n: i128) -> Option<Value> {
        Value::count(n).filter(|_| n <= i128::from(MOST))
    }

    /// What it is once it is typed into a cell of `kind`: what no number of that kind can be stays as its text.
    pub fn held(&self, kind: Kind) -> Option<Value> {
        Value::parse(kind, &self.canonical(kind))
    }

    /// Whether it says that there was nothing.
    pub fn is_zero(&self) -> bool {
        match self {
            Value::Amount { value, .. } => value.is_zero(),
            v => v.whole() == Some(0),
        }
    }

    /// As a whole number in sums: "/" is 0, text and amounts are none.
    pub fn whole(&self) -> Option<i128> {
        match self {
            Value::Count(n) => Some(i128::from(*n)),
            Value::Signed(n) => Some(i128::from(*n)),
            Value::NotApplicable => Some(0),
            Value::Amount { .. } | Value::Raw(_) => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Suffix {
    /// 件, 项, 次 … after a count.
    Item,
    Money(Unit),
}

/// Splits a unit off; `None` if what remains can't be a number.
fn take_unit(t: &str) -> Option<(&str, Option<Suffix>)> {
    let money = |u: Unit| t.strip_suffix(u.word()).map(|rest| (rest, Suffix::Money(u)));
    let item = || t.strip_suffix(words().counters.as_slice()).map(|rest| (rest, Suffix::Item));
    match money(Unit::万元).or_else(|| money(Unit::元)).or_else(item) {
        Some((rest, suffix)) => (!rest.is_empty()).then_some((rest, Some(suffix))),
        None => Some((t, None)),
    }
}

/// Takes thousands separators out where they stand rightly ("1,234", not "1,23"); `None` otherwise.
fn without_separators(t: &str) -> Option<String> {
    if !t.contains(',') {
        return Some(t.to_string());
    }
    let (whole, rest) = t.split_once('.').map_or((t, None), |(w, r)| (w, Some(r)));
    let sign = whole.chars().next().filter(|c| "+-".contains(*c));
    let mut groups = whole.trim_start_matches(['+', '-']).split(',');
    let head = groups.next()?;
    let digits = |g: &str| g.bytes().all(|b| b.is_ascii_digit());
    if head.is_empty() || head.len() > 3 || !digits(head) {
        return None;
    }
    let mut out: String = sign.into_iter().collect();
    out.push_str(head);
    for g in groups {
        if g.len() != 3 || !digits(g) {
            return None;
        }
        out.push_str(g);
    }
    if let Some(r) = rest {
        out.push('.');
        out.push_str(r);
    }
    Some(out)
}

fn count(t: &str) -> Option<Value> {
    if t.is_empty() || t.len() > 18 || !t.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    t.parse().ok().filter(|n| *n <= MOST).map(Value::Count)
}

/// `+2`, `-1`, `减3`, `增2`, `2`.
fn signed(t: &str) -> Option<Value> {
    let (sign, rest) = if let Some(r) = t.strip_prefix(['+', '增']) {
        (1, r)
    } else if let Some(r) = t.strip_prefix(['-', '减', '−']) {
        (-1, r)
    } else {
        (1, t)
    };
    match count(rest.trim_start_matches(['加', '少']))? {
        Value::Count(n) => i64::try_from(n).ok().map(|n| Value::Signed(sign * n)),
        _ => None,
    }
}

fn amount(t: &str) -> Option<Decimal> {
    let (whole, part) = t.split_once('.').unwrap_or((t, "0"));
    let digits = |g: &str| !g.is_empty() && g.len() <= 14 && g.bytes().all(|b| b.is_ascii_digit());
    (digits(whole) && digits(part)).then(|| t.parse().ok()).flatten()
}

/// What amounts come to together; none as soon as one is not known, or the sum is beyond all measure.
pub fn total(amounts: impl IntoIterator<Item = Option<Decimal>>) -> Option<Decimal> {
    amounts.into_iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(n?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_parse(kind: Kind, text: &str, canonical: &str) {
        let v = Value::parse(kind, text).expect("not blank");
        assert!(!matches!(v, Value::Raw(_)), "{text} stayed raw");
        assert_eq!(v.canonical(kind), canonical, "{text}");
        assert_eq!(Value::parse(kind, canonical), Some(v), "canonical form reads back");
    }

    #[test]
    fn numbers_as_clerks_write_them() {
        check_parse(Kind::Count, "１２", "12");
        check_parse(Kind::Count, " 1,234 ", "1234");
        check_parse(Kind::Count, "１，２３４", "1234");
        check_parse(Kind::Count, "7件", "7");
        check_parse(Kind::Count, "0012", "12");
        check_parse(Kind::Signed, "+3", "+3");
        check_parse(Kind::Signed, "减3", "-3");
        check_parse(Kind::Signed, "增2", "+2");
        check_parse(Kind::Signed, "－1", "-1");
        check_parse(Kind::Signed, "0", "0");
        check_parse(Kind::WanYuan, "59237.2449", "59237.2449");
        check_parse(Kind::WanYuan, "976.81万元", "976.81");
        check_parse(Kind::WanYuan, "251000元", "25.1");
        check_parse(Kind::Money, "251000元", "251000元");
        check_parse(Kind::Money, "0", "0");
        check_parse(Kind::Count, "—", "/");
        check_parse(Kind::Count, "／", "/");
    }

    #[test]
    fn what_is_not_a_number_of_its_kind_is_kept_as_typed() {
        for (kind, text) in [
            (Kind::Count, "22（其中修订16件）"),
            (Kind::Count, "-1"),
            (Kind::Count, "1.5"),
            (Kind::Count, "1,23"),
            (Kind::Count, "1e3"),
            (Kind::Count, "99999999999999999999"),
            (Kind::WanYuan, "1.2345678"),
            (Kind::Count, "6①"),
            (Kind::Count, "6²"),
            (Kind::Count, "6 9"),
            (Kind::WanYuan, "3元5角"),
            (Kind::Count, "12万元"),
        ] {
            assert_eq!(Value::parse(kind, text), Some(Value::Raw(text.into())), "{text}");
        }
        assert_eq!(Value::parse(Kind::Count, " 　"), None);
    }
}

//! What stands in a cell. Text that is not a number of its kind is kept as typed and found by check T101; how what
//! clerks type is understood, `entered` says.

use crate::chinese::units;
use crate::form::table::Kind;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

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
    /// The same, beside what the paper form says it is: compared with the sum, never printed.
    Compared(u64),
    Typed(Value),
}

impl Cell {
    /// Whether it is a total that follows its parts.
    pub fn follows(&self) -> bool {
        matches!(self, Cell::Computed | Cell::Compared(_))
    }
}

/// Largest count that a cell takes: far beyond any office, and sums of it stay exact.
pub(super) const MOST: u64 = 999_999_999_999;

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

/// What amounts come to together; none as soon as one is not known, or the sum is beyond all measure.
pub fn total(amounts: impl IntoIterator<Item = Option<Decimal>>) -> Option<Decimal> {
    amounts.into_iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(n?))
}

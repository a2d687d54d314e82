//! Live values of the text: numbers that follow the tables, facts that follow the cover.

use super::Datum;
use super::others::UnitReport;
use super::reckoned::KnownValues;
use super::value::{self, Value};
use crate::chinese::numerals;
use crate::form::table::CellKey;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

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

    /// What it says.
    pub fn told(&self, known: &KnownValues<'_>, style: FieldStyle) -> String {
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

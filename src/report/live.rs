//! Live values of the text: numbers that follow the tables, facts that follow the cover.

use super::Datum;
use super::others::UnitReport;
use super::reckoned::KnownValues;
use super::value::{self, Value};
use crate::chinese::numerals;
use crate::form::Form;
use crate::form::table::{CellKey, Kind};
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// Where a live value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FieldValue {
    /// The sum of cells (one cell: its value).
    Sum(Vec<CellKey>),
    /// `of` as a share of `base`, in per cent with `places` decimals, rounded half up.
    Share { of: Vec<CellKey>, base: Vec<CellKey>, places: u32 },
    /// This year's sum minus last year's, a bare number with its sign, as files of older programs hold it.
    Change(Vec<CellKey>),
    /// The same told whole, so that no word beside it goes the other way: 增加4件, 减少4件, 持平.
    ToldChange(Vec<CellKey>),
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
            FieldValue::Sum(keys) | FieldValue::Change(keys) | FieldValue::ToldChange(keys) => {
                keys.iter().collect()
            }
            FieldValue::Share { of, base, .. } => of.iter().chain(base).collect(),
            FieldValue::OfUnit { of, .. } => of.iter().collect(),
            FieldValue::Datum(_) | FieldValue::Units => Vec::new(),
        }
    }

    /// What it says.
    pub fn told(&self, known: &KnownValues<'_>, style: FieldStyle) -> String {
        let report = known.report;
        let sum = |keys: &[CellKey]| sum_of(keys, |k| known.value(k));
        let change = |keys: &[CellKey]| {
            let last = report.predecessor.as_ref().and_then(|p| sum_of(keys, |k| p.snapshot.value(k)));
            sum(keys).zip(last).and_then(|(a, b)| a.checked_sub(b))
        };
        let text = match self {
            FieldValue::Sum(keys) => sum(keys).map(|d| d.normalize().to_string()),
            FieldValue::Share { of, base, places } => match (sum(of), sum(base)) {
                (Some(a), Some(b)) => share(a, b, (*places).min(MOST_PLACES)),
                _ => None,
            },
            FieldValue::Change(keys) => change(keys).map(|by| by.normalize().to_string()),
            FieldValue::ToldChange(keys) => {
                return change(keys).map_or(UNKNOWN.into(), |by| told_change(report.form(), keys, by, style));
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
            (Some(t), style) => style.of(t),
        }
    }
}

impl FieldStyle {
    fn of(self, number: String) -> String {
        match self {
            FieldStyle::Arabic => number,
            FieldStyle::Chinese => number.parse::<u64>().map_or(number, numerals::written),
        }
    }
}

/// What cells are counted in, as it stands behind their difference; nothing where the form leaves that open.
pub fn unit_of(form: &Form, keys: &[CellKey]) -> &'static str {
    let all = |is: fn(Kind) -> bool| keys.iter().all(|k| is(form.kind(k)));
    match () {
        () if all(|k| matches!(k, Kind::Count | Kind::Signed)) => "件",
        () if all(|k| k == Kind::WanYuan) => "万元",
        () => "",
    }
}

/// A difference with its word, its amount and its unit.
fn told_change(form: &Form, keys: &[CellKey], by: Decimal, style: FieldStyle) -> String {
    let word = match by {
        d if d.is_zero() => return "持平".into(),
        d if d.is_sign_negative() => "减少",
        _ => "增加",
    };
    format!("{word}{}{}", style.of(by.abs().normalize().to_string()), unit_of(form, keys))
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

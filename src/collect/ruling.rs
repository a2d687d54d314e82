//! What a clerk ruled: always with the reason, by whom and when, so that whoever asks later finds it.

use crate::form::table::CellKey;
use crate::report::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A ruling.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Ruling {
    pub reason: String,
    pub who: String,
    pub on: Option<Date>,
    /// Ids of the units that it holds for, where it is not for all.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub units: BTreeSet<String>,
}

/// A number put on a sum, or taken off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// A cell that is no total: those follow.
    pub cell: CellKey,
    /// In the unit of the cell, amounts in 万元.
    pub by: Decimal,
    /// Whose number is adjusted, where it is one unit's.
    #[serde(default)]
    pub unit: Option<String>,
    pub ruling: Ruling,
}

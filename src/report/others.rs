//! Other reports, kept inside this one: last year's, what the one before had, and those of its units.

use super::Report;
use super::value::Cell;
use crate::form::table::CellKey;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What year, edition and numbers a report of the year before last had.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Earlier {
    pub year: u16,
    pub edition: String,
    pub cells: BTreeMap<CellKey, Cell>,
}

/// Last year's report, kept inside so that the file works alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Predecessor {
    /// Relative to the document.
    pub path: String,
    /// Of the file's bytes, to notice that it changed.
    pub digest: String,
    pub snapshot: Arc<Report>,
}

/// A unit whose numbers this report adds up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnitReport {
    pub name: String,
    pub path: String,
    pub digest: String,
    /// The adding office's own numbers.
    pub own: bool,
    pub cells: BTreeMap<CellKey, Cell>,
}

//! Other reports, kept inside this one: last year's, what the one before had, and those of its units.

use super::Report;
use super::value::{Cell, Value};
use crate::form::Form;
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

impl UnitReport {
    /// What stands in one of its cells, a total that follows its parts added up; `None` for 未填.
    pub fn value(&self, form: &'static Form, key: &CellKey) -> Option<Value> {
        match self.cells.get(key)? {
            Cell::Unfilled => None,
            Cell::Typed(v) => Some(v.clone()),
            Cell::Computed | Cell::Compared(_) => {
                let parts = &form.total_of(key)?.left;
                let whole = |k: &CellKey| self.value(form, k).map(|v| v.whole());
                let sum = parts.iter().filter_map(whole).reduce(|a, b| a?.checked_add(b?));
                sum.flatten().and_then(Value::count)
            }
        }
    }
}

//! What live values come to. A cell is reckoned once, however often a text names it: a total is the sum of a hundred
//! cells, and a text may name it ten thousand times.

use super::Report;
use super::value::Value;
use crate::form::table::CellKey;
use std::cell::RefCell;
use std::collections::HashMap;

/// A report with the cells that were asked for so far.
pub struct KnownValues<'r> {
    pub report: &'r Report,
    cells: RefCell<HashMap<CellKey, Option<Value>, ahash::RandomState>>,
}

impl<'r> KnownValues<'r> {
    pub fn of(report: &'r Report) -> KnownValues<'r> {
        KnownValues { report, cells: RefCell::default() }
    }
    /// The value a cell shows.
    pub fn value(&self, key: &CellKey) -> Option<Value> {
        if let Some(known) = self.cells.borrow().get(key) {
            return known.clone();
        }
        let value = self.report.value(key);
        self.cells.borrow_mut().insert(key.clone(), value.clone());
        value
    }
}

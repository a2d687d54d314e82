//! What comes of a table's rows: values whose cells are proven, and what is asked or left over.

use crate::form::table::CellKey;
use crate::import::heads::Unproven;
use crate::report::Report;
use crate::report::value::{Cell, Value};
use std::collections::BTreeSet;

/// A value whose cell is proven.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedCell {
    pub(super) key: CellKey,
    pub(super) value: Value,
    pub(super) line: usize,
}

impl PlacedCell {
    pub fn key(&self) -> &CellKey {
        &self.key
    }
    /// Into its cell: the only way for a number out of a document.
    pub fn put(self, report: &mut Report) {
        report.cells.insert(self.key, Cell::Typed(self.value));
    }
}

/// AskedWhy cells stay 未填.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AskedWhy {
    /// The heads of its columns are not understood, or there are none.
    Heads(Unproven),
    /// Not as many cells as columns.
    Places,
    /// More than one row of that name, with other numbers.
    Twice(usize),
    /// Its number stands out of its place.
    Shaken,
    /// One row for several of the form.
    Together,
    /// What stands in the cell is no number.
    Words,
    /// The row is there, and empty.
    Empty,
    /// No such row was seen.
    Missing,
}

/// Cells that stay 未填, and what stands in the source.
#[derive(Clone, Debug)]
pub struct AskedCell {
    pub keys: Vec<CellKey>,
    pub line: Option<usize>,
    pub name: String,
    pub seen: Vec<String>,
    pub why: AskedWhy,
}

/// A row of the source and where its cells went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenRow {
    pub line: usize,
    pub label: String,
    pub cells: Vec<(String, Option<CellKey>)>,
    /// The row's cells on the form, if it was told.
    pub wanted: Vec<CellKey>,
}

/// What came of a table.
#[derive(Default)]
pub struct ProofOutcome {
    pub placed: Vec<PlacedCell>,
    pub asked: Vec<AskedCell>,
    /// Cells that are there, and empty.
    pub blank: Vec<CellKey>,
    /// Words beside a number: cell, line, what stands there, whether they were kept.
    pub marked: Vec<(CellKey, usize, String, bool)>,
    pub taken: Vec<TakenRow>,
    /// Rows for several of the form that say nothing for each of them: line, words.
    pub nothing: Vec<(usize, String)>,
    /// Heads that the form does not have.
    pub strange: BTreeSet<String>,
    /// Rows that the form does not have: line, words.
    pub others: Vec<(usize, String)>,
    /// Columns that the source does not have, and their cells.
    pub absent: Vec<(String, Vec<CellKey>)>,
    /// Lines of tables that stand another way than the form's, read by the labels at both edges.
    pub crossed: BTreeSet<usize>,
    /// All was taken in the form's order: the names that nobody knows.
    pub in_order: Option<Vec<String>>,
}

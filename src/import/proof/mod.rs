//! What is certain of a table: a value comes into a cell of a report only as `PlacedCell`, and that is made here alone,
//! from a row that its label proves (or its place between its neighbours) and a column that its heads prove, or
//! from all numbers of a table in the form's order if every sum holds. All else is asked.

mod align;
mod in_order;
mod rows;
pub(super) mod shown;

use super::heads::Unproven;
use super::source_rows::SourceRow;
use super::walk::{Label, Walk};
use crate::form::Form;
use crate::form::table::{CellKey, Table};
use crate::report::Report;
use crate::report::value::{Cell, Value};
use in_order::in_order;
use rows::Prover;
use shown::Shown;
use std::collections::BTreeSet;

/// A value whose cell is proven.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedCell {
    key: CellKey,
    value: Value,
    line: usize,
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
    /// Words beside a number: cell, line, what stands there, whether they were kept.
    pub marked: Vec<(CellKey, usize, String, bool)>,
    pub taken: Vec<TakenRow>,
    /// Rows for several of the form that say nothing for each of them: line, words.
    pub nothing: Vec<(usize, String)>,
    /// Heads that the form does not have.
    pub strange: BTreeSet<String>,
    /// Rows that the form does not have: line, words.
    pub others: Vec<(usize, String)>,
    /// All was taken in the form's order.
    pub in_order: bool,
}

/// What is certain of the rows that were met.
pub fn prove(
    form: &'static Form,
    table: &Table,
    walk: &Walk,
    rows: &[SourceRow],
    shown: Shown,
) -> ProofOutcome {
    let mut p = Prover { form, walk, shown, out: ProofOutcome::default() };
    for block in &table.blocks {
        p.block(table, block);
    }
    for s in walk.rows.iter().filter(|s| matches!(s.label, Label::Other(_))) {
        p.out.others.push((s.line, s.words.clone()));
        let cells = s.cells.iter().filter(|c| !c.text.is_empty()).map(|c| (c.text.clone(), None)).collect();
        p.out.taken.push(TakenRow { line: s.line, label: s.words.clone(), cells, wanted: Vec::new() });
    }
    let mut out = p.out;
    let all = table.cells();
    let contrary =
        out.asked.iter().any(|a| a.why == AskedWhy::Heads(Unproven::Odd)) || !out.strange.is_empty();
    if !contrary
        && out.placed.len() < all.len()
        && let Some(placed) = in_order(form, &all, rows)
        && out.placed.iter().all(|p| placed.iter().any(|q| q.key == p.key && q.value == p.value))
    {
        out = ProofOutcome { placed, in_order: true, marked: out.marked, ..ProofOutcome::default() };
    }
    out.taken.sort_by_key(|t| t.line);
    out
}

//! A row of the form that stands in several tables, each with some of its columns.

use crate::form::table::CellKey;
use crate::import::head::HeadSlot;
use crate::import::walk::SeenRow;
use std::collections::BTreeSet;

/// A row, or a piece of it, and the cell of the form for each of its own.
pub struct RowPiece<'a> {
    pub seen: &'a SeenRow,
    pub strange: &'a [String],
    pub cells: Vec<(CellKey, &'a HeadSlot, usize)>,
}

/// Whether no cell of the form comes from two pieces.
pub fn disjoint(pieces: &[RowPiece<'_>]) -> bool {
    let filled = |p: &RowPiece<'_>, i: usize| p.seen.cells.get(i).is_some_and(|c| !c.text.is_empty());
    let cells = pieces.iter().flat_map(|p| p.cells.iter().filter(|c| filled(p, c.2)).map(|c| &c.0));
    let mut seen = BTreeSet::new();
    cells.into_iter().all(|key| seen.insert(key))
}

//! From cell to cell: where Tab and Enter stop, over totals and the ends of rows.

use super::cx::GridCx;
use super::state::{GridState, cell_id};
use crate::form::bounds::part;
use crate::form::table::CellKey;
use crate::report::next_year;
use egui::Ui;

/// Gives the keys to the cell where the cursor is.
pub fn focus(ui: &Ui, state: &GridState) {
    if let Some(key) = &state.cursor {
        ui.memory_mut(|m| m.request_focus(cell_id(key)));
    }
}

/// Row and column of a cell.
pub fn position(rows: &[Vec<CellKey>], key: &CellKey) -> Option<(usize, usize)> {
    rows.iter().enumerate().find_map(|(r, row)| row.iter().position(|k| k == key).map(|c| (r, c)))
}

/// Whether Tab and Enter stop at a cell; at totals that follow their parts, and at what came over from last year, only
/// where the clerk wants it.
fn stops(cx: &GridCx<'_>, key: &CellKey) -> bool {
    let known = || cx.report.cell(key).follows() || next_year::source_of(cx.report, key).is_some();
    cx.options.stop_at_totals || !known()
}

/// The next or previous cell at which the keys stop, over the rows' ends.
pub fn step_right(ui: &Ui, cx: &GridCx<'_>, state: &mut GridState, back: bool) {
    let flat: Vec<&CellKey> = cx.rows().iter().flatten().collect();
    let Some(at) = flat.iter().position(|k| Some(*k) == state.cursor.as_ref()) else { return };
    let input = |k: &&&CellKey| stops(cx, k);
    let (before, behind) = (part(&flat, ..at), part(&flat, at.saturating_add(1)..));
    let next = if back { before.iter().rev().find(input) } else { behind.iter().find(input) };
    if let Some(k) = next {
        state.go((*k).clone(), false);
    }
    focus(ui, state);
}

/// The row below or above in which the keys stop in that column; the same one where there is none.
pub fn row_beyond(cx: &GridCx<'_>, row: usize, column: usize, back: bool) -> usize {
    let rows = cx.rows().iter().enumerate();
    let here = |(_, cells): &(usize, &Vec<CellKey>)| {
        cells.get(column).or(cells.last()).is_some_and(|k| stops(cx, k))
    };
    let next = match back {
        true => rows.take(row).rev().find(here),
        false => rows.skip(row.saturating_add(1)).find(here),
    };
    next.map_or(row, |(r, _)| r)
}

/// The first cell at which the keys stop in the columns behind that one, if there is any.
pub fn next_column(cx: &GridCx<'_>, column: usize) -> Option<(usize, usize)> {
    let columns = cx.rows().iter().map(Vec::len).max().unwrap_or_default();
    let head = |c: usize| {
        let row = cx.rows().iter().position(|cells| cells.get(c).is_some_and(|k| stops(cx, k)))?;
        Some((row, c))
    };
    (column.saturating_add(1)..columns).find_map(head)
}

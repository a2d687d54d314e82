//! A stretch of a sheet that is a table → its rows, or a grid where cells are merged.

use super::{MergedArea, WorkSheet};
use crate::import::raw::{Grid, GridCell, Line, Piece};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// A stretch of a sheet that is a table.
pub struct Spread<'a> {
    pub rows: RangeInclusive<usize>,
    pub columns: RangeInclusive<usize>,
    pub merged: Vec<&'a MergedArea>,
}

impl Spread<'_> {
    /// Its rows where no cells are merged. Where some were, a copy of the table has empty ones, and columns of them.
    pub fn even<'s>(&'s self, sheet: &'s WorkSheet) -> impl Iterator<Item = Line> + 's {
        let within = |k: &&(usize, usize)| self.columns.contains(&k.1);
        let top = (*self.rows.start(), 0)..(*self.rows.end() + 1, 0);
        let used: BTreeSet<usize> = sheet.cells.range(top).map(|c| c.0).filter(within).map(|k| k.1).collect();
        let words = |at: (usize, usize)| sheet.cells.get(&at).map(|t| one_line(t)).unwrap_or_default();
        let cells = move |row: usize| used.iter().map(|col| words((row, *col))).collect();
        self.rows.clone().map(move |row| Line::new(sheet.number(row), Piece::Row(cells(row))))
    }

    pub fn grid(&self, sheet: &WorkSheet) -> Grid {
        let (first, left, right) = (*self.rows.start(), *self.columns.start(), *self.columns.end());
        let area: BTreeMap<(usize, usize), &MergedArea> =
            self.merged.iter().map(|a| ((a.top, a.left), *a)).collect();
        let mut covered = BTreeSet::new();
        for a in &self.merged {
            let columns = a.left..=a.right.min(right);
            let places = (a.top..=a.bottom).flat_map(|r| columns.clone().map(move |c| (r, c)));
            covered.extend(places.filter(|p| *p != (a.top, a.left)));
        }
        let mut grid = Grid::default();
        let places = self.rows.clone().flat_map(|row| self.columns.clone().map(move |col| (row, col)));
        for (row, col) in places.filter(|p| !covered.contains(p)) {
            let words = sheet.cells.get(&(row, col));
            let body =
                words.map(|t| Line::new(sheet.number(row), Piece::Text(one_line(t)))).into_iter().collect();
            let (rows, cols) = area
                .get(&(row, col))
                .map_or((1, 1), |a| (a.bottom + 1 - a.top, a.right.min(right) + 1 - a.left));
            grid.cells.push(GridCell { row: row - first, col: col - left, rows, cols, body });
        }
        grid
    }
}

/// Words of a cell without its line breaks; numbers one above the other stay apart.
pub fn one_line(t: &str) -> String {
    let mut out = String::new();
    for l in t.lines().map(str::trim) {
        if out.ends_with(|c: char| c.is_ascii_alphanumeric())
            && l.starts_with(|c: char| c.is_ascii_alphanumeric())
        {
            out.push(' ');
        }
        out.push_str(l);
    }
    out
}

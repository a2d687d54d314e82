//! The grid and a cell of it as they are drawn now.

use super::layout::GridLayout;
use super::options::GridOptions;
use crate::checks::Finding;
use crate::form::table::{CellKey, Table};
use crate::report::Report;
use egui::Rect;

/// A table as it is drawn now.
pub struct GridCx<'a> {
    pub report: &'a Report,
    pub table: &'a Table,
    pub layout: &'a GridLayout,
    pub options: &'a GridOptions<'a>,
}

/// A cell of it.
pub struct CellCx<'a> {
    pub key: &'a CellKey,
    pub rect: Rect,
    /// Row and column in the table, from 0.
    pub at: (usize, usize),
    pub text: String,
    pub findings: Vec<&'a Finding>,
}

impl<'a> GridCx<'a> {
    /// The cells row by row.
    pub fn rows(&self) -> &'a [Vec<CellKey>] {
        &self.layout.rows
    }
    /// The cell that stands at `rect`, with what was found about it.
    pub fn cell(&self, key: &'a CellKey, at: (usize, usize), rect: Rect) -> CellCx<'a> {
        let all = self.options.findings.iter();
        let findings = all.filter(|f| !f.quiet && f.all_cells().any(|k| k == key)).collect();
        CellCx { key, rect, at, text: self.report.canonical(key).unwrap_or_default(), findings }
    }
}

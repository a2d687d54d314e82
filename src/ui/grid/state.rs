//! What a grid remembers from frame to frame: cursor, selection, what is being typed.

use super::layout::{GridLayout, rows_of};
use crate::form::bounds::part;
use crate::form::table::{CellKey, Table};
use crate::report::Report;
use crate::report::value::Cell;
use crate::ui::context::ListPlace;
use egui::{Id, Pos2};

/// What the grid remembers from frame to frame.
#[derive(Default)]
pub struct GridState {
    /// The cell that has the focus.
    pub cursor: Option<CellKey>,
    /// The other corner of the selection.
    pub anchor: Option<CellKey>,
    /// The text being typed, and what stood in the cell before.
    pub editing: Option<Editing>,
    /// Go there in the next frame.
    pub jump: Option<CellKey>,
    /// And select as far as this cell.
    pub jump_over: Option<CellKey>,
    pub layout: Option<GridLayout>,
    /// Numbers the edits of cells, so that each visit is a step of its own.
    pub visit: u64,
    /// Where the pointer lay when a key was pressed or another part came: until it moves, nothing lies over the numbers.
    pub rests: Option<Pos2>,
    /// A block pasted while a field was open.
    pub block: Option<String>,
    /// Column where a run of Tabs began.
    pub tab_column: Option<usize>,
    /// The keys went on where no cell is left: what is typed now was not meant for the one that has the focus.
    pub ended: bool,
    pub menu: ListPlace,
    /// The menu is asked for, with the right button at a point or by key.
    pub menu_wanted: bool,
    pub menu_at: Option<Pos2>,
}

/// A cell being typed in.
pub struct Editing {
    pub text: String,
    pub before: Cell,
    /// The editor must be given the focus and the caret.
    pub fresh: bool,
    /// It began with a number typed over the cell, not with F2: arrows move on, as in a spreadsheet.
    pub typed: bool,
}

/// Count, filled and sum of the selected cells.
pub struct Selection {
    pub count: usize,
    pub filled: usize,
    pub sum: i128,
    /// Names of the first and the last cell.
    pub ends: (String, String),
}

impl GridState {
    /// The selected cells as a rectangle of `rows`.
    pub fn range(&self, rows: &[Vec<CellKey>]) -> Option<[(usize, usize); 2]> {
        let find = |k: &CellKey| {
            rows.iter().enumerate().find_map(|(r, row)| row.iter().position(|c| c == k).map(|c| (r, c)))
        };
        let a = find(self.cursor.as_ref()?)?;
        let b = self.anchor.as_ref().and_then(find).unwrap_or(a);
        Some([(a.0.min(b.0), a.1.min(b.1)), (a.0.max(b.0), a.1.max(b.1))])
    }

    /// Keys of the selected cells, row by row.
    pub fn selected(&self, table: &Table) -> Vec<CellKey> {
        let rows = rows_of(table);
        let Some([(r0, c0), (r1, c1)]) = self.range(&rows) else { return Vec::new() };
        part(&rows, r0..=r1).iter().flat_map(|r| part(r, c0..=c1)).cloned().collect()
    }

    /// The selection as text with the names of its rows and columns.
    pub fn labelled(&self, report: &Report, table: &Table) -> String {
        let form = report.form();
        let rows = rows_of(table);
        let Some([(r0, c0), (r1, c1)]) = self.range(&rows) else { return String::new() };
        let names = |k: &CellKey| {
            let found = form.locate(k);
            let (row, column) = found.map(|(_, r, c)| (r.labels(), c.labels())).unwrap_or_default();
            (row.join(" › "), column.last().copied().unwrap_or_default().to_string())
        };
        let mut out = String::new();
        let mut heads = Vec::new();
        for row in part(&rows, r0..=r1) {
            let cells = part(row, c0..=c1);
            let now: Vec<String> = cells.iter().map(|k| names(k).1).collect();
            if now != heads {
                out.push_str(&format!("\t{}\r\n", now.join("\t")));
                heads = now;
            }
            let label = cells.first().map(|k| names(k).0).unwrap_or_default();
            let values: Vec<String> = cells.iter().map(|k| report.for_sheet(k).unwrap_or_default()).collect();
            out.push_str(&format!("{label}\t{}\r\n", values.join("\t")));
        }
        out
    }

    /// What the selection adds up to.
    pub fn selection(&self, report: &Report, table: &Table) -> Option<Selection> {
        let keys = self.selected(table);
        let values: Vec<_> = keys.iter().filter_map(|k| report.value(k)).collect();
        let sum = values.iter().filter_map(|v| v.whole()).sum();
        let name = |k: &CellKey| report.form().cell_name(k);
        let ends = (name(keys.first()?), name(keys.last()?));
        Some(Selection { count: keys.len(), filled: values.len(), sum, ends })
    }

    /// Cursor, selection and what is being typed, in words.
    pub fn whereabouts(&self) -> String {
        let key = |k: &Option<CellKey>| k.as_ref().map(|k| k.as_str().to_string());
        let typed = self.editing.as_ref().map(|e| &e.text);
        format!("{:?} {:?} {typed:?}", key(&self.cursor), key(&self.anchor))
    }

    /// Ends editing; what was typed stands in the report already.
    pub fn commit(&mut self) {
        self.editing = None;
    }

    pub fn go(&mut self, key: CellKey, extend: bool) {
        if !extend {
            self.anchor = Some(key.clone());
        }
        self.cursor = Some(key);
        self.editing = None;
        self.tab_column = None;
        self.ended = false;
        self.visit = self.visit.saturating_add(1);
    }
}

/// The widget id of a cell: the same wherever the table stands.
pub fn cell_id(key: &CellKey) -> Id {
    Id::unique(("cell", key.as_str()))
}

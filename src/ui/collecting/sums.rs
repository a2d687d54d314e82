//! The sums in the statutory tables, only to be looked at; beside them where the number of the chosen cell comes from.

use super::origin::{self, Origin};
use super::page::Going;
use crate::app::open_collection::OpenCollection;
use crate::form::Form;
use crate::form::table::CellKey;
use crate::ui::action::Action;
use crate::ui::grid::{GridOptions, GridState, cell_id, grid_ui};
use crate::ui::lines::{InLines, one_line};
use crate::ui::theme;
use egui::{Panel, RichText, Ui};
use std::collections::BTreeMap;
use std::fmt;

/// Which table is shown, and where in it one is.
#[derive(Default)]
pub struct Sums {
    /// Place among the form's tables.
    table: usize,
    /// By the tables' keys.
    grids: BTreeMap<String, GridState>,
    origin: Origin,
    /// The table is to have the keys again.
    resumed: bool,
}

impl fmt::Debug for Sums {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let grids: Vec<String> = self.grids.values().map(GridState::whereabouts).collect();
        write!(f, "table {} {grids:?}", self.table)
    }
}

impl Sums {
    pub fn grids(&self) -> impl Iterator<Item = &GridState> {
        self.grids.values()
    }
    /// The cell that the keys are on.
    pub fn chosen(&self, open: &OpenCollection) -> Option<&CellKey> {
        let table = open.shown().form().tables.get(self.table)?;
        self.grids.get(&table.key)?.cursor.as_ref()
    }
    /// Shows a cell.
    pub fn go_to(&mut self, cell: &CellKey) {
        self.origin.wanted = Some(cell.clone());
    }
    /// The table has the keys again.
    pub fn resume(&mut self) {
        self.resumed = true;
    }
    /// The keys go to where the number comes from.
    pub fn focus_origin(&mut self) {
        self.origin.focus = true;
    }
    /// Turns to the table of the cell that is wanted.
    fn turn(&mut self, form: &Form) {
        let Some(cell) = self.origin.wanted.take() else { return };
        let Some(at) = form.tables.iter().position(|t| t.cells().contains(&cell)) else { return };
        self.table = at;
        if let Some(t) = form.tables.get(at) {
            self.grids.entry(t.key.clone()).or_default().jump = Some(cell);
        }
    }
}

/// The tables; where a click leads.
pub fn sums_ui(
    ui: &mut Ui,
    open: &OpenCollection,
    sums: &mut Sums,
    actions: &mut Vec<Action>,
) -> Option<Going> {
    let known = open.known();
    let form = open.shown().form();
    sums.turn(form);
    ui.horizontal_wrapped(|ui| {
        for (i, t) in form.tables.iter().enumerate() {
            let name = form.section(t.section).map_or(t.title.as_str(), |s| s.name.as_str());
            ui.selectable_value(&mut sums.table, i, name);
        }
        let words = "只看不改：数由各单位的加起来，点一格看是哪些单位的，Ctrl+F10 到右边";
        ui.add(one_line(RichText::new(words).small().color(theme::get().faint)));
    });
    let table = form.tables.get(sums.table)?;
    let cursor = sums.grids.get(&table.key).and_then(|g| g.cursor.clone());
    let wide = ui.available_width();
    let side = Panel::right("origin").resizable(true).default_size((wide * 0.34).max(250.0));
    let side = side.size_range(200.0..=(wide * 0.6).max(201.0));
    let going = side.show(ui, |ui| match &cursor {
        Some(cell) => origin::origin_ui(ui, open, cell, &mut sums.origin, actions),
        None => {
            ui.words(RichText::new("点一格，这里列出它由哪些单位的数加成。").color(theme::get().faint));
            None
        }
    });
    let options = GridOptions {
        revision: known.revision,
        read_only: true,
        enter_right: false,
        stop_at_totals: true,
        last_year: known.sums.predecessor.is_some(),
        findings: &known.marks,
        shown: None,
    };
    let state = sums.grids.entry(table.key.clone()).or_default();
    grid_ui(ui, &known.sums, table, state, &options, actions);
    // Who comes by the keys goes on by them.
    let first = state.cursor.is_none() && state.jump.is_none();
    if first {
        state.cursor = table.cells().into_iter().next();
        state.anchor.clone_from(&state.cursor);
    }
    if std::mem::take(&mut sums.resumed) || first {
        state.cursor.iter().for_each(|k| ui.memory_mut(|m| m.request_focus(cell_id(k))));
    }
    going.inner
}

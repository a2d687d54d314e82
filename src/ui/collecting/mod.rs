//! The collection in the window's middle: its units as a list, its sums in the statutory tables, where two of its
//! numbers differ, and what is to be seen to. It reads the collection and asks for changes; it changes nothing itself.

mod card;
mod found;
mod gaps;
mod head;
mod origin;
mod page;
mod sums;
mod units;
mod words;

use super::action::Action;
use super::grid::GridState;
use crate::app::open_collection::OpenCollection;
use crate::form::table::CellKey;
use egui::Ui;
use found::FoundPage;
use gaps::GapsPage;
use page::{CollectPage, Going};
use sums::Sums;
use units::Units;

/// What is remembered of a collection that is shown; nothing of it is in the collection.
#[derive(Debug, Default)]
pub struct CollectingState {
    page: CollectPage,
    units: Units,
    sums: Sums,
    gaps: GapsPage,
    found: FoundPage,
}

impl CollectingState {
    /// The tables of the sums, as the keys walk them.
    pub fn grids(&self) -> impl Iterator<Item = &GridState> {
        self.sums.grids().filter(|_| self.page == CollectPage::Sums)
    }
    fn go(&mut self, to: Option<Going>) {
        match to {
            Some(Going::Unit(unit)) => self.go_to_unit(unit),
            Some(Going::Cell(cell)) => self.go_to_cell(&cell),
            None => {}
        }
    }
    /// The sums, at a cell.
    fn go_to_cell(&mut self, cell: &CellKey) {
        self.page = CollectPage::Sums;
        self.sums.go_to(cell);
    }
    /// The list, at the unit of this place in the roster.
    fn go_to_unit(&mut self, unit: usize) {
        self.page = CollectPage::Units;
        self.units.go_to(unit);
    }
}

/// All of it; `covered` by a question it takes no keys.
pub fn collecting_ui(
    ui: &mut Ui,
    open: &OpenCollection,
    state: &mut CollectingState,
    covered: bool,
    actions: &mut Vec<Action>,
) {
    head::head_ui(ui, open, &mut state.page, actions);
    ui.separator();
    match state.page {
        CollectPage::Units => units::units_ui(ui, open, &mut state.units, covered, actions),
        CollectPage::Sums => {
            let gone = sums::sums_ui(ui, open, &mut state.sums, actions);
            state.go(gone);
        }
        CollectPage::Gaps => {
            let gone = gaps::gaps_ui(ui, open, &mut state.gaps, actions);
            state.go(gone);
        }
        CollectPage::Found => {
            let gone = found::found_ui(ui, open, &mut state.found, actions);
            state.go(gone);
        }
    }
}

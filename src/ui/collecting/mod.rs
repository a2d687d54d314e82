//! The collection in the window's middle: its units as a list, its sums in the statutory tables, where two of its
//! numbers differ, and what is to be seen to. It reads the collection and asks for changes; it changes nothing itself.

mod card;
mod found;
mod gaps;
mod head;
mod looking;
mod narrow;
mod origin;
mod page;
mod sums;
mod unit_rows;
mod units;
mod walked;
mod words;

use super::action::Action;
use super::grid::GridState;
use super::passing::{Passing, passing_ui};
use crate::app::open_collection::OpenCollection;
use crate::app::other_report::OtherReport;
use crate::form::table::CellKey;
use egui::Ui;
use found::FoundPage;
pub use found::remedies_ui;
use gaps::GapsPage;
use looking::LookedReport;
pub use origin::{adjusting, zeroing};
pub use page::CollectPage;
use page::Going;
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
    looked: LookedReport,
    /// The page that looking at a report leads back to.
    from: CollectPage,
}

impl CollectingState {
    /// The tables of the sums, as the keys walk them.
    pub fn grids(&self) -> impl Iterator<Item = &GridState> {
        let looked = self.looked.grids().filter(|_| self.page == CollectPage::Report);
        self.sums.grids().filter(|_| self.page == CollectPage::Sums).chain(looked)
    }
    /// Shows the report that is looked at.
    pub fn look(&mut self) {
        if self.page != CollectPage::Report {
            self.from = self.page;
        }
        self.page = CollectPage::Report;
    }
    /// Whether a report is looked at.
    pub fn looks(&self) -> bool {
        self.page == CollectPage::Report
    }
    fn look_away(&mut self) {
        self.show(self.from);
    }
    /// Shows a page; on its list the keys are at work.
    pub fn show(&mut self, page: CollectPage) {
        self.page = page;
        self.units.resume();
        self.sums.resume();
        self.gaps.resume();
        self.found.resume();
    }
    /// A unit is looked for by its name.
    pub fn look_for_unit(&mut self) {
        self.units.look_for();
    }
    /// The sum that the keys are on, where the sums are shown.
    pub fn sum(&self, open: &OpenCollection) -> Option<&CellKey> {
        Some(&self.sums).filter(|_| self.page == CollectPage::Sums)?.chosen(open)
    }
    /// The keys go beside the list or the table that is shown.
    pub fn focus_beside(&mut self) {
        self.sums.focus_origin();
    }
    /// The page behind the one that is shown, or before it, as they stand above the collection.
    pub fn beside(&self, behind: bool) -> CollectPage {
        let shown = if self.looks() { self.from } else { self.page };
        let at = CollectPage::ALL.iter().position(|p| *p == shown).unwrap_or(0);
        let to = if behind { at.saturating_add(1) } else { at.saturating_sub(1) };
        CollectPage::ALL.get(to).copied().unwrap_or(shown)
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

/// All of it, or the report of a unit; `covered` by a question it takes no keys.
pub fn collecting_ui(
    ui: &mut Ui,
    (open, other): (&OpenCollection, Option<&OtherReport>),
    state: &mut CollectingState,
    (covered, passing): (bool, Passing<'_>),
    actions: &mut Vec<Action>,
) {
    // Beside a list with a foot it stands above that.
    if state.page != CollectPage::Found {
        passing_ui(ui, passing, actions);
    }
    match other.filter(|_| state.looks()) {
        Some(other) => {
            if looking::looked_ui(ui, other, &mut state.looked, covered, actions) {
                state.look_away();
                actions.push(Action::CloseOther);
            }
            return;
        }
        None if state.looks() => state.look_away(),
        None => {}
    }
    let mut page = state.page;
    head::head_ui(ui, open, &mut page, actions);
    if page != state.page {
        state.show(page);
    }
    ui.separator();
    match state.page {
        CollectPage::Report => {}
        CollectPage::Units => units::units_ui(ui, open, &mut state.units, covered, actions),
        CollectPage::Sums => {
            let gone = sums::sums_ui(ui, open, &mut state.sums, actions);
            state.go(gone);
        }
        CollectPage::Gaps => {
            let gone = gaps::gaps_ui(ui, open, &mut state.gaps, covered, actions);
            state.go(gone);
        }
        CollectPage::Found => {
            let gone = found::found_ui(ui, open, &mut state.found, (covered, passing), actions);
            state.go(gone);
        }
    }
}

//! The collection in the window's middle: its units as a list, its sums in the statutory tables, where two of its
//! numbers differ, and what is to be seen to. It reads the collection and asks for changes; it changes nothing itself.

mod card;
mod found;
mod head;
mod units;

use super::action::Action;
use crate::app::open_collection::OpenCollection;
use egui::Ui;
use found::Found;
use units::Units;

/// What the middle shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CollectPage {
    #[default]
    Units,
    Found,
}

impl CollectPage {
    const ALL: [CollectPage; 2] = [CollectPage::Units, CollectPage::Found];
}

/// What is remembered of a collection that is shown; nothing of it is in the collection.
#[derive(Debug, Default)]
pub struct CollectingState {
    page: CollectPage,
    units: Units,
    found: Found,
}

impl CollectingState {
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
        CollectPage::Found => {
            if let Some(unit) = found::found_ui(ui, open, &mut state.found, actions) {
                state.go_to_unit(unit);
            }
        }
    }
}

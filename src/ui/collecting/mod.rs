//! The collection in the window.

use super::action::Action;
use crate::app::open_collection::OpenCollection;
use egui::Ui;

/// What is remembered of it.
#[derive(Debug, Default)]
pub struct CollectingState {}

pub fn collecting_ui(
    _ui: &mut Ui,
    _open: &OpenCollection,
    _state: &mut CollectingState,
    _how: (bool, bool),
    _actions: &mut Vec<Action>,
) {
}

//! What the pages are of, and how a choice about them is shown.

use crate::page::structure::Source;
use crate::report::{Report, StyleSet};
use crate::store::settings::FontChoice;
use crate::ui::lines::InLines;
use egui::{Align, Layout, Ui};

/// What the pages are of.
pub struct Laid<'a> {
    pub report: &'a Report,
    pub fonts: FontChoice,
    /// Page styles kept on this computer, and the faces of it by name as far as they are known.
    pub styles: &'a [StyleSet],
    pub families: &'a [String],
    /// What is being edited.
    pub place: &'a Source,
}

/// A choice behind its name, on more lines where there is little room.
pub fn row<R>(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    const NAME: egui::Vec2 = egui::vec2(124.0, 24.0);
    let line = ui.horizontal_wrapped(|ui| {
        ui.allocate_ui_with_layout(NAME, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(NAME);
            ui.words(name);
        });
        add(ui)
    });
    line.inner
}

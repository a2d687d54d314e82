//! A line of a list: it is clicked over its whole width, not on its words alone.

use egui::{Button, Response, RichText, Ui, vec2};

/// Shows it; what stands `beside` ends at the right.
pub fn entry_ui(ui: &mut Ui, chosen: bool, words: &str, beside: &str, enabled: bool) -> Response {
    // The list's bar lies over its right end.
    let width = ui.available_width() - ui.spacing().scroll.bar_width;
    let button = Button::selectable(chosen, words).truncate().right_text(RichText::new(beside).weak());
    let shown = ui.add_enabled(enabled, button.min_size(vec2(width, 0.0))).accessible_name(words);
    if !beside.is_empty() {
        ui.ctx().accesskit_node_builder(shown.id, |node| node.set_description(beside));
    }
    shown
}

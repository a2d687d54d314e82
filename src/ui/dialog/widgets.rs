//! What questions share.

use crate::form::bounds::between;
use crate::ui::lines::wrapped;
use crate::ui::scrolled::scrolled;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Key, Response, RichText, ScrollArea, Ui};
use std::ops::Range;

/// Gives a question's first widget the focus.
pub fn focus(first: bool, response: Response) -> Response {
    if first {
        response.request_focus();
    }
    response
}

/// Marks characters of what stands in a field, so that typing takes their place.
pub fn mark(field: &Response, characters: Range<usize>) {
    let mut state = TextEditState::load(&field.ctx, field.id).unwrap_or_default();
    let [from, to] = [characters.start, characters.end].map(CCursor::new);
    state.cursor.set_char_range(Some(CCursorRange::two(from, to)));
    state.store(&field.ctx, field.id);
}

/// How high a list in a question is at most: in a small window it scrolls, and what stands above and below is whole.
pub fn list_height(ui: &Ui, most: f32) -> f32 {
    /// What stands around a list, with the room around the question.
    const AROUND: f32 = 230.0;
    height_within(ui, AROUND, most)
}

/// The same where so much stands around it.
pub fn height_within(ui: &Ui, around: f32, most: f32) -> f32 {
    between(ui.ctx().content_rect().height() - around, 60.0, most)
}

/// A list in a question, as high as it needs and at most so high.
pub fn list_ui<R>(ui: &mut Ui, most: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    scrolled(ScrollArea::vertical().max_height(list_height(ui, most)).auto_shrink([false, true]), ui, add)
}

/// Whether Enter was pressed in this field; on a button it means the button.
pub fn is_entered(field: &Response) -> bool {
    field.lost_focus() && field.ctx.input(|i| i.key_pressed(Key::Enter))
}

/// Words in a column of that width.
pub fn cell_ui(ui: &mut Ui, width: f32, text: RichText) {
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.add(wrapped(ui, text));
    });
}

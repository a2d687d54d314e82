//! The cursor in the words of a part.

use crate::report::Part;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Id, Ui};
use std::ops::Range;

/// The editor of a part, as it is known to who has the focus.
pub fn id(part: Part) -> Id {
    Id::unique(("part", part))
}

/// The characters selected in a part.
pub fn selected(ctx: &egui::Context, part: Part) -> Option<Range<usize>> {
    let range = TextEditState::load(ctx, id(part))?.cursor.char_range()?.as_sorted_char_range();
    Some(range.start.0..range.end.0)
}

/// Puts the cursor over some bytes of the text.
pub fn select_bytes(ui: &Ui, id: Id, text: &str, range: Range<usize>) {
    let chars = |at: usize| text.get(..at).unwrap_or(text).chars().count();
    let (a, b) = (CCursor::new(chars(range.start)), CCursor::new(chars(range.end)));
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::two(a, b)));
    state.store(ui.ctx(), id);
}

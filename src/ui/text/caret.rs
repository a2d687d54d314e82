//! The cursor in the words of a part.

use super::state::Editors;
use crate::report::Part;
use egui::style::ScrollAnimation;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::{Id, Ui, vec2};
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

/// What the program selected comes into view with a line above and below: the toolkit follows only who types, and
/// who types over what is out of sight types blind. Once more when all has its place, not before: a scroll that is
/// asked for in the frame after another goes twice as far.
pub fn in_view_ui(ui: &Ui, part: Part, output: &TextEditOutput, led: bool, editors: &mut Editors) {
    let left = editors.in_view.take_if(|(p, _)| *p == part).map_or(0, |(_, left)| left);
    let (now, left) = if led { (true, 2) } else { (left == 1, left.saturating_sub(1)) };
    if left > 0 {
        editors.in_view = Some((part, left));
        ui.ctx().request_repaint();
    }
    if !now {
        return;
    }
    let Some(chars) = selected(ui.ctx(), part) else { return };
    let at = |char| output.galley.pos_from_cursor(CCursor::new(char)).translate(output.galley_pos.to_vec2());
    let (first, words) = (at(chars.start), at(chars.start).union(at(chars.end)));
    let room = (ui.clip_rect().height() - 2.0 * ui.spacing().item_spacing.y).max(0.0);
    let around = ((room - words.height()) / 2.0).min(first.height()).max(0.0);
    let mut wanted = words.expand2(vec2(0.0, around));
    // Of more than there is room for, the beginning.
    wanted.max.y = wanted.max.y.min(wanted.min.y + room);
    ui.scroll_to_rect_animation(wanted, None, ScrollAnimation::none());
}

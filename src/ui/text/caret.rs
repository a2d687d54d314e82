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

/// The cursor of a part whose words others than its field changed: a repair, a table that a sentence follows. What
/// was selected of them is not any more: the next key would take the new ones away.
pub fn follow(ctx: &egui::Context, part: Part, was: &str, now: &str) {
    let Some(mut state) = TextEditState::load(ctx, id(part)) else { return };
    let Some(chars) = selected(ctx, part) else { return };
    let (was_long, now_long) = (was.chars().count(), now.chars().count());
    let head = was.chars().zip(now.chars()).take_while(|(a, b)| a == b).count();
    let most = was_long.min(now_long).saturating_sub(head);
    let tail = was.chars().rev().zip(now.chars().rev()).take(most).take_while(|(a, b)| a == b).count();
    if chars.end <= head {
        return;
    }
    let now_at = |at: usize| CCursor::new(now_long.saturating_sub(was_long.saturating_sub(at).min(tail)));
    let is_behind = was_long.saturating_sub(chars.start) <= tail;
    let from = now_at(if is_behind { chars.start } else { chars.end });
    state.cursor.set_char_range(Some(CCursorRange::two(from, now_at(chars.end))));
    state.store(ctx, id(part));
}

/// Puts the cursor over some bytes of the text.
pub fn select_bytes(ui: &Ui, id: Id, text: &str, range: Range<usize>) {
    let chars = |at: usize| text.get(..at).unwrap_or(text).chars().count();
    let (a, b) = (CCursor::new(chars(range.start)), CCursor::new(chars(range.end)));
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::two(a, b)));
    state.store(ui.ctx(), id);
}

/// What the program selected comes into view: the toolkit follows only who types, and who types over what is out of sight
/// types blind. Where it is in view, nothing moves; where it is not, it comes with a good piece of what stands around
/// it, so that going on from number to number slides the page now and then and not each time. Once more when all has its place, not before: a scroll that is asked for in the frame after
/// another goes twice as far.
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
    let in_view = ui.clip_rect().y_range();
    // Of more than there is room for, the beginning.
    let last = words.max.y.min(words.min.y + room.max(first.height()));
    if in_view.contains(words.min.y) && in_view.contains(last) {
        return;
    }
    let around = ((room - words.height()) / 3.0).max(0.0);
    let text = output.galley.rect.translate(output.galley_pos.to_vec2());
    let mut wanted = words.expand2(vec2(0.0, around)).intersect(text).union(words);
    wanted.max.y = wanted.max.y.min(wanted.min.y + room);
    ui.scroll_to_rect_animation(wanted, None, ScrollAnimation::none());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Section;

    #[test]
    fn a_key_after_a_repair_takes_nothing_of_its_words_away() {
        let (ctx, part) = (egui::Context::default(), Part::Before(Section::Overview));
        let put = |range: Range<usize>| {
            let mut state = TextEditState::default();
            let (a, b) = (CCursor::new(range.start), CCursor::new(range.end));
            state.cursor.set_char_range(Some(CCursorRange::two(a, b)));
            state.store(&ctx, id(part));
        };
        let (was, now) = ("同比增长23.3%，收到3件。", "同比增长2.7%，收到3件。");
        for (range, then) in [(0..8, 7..7), (4..8, 7..7), (10..12, 9..11), (0..4, 0..4), (2..3, 2..3)] {
            put(range.clone());
            follow(&ctx, part, was, now);
            assert_eq!(selected(&ctx, part), Some(then), "{range:?}");
        }
    }
}

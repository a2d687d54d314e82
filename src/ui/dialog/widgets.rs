//! What questions share.

use crate::form::bounds::between;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Context, Id, Key, Response, RichText, ScrollArea, Ui};
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

/// A scrolled list; what in it gets the keys comes into view.
pub fn scrolled<R>(area: ScrollArea, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let mut followed = false;
    let out = area.show(ui, |ui| {
        let inner = add(ui);
        followed = follow(ui);
        inner
    });
    if followed {
        // And the list itself in what it stands in.
        ui.scroll_to_rect(out.inner_rect, None);
    }
    out.inner
}

/// A list in a question, as high as it needs and at most so high.
pub fn list_ui<R>(ui: &mut Ui, most: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    scrolled(ScrollArea::vertical().max_height(list_height(ui, most)).auto_shrink([false, true]), ui, add)
}

/// Scrolls to what got the keys in this pass, where it stands in `ui` and in no list within.
fn follow(ui: &Ui) -> bool {
    let done = Id::unique("followed");
    let (ctx, pass) = (ui.ctx(), ui.ctx().cumulative_pass_nr());
    let got = ctx.memory(|m| m.focused().filter(|id| !m.had_focus_last_frame(*id)));
    let Some(id) = got.filter(|_| ctx.data(|d| d.get_temp::<u64>(done)) != Some(pass)) else { return false };
    let Some(rect) = ctx.viewport(|v| v.this_pass.widgets.get(id).map(|w| w.rect)) else { return false };
    if !stands_in(ctx, id, ui.unique_id()) {
        return false;
    }
    ctx.data_mut(|d| d.insert_temp(done, pass));
    ui.scroll_to_rect(rect, None);
    true
}

/// Whether a widget of this pass stands in a `Ui`.
fn stands_in(ctx: &Context, widget: Id, ui: Id) -> bool {
    ctx.viewport(|v| {
        let parent = |id: &Id| v.this_pass.widgets.get(*id).map(|w| w.parent_id).filter(|p| p != id);
        std::iter::successors(Some(widget), parent).any(|id| id == ui)
    })
}

/// Whether Enter was pressed in this field; on a button it means the button.
pub fn is_entered(field: &Response) -> bool {
    field.lost_focus() && field.ctx.input(|i| i.key_pressed(Key::Enter))
}

/// Words in a column of that width.
pub fn cell_ui(ui: &mut Ui, width: f32, text: RichText) {
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.add(egui::Label::new(text).wrap());
    });
}

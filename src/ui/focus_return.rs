//! Where the keyboard focus goes back to: the cell, field or button in the middle that had it last. A question, a
//! menu or a button elsewhere holds it only for as long as it is there.

use super::grid::{cell_id, editor_id};
use crate::form::table::CellKey;
use egui::text_edit::TextEditState;
use egui::{Context, EventFilter, Id, Order, Popup, Pos2, Rect};

/// Frames in a row in which a widget may refuse the focus before it is offered no more.
const TRIES: u8 = 4;

/// Where the focus belongs.
#[derive(Default)]
pub struct Home {
    last: Option<Id>,
    tries: u8,
}

/// Remembers what in the `middle` has the focus, or gives it back; `covered` by a question it is the question's.
pub fn keep<'a>(
    ctx: &Context,
    home: &mut Home,
    cursors: impl Iterator<Item = &'a CellKey>,
    middle: Rect,
    covered: bool,
) {
    if covered {
        home.tries = 0;
        return;
    }
    if let Some(id) = ctx.memory(|m| m.focused()) {
        home.tries = 0;
        if place(ctx, id).is_some_and(|(order, at)| order == Order::Background && middle.contains(at)) {
            home.last = Some(id);
        }
        return;
    }
    // A button that is pressed is let go first, a menu is there until it is closed.
    if home.tries < TRIES && !Popup::is_any_open(ctx) && !ctx.input(|i| i.pointer.any_down()) {
        home.tries = home.tries.saturating_add(1);
        give_back(ctx, home, cursors);
    }
}

/// A cell that has the focus, or the field in it, has all keys, a field of text the arrows: of one left to the toolkit the focus would move
/// on. Said when the pass is over, for whoever gives the focus, even to what has it, takes its keys away.
pub fn hold_keys<'a>(ctx: &Context, mut cursors: impl Iterator<Item = &'a CellKey>) {
    let Some(id) = ctx.memory(|m| m.focused()) else { return };
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    let all = EventFilter { tab: true, escape: true, ..arrows };
    let keys = match cursors.any(|k| id == cell_id(k) || id == editor_id(k)) {
        true => all,
        false if TextEditState::load(ctx, id).is_some() => arrows,
        false => return,
    };
    ctx.memory_mut(|m| m.set_focus_lock_filter(id, keys));
}

/// Gives the focus back at once; `cursors` are the cells that may have it.
pub fn give_back<'a>(ctx: &Context, home: &Home, cursors: impl Iterator<Item = &'a CellKey>) {
    let Some(last) = home.last else { return };
    // The field in a cell is gone once it was left; the cell is there.
    if let Some(id) = std::iter::once(last).chain(cursors.map(cell_id)).find(|id| place(ctx, *id).is_some()) {
        ctx.memory_mut(|m| m.request_focus(id));
    }
}

/// Where a widget of this frame stands. Asking egui for its response would take the focus from it.
fn place(ctx: &Context, id: Id) -> Option<(Order, Pos2)> {
    ctx.viewport(|v| v.this_pass.widgets.get(id).map(|w| (w.layer_id.order, w.rect.left_top())))
}

//! Who has the keys when nothing else wants them: the cell, field or button in the middle that had them last. A
//! question, a menu or a button elsewhere takes them only for as long as it is there.

use super::View;
use egui::{Context, Id, Order, Popup, Rect};

/// Keys are not offered for ever to what doesn't take them.
const TRIES: u8 = 4;

/// Where the keys belong.
#[derive(Default)]
pub struct Home {
    last: Option<Id>,
    tries: u8,
}

/// Remembers who in the `middle` has the keys, or gives them back; `covered` by a question they are its own.
pub fn keep(ctx: &Context, view: &mut View, middle: Rect, covered: bool) {
    if covered || Popup::is_any_open(ctx) {
        view.home.tries = 0;
        return;
    }
    if let Some(id) = ctx.memory(|m| m.focused()) {
        view.home.tries = 0;
        // Not there yet: asked for by what is shown in the next frame.
        let Some(at) = ctx.read_response(id) else { return };
        if at.layer_id.order == Order::Background && middle.contains(at.rect.left_top()) {
            view.home.last = Some(id);
        }
        return;
    }
    // A button that is pressed is let go first.
    if view.home.tries < TRIES && !ctx.input(|i| i.pointer.any_down()) {
        view.home.tries += 1;
        give_back(ctx, view);
    }
}

/// Gives the keys back at once.
pub fn give_back(ctx: &Context, view: &View) {
    let Some(last) = view.home.last else { return };
    // The field in a cell is gone once it was left; the cell is there.
    let cells = view.grids.values().filter_map(|g| g.cursor.as_ref()).map(super::grid::cell_id);
    if let Some(id) = std::iter::once(last).chain(cells).find(|id| ctx.read_response(*id).is_some()) {
        ctx.memory_mut(|m| m.request_focus(id));
        ctx.request_repaint();
    }
}

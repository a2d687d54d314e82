//! Scrolled areas: one that follows the keys, and one that stays where it is while what stands below comes and goes.

use egui::containers::scroll_area::ScrollAreaOutput;
use egui::style::ScrollAnimation;
use egui::{Context, EventFilter, Id, Key, Modifiers, Rect, ScrollArea, Ui, Vec2, vec2};
use egui_extras::TableBody;

/// A scrolled list; what in it gets the keys comes into view.
pub fn scrolled<R>(area: ScrollArea, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let mut followed = false;
    let out = area.show_viewport(ui, |ui, seen| {
        let inner = add(ui);
        followed = follow(ui);
        let own = ui.min_rect().height();
        hold_end(ui, Id::unique(("held", ui.unique_id())), seen, own);
        inner
    });
    if followed {
        // And the list itself in what it stands in.
        ui.scroll_to_rect(out.inner_rect, None);
    }
    out.inner
}

/// What was seen of an area, and how far blank reaches behind its end.
#[derive(Clone, Copy)]
struct HeldEnd {
    window: Vec2,
    room: f32,
    blank: f32,
}

/// A scrolled area over a foot that comes and goes (a message, tools that wrap): what is shown stays where it is. The
/// toolkit pulls a page that is scrolled to its end down into the room that is left when the foot goes; here blank
/// takes that room, until the page is scrolled up.
pub fn steady<R>(
    ui: &mut Ui,
    salt: &str,
    area: ScrollArea,
    add: impl FnOnce(&mut Ui, Rect) -> R,
) -> ScrollAreaOutput<R> {
    let id = ui.make_persistent_id(("held", salt));
    area.id_salt(salt).show_viewport(ui, |ui, seen| {
        let inner = add(ui, seen);
        let own = ui.min_rect().height();
        hold_end(ui, id, seen, own);
        inner
    })
}

/// The same for the rows of a table over such a foot, before they are laid: so many, each so high.
pub fn hold_rows(body: &mut TableBody<'_>, row: f32, rows: usize) {
    let ui = body.ui_mut();
    let (shown, top, gap) = (ui.clip_rect(), ui.min_rect().top(), ui.spacing().item_spacing.y);
    let seen = shown.translate(vec2(0.0, -top));
    let own = rows as f32 * (row + gap) - gap;
    hold_end(ui, Id::unique(("held", ui.unique_id())), seen, own);
}

/// Keeps what is seen within the area, whose own words are so high.
fn hold_end(ui: &mut Ui, id: Id, seen: Rect, own: f32) {
    let (window, room) = (ui.ctx().content_rect().size(), seen.height());
    // In a window of another size everything has its place anew.
    let before = ui.data(|d| d.get_temp::<HeldEnd>(id)).filter(|h| h.window == window);
    let gained = before.is_some_and(|h| room > h.room) && seen.min.y > 0.0;
    let blank = if gained { seen.max.y } else { before.map_or(0.0, |h| h.blank).min(seen.max.y) };
    let blank = if blank > own { blank } else { 0.0 };
    ui.set_min_height(blank);
    ui.data_mut(|d| d.insert_temp(id, HeldEnd { window, room, blank }));
}

/// Lets the keys scroll the area that `ui` stands in, whatever button beside it they are on.
pub fn scroll_by_keys(ui: &Ui) {
    const LINE: f32 = 24.0;
    let Some(focused) = ui.memory(|m| m.focused()) else { return };
    let held = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(focused, held));
    let (page, whole) = (ui.clip_rect().height(), ui.min_rect().height());
    let pressed = |k: Key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, k));
    let down = match () {
        () if pressed(Key::ArrowDown) => LINE,
        () if pressed(Key::ArrowUp) => -LINE,
        () if pressed(Key::PageDown) => page - LINE,
        () if pressed(Key::PageUp) => LINE - page,
        () if pressed(Key::Home) => -whole,
        () if pressed(Key::End) => whole,
        () => return,
    };
    ui.scroll_with_delta_animation(vec2(0.0, -down), ScrollAnimation::none());
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

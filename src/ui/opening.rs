//! What is done once, when the window opens: it is fitted to its screen, and what a new version brought is told.

use super::dialog::guide::News;
use super::window::Window;
use crate::app::guide;
use crate::store;
use egui::{Context, ViewportCommand};

/// Height in points that the frame of a window and the desktop's own bar take.
const AROUND: f32 = 64.0;

/// What this version brought is told once, to who used another before.
pub fn tell_news(w: &mut Window) {
    let versions = guide::unseen(&w.session.settings().version);
    if w.session.settings().version != store::PROGRAM {
        w.session.set(move |s| s.version = store::PROGRAM.into());
    }
    if versions > 0 {
        w.view.ask(News { versions });
    }
}

/// A window that its screen has no room for fills it; whether that is settled.
pub fn fit(ctx: &Context) -> bool {
    let (screen, size) =
        ctx.input(|i| (i.viewport().monitor_size, i.viewport().inner_rect.map(|r| r.size())));
    let (Some(screen), Some(size)) = (screen, size) else { return false };
    if size.x > screen.x || size.y + AROUND > screen.y {
        ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
    }
    true
}

/// The size of the window, to be remembered with the rest.
pub fn note_size(w: &mut Window, ctx: &Context) {
    let (size, large) = ctx.input(|i| (i.viewport().inner_rect, i.viewport().maximized.unwrap_or(false)));
    if let Some(r) = size.filter(|_| !large) {
        let s = r.size() * ctx.zoom_factor();
        if w.session.settings().window != (s.x, s.y) {
            w.session.note(move |settings| settings.window = (s.x, s.y));
        }
    }
}

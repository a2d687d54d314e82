//! The window is to close: nothing is lost by that.

use super::action::Action;
use super::dialog::still_saving::StillSaving;
use super::dialog::unsaved::Unsaved;
use super::window::Window;
use crate::app::message::Message;
use egui::{Context, ViewportCommand};

/// Whether something would be lost.
pub fn would_lose(w: &Window) -> bool {
    w.session.is_writing() || w.session.saving().is_some() || w.session.is_changed()
}

/// Lets the window close, or asks about what would be lost.
pub fn close(w: &mut Window, ctx: &Context) {
    if !would_lose(w) {
        return w.session.close();
    }
    ctx.send_viewport_cmd(ViewportCommand::CancelClose);
    if w.session.is_writing() {
        w.session.tell(Message::bad("还在写文件，做完再关；不想等就先点“取消”。"));
    } else if w.session.saving().is_some() {
        w.view.dialogs.ask_to_quit(StillSaving::new(Action::Quit));
    } else {
        w.view.dialogs.ask_to_quit(Unsaved::new(Action::Quit));
    }
}

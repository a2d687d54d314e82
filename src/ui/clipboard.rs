//! The clipboard: cutting, copying and pasting from a menu, and pages with their tables, which egui doesn't carry.

use super::{App, home, turns};
use crate::app::command::Id;
use egui::{Context, Event, Key, Modifiers, ViewportCommand};

/// 剪切、复制、粘贴、全选 from a menu go to what the clerk writes in, as if the key had been pressed there.
pub fn hand(app: &mut App, ctx: &Context, id: Id) {
    home::give_back(ctx, &app.view);
    if ctx.memory(|m| m.focused()).is_none() {
        return app.session.tell("先点一下要复制或粘贴的地方。".into());
    }
    match id {
        Id::Cut => ctx.send_viewport_cmd(ViewportCommand::RequestCut),
        Id::Copy => ctx.send_viewport_cmd(ViewportCommand::RequestCopy),
        Id::Paste => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
        _ => {
            let (key, modifiers) = (Key::A, Modifiers::COMMAND);
            let all = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
            turns::press(ctx, all);
            return;
        }
    }
    turns::await_clipboard(ctx);
    ctx.request_repaint();
}

/// Holds what was copied: on Linux it is gone when its owner lets go.
#[derive(Default)]
pub struct Clipboard(Option<arboard::Clipboard>);

/// Page and plain text of what was copied elsewhere.
pub fn read() -> (Option<String>, Option<String>) {
    let Ok(mut board) = arboard::Clipboard::new() else { return (None, None) };
    (board.get().html().ok().filter(|h| !h.trim().is_empty()), board.get_text().ok())
}

impl Clipboard {
    /// Offers a page, and plain text to those who take no pages.
    pub fn write(&mut self, html: String, text: String) -> Result<(), String> {
        let failed = |_| "剪贴板现在不能用，没有复制；请改用“导出网页”".to_string();
        if self.0.is_none() {
            self.0 = Some(arboard::Clipboard::new().map_err(failed)?);
        }
        match &mut self.0 {
            Some(board) => board.set_html(html, Some(text)).map_err(failed),
            None => Ok(()),
        }
    }
}

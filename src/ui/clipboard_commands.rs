//! Menus act where the clerk is: cutting, copying and pasting, and the list that the right button shows.

use super::window::Window;
use super::{focus_return, text, turns};
use crate::app::command::Id;
use crate::app::copying;
use crate::app::message::Message;
use egui::{Context, Event, Key, Modifiers, ViewportCommand};

/// 剪切、复制、粘贴、全选 from a menu go to what the clerk writes in, as if the key had been pressed there.
pub fn hand(w: &mut Window, ctx: &Context, id: Id) {
    focus_return::give_back(ctx, &w.view.home, w.view.cursors());
    if ctx.memory(|m| m.focused()).is_none() {
        return w.session.tell("先点一下要复制或粘贴的地方。");
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

/// Opens the list of the right button where the clerk is.
pub fn offer(w: &mut Window, ctx: &Context) {
    focus_return::give_back(ctx, &w.view.home, w.view.cursors());
    let focused = ctx.memory(|m| m.focused());
    let parts = w.session.report().into_iter().flat_map(|r| r.worded());
    let part = parts.into_iter().find(|p| focused == Some(text::id(*p)));
    w.view.desk.texts.menu_wanted = part;
    let table = w.session.report().and_then(|r| r.form().table_of_chapter(w.view.section));
    let grid = table.filter(|_| part.is_none()).and_then(|t| w.view.desk.grids.get_mut(&t.key));
    match grid.filter(|g| g.cursor.is_some()) {
        Some(g) => g.menu_wanted = true,
        None if part.is_none() => w.session.tell("先点一下要改的字或者格子。"),
        None => {}
    }
}

/// The whole report as a page for a website.
pub fn copy_page(w: &mut Window) {
    let Some((html, text)) = w.session.report().map(|r| copying::fragment(r)) else { return };
    match w.clipboard.write(html, text) {
        Ok(()) => w.session.tell("已复制，可以粘贴到网站后台或 Word 里。"),
        Err(e) => w.session.tell(Message::bad(e.to_string())),
    }
}

/// The table looked at, with its look.
pub fn copy_table(w: &mut Window) {
    let Some(r) = w.session.report() else { return };
    let table = r.form().table_of_chapter(w.view.section);
    let Some((html, text)) = table.and_then(|t| copying::table(r, &t.key)) else {
        return w.session.tell("这一部分没有表格；请先转到有表格的部分，再复制。");
    };
    match w.clipboard.write(html, text) {
        Ok(()) => w.session.tell("已复制这张表，可以粘贴到 Word、WPS 或 Excel 里。"),
        Err(e) => w.session.tell(Message::bad(e.to_string())),
    }
}

/// The selected cells with the names of their rows and columns.
pub fn copy_labelled(w: &mut Window, ctx: &Context) {
    let table = w.session.report().and_then(|r| r.form().table_of_chapter(w.view.section));
    let grid = table.and_then(|t| Some((t, w.view.desk.grids.get(&t.key)?)));
    if let (Some((t, g)), Some(r)) = (grid, w.session.report()) {
        ctx.copy_text(g.labelled(r, t));
    }
}

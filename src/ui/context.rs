//! What the right mouse button, the menu key and Shift+F10 offer where the clerk is: a list of things to do, gone
//! through by mouse or by keys.

use super::action::Action;
use crate::app::command::{self, Id as CommandId};
use crate::ui::lines::Tip;
use egui::{Button, Popup, Pos2, Response, SetOpenCommand};

/// A list that may be open: where, and whether its first line is still to be given the focus.
#[derive(Clone, Copy, Debug, Default)]
pub struct ListPlace {
    at: Pos2,
    by_key: bool,
}

/// One thing to do.
pub struct MenuEntry {
    text: String,
    tip: String,
    shortcut: &'static str,
    action: Action,
    /// A line stands above it.
    apart: bool,
}

impl MenuEntry {
    pub fn new(text: impl Into<String>, tip: impl Into<String>, action: Action) -> MenuEntry {
        MenuEntry { text: text.into(), tip: tip.into(), shortcut: "", action, apart: false }
    }
    /// A command of the table.
    pub fn command(id: CommandId) -> Option<MenuEntry> {
        let c = command::of(id)?;
        let shortcut = c.shortcut.unwrap_or_default();
        Some(MenuEntry { shortcut, ..MenuEntry::new(c.text, c.tip, Action::Command(id)) })
    }
    /// With a line above it.
    pub fn apart(self) -> MenuEntry {
        MenuEntry { apart: true, ..self }
    }
}

impl ListPlace {
    /// Where it was asked for.
    pub fn new(at: Pos2, by_key: bool) -> ListPlace {
        ListPlace { at, by_key }
    }
}

/// Shows the list that belongs to `owner`, if it is open; `asked` opens it there.
pub fn offer(
    owner: &Response,
    place: &mut ListPlace,
    asked: Option<ListPlace>,
    entries: impl FnOnce() -> Vec<MenuEntry>,
    actions: &mut Vec<Action>,
) {
    let set = match asked {
        Some(p) => {
            *place = p;
            Some(SetOpenCommand::Bool(true))
        }
        None => owner.clicked().then_some(SetOpenCommand::Bool(false)),
    };
    let popup = Popup::menu(owner).open_memory(set).at_position(place.at);
    if asked.is_none() && !popup.is_open() {
        return;
    }
    popup.show(|ui| {
        for (i, e) in entries().into_iter().enumerate() {
            if e.apart && i > 0 {
                ui.separator();
            }
            let button = Button::new(e.text);
            let button = if e.shortcut.is_empty() { button } else { button.shortcut_text(e.shortcut) };
            let button = ui.add(button);
            if place.by_key && !ui.is_sizing_pass() {
                place.by_key = false;
                button.request_focus();
            }
            if button.tip(e.tip).clicked() {
                actions.push(e.action);
                ui.close();
            }
        }
    });
}

/// Cutting, copying and pasting, as they stand in every list.
pub fn clipboard() -> impl Iterator<Item = MenuEntry> {
    let apart = |(i, e): (usize, MenuEntry)| if i == 0 { e.apart() } else { e };
    [CommandId::Cut, CommandId::Copy, CommandId::Paste, CommandId::SelectAll]
        .into_iter()
        .filter_map(MenuEntry::command)
        .enumerate()
        .map(apart)
}

//! Every command by its menu, with its key; found by words and by pinyin.

use super::picking::{PickLine, Picking};
use super::{Cx, Dialog, Stay};
use crate::app::command::{COMMANDS, Command, MENUS};
use crate::app::find::{self, holds_all};
use crate::ui::action::Action;
use crate::ui::heading::heading;
use egui::Ui;

/// What is looked for among them.
#[derive(Debug, Default)]
pub struct AllCommands {
    picking: Picking,
}

impl Dialog for AllCommands {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "全部命令");
        let mut found: Vec<&Command> = Vec::new();
        let taken =
            self.picking.ui(ui, cx.first, "名称，或拼音、拼音首字母；如 dcpdf", |query| {
                let told = |c: &&Command| holds_all(&format!("{} {}", c.text, c.tip), query);
                let of = |menu| COMMANDS.iter().filter(move |c| c.menu == menu).filter(told);
                found = MENUS.iter().flat_map(|(menu, _)| of(*menu)).collect();
                // What is called so stands before what only speaks of it.
                found.sort_by_key(|c| (!holds_all(c.text, query), find::nearness(c.text, query)));
                found.iter().map(|c| line(c, holds_all(c.text, query), cx)).collect()
            });
        match taken.and_then(|i| found.get(i)) {
            Some(c) => {
                actions.push(Action::Command(c.id));
                Stay::Done
            }
            None => Stay::On,
        }
    }
    fn is_of_report(&self) -> bool {
        false
    }
}

fn line(c: &Command, named: bool, cx: &Cx<'_>) -> PickLine {
    let menu = MENUS.iter().find(|(menu, _)| *menu == c.menu).map_or("", |(_, name)| *name);
    let group = if named { menu.into() } else { format!("{menu} · 说明里提到") };
    let beside = c.shortcut.unwrap_or_default();
    PickLine { group, words: c.text.into(), beside, tip: c.tip, enabled: (c.enabled)(cx.opened()) }
}

//! Everything that can be done from a menu, a button or a key: one table feeds them all.

mod entries;

use super::at_hand::AtHand;
use super::formats;
use crate::export::{EXPORTERS, Exporter};
pub use entries::Id;
use entries::{ENTRIES, open};
use std::sync::LazyLock;

impl Id {
    /// Whether it makes a document that may leave the office.
    pub fn goes_out(self) -> bool {
        matches!(self, Id::Export(_) | Id::Publish | Id::Finish | Id::Print | Id::CopyPage)
    }
    /// Whether its key is taken by what is being written in, each in its own way.
    pub fn is_written(self) -> bool {
        matches!(self, Id::Cut | Id::Copy | Id::Paste | Id::SelectAll)
    }
}

/// Menus in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    File,
    Edit,
    Report,
    Collect,
    Check,
    View,
    Help,
}

/// The menus with their words.
pub const MENUS: [(Menu, &str); 7] = [
    (Menu::File, "文件"),
    (Menu::Edit, "编辑"),
    (Menu::Report, "报告"),
    (Menu::Collect, "汇总"),
    (Menu::Check, "审核"),
    (Menu::View, "查看"),
    (Menu::Help, "帮助"),
];

/// Commands of which just one holds, each family in a menu of its own.
pub const CHOICES: [(&str, &[Id]); 3] = [
    ("回车方向", &[Id::EnterDown, Id::EnterRight]),
    ("外观", &[Id::Light, Id::Dark, Id::Contrast]),
    ("公文字体", &[Id::BundledFonts, Id::SystemFonts]),
];

/// A key with its modifiers, spelled as people do: `Ctrl+Shift+S`.
pub type Shortcut = &'static str;

/// One command.
#[derive(Clone, Copy)]
pub struct Command {
    pub id: Id,
    pub menu: Menu,
    /// Ends in … where a dialog follows.
    pub text: &'static str,
    pub tip: &'static str,
    pub shortcut: Option<Shortcut>,
    /// Whether it can be given with that open.
    pub enabled: fn(AtHand<'_>) -> bool,
}

/// The table: the commands below, with one for each format that is exported.
pub static COMMANDS: LazyLock<Vec<Command>> = LazyLock::new(|| {
    let mut all: Vec<Command> = Vec::new();
    for entry in ENTRIES {
        if entry.id == Id::ExportMany {
            all.extend(EXPORTERS.iter().map(export));
        }
        all.push(Command { tip: with_formats(entry.tip), ..*entry });
    }
    all
});

fn export(e: &'static Exporter) -> Command {
    let extension = e.format.extension();
    let shortcut = match extension {
        "pdf" => Some("Ctrl+E"),
        "docx" => Some("Ctrl+Shift+E"),
        _ => None,
    };
    let text = format!("导出{}…", e.format.name).leak();
    Command { id: Id::Export(extension), menu: Menu::File, text, tip: e.tip, shortcut, enabled: open }
}

/// In tips these stand for the formats that the program reads, and for those that a document of its own is made in.
const READABLE: &str = "{能读的}";
const MADE: &str = "{能做的}";

/// The tip with the formats named; kept as long as the program runs, as the table is.
fn with_formats(tip: &'static str) -> &'static str {
    match tip.contains('{') {
        true => {
            tip.replace(READABLE, &formats::readable_words()).replace(MADE, &formats::document_words()).leak()
        }
        false => tip,
    }
}

/// The command of that id.
pub fn of(id: Id) -> Option<&'static Command> {
    COMMANDS.iter().find(|c| c.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_and_shortcuts_are_unique_and_every_id_can_be_found() {
        let keys: Vec<_> = COMMANDS.iter().filter_map(|c| c.shortcut).collect();
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
        for c in COMMANDS.iter() {
            assert_eq!(COMMANDS.iter().filter(|o| o.id == c.id).count(), 1);
            assert!(of(c.id).is_some_and(|o| o.text == c.text));
        }
    }
}

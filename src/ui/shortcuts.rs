//! The keys of the command table, and what they give.

use super::action::Action;
use crate::app::at_hand::AtHand;
use crate::app::command::{self, COMMANDS, Id};
use egui::{Context, Key, KeyboardShortcut, Modifiers};

/// 重做 to who comes from other programs.
const AGAIN: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);

/// The keys of the command table. They are the commands' even while these cannot be given: a text field would answer
/// Ctrl+Z with words that it saw before.
pub fn shortcuts(ctx: &Context, open: AtHand<'_>, actions: &mut Vec<Action>) {
    let own = COMMANDS.iter().filter(|c| !c.id.is_written());
    let mut keys: Vec<_> = own.filter_map(|c| Some((c, c.shortcut.and_then(parse)?))).collect();
    keys.extend(command::of(Id::Redo).map(|c| (c, AGAIN)));
    // F8 would also take Shift+F8: what asks for Shift is asked first.
    keys.sort_by_key(|(_, k)| !k.modifiers.shift);
    for (c, shortcut) in keys {
        if ctx.input_mut(|i| i.consume_shortcut(&shortcut)) && (c.enabled)(open) {
            actions.push(Action::Command(c.id));
        }
    }
    if ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Menu)) && open.report().is_some() {
        actions.push(Action::Command(Id::Offer));
    }
}

/// `Ctrl+Shift+S` as egui's shortcut.
fn parse(text: &str) -> Option<KeyboardShortcut> {
    let mut parts: Vec<&str> = text.split('+').collect();
    let key = Key::from_name(parts.pop()?)?;
    let modifiers = parts.iter().fold(Modifiers::NONE, |m, p| match *p {
        "Ctrl" => m | Modifiers::COMMAND,
        "Shift" => m | Modifiers::SHIFT,
        "Alt" => m | Modifiers::ALT,
        _ => m,
    });
    Some(KeyboardShortcut::new(modifiers, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shortcut_is_a_key_that_exists() {
        for c in COMMANDS.iter() {
            if let Some(k) = c.shortcut {
                assert!(parse(k).is_some(), "{k}");
            }
        }
    }
}

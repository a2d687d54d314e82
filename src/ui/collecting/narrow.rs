//! What narrows the list of units: a field for the name, from which the keys go on to what it finds, and states as chips.

use super::words::{state_color, tip};
use crate::app::unit_list::UnitView;
use crate::collect::unit_row::UnitState;
use crate::ui::lines::Tip;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Event, Id, Key, Modifiers, RichText, TextEdit, Ui};

/// Which units are shown, and whether the keys are wanted in the field for the name.
#[derive(Debug, Default)]
pub struct Narrowing {
    pub view: UnitView,
    pub wanted: bool,
}

/// What is asked in the field.
pub enum Narrowed {
    /// To go on in the list.
    ToList,
    /// To look at what it found.
    Look,
}

/// States with how many are in each, all of them, and a field for the name.
pub fn narrow_ui(
    ui: &mut Ui,
    by: &mut Narrowing,
    (all, states): (usize, &[(UnitState, usize)]),
) -> Option<Narrowed> {
    let mut asked = None;
    let id = field();
    let down =
        ui.memory(|m| m.has_focus(id)) && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown));
    let wanted = std::mem::take(&mut by.wanted);
    ui.horizontal_wrapped(|ui| {
        let query = &mut by.view.query;
        let shown = TextEdit::singleline(query).id(id).desired_width(130.0).hint_text("按名称或拼音找");
        let shown = ui.add(shown).accessible_name("按名称或拼音找单位");
        if wanted {
            shown.request_focus();
        }
        let left = |key| shown.lost_focus() && ui.input(|i| i.key_pressed(key));
        if left(Key::Enter) {
            asked = Some(Narrowed::Look);
        } else if left(Key::Escape) {
            query.clear();
            asked = Some(Narrowed::ToList);
        } else if down {
            asked = Some(Narrowed::ToList);
        }
        if ui.selectable_label(by.view.only.is_none(), format!("全部 {all}")).clicked() {
            by.view.only = None;
        }
        for (state, n) in states {
            let on = by.view.only == Some(*state);
            let words = RichText::new(format!("{} {n}", state.word())).color(state_color(*state));
            let chip = ui.selectable_label(on, words).tip(tip(*state));
            if chip.clicked() {
                by.view.only = (!on).then_some(*state);
            }
        }
    });
    asked
}

fn field() -> Id {
    Id::unique("the field that units are looked for in")
}

/// What is typed on the list is looked for.
pub fn typed(ui: &Ui, by: &mut Narrowing) {
    let text = ui.input_mut(|i| {
        let mut typed = String::new();
        i.events.retain(|e| match e {
            Event::Text(t) => {
                typed.push_str(t);
                false
            }
            _ => true,
        });
        typed
    });
    if text.trim().is_empty() {
        return;
    }
    by.view.query.push_str(&text);
    by.wanted = true;
    let mut state = TextEditState::load(ui.ctx(), field()).unwrap_or_default();
    let end = CCursor::new(by.view.query.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::one(end)));
    state.store(ui.ctx(), field());
}

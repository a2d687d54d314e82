//! Fields that take only some values. What is typed there stays as it was typed, red where it is none of them, with
//! a sentence of what is possible; nothing is put in its place.

use super::action::Action;
use super::theme;
use crate::checks::Level;
use crate::report::Report;
use crate::report::edit::Edit;
use crate::report::strict::{Strict, whole};
use crate::ui::lines::InLines;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Id, Response, RichText, TextEdit, Ui};
use std::ops::RangeInclusive;

/// What is being typed into a field of the report, as it is typed.
pub type Typing = Option<(Strict, String)>;

/// A field of the report; `hint` stands in it while it is empty.
pub fn strict_ui(
    ui: &mut Ui,
    report: &Report,
    field: Strict,
    hint: &str,
    open: &mut Typing,
    actions: &mut Vec<Action>,
) -> Response {
    let id = Id::unique(("strict", field));
    // 2026.1.2 on the way to 2026.1.20 is no day yet; once the field is left it stands as it will print.
    let typing = open.as_ref().filter(|(f, t)| *f == field && field.stands(report, t));
    let mut text = match typing.filter(|_| ui.memory(|m| m.has_focus(id))) {
        Some((_, typed)) => typed.clone(),
        None => field.text(report),
    };
    let width = if Strict::DAYS.contains(&field) { 200.0 } else { 64.0 };
    let edit = field_of(&mut text, width, field.is_wrong(report)).id(id).hint_text(hint.to_string());
    let response = ui.add(edit).accessible_name(field.name());
    if response.changed() {
        *open = Some((field, text.clone()));
        let group = Some(format!("strict:{field:?}"));
        let edits = vec![Edit::Strict(field, text)];
        actions.push(Action::Edit { name: format!("改{}", field.name()), group, edits });
    }
    if response.lost_focus() {
        *open = None;
        actions.push(Action::EndGroup);
        at_end(&response, &field.text(report));
    }
    response
}

/// The caret stands behind what a field shows now: 1.20 became 2026年1月20日.
fn at_end(field: &Response, text: &str) {
    let mut state = TextEditState::load(&field.ctx, field.id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(text.chars().count()))));
    state.store(&field.ctx, field.id);
}

/// What is possible in a field of the report, where something else stands there.
pub fn wanted_ui(ui: &mut Ui, report: &Report, field: Strict) {
    if field.is_wrong(report) {
        wrong_ui(ui, &field.wanted(report));
    }
}

/// A field for a whole number that is not the report's; the number, where it is one within `range`.
pub fn whole_ui(
    ui: &mut Ui,
    name: &str,
    hint: &str,
    text: &mut String,
    range: &RangeInclusive<u32>,
) -> (Response, Option<u32>) {
    let wrong = whole(text, range).is_none();
    let response = ui.add(field_of(text, 84.0, wrong).hint_text(hint.to_string())).accessible_name(name);
    (response, whole(text, range))
}

fn field_of(text: &mut String, width: f32, wrong: bool) -> TextEdit<'_> {
    let edit = TextEdit::singleline(text).desired_width(width);
    if wrong { edit.text_color(theme::color(Level::Error)) } else { edit }
}

/// What is possible, where something else stands.
pub fn wrong_ui(ui: &mut Ui, sentence: &str) {
    ui.words(RichText::new(format!("● {sentence}")).color(theme::color(Level::Error)));
}

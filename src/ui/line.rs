//! Fields of one line that belong to the report: each change is an edit, and all of them while it has the focus one step.

use super::action::Action;
use crate::report::edit::Edit;
use egui::{Id, TextEdit, Ui};

/// A field of one line.
pub struct LineField<'a> {
    /// What it is called, to who listens and in the history.
    pub name: &'a str,
    pub value: &'a str,
    pub width: f32,
    /// Stands in it while it is empty.
    pub hint: &'a str,
}

/// Shows it; `apply` makes the edit of what it holds now.
pub fn line_ui(
    ui: &mut Ui,
    field: &LineField<'_>,
    actions: &mut Vec<Action>,
    apply: impl FnOnce(String) -> Edit,
) {
    let LineField { name, value, width, hint } = *field;
    let mut text = value.to_string();
    let edit = TextEdit::singleline(&mut text).id(Id::unique(("line", name))).desired_width(width);
    let response = ui.add(edit.hint_text(hint)).accessible_name(name);
    if response.changed() {
        let group = Some(format!("line:{name}"));
        actions.push(Action::Edit { name: format!("修改{name}"), group, edits: vec![apply(text)] });
    }
    if response.lost_focus() {
        actions.push(Action::EndGroup);
    }
}

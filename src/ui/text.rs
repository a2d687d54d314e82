//! Editing paragraphs: one line a paragraph. What is typed goes into the report at each keystroke; runs that
//! were not touched keep what they are.

use super::action::Action;
use crate::report::edit::Edit;
use crate::report::text::{line_of, retext};
use crate::report::{Part, Report};
use egui::{Id, TextEdit, Ui};

/// What the editors remember from frame to frame.
#[derive(Default)]
pub struct Editors {
    /// The date of the signature as typed, until it is a date.
    pub date: String,
    /// Who gets the keys in the next frame.
    pub focus: Option<Part>,
}

impl Editors {
    /// Whether this part's editor is to take the keys now.
    pub fn take_focus(&mut self, part: Part) -> bool {
        self.focus.take_if(|p| *p == part).is_some()
    }
}

/// What the editor of a part is like.
pub struct Field<'a> {
    pub part: Part,
    /// What it is called.
    pub name: &'a str,
    pub hint: &'a str,
    /// Lines it is high at least.
    pub rows: usize,
}

/// The editor of a part.
pub fn part_ui(
    ui: &mut Ui,
    report: &Report,
    field: &Field<'_>,
    editors: &mut Editors,
    actions: &mut Vec<Action>,
) {
    let Field { part, name, hint, rows } = *field;
    let lines: Vec<String> = report.paras(part).iter().map(|p| line_of(p, report)).collect();
    let mut text = lines.join("\n");
    let id = Id::unique(("part", part));
    let focused = ui.memory(|m| m.has_focus(id));
    let field = TextEdit::multiline(&mut text)
        .id(id)
        .desired_width(f32::INFINITY)
        .desired_rows(rows)
        .hint_text(hint.to_string());
    let response = ui.add(field).accessible_name(name);
    if editors.take_focus(part) {
        response.request_focus();
    }
    if response.changed() {
        let paras = retext(report.paras(part), &text, report);
        let edits = vec![Edit::Text(part, paras)];
        actions.push(Action::Edit {
            name: format!("修改{name}"),
            group: Some(format!("text:{part:?}")),
            edits,
        });
    }
    if response.lost_focus() || (!focused && response.gained_focus()) {
        actions.push(Action::EndGroup);
    }
}

/// A one-line field; `apply` makes the edit of what it holds now.
pub fn line_ui(
    ui: &mut Ui,
    name: &str,
    value: &str,
    width: f32,
    actions: &mut Vec<Action>,
    apply: impl FnOnce(String) -> Edit,
) {
    let mut text = value.to_string();
    let response = ui
        .add(TextEdit::singleline(&mut text).id(Id::unique(("line", name))).desired_width(width))
        .accessible_name(name);
    if response.changed() {
        let edits = vec![apply(text)];
        actions.push(Action::Edit {
            name: format!("修改{name}"),
            group: Some(format!("line:{name}")),
            edits,
        });
    }
    if response.lost_focus() {
        actions.push(Action::EndGroup);
    }
}

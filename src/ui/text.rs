//! Editing paragraphs: one line a paragraph. What is typed goes into the report at each keystroke; runs that
//! were not touched keep what they are.

use super::action::Action;
use crate::report::edit::Edit;
use crate::report::text::{line_of, retext};
use crate::report::{Part, Report};
use egui::{Id, TextEdit, Ui};
use std::collections::BTreeMap;

/// Texts as they stand in the editors, by part: an editor keeps its own while it is typed in.
pub type Buffers = BTreeMap<Part, String>;

/// The editor of a part, `rows` high at least. `name` is what it is called.
pub fn part_ui(
    ui: &mut Ui,
    report: &Report,
    part: Part,
    name: &str,
    hint: &str,
    rows: usize,
    buffers: &mut Buffers,
    actions: &mut Vec<Action>,
) {
    let lines: Vec<String> = report.paras(part).iter().map(|p| line_of(p, report)).collect();
    let now = lines.join("\n");
    let text = buffers.entry(part).or_insert_with(|| now.clone());
    let id = Id::unique(("part", part));
    let focused = ui.memory(|m| m.has_focus(id));
    if *text != now {
        // Changed from elsewhere (undo, a fix).
        text.clone_from(&now);
    }
    let field = TextEdit::multiline(text)
        .id(id)
        .desired_width(f32::INFINITY)
        .desired_rows(rows)
        .hint_text(hint.to_string());
    let response = ui.add(field).accessible_name(name);
    if response.changed() {
        let paras = retext(report.paras(part), text, report);
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

//! Editing paragraphs: one line a paragraph. What is typed goes into the report at each keystroke; runs that
//! were not touched keep what they are.

use super::action::Action;
use super::theme;
use crate::checks::Level;
use crate::report::edit::Edit;
use crate::report::stale::{self, Stale};
use crate::report::text::{Para, line_of, retext};
use crate::report::{Part, Report};
use egui::text::{CCursor, CCursorRange, LayoutJob, TextFormat, TextWrapping};
use egui::text_edit::TextEditState;
use egui::{Id, Stroke, TextEdit, TextStyle, Ui};
use std::ops::Range;

/// What the editors remember from frame to frame.
#[derive(Default)]
pub struct Editors {
    /// The date of the signature as typed, until it is a date.
    pub date: String,
    /// A sentence to be selected in the next frame.
    pub select: Option<Stale>,
    /// Who gets the keys in the next frame.
    pub focus: Option<Part>,
    /// The paragraph that was last typed in.
    pub caret: Option<(Part, usize)>,
}

impl Editors {
    /// Whether this part's editor is to take the keys now.
    pub fn take_focus(&mut self, part: Part) -> bool {
        self.focus.take_if(|p| *p == part).is_some()
    }
}

/// Bytes of last year's words in the editor's text.
fn stale_ranges(report: &Report, part: Part) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut out = Vec::new();
    for p in report.paras(part) {
        if let Para::Text(runs) = p {
            out.extend(stale::old_ranges(runs, report).into_iter().map(|r| r.start + at..r.end + at));
        }
        at += line_of(p, report).len() + 1;
    }
    out
}

/// The text with last year's words on a ground of their own, and the figures in them underlined.
fn layout(ui: &Ui, text: &str, old: &[Range<usize>], width: f32) -> LayoutJob {
    let font = TextStyle::Body.resolve(ui.style());
    let plain = TextFormat::simple(font, theme::get().ink);
    let aged = TextFormat { background: theme::get().aged, ..plain.clone() };
    let figure = TextFormat { underline: Stroke::new(1.5, theme::color(Level::Warning)), ..aged.clone() };
    let mut job = LayoutJob { wrap: TextWrapping::wrap_at_width(width), ..LayoutJob::default() };
    let mut at = 0;
    for r in old {
        // While the clerk types, the text may be ahead of the marks.
        let (Some(before), Some(words)) = (text.get(at..r.start), text.get(r.clone())) else { break };
        job.append(before, 0.0, plain.clone());
        let mut from = 0;
        for f in stale::figures(words) {
            job.append(&words[from..f.start], 0.0, aged.clone());
            job.append(&words[f.clone()], 0.0, figure.clone());
            from = f.end;
        }
        job.append(&words[from..], 0.0, aged.clone());
        at = r.end;
    }
    job.append(text.get(at..).unwrap_or_default(), 0.0, plain);
    job
}

/// Selects a sentence, so that typing replaces it and the view scrolls to it.
fn select(ui: &Ui, id: Id, lines: &[String], s: &Stale) {
    let before: usize = lines.iter().take(s.paragraph).map(|l| l.chars().count() + 1).sum();
    let Some(line) = lines.get(s.paragraph) else { return };
    let chars = |to: usize| before + line.get(..to).unwrap_or_default().chars().count();
    let (a, b) = (CCursor::new(chars(s.range.start)), CCursor::new(chars(s.range.end)));
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::two(a, b)));
    state.store(ui.ctx(), id);
}

/// The editor of a part, as it is known to who has the keys.
pub fn id(part: Part) -> Id {
    Id::unique(("part", part))
}

/// The paragraph with the caret.
fn paragraph_at(ui: &Ui, id: Id, text: &str) -> usize {
    let state = TextEditState::load(ui.ctx(), id);
    let at = state.and_then(|s| s.cursor.char_range()).map_or(0, |r| r.primary.index.0);
    text.chars().take(at).filter(|c| *c == '\n').count()
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
    let id = id(part);
    let focused = ui.memory(|m| m.has_focus(id));
    let old = stale_ranges(report, part);
    let mut layouter = |ui: &Ui, buffer: &dyn egui::TextBuffer, width: f32| {
        let job = layout(ui, buffer.as_str(), &old, width);
        ui.fonts_mut(|f| f.layout_job(job))
    };
    let field = TextEdit::multiline(&mut text)
        .layouter(&mut layouter)
        .id(id)
        .desired_width(f32::INFINITY)
        .desired_rows(rows)
        .hint_text(hint.to_string());
    let response = ui.add(field).accessible_name(name);
    if let Some(s) = editors.select.take_if(|s| s.part == part) {
        select(ui, id, &lines, &s);
    }
    if editors.take_focus(part) {
        response.request_focus();
    }
    if response.has_focus() {
        editors.caret = Some((part, paragraph_at(ui, id, &text)));
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

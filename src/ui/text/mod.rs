//! Editing paragraphs: one line a paragraph. What is typed goes into the report at each keystroke; runs that
//! were not touched keep what they are. What is known of the words is shown in place (`marks`, `underlines`), and what can be
//! done about them is at hand (`menu`, `bar`).

#![deny(clippy::indexing_slicing, clippy::string_slice)]

mod bar;
mod marks;
mod menu;
mod pictures;
mod underlines;

use super::action::{Action, Spot};
use super::context::Place;
use super::strict;
use crate::app::word::word_at;
use crate::app::writing;
use crate::checks::Finding;
use crate::report::edit::Edit;
use crate::report::repetition::Repetition;
use crate::report::retext::{line_of, retext};
use crate::report::stale::Stale;
use crate::report::{Part, Report};
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::{Event, Id, PointerButton, TextEdit, Ui};
use marks::Page;
use std::collections::BTreeMap;
use std::ops::Range;

/// What the editors remember from frame to frame.
#[derive(Default)]
pub struct Editors {
    /// What is being typed into a field that takes only some values.
    pub typing: strict::Open,
    /// The limit of words as it is typed.
    limit: Option<String>,
    /// A sentence to be selected in the next frame.
    pub select: Option<Stale>,
    /// Who gets the keys in the next frame.
    pub focus: Option<Part>,
    /// The paragraph that was last typed in.
    pub caret: Option<(Part, usize)>,
    /// Where the cursor was last: bytes of a paragraph.
    pub last: Option<Spot>,
    /// Whether sentences of last year's report are marked.
    pub repeated: bool,
    pages: BTreeMap<Part, Page>,
    thumbs: pictures::Thumbs,
    /// What repeats last year's report, of which revision.
    repetition: Option<(u64, Option<Repetition>)>,
    /// What the menu is about: a byte of the text of a part.
    menu_at: Option<(Part, usize)>,
    menu: Place,
    /// The part whose menu is asked for by key.
    pub menu_wanted: Option<Part>,
}

impl Editors {
    /// Whether this part's editor is to take the keys now.
    pub fn take_focus(&mut self, part: Part) -> bool {
        self.focus.take_if(|p| *p == part).is_some()
    }
    /// Takes the text of a part with its marks, made anew if something changed.
    fn page(&mut self, sheet: &Sheet<'_>, part: Part) -> Page {
        match self.pages.remove(&part) {
            Some(p) if p.is_of(sheet, self) => p,
            _ => Page::new(sheet, part, self),
        }
    }
}

/// The report being written, and what is known of it.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    pub report: &'a Report,
    pub revision: u64,
    pub findings: &'a [Finding],
    /// Characters that a section may have; 0 for no limit.
    pub word_limit: usize,
}

/// The editor of a part, as it is known to who has the keys.
pub fn id(part: Part) -> Id {
    Id::unique(("part", part))
}

/// The characters selected in a part.
pub fn selected(ctx: &egui::Context, part: Part) -> Option<Range<usize>> {
    let range = TextEditState::load(ctx, id(part))?.cursor.char_range()?.as_sorted_char_range();
    Some(range.start.0..range.end.0)
}

/// What the editor of a part is like.
pub struct Field<'a> {
    pub part: Part,
    /// What it is called.
    pub name: &'a str,
    pub hint: &'a str,
    /// Lines it is high at least.
    pub rows: usize,
    /// Whether a bar with count and tools stands below it.
    pub bar: bool,
}

/// The editor of a part.
pub fn part_ui(
    ui: &mut Ui,
    sheet: &Sheet<'_>,
    field: &Field<'_>,
    editors: &mut Editors,
    actions: &mut Vec<Action>,
) {
    let Field { part, name, .. } = *field;
    let mut page = editors.page(sheet, part);
    let id = id(part);
    if ui.memory(|m| m.has_focus(id)) {
        clean_pastes(ui);
    }
    let mut text = page.text.clone();
    let mut layouter =
        |ui: &Ui, buffer: &dyn egui::TextBuffer, width: f32| page.galley(ui, buffer.as_str(), width);
    let edit = TextEdit::multiline(&mut text)
        .layouter(&mut layouter)
        .id(id)
        .desired_width(f32::INFINITY)
        .desired_rows(field.rows)
        .hint_text(field.hint.to_string());
    let output = edit.show(ui);
    let response = output.response.response.clone().accessible_name(name);
    if output.galley.text() == page.text {
        pictures::pictures_ui(ui, &page, sheet.report.paras(part), &output, &mut editors.thumbs);
    }
    underlines::underlines_ui(ui, &page, &output);
    if response.hovered() {
        select_word(ui, id, &output);
    }
    menu::menu_ui(ui, sheet, &page, &output, editors, actions);
    if let Some(s) = editors.select.take_if(|s| s.part == part) {
        select(ui, id, &page, &s);
    }
    if editors.take_focus(part) {
        response.request_focus();
    }
    if response.has_focus() {
        editors.last = place(&page, &output).or(editors.last.take());
        editors.caret = editors.last.as_ref().map(|s| (s.part, s.paragraph));
    }
    if response.changed() {
        go_on(ui, id, &page.text, &mut text, &output);
        let paras = retext(sheet.report.paras(part), &text, sheet.report);
        let edits = vec![Edit::Text(part, paras)];
        let group = Some(format!("text:{part:?}"));
        actions.push(Action::Edit { name: format!("修改{name}"), group, edits });
    }
    if response.lost_focus() || response.gained_focus() {
        actions.push(Action::EndGroup);
    }
    if field.bar {
        bar::bar_ui(ui, sheet, part, &page, editors, actions);
    }
    editors.pages.insert(part, page);
}

/// The bar of a part on its own, where it is to stay in view while the words are scrolled.
pub fn tools_ui(
    ui: &mut Ui,
    sheet: &Sheet<'_>,
    part: Part,
    editors: &mut Editors,
    actions: &mut Vec<Action>,
) {
    let page = editors.page(sheet, part);
    bar::bar_ui(ui, sheet, part, &page, editors, actions);
    editors.pages.insert(part, page);
}

/// What is pasted loses the clutter of other programs before the editor sees it.
fn clean_pastes(ui: &Ui) {
    ui.input_mut(|i| {
        for e in &mut i.events {
            if let Event::Paste(text) = e {
                *text = writing::cleaned(text);
            }
        }
    });
}

/// Goes on with the numbering where Enter was pressed behind a numbered line.
fn go_on(ui: &Ui, id: Id, before: &str, text: &mut String, output: &TextEditOutput) {
    let Some(cursor) = output.cursor_range.filter(CCursorRange::is_empty) else { return };
    if let Some((next, at)) = writing::continued(before, text, cursor.primary.index.0) {
        *text = next;
        let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
        state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(at))));
        state.store(ui.ctx(), id);
    }
}

/// The cursor as a stretch of a paragraph; a selection beyond one keeps its first paragraph.
fn place(page: &Page, output: &TextEditOutput) -> Option<Spot> {
    let [a, b] = output.cursor_range?.sorted_cursors();
    let (a, b) = (page.byte(a.index.0), page.byte(b.index.0));
    let (paragraph, from) = page.place(a);
    let to = (b.max(a) - a + from).min(page.length(paragraph));
    Some(Spot { part: page.part, paragraph, range: from..to.max(from) })
}

/// A double click takes the word that is clicked; the toolkit's own words reach from comma to comma.
fn select_word(ui: &Ui, id: Id, output: &TextEditOutput) {
    let clicked = |i: &egui::InputState| {
        let double = i.pointer.button_double_clicked(PointerButton::Primary) && !i.modifiers.shift;
        i.pointer.interact_pos().filter(|_| double)
    };
    let Some(at) = ui.input(clicked) else { return };
    let (text, inside) = (output.galley.text(), at - output.galley_pos);
    let cursor = output.galley.cursor_from_pos(inside);
    // The nearest gap may be the one behind the character.
    let behind = output.galley.pos_from_cursor(cursor).left() > inside.x;
    let n = cursor.index.0.saturating_sub(usize::from(behind));
    let byte = text.char_indices().nth(n).map_or(text.len(), |(i, _)| i);
    select_bytes(ui, id, text, word_at(text, byte));
    ui.ctx().request_discard("the word is selected");
}

/// Selects a sentence, so that typing replaces it and the view scrolls to it.
fn select(ui: &Ui, id: Id, page: &Page, s: &Stale) {
    let Some(start) = page.start(s.paragraph) else { return };
    select_bytes(ui, id, &page.text, start + s.range.start..start + s.range.end);
}

/// Puts the cursor over some bytes of the text.
fn select_bytes(ui: &Ui, id: Id, text: &str, range: Range<usize>) {
    let chars = |at: usize| text.get(..at).unwrap_or(text).chars().count();
    let (a, b) = (CCursor::new(chars(range.start)), CCursor::new(chars(range.end)));
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::two(a, b)));
    state.store(ui.ctx(), id);
}

/// The lines of a part as the editor shows them.
fn lines(report: &Report, part: Part) -> Vec<String> {
    report.paras(part).iter().map(|p| line_of(p, report)).collect()
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

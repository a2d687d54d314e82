//! Editing paragraphs: one line a paragraph. What is typed goes into the report at each keystroke; runs that
//! were not touched keep what they are. What is known of the words is shown in place (`marks`, `underlines`), and what can be
//! done about them is at hand (`menu`, `bar`).

mod bar;
mod caret;
mod looks;
mod marks;
mod menu;
mod pictured;
mod pictures;
mod sheet;
mod state;
mod underlines;

pub use caret::{id, selected};
pub use sheet::Sheet;
pub use state::Editors;

use super::action::{Action, TextSpot};
use super::clipboard;
use crate::app::text_input;
use crate::app::word_at::word_at;
use crate::report::Part;
use crate::report::edit::Edit;
use crate::report::emphasised::InPara;
use crate::report::merge_typed::retext;
use crate::report::passage::Quote;
use caret::select_bytes;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::{Event, Id, PointerButton, Response, TextEdit, Ui};
use looks::{PastedLooks, PastedWords};
use marks::MarkedText;
use std::ops::Range;

/// Lines of more characters, about, are hard to follow back to the next.
const WIDEST: f32 = 42.0;

/// How wide words are written, in points.
pub fn width(ui: &Ui) -> f32 {
    // A character of ours is as wide as the type is high.
    ui.available_width().min(WIDEST * egui::TextStyle::Body.resolve(ui.style()).size)
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
    if let Some(was) = editors.rewritten.remove(&part) {
        caret::follow(ui.ctx(), part, &was, &page.text);
    }
    let id = id(part);
    let over = caret::selected(ui.ctx(), part).unwrap_or_default();
    let pasted =
        if ui.memory(|m| m.has_focus(id)) { clean_pastes(ui, page.begins(over.start)) } else { None };
    let moves = ui.input(|i| i.events.iter().any(|e| matches!(e, Event::Cut | Event::Paste(_))));
    let mut text = page.text.clone();
    let mut layouter =
        |ui: &Ui, buffer: &dyn egui::TextBuffer, width: f32| page.galley(ui, buffer.as_str(), width);
    let edit = TextEdit::multiline(&mut text)
        .layouter(&mut layouter)
        .id(id)
        .desired_width(width(ui))
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
    let led = led_ui(ui, &page, &response, editors);
    caret::in_view_ui(ui, part, &output, led, editors);
    if response.has_focus() && !led {
        editors.last = place(&page, &output).or(editors.last.take());
        editors.caret = editors.last.as_ref().map(|s| (s.part, s.paragraph));
        editors.chosen = chosen(&page, &output).map(|c| (part, c)).or(editors.chosen.take());
    }
    let emptied = part == Part::Title && title_tidied(ui, &response, &mut text);
    if response.changed() || emptied {
        go_on(ui, id, &page.text, &mut text, &output);
        let over = page.byte(over.start)..page.byte(over.end);
        let edits = vec![Edit::Text(part, retext(sheet.report.paras(part), &text, &over, sheet.report))];
        // What is cut or pasted is a step of its own, and undone by itself.
        let step = if moves { format!("paste:{}", sheet.revision) } else { format!("text:{part:?}") };
        if let Some(text) = pasted {
            let of = PastedWords { part, at: page.place(over.start), text, step: step.clone() };
            editors.looks = Some(PastedLooks::begin(ui.ctx(), of, clipboard::page));
        }
        editors.typed = Some((part, text));
        actions.push(Action::Edit { name: format!("修改{name}"), group: Some(step), edits });
    } else {
        actions.extend(looks::known(&mut editors.looks, part, name, sheet.report));
    }
    if response.lost_focus() || response.gained_focus() {
        actions.push(Action::EndGroup);
    }
    if field.bar {
        bar::bar_ui(ui, sheet, part, &page, editors, actions);
    }
    editors.pages.insert(part, page);
}

/// The caret is put where the program leads it, and the keys with it; whether it was.
fn led_ui(ui: &Ui, page: &MarkedText, response: &Response, editors: &mut Editors) -> bool {
    let (part, id) = (page.part, id(page.part));
    let mut led = false;
    if let Some(Quote { paragraph, range, .. }) = editors.select.take_if(|s| s.part == part) {
        select(ui, id, page, paragraph, &range);
        // Known at once: what is done next is done there.
        editors.last = Some(TextSpot { part, paragraph, range });
        led = true;
    }
    if let Some((_, words)) = editors.chosen.as_ref().filter(|(p, _)| *p == part && editors.choose_again) {
        select_all(ui, id, page, words);
        (editors.choose_again, led) = (false, true);
    }
    if editors.take_focus(part) {
        response.request_focus();
        if caret::selected(ui.ctx(), part).is_none() {
            // Who comes for the first time begins at the beginning.
            select_bytes(ui, id, &page.text, 0..0);
        }
        led = true;
    }
    led
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

/// What is pasted loses the clutter of other programs before the editor sees it; the last of it. Behind words, `begins`
/// not, what begins with a new line stays on one of its own.
fn clean_pastes(ui: &Ui, begins: bool) -> Option<String> {
    ui.input_mut(|i| {
        let mut last = None;
        for e in &mut i.events {
            if let Event::Paste(text) = e {
                let parted =
                    !begins && text.trim_start_matches([' ', '\t', '\u{3000}']).starts_with(['\r', '\n']);
                let cleaned = text_input::cleaned(text);
                *text = if parted && !cleaned.is_empty() { format!("\n{cleaned}") } else { cleaned };
                last = Some(text.clone());
            }
        }
        last
    })
}

/// Takes empty lines out of a title, which nobody would see: above the first at once, the others once it is left;
/// whether any was there to the last.
fn title_tidied(ui: &Ui, response: &Response, text: &mut String) -> bool {
    if response.changed() && text.starts_with('\n') {
        *text = text.trim_start_matches('\n').to_string();
        select_bytes(ui, response.id, text, 0..0);
    }
    let full: Vec<&str> = text.split('\n').filter(|l| !l.trim().is_empty()).collect();
    let full = full.join("\n");
    let had = response.lost_focus() && full != *text;
    if had {
        *text = full;
    }
    had
}

/// Goes on with the numbering where Enter was pressed behind a numbered line.
fn go_on(ui: &Ui, id: Id, before: &str, text: &mut String, output: &TextEditOutput) {
    let Some(cursor) = output.cursor_range.filter(CCursorRange::is_empty) else { return };
    if let Some((next, at)) = text_input::continued(before, text, cursor.primary.index.0) {
        *text = next;
        let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
        state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(at))));
        state.store(ui.ctx(), id);
    }
}

/// The cursor as a stretch of a paragraph; a selection beyond one keeps its first paragraph.
fn place(page: &MarkedText, output: &TextEditOutput) -> Option<TextSpot> {
    let [a, b] = output.cursor_range?.sorted_cursors();
    let (a, b) = (page.byte(a.index.0), page.byte(b.index.0));
    let (paragraph, from) = page.place(a);
    let to = b.saturating_sub(a).saturating_add(from).min(page.length(paragraph));
    Some(TextSpot { part: page.part, paragraph, range: from..to.max(from) })
}

/// The selected words, paragraph by paragraph; pictures have none.
fn chosen(page: &MarkedText, output: &TextEditOutput) -> Option<Vec<InPara>> {
    let [a, b] = output.cursor_range?.sorted_cursors();
    let (a, b) = (page.byte(a.index.0), page.byte(b.index.0));
    let (first, last) = (page.place(a).0, page.place(b).0);
    let within = |paragraph: usize| {
        let start = page.start(paragraph)?;
        let range = a.max(start).saturating_sub(start)..b.saturating_sub(start).min(page.length(paragraph));
        let is_picture = page.pictures.iter().any(|p| p.paragraph == paragraph);
        (!range.is_empty() && !is_picture).then_some((paragraph, range))
    };
    Some((first..=last).filter_map(within).collect())
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

/// Selects words of a paragraph, so that typing replaces them.
fn select(ui: &Ui, id: Id, page: &MarkedText, paragraph: usize, range: &Range<usize>) {
    let Some(start) = page.start(paragraph) else { return };
    select_bytes(ui, id, &page.text, start.saturating_add(range.start)..start.saturating_add(range.end));
}

/// Selects words from the first of some stretches to the last.
fn select_all(ui: &Ui, id: Id, page: &MarkedText, words: &[InPara]) {
    let (Some((first, from)), Some((last, to))) = (words.first(), words.last()) else { return };
    if let (Some(first), Some(last)) = (page.start(*first), page.start(*last)) {
        select_bytes(ui, id, &page.text, first.saturating_add(from.start)..last.saturating_add(to.end));
    }
}

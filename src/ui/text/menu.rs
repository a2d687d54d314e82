//! What is said of the words under the pointer, and what can be done about them with the right button or by key.

use super::caret::select_bytes;
use super::marks::{Mark, MarkedText};
use super::sheet::Sheet;
use super::state::Editors;
use crate::app::command::Id;
use crate::app::field;
use crate::checks::{Level, explain};
use crate::report::edit::Edit;
use crate::report::last_years_text;
use crate::report::text::{Para, RunKind};
use crate::ui::action::{Action, TextSpot};
use crate::ui::context::{self, ListPlace, MenuEntry};
use crate::ui::lines::InLines;
use crate::ui::theme;
use egui::text_edit::TextEditOutput;
use egui::{RichText, Ui};

/// The tooltip and the menu of an editor.
pub fn menu_ui(
    ui: &Ui,
    sheet: &Sheet<'_>,
    page: &MarkedText,
    output: &TextEditOutput,
    editors: &mut Editors,
    actions: &mut Vec<Action>,
) {
    let response = &output.response.response;
    let under = response.hover_pos().map(|p| {
        let cursor = output.galley.cursor_from_pos(p - output.galley_pos);
        page.byte(cursor.index.0)
    });
    let asked = asked(ui, page, output, under, editors);
    let said = |at: &usize| page.at(*at).any(|(_, m)| !matches!(m, Mark::Emphasised(_)));
    if let Some(at) = under.filter(said)
        && !response.context_menu_opened()
    {
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(320.0);
            told_ui(ui, sheet, page, at);
        });
    }
    let at = editors.menu_at.filter(|(p, _)| *p == page.part).map(|(_, at)| at);
    let mut open = editors.menu;
    let entries = || {
        let mut all = at.map(|at| about(sheet, page, at)).unwrap_or_default();
        all.extend(context::clipboard());
        all.extend(MenuEntry::command(Id::InsertValue).map(MenuEntry::apart));
        all.extend(
            [Id::InsertPicture, Id::Replace, Id::Bold, Id::Underline]
                .into_iter()
                .filter_map(MenuEntry::command),
        );
        all
    };
    context::offer(response, &mut open, asked, entries, actions);
    editors.menu = open;
}

/// Where the menu is asked for now: under the pointer, or where the cursor is.
fn asked(
    ui: &Ui,
    page: &MarkedText,
    output: &TextEditOutput,
    under: Option<usize>,
    editors: &mut Editors,
) -> Option<ListPlace> {
    let response = &output.response.response;
    let [from, to] = output.cursor_range.map(|c| c.sorted_cursors()).unwrap_or_default();
    let (from, to) = (page.byte(from.index.0), page.byte(to.index.0));
    if response.secondary_clicked() {
        let (at, pos) = (under?, response.interact_pointer_pos()?);
        editors.menu_at = Some((page.part, at));
        response.request_focus();
        if !(from..to).contains(&at) {
            select_bytes(ui, response.id, &page.text, at..at);
            let (paragraph, byte) = page.place(at);
            editors.last = Some(TextSpot { part: page.part, paragraph, range: byte..byte });
        }
        return Some(ListPlace::new(pos, false));
    }
    editors.menu_wanted.take_if(|p| *p == page.part)?;
    // Behind a word the cursor means the word.
    let before = page
        .text
        .get(..from)
        .and_then(|t| t.chars().next_back())
        .map_or(from, |c| from.saturating_sub(c.len_utf8()));
    let at = [from, before].into_iter().find(|at| page.at(*at).next().is_some()).unwrap_or(from);
    editors.menu_at = Some((page.part, at));
    let cursor = output.galley.pos_from_cursor(output.cursor_range?.primary);
    Some(ListPlace::new(output.galley_pos + cursor.left_bottom().to_vec2(), true))
}

/// What is said of the words at a byte.
fn told_ui(ui: &mut Ui, sheet: &Sheet<'_>, page: &MarkedText, at: usize) {
    for (_, mark) in page.at(at) {
        match mark {
            Mark::Found(i, level) => {
                let Some(f) = sheet.findings.get(*i) else { continue };
                ui.horizontal_wrapped(|ui| {
                    ui.colored_label(theme::color(*level), theme::sign(*level));
                    ui.words(egui::RichText::new(explain::title(f)).strong());
                });
                ui.words(&f.message);
                match (f.fixes().next().is_some(), f.level) {
                    (true, Level::Error) => faint(ui, "右键可以改（或按 Shift+F10）"),
                    (true, _) => faint(ui, "右键可以改，也可以写说明（或按 Shift+F10）"),
                    (false, Level::Error) => {}
                    (false, _) => faint(ui, "右键可以写说明（或按 Shift+F10）"),
                }
            }
            Mark::Live => {
                if let Some(value) = live_at(sheet, page, at) {
                    ui.words(value);
                    faint(ui, "右键可以变成普通文字");
                }
            }
            Mark::Old => faint(ui, "去年的文字；属实的右键点“照用”"),
            Mark::Same => faint(ui, "和去年的报告一样"),
            Mark::Figure | Mark::Emphasised(_) => {}
        }
    }
}

fn faint(ui: &mut Ui, text: &str) {
    ui.words(RichText::new(text).small().color(theme::get().faint));
}

/// Where the live value at a byte comes from.
fn live_at(sheet: &Sheet<'_>, page: &MarkedText, at: usize) -> Option<String> {
    let (paragraph, byte) = page.place(at);
    let Para::Text(runs) = sheet.report.paras(page.part).get(paragraph)? else { return None };
    let mut end = 0_usize;
    for r in runs {
        end = end.saturating_add(r.resolved(sheet.report).len());
        if byte < end {
            let RunKind::Field { value, .. } = &r.kind else { return None };
            return Some(field::source_of(sheet.report, value));
        }
    }
    None
}

/// What can be done about the words at a byte.
fn about(sheet: &Sheet<'_>, page: &MarkedText, at: usize) -> Vec<MenuEntry> {
    let (paragraph, byte) = page.place(at);
    let start = at.saturating_sub(byte);
    let mut out = Vec::new();
    let step = |name: &str, tip: &str, edits: Vec<Edit>| {
        MenuEntry::new(name, tip, Action::Edit { name: name.into(), group: None, edits })
    };
    for (range, mark) in page.at(at) {
        match mark {
            Mark::Found(i, _) => {
                let Some(f) = sheet.findings.get(*i) else { continue };
                out.extend(f.fixes().map(|fix| step(&fix.title, &f.message, fix.edits.clone())));
                if f.level != Level::Error {
                    let ask = Action::AskExplanation(Box::new(f.clone()));
                    let word = explain::answer_word(f);
                    let tip = format!("写一句{word}，就不再算作没看过");
                    out.push(MenuEntry::new(format!("{word}…"), tip, ask));
                }
            }
            Mark::Live => {
                let inner = range.start.saturating_sub(start)..range.end.saturating_sub(start);
                let edits = field::plain(sheet.report, page.part, paragraph, inner).into_iter().collect();
                out.push(step("变成普通文字", "以后不再随表变动", edits));
            }
            Mark::Old => {
                let here = |s: &last_years_text::Stale| {
                    s.quote.part == page.part
                        && s.quote.paragraph == paragraph
                        && s.quote.range.contains(&byte)
                };
                let Some(s) = last_years_text::list(sheet.report).into_iter().find(here) else { continue };
                let edits = last_years_text::confirm(sheet.report, &s).into_iter().collect();
                let action = Action::Edit { name: "确认去年的文字".into(), group: None, edits };
                out.push(MenuEntry::new("照用这一句", "这一句今年仍然属实，不再标记", action));
            }
            Mark::Figure | Mark::Same | Mark::Emphasised(_) => {}
        }
    }
    out
}

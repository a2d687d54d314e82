//! What is said of the words under the pointer, and what can be done about them with the right button.

use super::marks::{Mark, Page};
use super::{Editors, Sheet, Spot};
use crate::app::command::Id;
use crate::app::field;
use crate::report::stale;
use crate::report::text::{Para, Run};
use crate::ui::action::Action;
use crate::ui::theme;
use egui::text_edit::TextEditOutput;
use egui::{RichText, Ui};

/// The tooltip and the menu of an editor.
pub fn menu_ui(
    sheet: &Sheet<'_>,
    page: &Page,
    output: &TextEditOutput,
    editors: &mut Editors,
    actions: &mut Vec<Action>,
) {
    let response = &output.response.response;
    let under = response.hover_pos().map(|p| {
        let cursor = output.galley.cursor_from_pos(p - output.galley_pos);
        page.byte(cursor.index.0)
    });
    if response.secondary_clicked() {
        editors.menu_at = under.map(|at| (page.part, at));
    }
    if let Some(at) = under.filter(|at| page.at(*at).next().is_some())
        && !response.context_menu_opened()
    {
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(320.0);
            told_ui(ui, sheet, page, at);
        });
    }
    let at = editors.menu_at.filter(|(p, _)| *p == page.part).map(|(_, at)| at);
    response.context_menu(|ui| {
        if let Some(at) = at {
            words_ui(ui, sheet, page, at, actions);
        }
        let spot = at.map(|at| {
            let (paragraph, byte) = page.place(at);
            Spot { part: page.part, paragraph, range: byte..byte }
        });
        for (id, text) in [
            (Id::InsertValue, "插入表中的数…"),
            (Id::InsertPicture, "插入图片…"),
            (Id::Replace, "查找和替换…"),
        ] {
            if ui.button(text).clicked() {
                editors.last = spot.clone().or(editors.last.take());
                actions.push(Action::Command(id));
                ui.close();
            }
        }
    });
}

/// What is said of the words at a byte.
fn told_ui(ui: &mut Ui, sheet: &Sheet<'_>, page: &Page, at: usize) {
    for (_, mark) in page.at(at) {
        match mark {
            Mark::Found(i, level) => {
                let Some(f) = sheet.findings.get(*i) else { continue };
                ui.horizontal_wrapped(|ui| {
                    ui.colored_label(theme::color(*level), theme::sign(*level));
                    ui.strong(f.check().map_or("", |c| c.title));
                });
                ui.label(&f.message);
                if f.fix.is_some() || f.live.is_some() {
                    faint(ui, "右键可以改");
                }
            }
            Mark::Live => {
                if let Some(value) = live_at(sheet, page, at) {
                    ui.label(value);
                    faint(ui, "右键可以变成普通文字");
                }
            }
            Mark::Old => faint(ui, "去年的文字；属实的右键点“照用”"),
            Mark::Same => faint(ui, "和去年的报告一样"),
            Mark::Figure => {}
        }
    }
}

fn faint(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).small().color(theme::get().faint));
}

/// Where the live value at a byte comes from.
fn live_at(sheet: &Sheet<'_>, page: &Page, at: usize) -> Option<String> {
    let (paragraph, byte) = page.place(at);
    let Para::Text(runs) = sheet.report.paras(page.part).get(paragraph)? else { return None };
    let mut end = 0;
    for r in runs {
        end += r.resolved(sheet.report).len();
        if byte < end {
            let Run::Field { value, .. } = r else { return None };
            return Some(field::source_of(sheet.report, value));
        }
    }
    None
}

/// What can be done about the words at a byte.
fn words_ui(ui: &mut Ui, sheet: &Sheet<'_>, page: &Page, at: usize, actions: &mut Vec<Action>) {
    let (paragraph, _) = page.place(at);
    let start = page.start(paragraph).unwrap_or(0);
    let mut any = false;
    for (range, mark) in page.at(at) {
        let inner = range.start.saturating_sub(start)..range.end.saturating_sub(start);
        match mark {
            Mark::Found(i, _) => {
                let Some(f) = sheet.findings.get(*i) else { continue };
                for fix in f.fix.iter().chain(&f.live) {
                    any = true;
                    if ui.button(&fix.title).on_hover_text(&f.message).clicked() {
                        let (name, edits) = (fix.title.clone(), fix.edits.clone());
                        actions.push(Action::Edit { name, group: None, edits });
                        ui.close();
                    }
                }
            }
            Mark::Live => {
                any = true;
                if ui.button("变成普通文字").clicked() {
                    let edits = field::plain(sheet.report, page.part, paragraph, inner).into_iter().collect();
                    actions.push(Action::Edit { name: "变成普通文字".into(), group: None, edits });
                    ui.close();
                }
            }
            Mark::Old => {
                let byte = at - start;
                let here = |s: &stale::Stale| {
                    s.part == page.part && s.paragraph == paragraph && s.range.contains(&byte)
                };
                let Some(s) = stale::list(sheet.report).into_iter().find(here) else { continue };
                any = true;
                if ui.button("照用这一句").on_hover_text("这一句今年仍然属实，不再标记").clicked()
                {
                    let edits = stale::confirm(sheet.report, &s).into_iter().collect();
                    actions.push(Action::Edit { name: "确认旧文字".into(), group: None, edits });
                    ui.close();
                }
            }
            Mark::Figure | Mark::Same => {}
        }
    }
    if any {
        ui.separator();
    }
}

//! Two reports side by side in place of the editor: another one at the left, the open one at the right. What is
//! the same is folded away; the keys that go through the findings go through the differences here.

mod row;
mod state;

pub use state::Comparison;

use super::action::Action;
use super::heading::subheading;
use super::scrolled::steady;
use super::theme;
use crate::app::command::Id as CommandId;
use crate::app::compare;
use crate::app::reading_notes;
use crate::checks::Level;
use crate::form::Chapter;
use crate::report::Report;
use crate::report::document::Document;
use crate::report::edit::Edit;
use crate::ui::lines::{InLines, Tip, one_line};
use egui::{Frame, RichText, ScrollArea, Ui, vec2};
use row::{GAP, MARGIN, half, row_ui};

/// The comparison at the part that the outline stands on; `covered` by a question it takes no keys.
pub fn compare_ui(
    ui: &mut Ui,
    doc: &Document,
    shown: &mut Comparison,
    (section, covered): (Chapter, bool),
    actions: &mut Vec<Action>,
) {
    shown.keep_up(doc);
    let report = doc.report();
    shown.follow(section, report.form());
    if !covered && ui.input(|i| i.key_pressed(egui::Key::Escape)) {
        actions.push(Action::CloseCompare);
    }
    head_ui(ui, report, shown, actions);
    comments_ui(ui, report, shown, actions);
    let noted = noted_ui(ui, report, &shown.left);
    ui.separator();
    if shown.differing.is_empty() {
        ui.words(match noted {
            0 => "两份报告的数字、标题和文字都一样。",
            _ => "读出来的数字、标题和文字都一样；上面列的没有读出来或者拿不准，请对着原件看。",
        });
        return;
    }
    let area = ScrollArea::vertical().auto_shrink([false, false]);
    steady(ui, "differences", area, |ui, _| rows_ui(ui, report, shown, actions));
}

fn head_ui(ui: &mut Ui, report: &Report, shown: &mut Comparison, actions: &mut Vec<Action>) {
    let (n, year) = (shown.differing.len(), report.year);
    ui.horizontal(|ui| {
        subheading(ui, "对比");
        let place = if n == 0 {
            "没有不同".to_string()
        } else {
            format!("不同{n}处，第{}处", shown.at.saturating_add(1))
        };
        ui.words(place);
        for (text, tip, id) in
            [("上一处", "Shift+F8", CommandId::PreviousFinding), ("下一处", "F8", CommandId::NextFinding)]
        {
            if ui.add_enabled(n > 0, egui::Button::new(text)).tip(tip).clicked() {
                actions.push(Action::Command(id));
            }
        }
        let theirs = shown.rows.iter().filter(|r| compare::is_taken(r)).count();
        // It stays once nothing is left to be taken: what stands beside it does not come under the pointer.
        if year == shown.left.year {
            let tip = "把打开的这一份都改成左边的样子；改了可以撤销";
            let words = format!("都改成左边的（{theirs}处）");
            if ui.add_enabled(theirs > 0, egui::Button::new(words)).tip(tip).clicked() {
                let edits = vec![compare::adopt_all(&shown.rows, &shown.left, report)];
                actions.push(Action::Edit { name: "都改成左边的".into(), group: None, edits });
            }
        }
        ui.checkbox(&mut shown.all, "相同的也列出");
        if ui.button("结束对比").tip("Esc").clicked() {
            actions.push(Action::CloseCompare);
        }
    });
    if let Some(words) = shown.since().filter(|_| year == shown.left.year && n > 0) {
        ui.words(RichText::new(words).small().color(theme::color(Level::Warning)));
    }
    if year != shown.left.year {
        let words = "只差年份的句子不算不同；和去年一字不差、还写着去年年份的，都列出来。";
        ui.words(RichText::new(words).small().color(theme::get().faint));
    }
    // Each over its column.
    Frame::new().inner_margin(MARGIN).show(ui, |ui| {
        let half = half(ui);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            for (name, year) in [(shown.name.as_str(), shown.left.year), ("打开的这一份", year)] {
                let text = RichText::new(format!("{name}（{year}年）")).strong();
                ui.allocate_ui(vec2(half, 20.0), |ui| {
                    ui.set_width(half);
                    ui.add(one_line(text));
                });
            }
        });
    });
}

/// What the reading of the left one noted, by the line; how many notes there are.
fn noted_ui(ui: &mut Ui, report: &Report, left: &Report) -> usize {
    let lines: Vec<String> = compare::noted(left, report).map(reading_notes::line).collect();
    if lines.is_empty() {
        return 0;
    }
    let head = format!("读左边的文件时有{}处没有读出来或者拿不准，请对着原件看：", lines.len());
    ui.words(RichText::new(head).color(theme::color(Level::Warning)));
    let most = ScrollArea::vertical().id_salt("noted").max_height(110.0).auto_shrink([false, true]);
    most.show(ui, |ui| {
        for line in &lines {
            ui.words(RichText::new(line).small());
        }
    });
    lines.len()
}

/// What is written beside the left one is taken over with a click: it is about the same report.
fn comments_ui(ui: &mut Ui, report: &Report, shown: &Comparison, actions: &mut Vec<Action>) {
    let new = report.comments_beyond(&shown.left);
    if shown.left.comments.is_empty() || report.year != shown.left.year {
        return;
    }
    ui.horizontal(|ui| {
        // As high as with the button.
        ui.set_min_height(ui.spacing().interact_size.y);
        if new.is_empty() {
            ui.words("左边的批注都收进来了。");
            return;
        }
        ui.words(format!("左边的文件里有{}条批注。", new.len()));
        let tip = "列进审核结果，逐条答复；可以撤销";
        if ui.button("把批注收进来").tip(tip).clicked() {
            let all = report.comments.iter().chain(new).cloned().collect();
            let edits = vec![Edit::Comments(all)];
            actions.push(Action::Edit { name: "把批注收进来".into(), group: None, edits });
        }
    });
}

fn rows_ui(ui: &mut Ui, report: &Report, shown: &mut Comparison, actions: &mut Vec<Action>) {
    let mut section = None;
    let mut folded = 0;
    let mut chosen = None;
    let scroll = std::mem::take(&mut shown.scroll);
    for (i, row) in shown.rows.iter().enumerate() {
        let place = shown.differing.binary_search(&i).ok();
        if section != Some(row.section) || place.is_some() || shown.all {
            folded_ui(ui, std::mem::take(&mut folded));
        }
        if section != Some(row.section) {
            section = Some(row.section);
            ui.add_space(6.0);
            ui.words(RichText::new(report.form().chapter_name(row.section)).color(theme::get().faint));
        }
        if place.is_none() && !shown.all {
            folded = folded.saturating_add(1);
            continue;
        }
        let here = place == Some(shown.at);
        // Last year's words and numbers are not this year's.
        let edit =
            here.then(|| compare::adopt(row, &shown.left, report).filter(|_| shown.left.year == report.year));
        let clicked = row_ui(ui, i, row, edit, scroll, actions);
        if clicked && place.is_some() {
            chosen = place;
        }
    }
    folded_ui(ui, folded);
    if let Some(c) = chosen {
        shown.at = c;
    }
}

fn folded_ui(ui: &mut Ui, count: usize) {
    if count > 0 {
        ui.words(RichText::new(format!("　……{count}句相同")).small().color(theme::get().faint));
    }
}

//! Two reports side by side in place of the editor: another one at the left, the open one at the right. What is
//! the same is folded away; the keys that go through the findings go through the differences here.

mod state;

pub use state::Comparison;

use super::action::Action;
use super::heading::subheading;
use super::theme;
use crate::app::command::Id as CommandId;
use crate::app::compare::{self, At, Row};
use crate::checks::Level;
use crate::form::Chapter;
use crate::report::Report;
use crate::report::document::Document;
use crate::report::edit::Edit;
use crate::ui::lines::{InLines, Tip, wrapped};
use egui::text::{LayoutJob, TextFormat};
use egui::{Frame, Label, RichText, ScrollArea, Sense, Stroke, TextStyle, Ui, UiBuilder, WidgetInfo};
use egui::{accesskit, vec2};

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
    ui.separator();
    if shown.differing.is_empty() {
        ui.words("两份报告的数字、标题和文字都一样。");
        return;
    }
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| rows_ui(ui, report, shown, actions));
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
        if year == shown.left.year && n > 1 {
            let tip = "把打开的这一份都改成左边的样子；改了可以撤销";
            if ui.button(format!("都改成左边的（{n}处）")).tip(tip).clicked() {
                let edits = vec![compare::adopt_all(&shown.rows, &shown.left, report)];
                actions.push(Action::Edit { name: "都改成左边的".into(), group: None, edits });
            }
        }
        ui.checkbox(&mut shown.all, "相同的也列出");
        if ui.button("结束对比").tip("Esc").clicked() {
            actions.push(Action::CloseCompare);
        }
    });
    if let Some(words) = shown.since.as_ref().filter(|_| year == shown.left.year && n > 0) {
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
                    ui.add(Label::new(text).truncate());
                });
            }
        });
    });
}

/// Around a row, and between its columns.
const MARGIN: i8 = 6;
const GAP: f32 = 20.0;

/// What is written beside the left one is taken over with a click: it is about the same report.
fn comments_ui(ui: &mut Ui, report: &Report, shown: &Comparison, actions: &mut Vec<Action>) {
    let new = report.comments_beyond(&shown.left);
    if new.is_empty() || report.year != shown.left.year {
        return;
    }
    ui.horizontal(|ui| {
        ui.words(format!("左边的文件里有{}条批注。", new.len()));
        let tip = "列进审核结果，逐条答复；可以撤销";
        if ui.button("把批注收进来").tip(tip).clicked() {
            let all = report.comments.iter().chain(new).cloned().collect();
            let edits = vec![Edit::Comments(all)];
            actions.push(Action::Edit { name: "把批注收进来".into(), group: None, edits });
        }
    });
}

fn half(ui: &Ui) -> f32 {
    ((ui.available_width() - 44.0) / 2.0).max(80.0)
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

/// Of the row where the clerk is: the edit that takes the other side over, if there is one.
type RowTaken = Option<Option<Edit>>;

/// A row; whether it was clicked.
fn row_ui(ui: &mut Ui, i: usize, row: &Row, here: RowTaken, scroll: bool, actions: &mut Vec<Action>) -> bool {
    let builder = UiBuilder::new().scope_id(egui::Id::unique(("difference", i))).sense(Sense::click());
    let chosen = here.is_some();
    let response = ui
        .scope_builder(builder, |ui| {
            let line = if chosen { theme::get().accent } else { theme::get().hairline };
            let fill = if chosen { theme::get().computed } else { theme::get().paper };
            Frame::new().inner_margin(MARGIN).fill(fill).stroke(Stroke::new(1.0, line)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                if row.name.is_empty() {
                    sentence_ui(ui, row, here, actions);
                } else {
                    named_ui(ui, row, here, actions);
                }
            });
        })
        .response;
    let words = format!("{}：{} → {}", row.title, row.left, row.right);
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::ListBoxOption, true, &words));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(chosen));
    if chosen && scroll {
        response.scroll_to_me(Some(egui::Align::Center));
    }
    response.clicked()
}

/// Leaves the comparison for the place, or takes over what the other report says there.
fn go_ui(ui: &mut Ui, row: &Row, edit: Option<Edit>, actions: &mut Vec<Action>) {
    let place = match &row.at {
        At::Cell(k) => Action::GoCell(k.clone()),
        At::Words(p) => Action::GoPart(*p),
        At::Fact => return,
    };
    // The same first each time: the next row may come under the pointer.
    let tip = "把打开的这一份改成左边的样子；改了可以撤销";
    if let Some(edit) = edit
        && ui.small_button("改成左边的").tip(tip).clicked()
    {
        actions.push(Action::Edit { name: "改成左边的".into(), group: None, edits: vec![edit] });
    }
    if ui.small_button("转到").tip("结束对比，到那里去改").clicked() {
        actions.push(place);
    }
}

/// Two sentences side by side; with what can be done, where the clerk is.
fn sentence_ui(ui: &mut Ui, row: &Row, mut here: RowTaken, actions: &mut Vec<Action>) {
    let half = half(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        for right in [false, true] {
            let down = egui::Layout::top_down(egui::Align::Min);
            ui.allocate_ui_with_layout(vec2(half, 0.0), down, |ui| {
                ui.set_width(half);
                ui.add(wrapped(ui, side(ui, row, right)).selectable(false));
                let noted = match (row.old_year, row.other_looks) {
                    (true, _) => Some("▲ 一字没改，年份还是去年的"),
                    (_, true) => Some("▲ 字一样，加粗、下划线不同"),
                    _ => None,
                };
                if let Some(words) = noted.filter(|_| right) {
                    let words = RichText::new(words).small();
                    ui.add(Label::new(words.color(theme::color(Level::Warning))).selectable(false));
                }
                if let Some(edit) = here.take_if(|_| right) {
                    ui.horizontal(|ui| go_ui(ui, row, edit, actions));
                }
            });
        }
    });
}

/// A number or a fact on one line, both sides under their heads; and by how much a number changed.
fn named_ui(ui: &mut Ui, row: &Row, here: RowTaken, actions: &mut Vec<Action>) {
    let half = half(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let middle = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(vec2(half, 22.0), middle, |ui| {
            ui.set_width(half);
            ui.add(Label::new(side(ui, row, false)).truncate().selectable(false));
            let name = RichText::new(&row.name).small().color(theme::get().faint);
            ui.add(Label::new(name).truncate().selectable(false));
        });
        ui.add(Label::new(side(ui, row, true)).truncate().selectable(false));
        if let Some(by) = row.by() {
            let by = RichText::new(by).small().color(theme::color(Level::Warning));
            ui.add(Label::new(by).selectable(false));
        }
        if let Some(edit) = here {
            go_ui(ui, row, edit, actions);
        }
    });
}

/// One side of a row, what the other doesn't have on a ground of its own.
fn side(ui: &Ui, row: &Row, right: bool) -> LayoutJob {
    let plain = TextFormat::simple(TextStyle::Body.resolve(ui.style()), theme::get().ink);
    let faint = TextFormat { color: theme::get().faint, ..plain.clone() };
    let marked = TextFormat {
        background: theme::get().aged,
        underline: Stroke::new(1.0, theme::color(Level::Warning)),
        ..plain.clone()
    };
    let whole = if right { &row.right } else { &row.left };
    let mut job = LayoutJob::default();
    match (row.differs, whole.is_empty()) {
        (_, true) => job.append("（没有）", 0.0, faint),
        (false, _) => job.append(whole, 0.0, faint),
        // A number is read as a whole.
        _ if !matches!(row.at, At::Words(_)) => job.append(whole, 0.0, plain),
        _ => {
            for s in &row.stretches {
                let words = if right { &s.right } else { &s.left };
                job.append(words, 0.0, if s.same { plain.clone() } else { marked.clone() });
            }
        }
    }
    job
}

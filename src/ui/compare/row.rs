//! A row of two reports side by side: what each says, and what can be done where the clerk is.

use crate::app::compare::{At, Later, LeftRead, Row};
use crate::checks::Level;
use crate::report::edit::Edit;
use crate::ui::action::Action;
use crate::ui::lines::{Tip, one_line, wrapped};
use crate::ui::theme;
use egui::text::{LayoutJob, TextFormat};
use egui::{Frame, Label, RichText, Sense, Stroke, TextStyle, Ui, UiBuilder, WidgetInfo};
use egui::{accesskit, vec2};

/// Around a row, and between its columns.
pub const MARGIN: i8 = 6;
pub const GAP: f32 = 20.0;

/// How wide a column is.
pub fn half(ui: &Ui) -> f32 {
    ((ui.available_width() - 44.0) / 2.0).max(80.0)
}

/// Of the row where the clerk is: the edit that takes the other side over, if there is one.
type RowTaken = Option<Option<Edit>>;

/// A row; whether it was clicked.
pub fn row_ui(
    ui: &mut Ui,
    i: usize,
    row: &Row,
    here: RowTaken,
    scroll: bool,
    actions: &mut Vec<Action>,
) -> bool {
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

/// What is to be known of a row beside its words.
fn noted_ui(ui: &mut Ui, row: &Row) {
    let doubted = match row.left_read {
        LeftRead::Surely => None,
        LeftRead::Unsure => Some("▲ 左边读的时候拿不准，请对着原件看"),
        LeftRead::Not => Some("▲ 左边没有读出来，请对着原件填"),
    };
    let words = match (doubted, row.later, row.old_year, row.other_looks) {
        (Some(words), ..) => words,
        (_, Later::Ours, ..) => "▲ 导出以后又改过，左边是旧的",
        (_, Later::Both, ..) => "▲ 导出以后两边都改过，看清再定",
        (.., true, _) => "▲ 一字没改，年份还是去年的",
        (.., true) => "▲ 字一样，加粗、下划线不同",
        _ => return,
    };
    let words = RichText::new(words).small().color(theme::color(Level::Warning));
    ui.add(Label::new(words).selectable(false));
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
                if right {
                    noted_ui(ui, row);
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
            ui.add(one_line(side(ui, row, false)).unselectable());
            let name = RichText::new(&row.name).small().color(theme::get().faint);
            ui.add(one_line(name).unselectable());
        });
        ui.add(one_line(side(ui, row, true)).unselectable());
        if let Some(by) = row.by() {
            let by = RichText::new(by).small().color(theme::color(Level::Warning));
            ui.add(Label::new(by).selectable(false));
        }
        noted_ui(ui, row);
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

//! What stands in the list of units: the heads of its columns, the cells of a row.

use super::words::{signed, state_color};
use crate::app::unit_lines::{NUMBERS, UnitLine};
use crate::app::unit_list::{UnitColumn, UnitView};
use crate::checks::Level;
use crate::collect::unit_row::UnitState;
use crate::ui::lines::{Tip, one_line};
use crate::ui::theme;
use egui::{Align, Button, Label, Layout, Response, RichText, Ui};
use egui_extras::{Column, TableBuilder, TableRow};

/// The list is no narrower than all its columns with a name of some characters.
pub const NARROWEST: f32 = 660.0;
/// Between a number and what stands at its right.
pub const EDGE: f32 = 4.0;

/// Of a total whose part is words.
const LACKS: &str = "有的分项填的不是数，没有加在里面";

pub fn columns(table: TableBuilder<'_>) -> TableBuilder<'_> {
    table
        .striped(true)
        .auto_shrink([false, false])
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::remainder().at_least(120.0).clip(true))
        .column(Column::exact(78.0).clip(true))
        .column(Column::exact(74.0))
        .columns(Column::exact(44.0), 2)
        .columns(Column::exact(58.0).clip(true), 3)
        .column(Column::exact(62.0).clip(true))
}

pub fn heads() -> Vec<(String, UnitColumn)> {
    let mut out = vec![
        ("单位".to_string(), UnitColumn::Roster),
        ("状态".into(), UnitColumn::State),
        ("收到".into(), UnitColumn::Received),
        ("错误".into(), UnitColumn::Errors),
        ("提醒".into(), UnitColumn::Warnings),
    ];
    out.extend(NUMBERS.iter().enumerate().map(|(i, (word, _))| (word.to_string(), UnitColumn::Number(i))));
    out.push(("比去年".into(), UnitColumn::Change));
    out
}

/// The head of a column; whether it was clicked.
pub fn head_ui(ui: &mut Ui, words: &str, by: UnitColumn, view: &UnitView) -> bool {
    let sign = match (view.by == by && by != UnitColumn::Roster, view.falling) {
        (false, _) => "",
        (true, true) => "▼",
        (true, false) => "▲",
    };
    let button = Button::new(RichText::new(format!("{words}{sign}")).strong()).frame(false);
    let tip = match by {
        UnitColumn::Roster => "照户册的顺序列",
        UnitColumn::Change => "新收比去年多或少多少；点一下，差得最多的在前",
        _ => "点一下按这一列排，再点一下倒过来",
    };
    ui.add(button).tip(tip).accessible_name(format!("按{words}排")).clicked()
}

pub fn row_ui(row: &mut TableRow<'_, '_>, line: &UnitLine) {
    let faint = theme::get().faint;
    row.col(|ui| drop(ui.add(one_line(&line.name).unselectable())));
    row.col(|ui| {
        let words = line.state.map_or(String::new(), |s| state_words(s, line));
        let color = line.state.map_or(faint, state_color);
        ui.add(one_line(RichText::new(words).color(color)).unselectable());
    });
    row.col(|ui| {
        let words = line.received.map(|d| format!("{}月{}日", d.month, d.day)).unwrap_or_default();
        ui.add(one_line(words).unselectable());
    });
    for (n, level) in [(line.errors, Level::Error), (line.warnings, Level::Warning)] {
        let color = if n > 0 { theme::color(level) } else { faint };
        let words = if line.received.is_some() { n.to_string() } else { String::new() };
        right(row, RichText::new(words).color(color));
    }
    for (n, lacks) in line.numbers.into_iter().zip(line.lacking) {
        // What does not count yet is grey.
        let color = if line.counts { theme::get().ink } else { faint };
        let words = n.map_or(if line.counts { "未填".into() } else { String::new() }, |n| n.to_string());
        match lacks {
            true => {
                let words = RichText::new(format!("{words}*")).color(theme::color(Level::Error));
                right(row, words).tip(LACKS);
            }
            false => drop(right(row, RichText::new(words).color(color))),
        }
    }
    right(row, RichText::new(line.change.map(signed).unwrap_or_default()).color(faint));
}

fn right(row: &mut TableRow<'_, '_>, words: RichText) -> Response {
    let shown = row.col(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(EDGE);
            ui.add(Label::new(words).selectable(false))
        });
    });
    shown.1
}

/// 通过, 退回2次, 有改动.
fn state_words(state: UnitState, line: &UnitLine) -> String {
    match state {
        UnitState::Returned => format!("退回{}次", line.returned),
        _ if line.changed => format!("{} 改动", state.word()),
        _ => state.word().into(),
    }
}

/// A row for a screen reader.
pub fn said(line: &UnitLine) -> String {
    let state = line.state.map_or("", UnitState::word);
    let mut words = format!("{}，{state}", line.name);
    if line.received.is_some() {
        words += &format!("，错误{}，提醒{}", line.errors, line.warnings);
    }
    for (((name, _), n), lacks) in NUMBERS.iter().zip(line.numbers).zip(line.lacking) {
        words += &n.map(|n| format!("，{name}{n}")).unwrap_or_default();
        if lacks {
            words += &format!("（{LACKS}）");
        }
    }
    words
}

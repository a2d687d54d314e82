//! The source beside the table it went to: rows of the document that were not taken whole, and their cells on the
//! form. What nobody could place is a button that puts it into the next empty cell of its row.

use super::widgets::cell_ui;
use crate::app::reading::Ready;
use crate::checks::Level;
use crate::form::table::CellKey;
use crate::import::proof::TakenRow;
use crate::report::Report;
use crate::ui::action::Action;
use crate::ui::theme;
use egui::{Button, CollapsingHeader, Grid, RichText, Ui};

/// Most rows that are shown: more are better filled in by hand.
const MOST: usize = 60;

/// Whether a row of the source has cells that went nowhere, and the form some that are empty.
fn is_open(report: &Report, row: &TakenRow) -> bool {
    let left = row.cells.iter().any(|(t, to)| to.is_none() && !t.is_empty());
    left && row.wanted.iter().any(|k| report.value(k).is_none())
}

pub fn ui(ui: &mut Ui, ready: &Ready, actions: &mut Vec<Action>) {
    let open: Vec<(usize, &TakenRow)> =
        ready.taken.iter().enumerate().filter(|(_, r)| is_open(&ready.report, r)).collect();
    let head = match open.len() {
        0 => return,
        n => RichText::new(format!("对照原文　{n}行")).color(theme::color(Level::Warning)),
    };
    let half = ui.available_width() * 0.46;
    CollapsingHeader::new(head).id_salt("对照原文").default_open(true).show(ui, |ui| {
        let words = "左边是原文，右边是要填的格；按原文的数，就放进这一行下一个未填的格。";
        ui.label(RichText::new(words).small().color(theme::get().faint));
        Grid::new("对照原文").num_columns(2).striped(true).spacing([16.0, 6.0]).show(ui, |ui| {
            for (i, row) in open.into_iter().take(MOST) {
                row_ui(ui, ready, (i, row), half, actions);
                ui.end_row();
            }
        });
    });
}

fn row_ui(ui: &mut Ui, ready: &Ready, (i, row): (usize, &TakenRow), half: f32, actions: &mut Vec<Action>) {
    let form = ready.report.form();
    let next = row.wanted.iter().find(|k| ready.report.value(k).is_none());
    ui.vertical(|ui| {
        ui.set_width(half);
        let label = if row.label.is_empty() { "（没有行名）" } else { &row.label };
        ui.label(RichText::new(format!("第{}行　{label}", row.line)).small().color(theme::get().faint));
        ui.horizontal_wrapped(|ui| {
            for (n, (text, to)) in row.cells.iter().enumerate().filter(|(_, c)| !c.0.is_empty()) {
                let shown = text.replace(crate::report::value::SEAM, " ");
                match (to, next) {
                    (None, Some(key)) => {
                        let name = format!("把{shown}放进{}", form.cell_name(key));
                        let words = RichText::new(&shown).color(theme::color(Level::Warning));
                        let button = ui.add(Button::new(words).small()).on_hover_text(&name);
                        if button.accessible_name(name).clicked() {
                            actions.push(Action::PutRead { row: i, cell: n, key: key.clone() });
                        }
                    }
                    _ => drop(ui.label(RichText::new(shown).color(theme::get().faint))),
                }
            }
        });
    });
    let cell = |k: &CellKey| {
        let column = form.cell_name(k);
        let column = column.rsplit('，').next().unwrap_or_default().to_string();
        let value = ready.report.canonical(k);
        format!("{column} {}", value.as_deref().unwrap_or("未填"))
    };
    let words: Vec<String> = row.wanted.iter().map(cell).collect();
    cell_ui(ui, half, RichText::new(words.join("　")).small());
}

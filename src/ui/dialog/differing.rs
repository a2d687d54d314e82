//! What differs between two reports, by cell and paragraph; each to be taken over or not.

use super::widgets::{cell_ui, list_height, scrolled};
use crate::app::differences::Difference;
use crate::app::ticks::Ticks;
use egui::{Grid, RichText, ScrollArea, Ui};

/// What differs, a line each.
pub fn differences_ui(ui: &mut Ui, heads: [&str; 2], found: &[Difference]) {
    let place = |ui: &mut Ui, d: &Difference| cell_ui(ui, 220.0, RichText::new(&d.place));
    rows_ui(ui, heads, found.iter().map(|d| (d, ())), |ui, d, ()| place(ui, d));
}

/// What differs, each with its box.
pub fn ticks_ui(ui: &mut Ui, heads: [&str; 2], ticks: &mut Ticks) {
    rows_ui(ui, heads, ticks.rows(), |ui, d, on| {
        ui.vertical(|ui| {
            ui.set_width(220.0);
            ui.checkbox(on, &d.place);
        });
    });
}

fn rows_ui<'a, T>(
    ui: &mut Ui,
    heads: [&str; 2],
    rows: impl ExactSizeIterator<Item = (&'a Difference, T)>,
    place_ui: impl Fn(&mut Ui, &Difference, T),
) {
    // More than anybody reads; the rest is counted.
    const MOST: usize = 300;
    let more = rows.len().saturating_sub(MOST);
    scrolled(
        ScrollArea::vertical().max_height(list_height(ui, 260.0)).auto_shrink([false, true]),
        ui,
        |ui| {
            Grid::new("differences").num_columns(3).striped(true).show(ui, |ui| {
                ui.label(RichText::new("在哪里").strong());
                heads.iter().for_each(|h| {
                    ui.label(RichText::new(*h).strong());
                });
                ui.end_row();
                for (d, on) in rows.take(MOST) {
                    place_ui(ui, d, on);
                    cell_ui(ui, 165.0, RichText::new(&d.mine));
                    cell_ui(ui, 165.0, RichText::new(&d.theirs));
                    ui.end_row();
                }
            });
            if more > 0 {
                ui.label(RichText::new(format!("另有{more}处")).weak());
            }
        },
    );
}

/// 全选 and 全不选 over a list.
pub fn all_or_none_ui(ui: &mut Ui, ticks: &mut Ticks) {
    for (name, on) in [("全选", true), ("全不选", false)] {
        if ui.button(name).clicked() {
            ticks.set_all(on);
        }
    }
}

//! What differs between two reports, by cell and paragraph; each to be taken over or not.

use super::widgets::{cell_ui, list_ui};
use crate::app::differences::Difference;
use crate::app::ticks::Ticks;
use crate::form::bounds::between;
use crate::ui::lines::{InLines, wrapped};
use egui::{Grid, RichText, Ui};

/// What differs, a line each.
pub fn differences_ui(ui: &mut Ui, heads: [&str; 2], found: &[Difference]) {
    rows_ui(ui, heads, found.iter().map(|d| (d, ())), |ui, d, ()| {
        ui.add(wrapped(ui, &d.place));
    });
}

/// What differs, each with its box.
pub fn ticks_ui(ui: &mut Ui, heads: [&str; 2], ticks: &mut Ticks) {
    rows_ui(ui, heads, ticks.rows(), |ui, d, on| {
        ui.checkbox(on, &d.place);
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
    // The texts get what room there is; beside them stands where it is.
    let place = between(ui.available_width() * 0.22, 110.0, 220.0);
    let gaps = 2.0 * ui.spacing().item_spacing.x + ui.spacing().scroll.bar_width + 4.0;
    let text = ((ui.available_width() - place - gaps) / 2.0).max(80.0);
    list_ui(ui, 260.0, |ui| {
        Grid::new("differences").num_columns(3).striped(true).show(ui, |ui| {
            ui.words(RichText::new("在哪里").strong());
            heads.iter().for_each(|h| {
                ui.words(RichText::new(*h).strong());
            });
            ui.end_row();
            for (d, on) in rows.take(MOST) {
                ui.vertical(|ui| {
                    ui.set_width(place);
                    place_ui(ui, d, on);
                });
                cell_ui(ui, text, RichText::new(&d.mine));
                cell_ui(ui, text, RichText::new(&d.theirs));
                ui.end_row();
            }
        });
        if more > 0 {
            ui.words(RichText::new(format!("另有{more}处")).weak());
        }
    });
}

/// 全选 and 全不选 over a list.
pub fn all_or_none_ui(ui: &mut Ui, ticks: &mut Ticks) {
    for (name, on) in [("全选", true), ("全不选", false)] {
        if ui.button(name).clicked() {
            ticks.set_all(on);
        }
    }
}

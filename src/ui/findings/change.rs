//! What a repair changes, drawn: what goes struck out, what comes underlined.

use crate::app::compare::{At, Row};
use crate::app::diff::Stretch;
use crate::ui::theme;
use egui::text::{LayoutJob, TextFormat};
use egui::{Stroke, TextStyle, Ui};

/// Between what goes and what comes in its place, in points: ~~158~~ 164.
const BETWEEN: f32 = 3.0;

/// 名：旧 → 新 for numbers and facts; words as one line, what goes struck out and what comes underlined.
pub fn change(ui: &Ui, row: &Row, size: &TextStyle) -> LayoutJob {
    if !matches!(row.at, At::Words(_)) || !row.name.is_empty() {
        let [plain, _, come] = formats(ui, size);
        let mut job = LayoutJob::default();
        job.append(&format!("{}：{} → ", row.name, row.left), 0.0, plain);
        job.append(&row.right, 0.0, TextFormat { underline: Stroke::NONE, ..come });
        return job;
    }
    stretches(ui, &row.stretches, size)
}

/// Words as one line, what goes struck out and what comes underlined.
pub fn stretches(ui: &Ui, all: &[Stretch], size: &TextStyle) -> LayoutJob {
    let [plain, gone, come] = formats(ui, size);
    let mut job = LayoutJob::default();
    for s in all {
        if s.same {
            job.append(&s.left, 0.0, plain.clone());
        } else {
            job.append(&s.left, 0.0, gone.clone());
            job.append(&s.right, if s.left.is_empty() { 0.0 } else { BETWEEN }, come.clone());
        }
    }
    job
}

/// What stays, what goes, what comes.
fn formats(ui: &Ui, size: &TextStyle) -> [TextFormat; 3] {
    let p = theme::get();
    let plain = TextFormat::simple(size.resolve(ui.style()), p.ink);
    let gone = TextFormat { color: p.faint, strikethrough: Stroke::new(1.0, p.faint), ..plain.clone() };
    let come = TextFormat { color: p.accent, underline: Stroke::new(1.0, p.accent), ..plain.clone() };
    [plain, gone, come]
}

//! What a repair changes, drawn: what goes struck out, what comes underlined.

use crate::app::compare::{At, Row};
use crate::ui::theme;
use egui::text::{LayoutJob, TextFormat};
use egui::{Stroke, TextStyle, Ui};

/// Between what goes and what comes in its place, in points: ~~158~~ 164.
const BETWEEN: f32 = 3.0;

/// 名：旧 → 新 for numbers and facts; words as one line, what goes struck out and what comes underlined.
pub fn change(ui: &Ui, row: &Row) -> LayoutJob {
    let plain = TextFormat::simple(TextStyle::Small.resolve(ui.style()), theme::get().ink);
    let gone = TextFormat {
        color: theme::get().faint,
        strikethrough: Stroke::new(1.0, theme::get().faint),
        ..plain.clone()
    };
    let come = TextFormat {
        color: theme::get().accent,
        underline: Stroke::new(1.0, theme::get().accent),
        ..plain.clone()
    };
    let mut job = LayoutJob::default();
    if !matches!(row.at, At::Words(_)) || !row.name.is_empty() {
        job.append(&format!("{}：{} → ", row.name, row.left), 0.0, plain);
        job.append(&row.right, 0.0, TextFormat { underline: Stroke::NONE, ..come });
        return job;
    }
    for s in &row.stretches {
        if s.same {
            job.append(&s.left, 0.0, plain.clone());
        } else {
            job.append(&s.left, 0.0, gone.clone());
            job.append(&s.right, if s.left.is_empty() { 0.0 } else { BETWEEN }, come.clone());
        }
    }
    job
}

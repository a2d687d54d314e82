//! What the grounds of a table's cells mean, each in its own looks; only those of findings and cells that are there.

use super::options::GridOptions;
use crate::checks::Level;
use crate::form::table::{CellKey, Table};
use crate::report::Report;
use crate::ui::lines::one_line;
use crate::ui::theme;
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, TextStyle, Ui, vec2};
use std::collections::HashMap;

/// Less room than this shows nothing that can be read.
const LEAST: f32 = 60.0;

/// In one line, in so much room; what is cut off is read under the pointer.
pub fn legend_ui(ui: &mut Ui, report: &Report, table: &Table, options: &GridOptions<'_>, room: f32) {
    let job = legend(ui, report, table, options);
    if job.is_empty() || room < LEAST {
        return;
    }
    let wide = ui.painter().layout_job(job.clone()).size().x.ceil().min(room);
    let size = vec2(wide, ui.text_style_height(&TextStyle::Small));
    let tip = format!("{}\n格子里的底色是什么意思", job.text);
    ui.add_sized(size, one_line(job).under_pointer(tip));
}

fn legend(ui: &Ui, report: &Report, table: &Table, options: &GridOptions<'_>) -> LayoutJob {
    let p = theme::get();
    let font = TextStyle::Small.resolve(ui.style());
    let mut job = LayoutJob::default();
    let mut put = |words: &str, color: Color32, background: Color32| {
        let format = TextFormat { background, ..TextFormat::simple(font.clone(), color) };
        job.append(words, if job.is_empty() { 0.0 } else { 12.0 }, format);
    };
    if options.last_year && report.predecessor.is_some() {
        put("格里左边的灰字是去年的数", p.faint, Color32::TRANSPARENT);
    }
    let cells: Vec<CellKey> = table.cells();
    if cells.iter().any(|k| report.cell(k).follows()) {
        put("按分项算出的总计", p.ink, p.computed);
    }
    // Of a cell with several only the worst is seen.
    let mut seen: HashMap<&CellKey, Level> = HashMap::new();
    for f in options.findings.iter().filter(|f| f.is_open() && !f.quiet && f.part.is_none()) {
        for key in f.all_cells().filter(|k| cells.contains(k)) {
            seen.entry(key).and_modify(|l| *l = f.level.min(*l)).or_insert(f.level);
        }
    }
    for level in Level::ALL.into_iter().filter(|l| seen.values().any(|s| s == l)) {
        let color = theme::color(level);
        put(level.word(), color, color.gamma_multiply(0.10));
    }
    job
}

//! The line above a table: what is to be known of the cell that has the focus.

use super::grid::{no_number, on_paper};
use super::theme;
use crate::checks::{Finding, Level};
use crate::form::relation::{Relation, RelationKind};
use crate::form::table::{CellKey, Table};
use crate::report::Report;
use crate::report::value::Value;
use crate::ui::lines;
use crate::ui::lines::{InLines, Tip};
use egui::{RichText, Ui};

/// Path, what its sums do not come to,  and counting help of the cell that has the focus; always two lines high: nothing jumps.
pub fn info_ui(ui: &mut Ui, report: &Report, table: &Table, findings: &[Finding], key: Option<&CellKey>) {
    let found = key.and_then(|k| table.leaf_pair(k).map(|(r, c)| (k, r, c)));
    let Some((key, row, col)) = found else {
        ui.words(RichText::new("点一格直接输入；回车向下，Tab 向右").color(theme::get().faint));
        return;
    };
    let help = [row.node().help.as_str(), col.node().help.as_str()].join(" ");
    let form = report.form();
    // In the words of the tooltip, and only once all that takes part is filled: the checks wait for it.
    let wrong = no_number(report, key).unwrap_or_default();
    // That it is no number is said once.
    let is_said = |f: &Finding| !wrong.is_empty() && f.all_cells().nth(1).is_none();
    let own = findings.iter().filter(|f| f.part.is_none() && !f.quiet && f.all_cells().any(|k| k == key));
    let own: Vec<&Finding> = own.filter(|f| !is_said(f)).collect();
    let open: Vec<&str> = own.iter().map(|f| f.message.as_str()).collect();
    let color = theme::color(own.iter().map(|f| f.level).min().unwrap_or(Level::Warning));
    let (open, whole) = (open.join("；"), [open.join("\n"), taking_part(report, key)].join("\n"));
    let paper = on_paper(report, key).unwrap_or_default();
    let last = report.last_year(key).map_or(String::new(), |last| compared(report, key, &last));
    let mut job = egui::text::LayoutJob::default();
    let body = egui::TextStyle::Body.resolve(ui.style());
    let small = egui::TextStyle::Small.resolve(ui.style());
    for (words, font, color) in [
        (form.cell_path(key), &body, theme::get().ink),
        (wrong.clone(), &body, theme::color(Level::Error)),
        (paper, &small, theme::get().ink),
        (last, &small, theme::get().ink),
        (open, &small, color),
        (help.trim().to_string(), &small, theme::get().faint),
    ] {
        if !words.is_empty() {
            let space = if job.is_empty() { 0.0 } else { body.size };
            job.append(&words, space, egui::TextFormat::simple(font.clone(), color));
        }
    }
    job.wrap =
        egui::text::TextWrapping { max_width: ui.available_width(), max_rows: 2, ..Default::default() };
    let galley = lines::laid(ui.ctx(), job);
    let whole = [&wrong, help.trim(), whole.trim()].join("\n");
    ui.add(egui::Label::new(galley).show_tooltip_when_elided(false)).tip(whole.trim());
}

/// 去年 2（+1）
fn compared(report: &Report, key: &CellKey, last: &Value) -> String {
    let text = last.canonical(report.form().kind(key));
    match (last.whole(), report.value(key).and_then(|v| v.whole())) {
        (Some(a), Some(b)) => format!("去年 {text}（{:+}）", b.saturating_sub(a)),
        _ => format!("去年 {text}"),
    }
}

/// The rows of one side of a balance.
fn rows_of(report: &Report, side: &[CellKey]) -> String {
    side.iter().map(|k| report.form().row_name(k)).collect::<Vec<_>>().join("＋")
}

/// The sums and balances a cell takes part in, in words.
fn taking_part(report: &Report, key: &CellKey) -> String {
    let form = report.form();
    let of = |r: &Relation, name: &dyn Fn(&CellKey) -> String| r.right.first().map(name).unwrap_or_default();
    let words = |r: &Relation| match r.kind {
        RelationKind::RowSum => format!("本行各列之和＝{}", of(r, &|k| form.cell_name(k))),
        RelationKind::ColumnSum => format!("本列各项之和＝{}", of(r, &|k| form.row_name(k))),
        RelationKind::Balance => {
            format!("{}＝{}", rows_of(report, &r.left), rows_of(report, &r.right))
        }
    };
    let all: Vec<String> = form.relations().iter().filter(|r| r.concerns(key)).map(words).collect();
    if all.is_empty() { String::new() } else { format!("参加的勾稽关系：{}", all.join("；")) }
}

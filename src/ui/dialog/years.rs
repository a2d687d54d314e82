//! 正文里的年份往后推一年: each year with its sentence, and a box to untick; all of them move on in one step.

use super::{Cx, Dialog, Stay, WavedBy};
use crate::app::years_on::{Behind, behind, move_on};
use crate::chinese::years::spelled;
use crate::report::Report;
use crate::ui::action::Action;
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, wrapped};
use crate::ui::theme;
use egui::text::{LayoutJob, TextFormat};
use egui::{Button, RichText, ScrollArea, Stroke, TextStyle, Ui};

/// See the module.
#[derive(Debug)]
pub struct Years {
    rows: Vec<(Behind, bool)>,
}

impl Years {
    /// `None` where no year stands behind.
    pub fn of(report: &Report) -> Option<Years> {
        let rows: Vec<(Behind, bool)> =
            behind(report).into_iter().map(|b| (b.why_asked().is_none(), b)).map(|(on, b)| (b, on)).collect();
        (!rows.is_empty()).then_some(Years { rows })
    }
}

impl Dialog for Years {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let Some(report) = cx.report() else { return Stay::Done };
        heading(ui, format!("正文里的年份往后推一年：{} 处", self.rows.len()));
        let hint = "不该推的去掉勾；带文号、写着几月几日的没有打勾，请核对以后再推。法规名称和往年的事不在里面；一次改完，可以一步撤销。";
        ui.words(RichText::new(hint).small().color(theme::get().faint));
        ui.separator();
        let height = ui.ctx().content_rect().height() - 260.0;
        ScrollArea::vertical().max_height(height.max(120.0)).auto_shrink([false, true]).show(ui, |ui| {
            for (row, on) in &mut self.rows {
                let next = row.year.saturating_add(1);
                let asked = row.why_asked().map(|why| format!("　{why}")).unwrap_or_default();
                let words = format!("{}年 → {next}年　{}{asked}", row.year, row.place);
                let name = format!("{words}　{}", row.sentence);
                ui.checkbox(on, RichText::new(words).strong()).accessible_name(name);
                ui.add(wrapped(ui, sentence(ui, row, *on)));
            }
        });
        ui.separator();
        let chosen: Vec<&Behind> = self.rows.iter().filter(|(_, on)| *on).map(|(b, _)| b).collect();
        let mut keep = true;
        ui.horizontal(|ui| {
            let words = format!("往后推一年（{} 处）", chosen.len());
            let button = ui.add_enabled(!chosen.is_empty(), Button::new(words));
            if cx.keys {
                button.request_focus();
            }
            if button.clicked() {
                let edits = move_on(report, chosen);
                actions.push(Action::Edit { name: "年份往后推一年".into(), group: None, edits });
                keep = false;
            }
            keep &= !ui.button("先不推").clicked();
        });
        Stay::when(keep)
    }
    fn waved_by(&self) -> WavedBy {
        WavedBy::Escape
    }
}

/// The sentence as it will read: the year that goes is struck out, the one that comes stands behind it.
fn sentence(ui: &Ui, row: &Behind, on: bool) -> LayoutJob {
    let p = theme::get();
    let plain = TextFormat::simple(TextStyle::Body.resolve(ui.style()), p.faint);
    let words = |range| row.sentence.get(range).unwrap_or_default();
    let mut job = LayoutJob::default();
    job.append(words(0..row.digits.start), 0.0, plain.clone());
    let year = words(row.digits.clone());
    if on {
        let gone = TextFormat { strikethrough: Stroke::new(1.0, p.faint), ..plain.clone() };
        let line = Stroke::new(1.0, p.accent);
        job.append(year, 0.0, gone);
        let come = TextFormat { color: p.accent, underline: line, ..plain.clone() };
        job.append(&spelled(row.year.saturating_add(1), year), 0.0, come);
    } else {
        job.append(year, 0.0, TextFormat { color: p.ink, ..plain.clone() });
    }
    job.append(words(row.digits.end..row.sentence.len()), 0.0, plain);
    job
}

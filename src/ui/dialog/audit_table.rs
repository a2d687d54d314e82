//! 批量审核的结果: a row a report, the worst first; a row opens what was found in it.

use super::widgets::focus;
use super::{Cx, Dialog, Stay, WavedBy};
use crate::app::auditing::{AuditTable, Audited};
use crate::app::in_folders::LeftOut;
use crate::app::reading::Purpose;
use crate::checks::Level;
use crate::ui::action::Action;
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip, one_line, wrapped};
use crate::ui::theme;
use egui::{Button, Label, RichText, Sense, Ui};
use egui_extras::{Column, TableBuilder, TableRow};

/// The table, its rows in the order shown.
#[derive(Debug)]
pub struct AuditTableDialog {
    table: AuditTable,
    /// What is odd of each row beside the others.
    odd: Vec<String>,
}

impl AuditTableDialog {
    pub fn new(mut table: AuditTable) -> AuditTableDialog {
        // What could not be read first, then by errors and warnings.
        table.rows.sort_by_key(|r| {
            let weight = r.result.as_ref().map_or((usize::MAX, 0), |j| (j.errors, j.warnings));
            (std::cmp::Reverse(weight), r.file.clone())
        });
        AuditTableDialog { odd: table.oddities(), table }
    }
}

const ROW: f32 = 24.0;

impl Dialog for AuditTableDialog {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let table = &self.table;
        heading(ui, "批量审核的结果");
        ui.words(RichText::new(table.summary()).strong());
        let failed = table.rows.iter().filter_map(|r| r.sheet.as_ref()?.as_ref().err()).next();
        if let Some(e) = failed {
            ui.words(RichText::new(format!("● 有的审核单没有写出来：{e}")).color(theme::color(Level::Error)));
        }
        left_out_ui(ui, table);
        ui.separator();
        let height = (ui.ctx().content_rect().height() - 260.0).max(120.0);
        let columns = TableBuilder::new(ui)
            .striped(true)
            .sense(Sense::CLICK)
            .max_scroll_height(height)
            .auto_shrink([false, true])
            .column(Column::exact(220.0).clip(true))
            .column(Column::exact(140.0).clip(true))
            .columns(Column::exact(52.0), 3)
            .column(Column::remainder().clip(true));
        let shown = columns.header(ROW, |mut row| {
            for head in ["机关", "文件", "年度", "错误", "提醒", "最要紧的一处"] {
                row.col(|ui| drop(ui.words(RichText::new(head).strong())));
            }
        });
        shown.body(|body| {
            body.rows(ROW, table.rows.len(), |mut row| {
                let Some((of, odd)) = table.rows.get(row.index()).zip(self.odd.get(row.index())) else {
                    return;
                };
                row_ui(&mut row, of, odd, actions);
            });
        });
        ui.separator();
        let mut keep = true;
        ui.horizontal(|ui| {
            keep &= !focus(cx.first, ui.button("关闭")).clicked();
            if ui.button("复制表格").tip("贴到 Excel 里").clicked() {
                ui.ctx().copy_text(table.tsv());
            }
            if let Some(folder) = &table.folder
                && ui.button("打开审核单的文件夹").clicked()
            {
                actions.push(Action::OpenExternally(folder.clone()));
            }
        });
        Stay::when(keep)
    }
    fn is_of_report(&self) -> bool {
        false
    }
    /// Its rows lead to questions of their own, behind which it comes again.
    fn waved_by(&self) -> WavedBy {
        WavedBy::Escape
    }
    fn width(&self, ui: &Ui) -> f32 {
        ui.ctx().content_rect().width().min(1100.0)
    }
}

fn left_out_ui(ui: &mut Ui, table: &AuditTable) {
    if table.left_out.is_empty() {
        return;
    }
    let of = |l: &LeftOut| format!("{}：{}", l.file.file_name().unwrap_or_default().to_string_lossy(), l.why);
    // What there may be a report in comes first.
    let (unread, others): (Vec<_>, Vec<_>) = table.left_out.iter().partition(|l| l.is_unread);
    let all: Vec<String> = unread.into_iter().chain(others).map(of).collect();
    const NAMED: usize = 8;
    let names: Vec<&str> = all.iter().take(NAMED).map(String::as_str).collect();
    let more = if all.len() > NAMED { " 等" } else { "" };
    let words = format!("文件夹里有{}个没有看（{}{more}）", all.len(), names.join("、"));
    ui.add(wrapped(ui, RichText::new(words).small().color(theme::get().faint))).tip(all.join("\n"));
}

fn row_ui(row: &mut TableRow<'_, '_>, of: &Audited, odd: &str, actions: &mut Vec<Action>) {
    let file = of.file.file_name().unwrap_or_default().to_string_lossy();
    let judged = of.result.as_ref();
    let mut clicked = false;
    row.col(|ui| {
        let office = judged.ok().map(|j| j.office.as_str()).filter(|o| !o.is_empty());
        let words = RichText::new(office.unwrap_or(&file)).color(ui.visuals().hyperlink_color);
        let link = ui.add_enabled(judged.is_ok(), Button::selectable(false, words).truncate());
        clicked = link.tip(of.file.display().to_string()).clicked();
    });
    row.col(|ui| drop(ui.add(one_line(RichText::new(&*file).color(theme::get().faint)).unselectable())));
    match judged {
        Ok(j) => {
            row.col(|ui| drop(ui.add(Label::new(j.year.to_string()).selectable(false))));
            for (n, level) in [(j.errors, Level::Error), (j.warnings, Level::Warning)] {
                let color = if n > 0 { theme::color(level) } else { theme::get().faint };
                row.col(|ui| {
                    drop(ui.add(Label::new(RichText::new(n.to_string()).color(color)).selectable(false)))
                });
            }
            let words = Some(j.beside(odd)).filter(|w| !w.is_empty()).unwrap_or("没有发现问题".into());
            row.col(|ui| drop(ui.add(one_line(&words).unselectable())));
        }
        Err(e) => {
            (0..3).for_each(|_| drop(row.col(|_| {})));
            let words = RichText::new(e.to_string()).color(theme::color(Level::Error));
            row.col(|ui| drop(ui.add(one_line(words).unselectable())));
        }
    }
    // What could not be read opens nothing.
    if clicked || judged.is_ok() && row.response().clicked() {
        actions.push(Action::LookAtOther(of.file.clone(), Purpose::Audit));
    }
}

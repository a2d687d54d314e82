//! The first thing a clerk sees: three ways in and the recent files.

use super::action::Action;
use crate::app::command::Id;
use egui::{RichText, Ui, vec2};
use egui_extras::{Column, TableBuilder};
use std::path::PathBuf;

/// The start page.
pub fn start_ui(ui: &mut Ui, recent: &[PathBuf], actions: &mut Vec<Action>) {
    ui.vertical_centered(|ui| {
        ui.add_space(56.0);
        ui.label(RichText::new("政府信息公开工作年度报告").size(26.0));
        ui.label(RichText::new("填表、审核、排版，一次做完；不用联网").weak());
        ui.add_space(28.0);
        let ways = [
            (
                "以去年报告为底稿…",
                "标题、导语、统计期限里的年份和上年结转自动换好；正文里的年份标出来，请您看",
                Action::Command(Id::OpenNext),
            ),
            ("打开/导入文件…", "项目文件（.gknb），或者要照原样读进来的报告", Action::Command(Id::Open)),
            ("新建空白报告…", "从年度和机关名称开始", Action::Command(Id::New)),
            ("打开样例试一试", "一份虚构的报告，可以随意改", Action::Sample),
        ];
        for (text, tip, action) in ways {
            let button = egui::Button::new(RichText::new(text).size(17.0)).min_size(vec2(360.0, 44.0));
            if ui.add(button).clicked() {
                actions.push(action);
            }
            ui.label(RichText::new(tip).small().weak());
            ui.add_space(10.0);
        }
        ui.add_space(8.0);
        ui.label(RichText::new("也可以把文件直接拖进这个窗口").weak());
        if ui.link("审核下级单位报来的报告…").clicked() {
            actions.push(Action::Command(Id::AuditOther));
        }
    });
    recent_ui(ui, recent, actions);
}

fn recent_ui(ui: &mut Ui, recent: &[PathBuf], actions: &mut Vec<Action>) {
    if recent.is_empty() {
        return;
    }
    ui.add_space(20.0);
    let margin = ((ui.available_width() - 720.0) / 2.0).max(0.0);
    ui.horizontal(|ui| {
        ui.add_space(margin);
        ui.vertical(|ui| {
            ui.set_max_width(720.0);
            ui.label(RichText::new("最近文件").strong());
            let table =
                TableBuilder::new(ui).striped(true).column(Column::exact(300.0)).column(Column::remainder());
            table.body(|body| {
                body.rows(24.0, recent.len(), |mut row| {
                    let Some(path) = recent.get(row.index()) else { return };
                    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                    row.col(|ui| {
                        if ui.link(name).clicked() {
                            actions.push(Action::OpenPath(path.clone()));
                        }
                    });
                    row.col(|ui| {
                        let folder = path.parent().map(|p| p.display().to_string()).unwrap_or_default();
                        ui.add(egui::Label::new(RichText::new(folder).weak()).truncate());
                    });
                });
            });
        });
    });
}

//! A workbook that holds the reports of several offices or years: which sheet is meant.

use super::widgets::{focus, list_ui};
use super::{Cx, Dialog, Stay};
use crate::app::reading::WhichSheet;
use crate::ui::action::Action;
use crate::ui::heading::heading;
use crate::ui::lines::InLines;
use egui::Ui;

/// See the module.
#[derive(Debug)]
pub struct SheetQuestion {
    pub asked: WhichSheet,
}

impl Dialog for SheetQuestion {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "读哪张工作表");
        ui.words("这几张工作表都填了同一张表，像是几个单位或者几年的报告。一次读一份，请选一张：");
        let mut keep = true;
        list_ui(ui, 320.0, |ui| {
            for (i, sheet) in self.asked.sheets.iter().enumerate() {
                if focus(cx.first && i == 0, ui.button(sheet)).clicked() {
                    actions.push(Action::ChooseSheet(Box::new(self.asked.clone()), sheet.clone()));
                    keep = false;
                }
            }
        });
        ui.separator();
        keep &= !ui.button("取消").clicked();
        Stay::when(keep)
    }
    fn is_of_report(&self) -> bool {
        false
    }
}

//! The file stands already.

use super::widgets::focus;
use super::{Cx, Dialog, Stay};
use crate::ui::action::{Action, Asked};
use crate::ui::heading::heading;
use crate::ui::lines::InLines;
use egui::Ui;
use std::path::PathBuf;

/// What is to be written where.
#[derive(Debug)]
pub struct Overwrite {
    pub asked: Asked,
    pub path: PathBuf,
}

impl Dialog for Overwrite {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "文件已经存在");
        ui.words(format!(
            "要用新的内容替换它吗？原来的留在旁边，是隐藏的 .bak 文件。\n{}",
            self.path.display()
        ));
        let mut keep = true;
        ui.horizontal(|ui| {
            if ui.button("替换").clicked() {
                actions.push(Action::Answered(self.asked.clone(), self.path.clone()));
                keep = false;
            }
            keep &= !focus(cx.keys, ui.button("取消")).clicked();
        });
        Stay::when(keep)
    }
}

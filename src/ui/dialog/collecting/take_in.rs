//! 收单位的报告: files or a folder.

use crate::ui::action::{Action, Asked};
use crate::ui::dialog::widgets::focus;
use crate::ui::dialog::{Cx, Dialog, Stay};
use crate::ui::heading::heading;
use crate::ui::lines::InLines;
use crate::ui::theme;
use egui::{RichText, Ui};

/// Which of the two.
#[derive(Debug)]
pub struct TakeIn;

impl Dialog for TakeIn {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "收单位的报告");
        ui.words("能读的报告都收：Word、网页、PDF、表格、项目文件；下一层文件夹里的也收。");
        let words =
            "读不出来的、年度不对的、认不出单位的都会列出来，不会悄悄漏掉。也可以直接把文件夹拖进窗口。";
        ui.words(RichText::new(words).small().color(theme::get().faint));
        ui.add_space(6.0);
        let mut keep = true;
        ui.horizontal(|ui| {
            for (button, asked) in [
                (focus(cx.first, ui.button("选文件夹…")), Asked::SubmissionsFolder),
                (ui.button("选文件…"), Asked::Submissions),
            ] {
                if button.clicked() {
                    actions.push(Action::Ask(asked));
                    keep = false;
                }
            }
            keep &= !ui.button("取消").clicked();
        });
        Stay::when(keep)
    }
}

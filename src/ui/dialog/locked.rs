//! Somebody else has the file open.

use super::widgets::focus;
use super::{Cx, Dialog, Stay, WavedBy};
use crate::app::open_report::OpenReport;
use crate::app::shared_file::Question;
use crate::ui::action::{Action, FileAnswer};
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip};
use egui::Ui;

/// Says who, and what can be done meanwhile.
#[derive(Debug)]
pub struct Locked;

impl Dialog for Locked {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let Some(Question::Locked(h)) = cx.open.and_then(OpenReport::question) else { return Stay::Done };
        let since = if h.since.is_empty() { "不知什么时候" } else { &h.since };
        let mut answer = None;
        if h.is_me {
            heading(ui, "这份报告已在另一个窗口打开");
            ui.words(format!("您从{since}起在那里开着它。请到那个窗口去改；这里可以只看，或者另做一份。"));
        } else {
            heading(ui, "有人正在编辑这份报告");
            ui.words(format!("{}从{since}起开着它。", h.words()));
            ui.words(
                "两个人同时改同一个文件，后保存的会盖掉先保存的。您可以只看，或者另做一份，改好以后再合到一起。",
            );
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            if h.is_me && focus(cx.first, ui.button("到那个窗口去")).clicked() {
                answer = Some(FileAnswer::ShowOther);
            }
            if focus(cx.first && !h.is_me, ui.button("只看不改")).clicked() {
                answer = Some(FileAnswer::Read);
            }
            if ui.button("另做一份来改").clicked() {
                answer = Some(FileAnswer::Apart);
            }
            let tip = "确实知道对方已经不在编辑了（比如那台电脑已经关机），再点这里";
            if !h.is_me && ui.button("对方已不在编辑，由我来改").tip(tip).clicked() {
                answer = Some(FileAnswer::TakeLock);
            }
        });
        Stay::until(answer.map(Action::AboutFile), actions)
    }
    fn left(&self) -> Option<Action> {
        Some(Action::AboutFile(FileAnswer::Read))
    }
    fn waved_by(&self) -> WavedBy {
        WavedBy::Buttons
    }
}

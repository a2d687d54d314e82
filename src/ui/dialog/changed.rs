//! Others wrote to the file; what of it is to be taken over.

use super::differing::{all_or_none_ui, ticks_ui};
use super::widgets::focus;
use super::{Cx, Dialog, Stay, WavedBy};
use crate::app::open_report::OpenReport;
use crate::app::shared_file::Question;
use crate::app::ticks::Ticks;
use crate::form::bounds::at;
use crate::ui::action::{Action, FileAnswer};
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip};
use egui::{RichText, Ui};

/// What of theirs is ticked.
#[derive(Debug)]
pub struct Changed {
    pub ticks: Ticks,
}

impl Dialog for Changed {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let Some(Question::Changed(c)) = cx.open.and_then(OpenReport::question) else { return Stay::Done };
        // They wrote again: a box ticked before is ticked only where it still stands for the same.
        if !self.ticks.is_of(&c.differences) {
            self.ticks.renew(&c.differences, |i| at(&c.only_theirs, i));
        }
        heading(ui, "文件被别人改过了");
        let mut answer = None;
        match &c.theirs {
            Ok(_) => {
                ui.words(
                    "您打开以后，有别的人或程序写了这个文件。请勾选要采用的修改；没有勾选的，用您这里的。",
                );
                ui.words(
                    RichText::new("只有对方改过的已经勾上。保存以后，对方的版本也留在“以前的版本”里。")
                        .small()
                        .weak(),
                );
                ui.separator();
                ticks_ui(ui, ["您这里的", "文件里的"], &mut self.ticks);
                ui.separator();
                ui.horizontal(|ui| {
                    if focus(cx.keys, ui.button("采用勾选的")).clicked() {
                        answer = Some(FileAnswer::Settle(self.ticks.clone()));
                    }
                    if ui.button("都用我的").clicked() {
                        answer = Some(FileAnswer::Settle(self.ticks.none()));
                    }
                    if ui.button("另做一份").tip("文件归对方，您的内容另存成一份").clicked()
                    {
                        answer = Some(FileAnswer::Apart);
                    }
                    ui.separator();
                    all_or_none_ui(ui, &mut self.ticks);
                });
            }
            Err(e) => {
                ui.words("您打开以后，有别的人或程序写了这个文件，现在读不出来；您这里的内容都在。");
                ui.words(RichText::new(e.to_string()).small().weak());
                ui.horizontal(|ui| {
                    if focus(cx.keys, ui.button("都用我的")).clicked() {
                        answer = Some(FileAnswer::Settle(self.ticks.none()));
                    }
                    if ui.button("另做一份").clicked() {
                        answer = Some(FileAnswer::Apart);
                    }
                });
            }
        }
        Stay::until(answer.map(Action::AboutFile), actions)
    }
    fn left(&self) -> Option<Action> {
        Some(Action::AboutFile(FileAnswer::Read))
    }
    fn waved_by(&self) -> WavedBy {
        WavedBy::Buttons
    }
}

//! A save is still going on and something is to follow it: it is waited for, with a way out.

use super::held_up::HeldUp;
use super::widgets::focus;
use super::{Cx, Dialog, Given, Stay, WavedBy};
use crate::app::open_report::OpenReport;
use crate::ui::action::Action;
use crate::ui::heading::heading;
use crate::ui::lines::InLines;
use egui::Ui;

/// What is to follow.
#[derive(Debug)]
pub struct StillSaving {
    next: HeldUp,
    /// The save is over, and went well.
    written: bool,
}

impl StillSaving {
    pub fn new(next: Action) -> StillSaving {
        StillSaving { next: HeldUp::new(next), written: false }
    }
}

impl Dialog for StillSaving {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "还没有存好");
        ui.horizontal(|ui| {
            ui.spinner();
            ui.words("正在保存…存好以后自动接着做。");
        });
        ui.words("磁盘可能没有回应。不等的话，没有存好的内容留在恢复副本里，下次打开程序时会问要不要恢复。");
        let mut stay = Stay::when(cx.writes || cx.open.and_then(OpenReport::saving).is_some());
        ui.horizontal(|ui| {
            if focus(cx.keys, ui.button("取消")).clicked() {
                actions.extend(self.closed(true));
                stay = Stay::Done;
            }
            if ui.button("不等了").clicked() {
                actions.push(Action::Anyway(self.next.wanted()));
                stay = Stay::Done;
            }
        });
        stay
    }
    fn waved_by(&self) -> WavedBy {
        WavedBy::Escape
    }
    fn quits(&self) -> bool {
        self.next.quits()
    }
    /// What is over at once needs no question.
    fn steps_aside(&self, cx: &Cx<'_>) -> bool {
        // A collection is saved behind the word about waiting.
        cx.writes || cx.open.and_then(OpenReport::saving).is_some_and(|s| s.is_young())
    }
    fn take(&mut self, given: Given<'_>) -> bool {
        let Given::Saved(written) = given else { return false };
        self.written = written;
        true
    }
    fn closed(&self, escaped: bool) -> Option<Action> {
        match self.written {
            true => Some(*self.next.wanted()),
            false => self.next.given_up().filter(|_| escaped),
        }
    }
}

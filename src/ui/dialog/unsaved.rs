//! There is unsaved work in the way of something.

use super::held_up::HeldUp;
use super::widgets::focus;
use super::{Cx, Dialog, Stay, WavedBy};
use crate::ui::action::Action;
use crate::ui::heading::heading;
use crate::ui::lines::InLines;
use egui::Ui;

/// What was wanted.
#[derive(Debug)]
pub struct Unsaved {
    next: HeldUp,
}

impl Unsaved {
    pub fn new(next: Action) -> Unsaved {
        Unsaved { next: HeldUp::new(next) }
    }
}

impl Dialog for Unsaved {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "有还没保存的修改");
        ui.words("要先保存吗？不保存的话，这些修改就没有了。");
        let mut stay = Stay::On;
        ui.horizontal(|ui| {
            let save =
                focus(cx.keys, ui.button("保存")).clicked().then(|| Action::SaveThen(self.next.wanted()));
            let drop = ui.button("不保存").clicked().then(|| Action::Anyway(self.next.wanted()));
            stay = Stay::until(save.or(drop), actions);
            if ui.button("取消").clicked() {
                actions.extend(self.next.given_up());
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
    fn closed(&self, escaped: bool) -> Option<Action> {
        self.next.given_up().filter(|_| escaped)
    }
}

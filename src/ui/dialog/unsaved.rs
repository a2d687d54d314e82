//! There is unsaved work in the way of something.

use super::parts::focus;
use super::{Cx, Dialog, Stay};
use crate::ui::action::Action;
use egui::Ui;

/// What was wanted.
#[derive(Debug)]
pub struct Unsaved {
    pub next: Box<Action>,
}

impl Unsaved {
    pub fn new(next: Action) -> Unsaved {
        Unsaved { next: Box::new(next) }
    }
}

impl Dialog for Unsaved {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        ui.heading("有没有保存的修改");
        ui.label("要先保存吗？不保存的话，这些修改就没有了。");
        let mut keep = true;
        ui.horizontal(|ui| {
            if focus(cx.first, ui.button("保存")).clicked() {
                actions.push(Action::SaveThen(self.next.clone()));
                keep = false;
            }
            if ui.button("不保存").clicked() {
                actions.push(Action::Anyway(self.next.clone()));
                keep = false;
            }
            if ui.button("取消").clicked() {
                actions.extend(self.closed(true));
                keep = false;
            }
        });
        Stay::when(keep)
    }
    fn holds_on(&self) -> bool {
        true
    }
    fn yields_to_escape(&self) -> bool {
        true
    }
    fn quits(&self) -> bool {
        matches!(*self.next, Action::Quit)
    }
    /// What was read meanwhile is let go.
    fn closed(&self, escaped: bool) -> Option<Action> {
        (escaped && matches!(*self.next, Action::Accept)).then_some(Action::Decline)
    }
}

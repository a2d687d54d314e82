//! A paste that doesn't fit.

use super::widgets::focus;
use super::{Cx, Dialog, Stay};
use crate::app::paste::Paste;
use crate::ui::action::Action;
use crate::ui::heading::heading;
use crate::ui::lines::InLines;
use egui::Ui;

/// What is to be pasted.
#[derive(Debug)]
pub struct PasteAnyway {
    pub paste: Box<Paste>,
}

impl Dialog for PasteAnyway {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "放不下");
        ui.words(self.paste.question.as_deref().unwrap_or_default());
        let mut keep = true;
        ui.horizontal(|ui| {
            if ui.button("粘贴放得下的").clicked() {
                actions.push(Action::PasteAnyway(self.paste.clone()));
                keep = false;
            }
            keep &= !focus(cx.keys, ui.button("取消")).clicked();
        });
        Stay::when(keep)
    }
}

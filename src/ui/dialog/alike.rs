//! 同类的都改: everything that would change, before the findings of one kind are put right at once.

use super::{Cx, Dialog, Stay};
use crate::app::fix_preview::Offer;
use crate::ui::action::Action;
use crate::ui::findings::change;
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip, wrapped};
use crate::ui::theme;
use egui::{RichText, ScrollArea, Ui};

/// Of what would be found then so many are named.
const NAMED: usize = 5;

/// See the module.
#[derive(Debug)]
pub struct Alike {
    pub offer: Box<Offer>,
}

impl Dialog for Alike {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let Offer { fix, effect, .. } = &*self.offer;
        heading(ui, &fix.title);
        ui.words(RichText::new(effect.extent()).color(theme::get().faint));
        ui.separator();
        let height = ui.ctx().content_rect().height() - 260.0;
        ScrollArea::vertical().max_height(height.max(120.0)).auto_shrink([false, true]).show(ui, |ui| {
            for row in &effect.changes {
                let job = change(ui, row);
                ui.add(wrapped(ui, job));
            }
        });
        ui.separator();
        ui.words(RichText::new(effect.words(NAMED)).small().color(theme::get().faint));
        let mut keep = true;
        ui.horizontal(|ui| {
            let button = ui.button("都改");
            if cx.first {
                button.request_focus();
            }
            if button.tip("可以一步撤销").clicked() {
                actions.push(Action::Edit { name: fix.title.clone(), group: None, edits: fix.edits.clone() });
                keep = false;
            }
            keep &= !ui.button("不改").clicked();
        });
        Stay::when(keep)
    }
}

//! The foot of the findings: what is pressed again and again stays where it is, however high the finding is.

use crate::app::command::Id;
use crate::checks::Fix;
use crate::ui::action::Action;
use crate::ui::lines::Tip;
use crate::ui::theme;
use egui::{Button, Frame, Panel, Ui};

const HIGH: f32 = 30.0;

/// Shows it; `fix` is the first repair of the finding looked at.
pub fn foot_ui(ui: &mut Ui, fix: Option<&Fix>, actions: &mut Vec<Action>) {
    let panel = Panel::bottom("findings foot").resizable(false).exact_size(HIGH).frame(Frame::NONE);
    panel.show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            if theme::is_low(ui.ctx()) {
                // Both of them in the little room there is.
                ui.spacing_mut().button_padding.x = 4.0;
                ui.spacing_mut().item_spacing.x = 3.0;
            }
            let words = "应用并看下一条";
            let name = fix.map_or(words.to_string(), |f| format!("{words}：{}", f.title));
            let button = ui.add_enabled(fix.is_some(), Button::new(words));
            let tip = fix.map_or("这一条没有现成的改法", |f| &f.title);
            let button = button.on_disabled_hover_text(tip).tip(format!("{tip}；改了可以撤销"));
            if let Some(fix) = fix.filter(|_| button.accessible_name(name).clicked()) {
                let (name, edits) = (fix.title.clone(), fix.edits.clone());
                actions.push(Action::Edit { name, group: None, edits });
                actions.push(Action::Later(Box::new(Action::Command(Id::NextFinding))));
            }
            if ui.button("看下一条").tip("不改，转到下一条（F8）").clicked() {
                actions.push(Action::Command(Id::NextFinding));
            }
        });
    });
}

//! Names the errors that a document would go out with.

use super::widgets::scrolled;
use super::{Cx, Dialog, Stay};
use crate::app::command::{self, Id};
use crate::checks::Level;
use crate::ui::action::Action;
use crate::ui::theme;
use egui::{Label, RichText, ScrollArea, Sense, Ui};

/// The command that would make it.
#[derive(Debug)]
pub struct Errors {
    pub id: Id,
}

impl Dialog for Errors {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let Some(open) = cx.open else { return Stay::Done };
        let (known, form) = (open.known(), open.report().form());
        let what = command::of(self.id).map_or("", |c| c.text).trim_end_matches('…');
        ui.heading(format!("还有{}项错误没有改", known.open(Level::Error)));
        ui.label("有错误的报告会被退回。可以先改，也可以照样拿出去给人看。");
        ui.add_space(4.0);
        let mut keep = true;
        scrolled(ScrollArea::vertical().max_height(220.0), ui, |ui| {
            for f in known.findings.iter().filter(|f| f.level == Level::Error) {
                ui.horizontal(|ui| {
                    ui.label(RichText::new(theme::sign(f.level)).color(theme::color(f.level)));
                    let place = f.place(form);
                    let line = Label::new(format!("{place}：{}", f.message)).wrap().selectable(false);
                    if ui.add(line.sense(Sense::click())).on_hover_text("点一下去改这一项").clicked()
                    {
                        actions.extend(known.findings.iter().position(|x| x == f).map(Action::Show));
                        keep = false;
                    }
                });
            }
        });
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let go = ui.button("去改第一项");
            if cx.first {
                go.request_focus();
            }
            if go.clicked() {
                let worst = known.findings.iter().position(|f| f.level == Level::Error);
                actions.extend(worst.map(Action::Show));
                keep = false;
            }
            if ui.button(format!("仍然{what}")).clicked() {
                actions.push(Action::GoOut(self.id));
                keep = false;
            }
            keep &= !ui.button("取消").clicked();
        });
        Stay::when(keep)
    }
}

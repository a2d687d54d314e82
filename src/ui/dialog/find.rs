//! Looking for something in the report and among the commands; going there.

use super::widgets::{focus, is_entered, scrolled};
use super::{Cx, Dialog, Stay};
use crate::app::find;
use crate::ui::action::Action;
use egui::{Key, RichText, ScrollArea, TextEdit, Ui};

/// What is looked for, and the hit chosen.
#[derive(Debug, Default)]
pub struct Find {
    query: String,
    at: usize,
}

impl Dialog for Find {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        ui.heading("查找、转到");
        let (up, down) = ui.input_mut(|i| {
            (
                i.consume_key(egui::Modifiers::NONE, Key::ArrowUp),
                i.consume_key(egui::Modifiers::NONE, Key::ArrowDown),
            )
        });
        let field = TextEdit::singleline(&mut self.query)
            .desired_width(560.0)
            .hint_text("行名、数字、正文里的字，或拼音首字母；几个词用空格隔开");
        let field = focus(cx.first, ui.add(field).accessible_name("要找的字"));
        if field.changed() {
            self.at = 0;
        }
        let hits = find::search(cx.report(), &self.query);
        self.at = self
            .at
            .saturating_add(usize::from(down))
            .saturating_sub(usize::from(up))
            .min(hits.len().saturating_sub(1));
        let entered = is_entered(&field);
        let mut chosen = hits.get(self.at).filter(|_| entered).map(|h| h.target.clone());
        scrolled(ScrollArea::vertical().max_height(300.0).auto_shrink([false, true]), ui, |ui| {
            for (i, h) in hits.iter().enumerate() {
                let line = ui.selectable_label(i == self.at, &h.words);
                if i == self.at && (up || down) {
                    line.scroll_to_me(None);
                }
                if line.clicked() {
                    chosen = Some(h.target.clone());
                }
            }
        });
        if hits.is_empty() && !self.query.trim().is_empty() {
            ui.label(RichText::new("没有找到").weak());
        }
        if entered && chosen.is_none() {
            field.request_focus();
        }
        match chosen {
            Some(t) => {
                actions.push(Action::Go(t));
                Stay::Done
            }
            None => Stay::On,
        }
    }
    fn is_of_report(&self) -> bool {
        false
    }
}

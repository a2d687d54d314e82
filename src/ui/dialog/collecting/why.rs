//! The reason of a ruling, which is kept with who and when.

use super::widgets::{focus, is_entered};
use super::{Cx, Dialog, Stay};
use crate::app::ruled::Rule;
use crate::ui::action::{Action, CollectAction};
use crate::ui::theme;
use egui::{Button, RichText, TextEdit, Ui};
use rust_decimal::Decimal;

/// What is ruled, and the reason as it is typed.
#[derive(Debug)]
pub struct Why {
    rule: Rule,
    /// What it does, in a sentence.
    sentence: String,
    reason: String,
    /// By how much a sum is adjusted, as it is typed.
    by: String,
}

impl Why {
    pub fn new(rule: Rule, sentence: String) -> Why {
        // What most clerks would write; they see it, and may write something else.
        let reason = if matches!(rule, Rule::Accept(_)) { "已对照原件核对" } else { "" };
        Why { rule, sentence, reason: reason.into(), by: String::new() }
    }
    /// What is ruled, once all is typed.
    fn ruled(&self) -> Option<Rule> {
        match &self.rule {
            Rule::Adjust { cell, .. } => {
                let by: Decimal = self.by.trim().replace('－', "-").parse().ok()?;
                (!by.is_zero()).then(|| Rule::Adjust { cell: cell.clone(), by })
            }
            rule => Some(rule.clone()),
        }
    }
}

impl Dialog for Why {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        ui.heading("写一句理由");
        ui.label(&self.sentence);
        let adjusts = matches!(self.rule, Rule::Adjust { .. });
        if adjusts {
            ui.horizontal(|ui| {
                ui.label("加上或减去");
                let field = TextEdit::singleline(&mut self.by).desired_width(120.0).hint_text("如 -3");
                focus(cx.first, ui.add(field).accessible_name("加上或减去多少"));
            });
        }
        let field = TextEdit::singleline(&mut self.reason).desired_width(460.0).hint_text("如：已电话核实");
        let field = focus(cx.first && !adjusts, ui.add(field).accessible_name("理由"));
        let words = "理由连同今天的日期和电脑上的用户名一起记在汇总文件里，以后查得到。";
        ui.label(RichText::new(words).small().color(theme::get().faint));
        let mut keep = true;
        ui.horizontal(|ui| {
            let ruled = self.ruled().filter(|_| !self.reason.trim().is_empty());
            let clicked = ui.add_enabled(ruled.is_some(), Button::new("确定")).clicked();
            if let Some(rule) = ruled.filter(|_| clicked || is_entered(&field)) {
                actions.push(Action::Collect(CollectAction::Rule(rule, self.reason.clone())));
                keep = false;
            }
            keep &= !ui.button("取消").clicked();
        });
        Stay::when(keep)
    }
}

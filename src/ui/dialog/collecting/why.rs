//! The reason of a ruling, which is kept with who and when.

use crate::app::ruled::RuledOn;
use crate::checks::Level;
use crate::chinese::width;
use crate::collect::figures;
use crate::collect::judging::Remedy;
use crate::collect::ruling::CountQuestion;
use crate::form::Form;
use crate::form::table::Kind;
use crate::ui::action::{Action, CollectAction};
use crate::ui::dialog::widgets::{focus, is_entered, mark};
use crate::ui::dialog::{Cx, Dialog, Stay};
use crate::ui::heading::heading;
use crate::ui::lines::InLines;
use crate::ui::theme;
use egui::{Button, RichText, TextEdit, Ui};
use rust_decimal::Decimal;

/// What is ruled, and the reason as it is typed.
#[derive(Debug)]
pub struct WhyDialog {
    rule: RuledOn,
    /// What it does, in a sentence.
    sentence: String,
    reason: String,
    /// By how much a sum is adjusted, as it is typed.
    by: String,
}

impl WhyDialog {
    pub fn new(rule: RuledOn, sentence: String) -> WhyDialog {
        // What most clerks would write; they see it, and may write something else. Why one of two files is chosen is
        // theirs to say.
        let reason = match &rule {
            RuledOn::Remedy(Remedy::Accept(_, CountQuestion::Chosen(_))) => "",
            RuledOn::Remedy(Remedy::Accept(..)) => "已对照原件核对",
            _ => "",
        };
        WhyDialog { rule, sentence, reason: reason.into(), by: String::new() }
    }
    /// What is ruled, once all is typed; what is wrong with what was.
    fn ruled(&self, form: &Form) -> Result<RuledOn, &'static str> {
        let RuledOn::Adjust { cell, .. } = &self.rule else { return Ok(self.rule.clone()) };
        let typed = width::nfkc(self.by.trim()).replace('−', "-");
        if typed.is_empty() {
            return Err("");
        }
        let is_money = form.kind(cell) == Kind::WanYuan;
        let (number, yuan) = match typed.strip_suffix("万元") {
            Some(n) => (n, false),
            None => typed.strip_suffix('元').map_or((typed.as_str(), false), |n| (n, true)),
        };
        let by = number.trim().parse::<Decimal>().ok().filter(|_| is_money || number.len() == typed.len());
        let by = by.ok_or(if is_money {
            "要写一个数，以万元计，如 -1.25"
        } else {
            "要写一个数，如 -3"
        })?;
        let by = if yuan { by.checked_div(Decimal::from(10_000)).unwrap_or(by) } else { by };
        match figures::value(form.kind(cell), by.abs()) {
            None if matches!(form.kind(cell), Kind::Count | Kind::Signed) => Err("这一格只能加减整数"),
            None => Err("这个数一格放不下"),
            Some(_) if by.is_zero() => Err("加减0就是不调整"),
            Some(_) => Ok(RuledOn::Adjust { cell: cell.clone(), by }),
        }
    }
}

impl Dialog for WhyDialog {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "写一句理由");
        ui.words(&self.sentence);
        let Some(form) = cx.collection.map(|c| c.collection().form()) else { return Stay::Done };
        let ruled = self.ruled(form);
        let adjusted = if let RuledOn::Adjust { cell, .. } = &self.rule { Some(cell) } else { None };
        let is_money = adjusted.is_some_and(|c| form.kind(c) == Kind::WanYuan);
        let (adjusts, mut on) = (adjusted.is_some(), false);
        if adjusts {
            ui.horizontal(|ui| {
                ui.words("加上或减去");
                let hint = if is_money { "如 -1.25" } else { "如 -3" };
                let field = TextEdit::singleline(&mut self.by).desired_width(120.0).hint_text(hint);
                let field = focus(cx.first, ui.add(field).accessible_name("加上或减去多少"));
                on = is_entered(&field);
                if is_money {
                    ui.words("万元");
                }
                let wrong = ruled.as_ref().err().copied().unwrap_or_default();
                ui.words(RichText::new(wrong).color(theme::color(Level::Warning)));
            });
        }
        let field = TextEdit::singleline(&mut self.reason).desired_width(460.0).hint_text("如：已电话核实");
        let field = focus(cx.first && !adjusts || on, ui.add(field).accessible_name("理由"));
        if cx.first && !adjusts {
            mark(&field, 0..self.reason.chars().count());
        }
        let words = "理由连同今天的日期和电脑上的用户名一起记在汇总文件里，以后查得到。";
        ui.words(RichText::new(words).small().color(theme::get().faint));
        let mut keep = true;
        ui.horizontal(|ui| {
            let ruled = ruled.ok().filter(|_| !self.reason.trim().is_empty());
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

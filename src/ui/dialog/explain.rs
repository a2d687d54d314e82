//! The sentence that explains a finding.

use super::{Cx, Dialog, Stay, WavedBy};
use crate::checks::{Answer, Finding, explain};
use crate::ui::action::Action;
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip, wrapped};
use crate::ui::{lines, theme};
use egui::{Key, Modifiers, RichText, TextEdit, Ui};

/// The sentence as far as it is typed.
#[derive(Debug)]
pub struct Explain {
    finding: Box<Finding>,
    text: String,
}

impl Explain {
    /// Begins with the sentence it had.
    pub fn new(f: &Finding) -> Explain {
        let text = match &f.answer {
            Answer::Open => String::new(),
            Answer::Holds(t) | Answer::Lapsed(t) => t.clone(),
        };
        Explain { finding: Box::new(f.clone()), text }
    }
}

impl Dialog for Explain {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let word = explain::answer_word(&self.finding);
        heading(ui, word);
        ui.horizontal(|ui| {
            ui.words(RichText::new(theme::sign(self.finding.level)).color(theme::color(self.finding.level)));
            ui.add(wrapped(ui, &self.finding.message));
        });
        let field =
            TextEdit::multiline(&mut self.text).desired_width(560.0).desired_rows(3).hint_text(match word {
                "答复" => "怎么改了，或者为什么不改，如：已按意见改",
                _ => "情况属实的，用一两句话写明原因，如：经核对台账，数字无误，是因为……",
            });
        let mut lines = lines::field;
        let field = ui.add(field.layouter(&mut lines)).accessible_name("说明的内容");
        if cx.first {
            field.request_focus();
        }
        let kept = match word {
            "答复" => "答复存在报告文件里，不印进报告；可以导出带批注的 Word，送给写批注的人看。",
            _ => "说明存在报告文件里，不印进报告；有关的数变了，会请您重新说明。可以另外导出审核说明。",
        };
        ui.words(RichText::new(kept).small().weak());
        ui.add_space(4.0);
        let mut keep = true;
        ui.horizontal(|ui| {
            let ready = !self.text.trim().is_empty();
            let entered = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter)) && ready;
            let tip = "Ctrl+回车";
            if ui.add_enabled(ready, egui::Button::new("确定")).tip(tip).clicked() || entered {
                actions.push(Action::Explain(self.finding.clone(), self.text.clone()));
                keep = false;
            }
            keep &= !ui.button("取消").clicked();
        });
        Stay::when(keep)
    }
    fn waved_by(&self) -> WavedBy {
        if self.text.trim().is_empty() { WavedBy::Anything } else { WavedBy::Buttons }
    }
}

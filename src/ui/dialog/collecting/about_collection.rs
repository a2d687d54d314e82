//! 汇总设置: the government whose report the sums become, and the sentence of what they cover.

use crate::collect::edit::CollectEdit;
use crate::ui::action::{Action, CollectAction};
use crate::ui::dialog::widgets::focus;
use crate::ui::dialog::{Cx, Dialog, Stay, WavedBy};
use crate::ui::heading::heading;
use crate::ui::lines::InLines;
use crate::ui::theme;
use egui::{Button, RichText, TextEdit, Ui};

/// As it is typed.
#[derive(Debug)]
pub struct AboutCollection {
    office: String,
    scope: String,
}

impl AboutCollection {
    pub fn new(office: &str, scope: Option<&str>) -> AboutCollection {
        AboutCollection { office: office.into(), scope: scope.unwrap_or_default().into() }
    }
}

impl Dialog for AboutCollection {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let Some(open) = cx.collection else { return Stay::Done };
        heading(ui, "汇总设置");
        ui.words("本级机关（汇总成哪个机关的年报）");
        let field = TextEdit::singleline(&mut self.office).desired_width(440.0);
        focus(cx.first, ui.add(field).accessible_name("本级机关（汇总设置）"));
        ui.add_space(4.0);
        ui.words("“总体情况”里说明汇总范围的那句话");
        let own = open.shown().own_scope(&open.known().overview.standing);
        let field = TextEdit::multiline(&mut self.scope).desired_width(560.0).desired_rows(3);
        ui.add(field.hint_text(own.as_str())).accessible_name("汇总范围");
        let words = "空着就用程序的那一句，单位增减了会跟着变；自己写的不变。";
        ui.words(RichText::new(words).small().color(theme::get().faint));
        let mut keep = true;
        ui.horizontal(|ui| {
            let office = self.office.trim();
            if ui.add_enabled(!office.is_empty(), Button::new("确定")).clicked() {
                let scope = Some(self.scope.trim()).filter(|s| !s.is_empty()).map(str::to_string);
                let edits = vec![CollectEdit::Office(office.into()), CollectEdit::Scope(scope)];
                actions.push(Action::Collect(CollectAction::Edit(edits)));
                keep = false;
            }
            keep &= !ui.button("取消").clicked();
        });
        Stay::when(keep)
    }
    fn waved_by(&self) -> WavedBy {
        WavedBy::Escape
    }
}

//! Questions about findings: the sentence that explains one, and the open errors named before a document goes out.

use super::action::Action;
use super::theme;
use crate::app::command::{self, Id};
use crate::app::session::Session;
use crate::checks::{Finding, Level};
use egui::{Key, Label, Modifiers, RichText, ScrollArea, TextEdit, Ui};

/// Asks for the sentence; whether to go on asking.
pub fn explain_ui(
    ui: &mut Ui,
    first: bool,
    f: &Finding,
    text: &mut String,
    actions: &mut Vec<Action>,
) -> bool {
    ui.heading("说明");
    ui.horizontal(|ui| {
        ui.label(RichText::new(theme::sign(f.level)).color(theme::color(f.level)));
        ui.add(Label::new(&f.message).wrap());
    });
    let field = TextEdit::multiline(text)
        .desired_width(560.0)
        .desired_rows(3)
        .hint_text("情况属实的，用一两句话写明原因，如：本年集中清理，7件已自动失效。");
    let field = ui.add(field).accessible_name("说明的内容");
    if first {
        field.request_focus();
    }
    ui.label(
        RichText::new("说明存在报告文件里，不印进报告；有关的数变了，会请您重新说明。可以另外导出审核说明。")
            .small()
            .weak(),
    );
    ui.add_space(4.0);
    let mut keep = true;
    ui.horizontal(|ui| {
        let ready = !text.trim().is_empty();
        let entered = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter)) && ready;
        let tip = "Ctrl+回车";
        if ui.add_enabled(ready, egui::Button::new("确定")).on_hover_text(tip).clicked() || entered {
            actions.push(Action::Explain(Box::new(f.clone()), text.clone()));
            keep = false;
        }
        keep &= !ui.button("取消").clicked();
    });
    keep
}

/// Names the errors that a document would go out with; whether to go on asking.
pub fn errors_ui(ui: &mut Ui, first: bool, session: &Session, id: Id, actions: &mut Vec<Action>) -> bool {
    let known = session.known();
    let what = command::of(id).map_or("", |c| c.text).trim_end_matches('…');
    ui.heading(format!("还有{}项错误没有改", known.open(Level::Error)));
    ui.label("有错误的报告会被退回。可以先改，也可以照样拿出去给人看。");
    ui.add_space(4.0);
    ScrollArea::vertical().max_height(220.0).show(ui, |ui| {
        for f in known.findings.iter().filter(|f| f.level == Level::Error) {
            ui.horizontal(|ui| {
                ui.label(RichText::new(theme::sign(f.level)).color(theme::color(f.level)));
                ui.add(Label::new(format!("{}：{}", f.place(), f.message)).wrap());
            });
        }
    });
    ui.add_space(4.0);
    let mut keep = true;
    ui.horizontal(|ui| {
        let go = ui.button("去改第一项");
        if first {
            go.request_focus();
        }
        if go.clicked() {
            let worst = known.findings.iter().position(|f| f.level == Level::Error);
            actions.extend(worst.map(Action::Show));
            keep = false;
        }
        if ui.button(format!("仍然{what}")).clicked() {
            actions.push(Action::GoOut(id));
            keep = false;
        }
        keep &= !ui.button("取消").clicked();
    });
    keep
}

//! 存为版式: the name under which the look of a report's pages is kept, and those kept before.

use super::widgets::{focus, is_entered};
use super::{Cx, Dialog, Stay};
use crate::report::edit::Edit;
use crate::report::{Layout, PageStyle, Report, StyleSet};
use crate::ui::action::{Action, Asked, StyleAction};
use crate::ui::heading::{heading, subheading};
use crate::ui::lines::{InLines, Tip};
use egui::{Button, RichText, TextEdit, Ui};

/// The name as it is typed.
#[derive(Debug)]
pub struct KeepStyle {
    pub name: String,
}

impl Dialog for KeepStyle {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let Some(report) = cx.report() else { return Stay::Done };
        heading(ui, "存为版式");
        ui.words("页边距、行距、字号、字体、页码、红头、版记和横排以外的选择，起一个名字，别的报告也能用。");
        let field = TextEdit::singleline(&mut self.name).desired_width(360.0).hint_text("如：本县版式");
        let field = focus(cx.first, ui.add(field).accessible_name("版式的名称"));
        let styles = &cx.desk.settings().styles;
        let known = styles.iter().any(|s| s.style.name == self.name.trim());
        if known {
            ui.words(RichText::new("已经有这个名称的版式，再存就换成现在的样子").weak());
        }
        ui.add_space(8.0);
        let (mut keep, ready) = (true, !self.name.trim().is_empty());
        ui.horizontal(|ui| {
            let here = ui.add_enabled(ready, Button::new("存在这台电脑上")).clicked();
            let file = ui.add_enabled(ready, Button::new("存成文件…")).clicked();
            if ready && (here || file || is_entered(&field)) {
                let (named, set) = named(report, self.name.trim());
                actions.extend(named);
                let set = Box::new(set);
                actions.push(if file {
                    Action::Ask(Asked::SaveStyle(set))
                } else {
                    Action::Style(StyleAction::Keep(set))
                });
                keep = false;
            }
            keep &= !ui.button("取消").clicked();
        });
        kept_ui(ui, styles, actions);
        Stay::when(keep)
    }
}

/// The step that gives the report's style the name, where it has another; and the style so named.
fn named(report: &Report, name: &str) -> (Option<Action>, StyleSet) {
    let style = PageStyle { name: name.into(), ..report.layout.style.clone() };
    let layout = Layout { style, ..report.layout.clone() };
    let set = layout.set();
    let edits = vec![Edit::Layout(layout)];
    let step = Action::Edit { name: "存为版式".into(), group: None, edits };
    ((report.layout.style.name != name).then_some(step), set)
}

/// Those of this computer.
fn kept_ui(ui: &mut Ui, styles: &[StyleSet], actions: &mut Vec<Action>) {
    if styles.is_empty() {
        return;
    }
    ui.separator();
    subheading(ui, "这台电脑上存着的版式");
    for name in styles.iter().map(|s| &s.style.name) {
        ui.horizontal(|ui| {
            ui.words(name);
            let button = ui.small_button("删去").tip("用着它的报告不变");
            if button.accessible_name(format!("删去版式“{name}”")).clicked() {
                actions.push(Action::Style(StyleAction::Forget(name.clone())));
            }
        });
    }
}

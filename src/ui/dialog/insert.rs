//! Choosing a value of the tables for a sentence.

use super::widgets::{is_entered, list_ui};
use super::{Cx, Dialog, Stay};
use crate::app::field::{self, Manner, ValueSource};
use crate::app::find::Target;
use crate::app::told_change;
use crate::report::Report;
use crate::report::passage::Quote;
use crate::ui::action::{Action, TextSpot};
use crate::ui::entry::entry_ui;
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, one_line};
use crate::ui::theme;
use egui::{Key, RichText, TextEdit, Ui};

/// What is being chosen.
#[derive(Debug)]
pub struct Insert {
    pub spot: TextSpot,
    pub query: String,
    pub at: usize,
    pub manner: Manner,
}

impl Dialog for Insert {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let Some(report) = cx.report() else { return Stay::Done };
        heading(ui, "插入表中的数");
        let field = TextEdit::singleline(&mut self.query)
            .desired_width(560.0)
            .hint_text("名称或拼音首字母，如 byg（不予公开）");
        let field = ui.add(field).accessible_name("要插入的数");
        let entered = is_entered(&field);
        if cx.first || ui.memory(|m| m.focused().is_none()) {
            field.request_focus();
        }
        if field.changed() {
            self.at = 0;
        }
        ui.horizontal_wrapped(|ui| {
            for (manner, words) in Manner::ALL {
                ui.radio_value(&mut self.manner, manner, words);
            }
        });
        let found = field::sources(report, &self.query);
        let presses = |key| if field.has_focus() { ui.input(|i| i.num_presses(key)) } else { 0 };
        let (down, up) = (presses(Key::ArrowDown), presses(Key::ArrowUp));
        self.at = self.at.saturating_add(down).saturating_sub(up).min(found.len().saturating_sub(1));
        let mut chosen = entered.then_some(self.at);
        list_ui(ui, 300.0, |ui| {
            ui.set_width(ui.available_width());
            for (i, s) in found.iter().enumerate() {
                if source_ui(ui, report, s, self.manner, self.at == i, down.saturating_add(up) > 0) {
                    chosen = Some(i);
                }
            }
            if found.is_empty() {
                ui.words(RichText::new("没有找到；可以只写名称的一部分").color(theme::get().faint));
            }
        });
        let TextSpot { part, paragraph, range } = &self.spot;
        let put = chosen.and_then(|i| found.get(i)).and_then(|s| {
            let run = s.run(report, self.manner)?;
            let range = told_change::room(report, (*part, *paragraph), range.clone(), &run);
            let behind = range.start.saturating_add(run.resolved(report).len());
            Some((field::put(report, *part, *paragraph, range, run)?, behind))
        });
        if let Some((edit, behind)) = put {
            actions.push(Action::Edit { name: "插入表中的数".into(), group: None, edits: vec![edit] });
            // The clerk goes on writing behind it.
            let (part, paragraph, range) = (*part, *paragraph, behind..behind);
            actions.push(Action::Go(Target::Words(Quote { part, paragraph, range, words: String::new() })));
            return Stay::Done;
        }
        Stay::when(!ui.button("取消").clicked())
    }
}

/// One value and how it reads now; true when chosen.
fn source_ui(
    ui: &mut Ui,
    report: &Report,
    s: &ValueSource,
    manner: Manner,
    chosen: bool,
    moved: bool,
) -> bool {
    let reads = s.run(report, manner).map(|r| r.resolved(report));
    let response = ui
        .horizontal(|ui| {
            let value = reads.as_deref().unwrap_or("不能这样写");
            let value = one_line(RichText::new(value).strong()).unselectable();
            ui.add_sized([110.0, 28.0], value);
            entry_ui(ui, chosen, &s.name, "", reads.is_some())
        })
        .inner;
    if chosen && moved {
        response.scroll_to_me(None);
    }
    response.clicked()
}

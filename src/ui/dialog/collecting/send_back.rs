//! 退回: which units get their report back, with a sheet each of what was found and the words of a message.

use crate::app::open_collection::OpenCollection;
use crate::collect::returned;
use crate::form::bounds::between;
use crate::ui::action::{Action, Asked, CollectAction};
use crate::ui::dialog::widgets::{focus, is_entered};
use crate::ui::dialog::{Cx, Dialog, Given, Stay, WavedBy};
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip};
use crate::ui::scrolled::scrolled;
use crate::ui::theme;
use egui::{Button, RichText, ScrollArea, TextEdit, Ui};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What is ticked and where the sheets go.
#[derive(Debug)]
pub struct SendBack {
    ticked: BTreeSet<String>,
    folder: String,
}

impl SendBack {
    pub fn new(ticked: Vec<String>) -> SendBack {
        SendBack { ticked: ticked.into_iter().collect(), folder: String::new() }
    }
    /// The words of the messages, one below the other.
    fn message(&self, open: &OpenCollection) -> String {
        let (collection, standing) = (open.shown(), &open.known().overview.standing);
        let mut out = Vec::new();
        for row in &standing.rows {
            if collection.units.get(row.unit).is_some_and(|u| self.ticked.contains(&u.id)) {
                let asked = returned::to_ask(collection, standing, row.unit);
                out.extend(asked.map(|a| returned::message(collection, &a)));
            }
        }
        out.join("\n\n")
    }
    fn units_ui(&mut self, ui: &mut Ui, open: &OpenCollection) {
        let (collection, standing) = (open.shown(), &open.known().overview.standing);
        for row in standing.rows.iter().filter(|r| r.shown.is_some()) {
            let Some(unit) = collection.units.get(row.unit) else { continue };
            let mut on = self.ticked.contains(&unit.id);
            if row.errors == 0 && row.warnings == 0 && !row.state.wants_another() && !on {
                continue;
            }
            let state = row.state.word();
            let words = format!("{}　{state}　错误{}　提醒{}", unit.name, row.errors, row.warnings);
            if ui.checkbox(&mut on, words).changed() {
                match on {
                    true => drop(self.ticked.insert(unit.id.clone())),
                    false => drop(self.ticked.remove(&unit.id)),
                }
            }
        }
    }
}

impl Dialog for SendBack {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let Some(open) = cx.collection else { return Stay::Done };
        heading(ui, "退回");
        ui.words("退回以后，它们重新报来的会和退回的这一份对照，列出改了哪些格。");
        let room = (ui.ctx().content_rect().height() - 330.0).max(100.0);
        scrolled(ScrollArea::vertical().max_height(room).auto_shrink([false, true]), ui, |ui| {
            self.units_ui(ui, open);
        });
        let mut entered = false;
        ui.horizontal_wrapped(|ui| {
            ui.words("审核单放到");
            let width = between(ui.available_width() - 70.0, 120.0, 380.0);
            let field = TextEdit::singleline(&mut self.folder).desired_width(width);
            let field = ui.add(field.hint_text("文件夹；不要审核单就空着")).accessible_name("审核单的文件夹");
            entered = is_entered(&field);
            if ui.button("选…").clicked() {
                actions.push(Action::Ask(Asked::Target));
            }
        });
        ui.words(
            RichText::new("每个单位一张审核单（PDF 和 Word），列出要改正的地方；另有目录和通知文字。")
                .small()
                .color(theme::get().faint),
        );
        let mut keep = true;
        ui.horizontal(|ui| {
            let n = self.ticked.len();
            let button = focus(cx.first, ui.add_enabled(n > 0, Button::new(format!("退回{n}个单位"))));
            if button.clicked() || entered && n > 0 {
                let folder = Some(self.folder.trim()).filter(|f| !f.is_empty()).map(PathBuf::from);
                let units = self.ticked.iter().cloned().collect();
                actions.push(Action::Collect(CollectAction::SendBack(units, folder)));
                keep = false;
            }
            if ui.add_enabled(n > 0, Button::new("复制通知文字")).tip("贴到微信、邮件里").clicked()
            {
                ui.ctx().copy_text(self.message(open));
            }
            keep &= !ui.button("取消").clicked();
        });
        Stay::when(keep)
    }
    fn take(&mut self, given: Given<'_>) -> bool {
        let Given::Chosen(Asked::Target, paths) = given else { return false };
        self.folder = paths.first().map(|p| p.display().to_string()).unwrap_or_default();
        true
    }
    fn waved_by(&self) -> WavedBy {
        WavedBy::Escape
    }
}

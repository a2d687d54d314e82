//! 户册: the units as lines, typed or pasted from a column of a spreadsheet.

use super::roster_table::{RosterTable, TableChoice};
use crate::checks::Level;
use crate::collect::Collection;
use crate::collect::edit::CollectEdit;
use crate::collect::region::folded;
use crate::collect::roster::{Duty, RosterUnit};
use crate::collect::roster_text::{self, RosterRead};
use crate::ui::action::{Action, Asked, CollectAction};
use crate::ui::dialog::widgets::focus;
use crate::ui::dialog::{Cx, Dialog, Given, Stay, WavedBy};
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip};
use crate::ui::scrolled::scrolled;
use crate::ui::theme;
use egui::{Button, RichText, ScrollArea, TextEdit, Ui};
use std::collections::HashSet;

/// The lines as they stand, and the units they come from.
#[derive(Debug)]
pub struct Roster {
    text: String,
    before: Vec<RosterUnit>,
    read: RosterRead,
    /// A table out of a file, of which a column is to be chosen.
    table: Option<RosterTable>,
    problem: Option<String>,
    /// What of the file was not read.
    unread: Vec<String>,
    /// The table is done with: what comes next is to take the roster.
    back: bool,
}

impl Roster {
    pub fn of(collection: &Collection) -> Roster {
        let text = roster_text::write(&collection.units);
        let before = collection.units.clone();
        let (read, unread) = (RosterRead::default(), Vec::new());
        let mut roster = Roster { text, before, read, table: None, problem: None, unread, back: false };
        roster.read();
        roster
    }
    fn read(&mut self) {
        self.read = roster_text::read(&self.text);
        self.read.units.iter_mut().for_each(|u| keep_successor(u, &self.before));
    }
    /// Units that would be in the roster no more, by whatever name.
    fn lost(&self) -> Vec<&str> {
        let names = self.read.units.iter().flat_map(RosterUnit::names);
        let stays: HashSet<String> = names.map(|n| folded(n)).collect();
        let gone = |u: &&RosterUnit| !u.names().any(|n| stays.contains(&folded(n)));
        self.before.iter().filter(gone).map(|u| u.name.as_str()).collect()
    }
    /// Which column of the table holds the names; whether the table is done with.
    fn table_ui(&mut self, ui: &mut Ui) {
        let Some(table) = &mut self.table else { return };
        match table.chosen_ui(ui) {
            Some(TableChoice::Lines(text)) => {
                self.text = text;
                (self.table, self.back) = (None, true);
                self.read();
            }
            Some(TableChoice::None) => (self.table, self.back) = (None, true),
            None => {}
        }
    }
}

/// Into whom an abolished unit went stays known where its line says nothing else.
fn keep_successor(unit: &mut RosterUnit, before: &[RosterUnit]) {
    let Duty::Abolished { reason, successor: successor @ None } = &mut unit.duty else { return };
    let was = before.iter().find(|b| b.names().any(|n| folded(n) == folded(&unit.name)));
    if let Some(Duty::Abolished { reason: same, successor: was }) = was.map(|b| &b.duty)
        && same == reason
    {
        successor.clone_from(was);
    }
}

impl Dialog for Roster {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "户册：哪些单位报");
        ui.words("一行一个单位。可以把表格里的一列或几列复制了贴进来：名称、类别、应报或免报、理由、别名，只有名称也行。");
        let hint = "示范县水利局\n示范县教育局\n城关镇人民政府";
        let room = (ui.ctx().content_rect().height() - 330.0).max(120.0);
        let mut changed = false;
        if self.table.is_some() {
            self.table_ui(ui);
            return Stay::On;
        }
        // As large with many units as with few: nothing moves under the pointer.
        let area =
            ScrollArea::vertical().max_height(room).min_scrolled_height(room).auto_shrink([false, false]);
        scrolled(area, ui, |ui| {
            let field =
                TextEdit::multiline(&mut self.text).desired_width(680.0).desired_rows(10).hint_text(hint);
            changed = focus(cx.first, ui.add(field).accessible_name("户册，一行一个单位")).changed();
        });
        if changed {
            self.read();
        }
        let mut keep = true;
        ui.horizontal(|ui| {
            let take = ui.add_enabled(!self.read.units.is_empty(), Button::new("用这个户册"));
            if focus(std::mem::take(&mut self.back), take).clicked() {
                let units = std::mem::take(&mut self.read.units);
                actions.push(Action::Collect(CollectAction::Edit(vec![CollectEdit::Roster(units)])));
                keep = false;
            }
            let tip = "Excel、Word 里的表，CSV，或者一行一个单位的文本";
            if ui.button("从文件选…").tip(tip).clicked() {
                self.problem = None;
                actions.push(Action::Ask(Asked::RosterFile));
            }
            keep &= !ui.button("取消").clicked();
            ui.words(RichText::new(format!("读出{}个单位。", self.read.units.len())).strong());
        });
        self.told_ui(ui);
        Stay::when(keep)
    }
    fn waved_by(&self) -> WavedBy {
        WavedBy::Escape
    }
    fn width(&self, _: &Ui) -> f32 {
        720.0
    }
    fn take(&mut self, given: Given<'_>) -> bool {
        match given {
            Given::Rows(read) => (self.table, self.unread) = (Some(RosterTable::of(read.rows)), read.told),
            Given::Failed(why) => self.problem = Some(why.into()),
            _ => return false,
        }
        true
    }
}

impl Roster {
    /// What is to be looked at before it is taken, below everything that is clicked.
    fn told_ui(&self, ui: &mut Ui) {
        let mut warn = |words: String, tip: String| {
            let words = RichText::new(words).color(theme::color(Level::Warning));
            ui.words(words).tip(tip);
        };
        if let Some(p) = &self.problem {
            warn(format!("▲ {p}"), String::new());
        }
        let lost = self.lost();
        if let Some(first) = lost.first() {
            let and = if lost.len() > 1 { "等" } else { "" };
            let words =
                format!("▲ 比原来少了{}个：{first}{and}。撤并的单位请写“撤并”，不要删去。", lost.len());
            warn(words, lost.join("\n"));
        }
        let told: Vec<&str> = self.unread.iter().chain(&self.read.told).map(String::as_str).collect();
        if let Some(first) = told.first() {
            let and = told.len().saturating_sub(1);
            let and = if and > 0 { format!("（还有{and}条，指着这里看）") } else { String::new() };
            warn(format!("▲ {first}{and}"), told.join("\n"));
        }
    }
}

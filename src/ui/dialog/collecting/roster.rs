//! 户册: the units as lines, typed or pasted from a column of a spreadsheet.

use crate::checks::Level;
use crate::collect::Collection;
use crate::collect::edit::CollectEdit;
use crate::collect::roster::{Duty, RosterUnit};
use crate::collect::roster_text::{self, RosterRead};
use crate::ui::action::{Action, CollectAction};
use crate::ui::dialog::widgets::{focus, scrolled};
use crate::ui::dialog::{Cx, Dialog, Stay};
use crate::ui::heading::heading;
use crate::ui::theme;
use egui::{Button, RichText, ScrollArea, TextEdit, Ui};

/// The lines as they stand, and the units they come from.
#[derive(Debug)]
pub struct Roster {
    text: String,
    before: Vec<RosterUnit>,
    read: RosterRead,
}

impl Roster {
    pub fn of(collection: &Collection) -> Roster {
        let text = roster_text::write(&collection.units);
        let mut roster = Roster { text, before: collection.units.clone(), read: RosterRead::default() };
        roster.read();
        roster
    }
    fn read(&mut self) {
        self.read = roster_text::read(&self.text);
        self.read.units.iter_mut().for_each(|u| known(u, &self.before));
    }
    /// Units that would be in the roster no more.
    fn lost(&self) -> Vec<&str> {
        let stays = |u: &RosterUnit| self.read.units.iter().any(|n| n.id == u.id);
        self.before.iter().filter(|u| !stays(u)).map(|u| u.name.as_str()).collect()
    }
}

/// A unit that is there already stays the same one, so that its report and last year's are found.
fn known(unit: &mut RosterUnit, before: &[RosterUnit]) {
    let same = before.iter().find(|b| b.name == unit.name);
    let Some(b) = same.or_else(|| before.iter().find(|b| b.names().any(|n| *n == unit.name))) else { return };
    unit.id.clone_from(&b.id);
    if let (Duty::Abolished { successor, .. }, Duty::Abolished { successor: was, .. }) =
        (&mut unit.duty, &b.duty)
    {
        successor.clone_from(was);
    }
}

impl Dialog for Roster {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "户册：哪些单位报");
        ui.label("一行一个单位。可以把表格里的一列或几列复制了贴进来：名称、类别、应报或免报、理由、别名，只有名称也行。");
        let hint = "示范县水利局\n示范县教育局\n城关镇人民政府";
        let room = (ui.ctx().content_rect().height() - 330.0).max(120.0);
        let mut changed = false;
        scrolled(ScrollArea::vertical().max_height(room), ui, |ui| {
            let field =
                TextEdit::multiline(&mut self.text).desired_width(680.0).desired_rows(10).hint_text(hint);
            changed = focus(cx.first, ui.add(field).accessible_name("户册，一行一个单位")).changed();
        });
        if changed {
            self.read();
        }
        ui.label(RichText::new(format!("读出{}个单位。", self.read.units.len())).strong());
        let lost = self.lost();
        if let Some(first) = lost.first() {
            let words = format!(
                "▲ 比原来少了{}个：{first}{}。撤并的单位请写“撤并”，不要删去。",
                lost.len(),
                if lost.len() > 1 { "等" } else { "" }
            );
            ui.colored_label(theme::color(Level::Warning), words).on_hover_text(lost.join("\n"));
        }
        if let Some(first) = self.read.told.first() {
            ui.colored_label(theme::color(Level::Warning), format!("▲ {first}"))
                .on_hover_text(self.read.told.join("\n"));
        }
        let mut keep = true;
        ui.horizontal(|ui| {
            if ui.add_enabled(!self.read.units.is_empty(), Button::new("用这个户册")).clicked() {
                let units = std::mem::take(&mut self.read.units);
                actions.push(Action::Collect(CollectAction::Edit(vec![CollectEdit::Roster(units)])));
                keep = false;
            }
            keep &= !ui.button("取消").clicked();
        });
        Stay::when(keep)
    }
    fn holds_on(&self) -> bool {
        true
    }
    fn yields_to_escape(&self) -> bool {
        true
    }
    fn width(&self, _: &Ui) -> f32 {
        720.0
    }
}

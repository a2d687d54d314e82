//! One unit of the roster: its name and other names, what it is, whether it reports; a new one, or one that is changed.

use crate::collect::edit::CollectEdit;
use crate::collect::matching::Matcher;
use crate::collect::roster::{Duty, RosterUnit, UnitKind};
use crate::collect::succession::{self, Succession};
use crate::ui::action::{Action, CollectAction};
use crate::ui::choice::choice_ui;
use crate::ui::dialog::widgets::{focus, is_entered};
use crate::ui::dialog::{Cx, Dialog, Stay, WavedBy};
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip};
use crate::ui::theme;
use egui::{Button, Grid, RichText, TextEdit, Ui};

/// As it is typed.
#[derive(Debug)]
pub struct UnitDialog {
    /// As it was; none where it is new.
    before: Option<RosterUnit>,
    name: String,
    aliases: String,
    kind: UnitKind,
    duty: &'static str,
    reason: String,
    successor: Option<String>,
}

/// The words of the duties, in the order shown.
const DUTIES: [&str; 3] = ["应报", "免报", "撤并"];

impl UnitDialog {
    pub fn new(before: Option<RosterUnit>) -> UnitDialog {
        let u = before.clone().unwrap_or_default();
        let successor = match &u.duty {
            Duty::Abolished { successor, .. } => successor.clone(),
            _ => None,
        };
        UnitDialog {
            before,
            aliases: u.aliases.join("、"),
            kind: u.kind,
            duty: u.duty.word(),
            reason: u.duty.reason().into(),
            name: u.name,
            successor,
        }
    }

    /// The unit as it is typed. The name before stays known: reports may still come under it.
    fn unit(&self) -> RosterUnit {
        let mut unit = RosterUnit { kind: self.kind, ..RosterUnit::named(&self.name) };
        let aliases = self.aliases.split(['、', '，', ',', '；', ';']).map(str::trim);
        unit.aliases = aliases.filter(|a| !a.is_empty() && *a != unit.name).map(str::to_string).collect();
        let reason = self.reason.trim().to_string();
        unit.duty = match self.duty {
            "免报" => Duty::Exempt(reason),
            "撤并" => Duty::Abolished { reason, successor: self.successor.clone() },
            _ => Duty::Due,
        };
        if let Some(b) = &self.before {
            unit.id.clone_from(&b.id);
            if b.name != unit.name && !unit.aliases.contains(&b.name) {
                unit.aliases.push(b.name.clone());
            }
        }
        unit
    }

    /// Its fields; whether Enter was pressed in one.
    fn fields_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> bool {
        ui.words("名称");
        let hint = "如：示范县水利局";
        let field = TextEdit::singleline(&mut self.name).desired_width(360.0).hint_text(hint);
        let mut entered = is_entered(&focus(cx.first, ui.add(field).accessible_name("单位名称")));
        ui.end_row();
        ui.words("别名");
        let hint = "曾用名、简称，用顿号分开";
        let field = TextEdit::singleline(&mut self.aliases).desired_width(360.0).hint_text(hint);
        entered |= is_entered(&ui.add(field).accessible_name("别名"));
        ui.end_row();
        ui.words("类别");
        ui.horizontal(|ui| {
            for kind in UnitKind::ALL {
                ui.radio_value(&mut self.kind, kind, kind.word());
            }
        });
        ui.end_row();
        ui.words("报不报");
        ui.horizontal(|ui| {
            for word in DUTIES {
                ui.radio_value(&mut self.duty, word, word);
            }
        });
        ui.end_row();
        if self.duty != "应报" {
            ui.words("理由");
            let field = TextEdit::singleline(&mut self.reason).desired_width(360.0);
            let field = field.hint_text("如：2025年6月并入水利局");
            let field = ui.add(field).accessible_name("免报或撤并的理由");
            entered |= is_entered(&field);
            if field.changed() {
                self.take_successor(cx);
            }
            ui.end_row();
        }
        if self.duty == "撤并" {
            ui.words("并入");
            self.successor_ui(ui, cx);
            ui.end_row();
        }
        entered
    }

    /// The unit that the reason names, where it names one.
    fn take_successor(&mut self, cx: &Cx<'_>) {
        let Some(open) = cx.collection else { return };
        let own = self.before.as_ref().map(|b| &b.id);
        if let Succession::Into(units) = succession::of(&self.reason, &Matcher::of(open.collection())) {
            let mut named = units.iter().filter_map(|u| open.collection().units.get(*u)).map(|u| &u.id);
            self.successor = named.find(|id| Some(*id) != own).cloned();
        }
    }

    fn successor_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let own = self.before.as_ref().map(|b| &b.id);
        let units = cx.collection.map(|c| c.collection().units.as_slice()).unwrap_or_default();
        let none = (None, "没有承接的单位".to_string());
        let others =
            units.iter().filter(|u| Some(&u.id) != own).map(|u| (Some(u.id.clone()), u.name.clone()));
        choice_ui(ui, "并入哪个单位", 360.0, &mut self.successor, std::iter::once(none).chain(others));
    }
}

impl Dialog for UnitDialog {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, if self.before.is_some() { "改单位" } else { "新增单位" });
        let entered = Grid::new("unit").num_columns(2).show(ui, |ui| self.fields_ui(ui, cx)).inner;
        let words = "更名的，直接改名称：原来的名称自动记成别名，用它报来的也认得。";
        ui.words(RichText::new(words).small().color(theme::get().faint));
        let unit = self.unit();
        let others = cx.collection.map(|c| c.collection().units.as_slice()).unwrap_or_default();
        let own = self.before.as_ref().map(|b| &b.id);
        let taken = others.iter().filter(|u| Some(&u.id) != own);
        let taken = taken.flat_map(|u| u.names().map(move |n| (n, u)));
        let twin = taken.filter(|(n, _)| unit.names().any(|o| o == *n)).map(|(n, u)| (n, &u.name)).next();
        match twin {
            Some((name, of)) if name == of => drop(ui.words(format!("户册里已经有“{name}”了。"))),
            Some((alias, of)) => drop(ui.words(format!("“{alias}”是{of}的别名，一个名称只能是一个单位的。"))),
            None => {}
        }
        let mut keep = true;
        ui.horizontal(|ui| {
            let ready = !unit.name.is_empty() && twin.is_none();
            if ui.add_enabled(ready, Button::new("确定")).clicked() || entered && ready {
                let edit = match self.before {
                    Some(_) => CollectEdit::ChangeUnit(unit),
                    None => CollectEdit::AddUnit(unit),
                };
                actions.push(Action::Collect(CollectAction::Edit(vec![edit])));
                keep = false;
            }
            keep &= !ui.button("取消").clicked();
            if let Some(b) = &self.before
                && ui.button("从户册里删去").tip("填错的才删；撤并的请选“撤并”").clicked()
            {
                let edit = CollectEdit::RemoveUnit(b.id.clone());
                actions.push(Action::Collect(CollectAction::Edit(vec![edit])));
                keep = false;
            }
        });
        Stay::when(keep)
    }
    fn waved_by(&self) -> WavedBy {
        WavedBy::Escape
    }
}

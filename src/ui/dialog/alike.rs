//! 同类的都改: each sentence or cell that would change, with a box to untick, before the findings of one kind are put
//! right at once.

use super::{Cx, Dialog, Stay, WavedBy};
use crate::app::alike::{PlanLine, RepairPlan};
use crate::app::compare::At;
use crate::app::fix_preview::Offer;
use crate::checks::Level;
use crate::report::edit::Edit;
use crate::ui::action::Action;
use crate::ui::findings::{change, stretches};
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip, wrapped};
use crate::ui::theme;
use egui::{Button, RichText, ScrollArea, TextStyle, Ui};
use std::fmt;

/// Of what would be found then so many are named.
const NAMED: usize = 5;

/// See the module.
pub struct Alike {
    plan: Box<RepairPlan>,
    /// Of what is ticked.
    offer: Offer,
}

impl Alike {
    pub fn of(plan: Box<RepairPlan>) -> Alike {
        Alike { offer: plan.offer(), plan }
    }
}

impl fmt::Debug for Alike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Alike {:?}", self.plan)
    }
}

impl Dialog for Alike {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, &self.offer.fix.title);
        let faint = |t: String| RichText::new(t).small().color(theme::get().faint);
        ui.words(faint("不该改的去掉勾；一次改完，可以一步撤销。".into()));
        ui.separator();
        let height = ui.ctx().content_rect().height() - 260.0;
        let was = self.plan.ticked();
        ScrollArea::vertical().max_height(height.max(120.0)).auto_shrink([false, true]).show(ui, |ui| {
            self.plan.lines.iter_mut().for_each(|line| line_ui(ui, line));
            followed_ui(ui, &self.offer);
        });
        let ticked = self.plan.ticked();
        if ticked != was {
            self.offer = self.plan.offer();
        }
        let Offer { fix, effect, .. } = &self.offer;
        ui.separator();
        if effect.agreed > 0 {
            ui.words(faint(format!("另有{}个数与表一致，不再标", effect.agreed)));
        }
        ui.words(faint(effect.words(NAMED)));
        let mut keep = true;
        ui.horizontal(|ui| {
            let words = format!("都改（{ticked} {}）", self.plan.unit());
            let button = ui.add_enabled(ticked > 0, Button::new(words));
            if cx.keys {
                button.request_focus();
            }
            if button.tip("可以一步撤销").clicked() {
                actions.push(Action::Edit { name: fix.title.clone(), group: None, edits: fix.edits.clone() });
                keep = false;
            }
            keep &= !ui.button("不改").clicked();
        });
        Stay::when(keep)
    }
    fn waved_by(&self) -> WavedBy {
        WavedBy::Escape
    }
}

fn line_ui(ui: &mut Ui, line: &mut PlanLine) {
    let right: String = line.stretches.iter().map(|s| s.right.as_str()).collect();
    let name = format!("{}　{right}", line.place);
    ui.checkbox(&mut line.on, RichText::new(&line.place).strong()).accessible_name(name);
    let job = stretches(ui, &line.stretches, &TextStyle::Body);
    ui.add(wrapped(ui, job));
    for said in line.unfit.iter().filter(|_| line.on) {
        ui.words(
            RichText::new(format!("改了以后还对不上，请自己改：{said}")).color(theme::color(Level::Warning)),
        );
    }
}

/// Totals that follow what is ticked.
fn followed_ui(ui: &mut Ui, offer: &Offer) {
    let edited = |at: &At| {
        offer.fix.edits.iter().any(|e| matches!((e, at), (Edit::Cell(c, _), At::Cell(k)) if c == k))
    };
    let follows = |at: &At| matches!(at, At::Cell(_)) && !edited(at);
    for row in offer.effect.changes.iter().filter(|r| follows(&r.at)) {
        let job = change(ui, row, &TextStyle::Body);
        ui.add(wrapped(ui, job));
    }
}

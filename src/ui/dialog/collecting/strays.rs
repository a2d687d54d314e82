//! Reports of which nobody knows whose they are: each asked once, the answer remembered as another name of the unit.

use crate::app::find::holds_all;
use crate::app::open_collection::OpenCollection;
use crate::collect::edit::CollectEdit;
use crate::collect::matching::Stray;
use crate::collect::roster::RosterUnit;
use crate::collect::submission::{Submission, SubmittedContent};
use crate::collect::unit_row::StrayRow;
use crate::format;
use crate::ui::action::{Action, CollectAction};
use crate::ui::collecting::remedies_ui;
use crate::ui::dialog::widgets::{focus, is_entered};
use crate::ui::dialog::{Cx, Dialog, Stay, WavedBy};
use crate::ui::entry::entry_ui;
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip, one_line};
use crate::ui::scrolled::scrolled;
use crate::ui::theme;
use egui::{RichText, ScrollArea, TextEdit, Ui};
use std::sync::Arc;

/// Which of them is asked about, and what is looked for among the units.
#[derive(Debug, Default)]
pub struct Strays {
    at: usize,
    query: String,
    /// Of what is asked about: another one is asked about from the beginning.
    digest: String,
    /// What seems to be the government's own is said to be a unit's.
    of_unit: bool,
}

/// What is asked about.
fn read<'a>(open: &'a OpenCollection, stray: &StrayRow) -> Option<&'a Arc<Submission>> {
    open.shown().submissions.get(stray.submission)
}

const REMEMBERED: &str = "认一次就记住，以后用同样的名称报来的都认得。";

/// Whether it seems to be the government's own, which is no unit's.
fn is_whole(stray: &StrayRow) -> bool {
    matches!(stray.why, Stray::Whole(_) | Stray::Circle(_))
}

/// Most units that are offered at once.
const OFFERED: usize = 60;

impl Dialog for Strays {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let Some(open) = cx.collection else { return Stay::Done };
        let all = &open.known().overview.standing.strays;
        // Whose a report is comes first; what can't be read and the whole count for nobody anyhow.
        let wants_unit = |s: &&StrayRow| s.wants_unit(open.shown());
        let (mut strays, others): (Vec<&StrayRow>, Vec<&StrayRow>) = all.iter().partition(wants_unit);
        let asked = strays.len();
        let words = match (asked, others.len()) {
            (0, n) => format!("{n}份读不出来，或者像是本级政府自己的。"),
            (_, 0) => format!("还有{asked}份认不出单位；{REMEMBERED}"),
            (_, n) => {
                format!("还有{asked}份认不出单位，另有{n}份读不出来或者像是本级政府自己的；{REMEMBERED}")
            }
        };
        strays.extend(others);
        let n = strays.len();
        let Some(stray) = strays.get(self.at.min(n.saturating_sub(1))) else { return Stay::Done };
        heading(
            ui,
            if is_whole(stray) {
                "这是本级政府自己的年报吗？"
            } else {
                "这是哪个单位的报告？"
            },
        );
        ui.words(RichText::new(words).small());
        ui.separator();
        if cx.first {
            self.digest.clear();
        }
        self.one_ui(ui, open, stray, actions);
        ui.separator();
        let mut keep = true;
        ui.horizontal(|ui| {
            if n > 1 && ui.button("下一份").tip("这一份先放着").clicked() {
                self.at = self.at.saturating_add(1).checked_rem(n).unwrap_or(0);
            }
            keep = !ui.button("先不管").tip("没有认定的不计入汇总").clicked();
        });
        Stay::when(keep)
    }
    fn waved_by(&self) -> WavedBy {
        WavedBy::Escape
    }
}

impl Strays {
    fn one_ui(&mut self, ui: &mut Ui, open: &OpenCollection, stray: &StrayRow, actions: &mut Vec<Action>) {
        let Some(s) = read(open, stray) else { return };
        let is_new = self.digest != s.digest;
        if is_new {
            self.digest.clone_from(&s.digest);
            self.query.clear();
            self.of_unit = false;
        }
        ui.add(one_line(RichText::new(format::spoken(open.file_of(s))).strong()));
        match &s.content {
            SubmittedContent::Unreadable(why) => {
                let words = format!("读不出来：{why}。认定了单位，那个单位就列作“格式不符”，不是“未报”。");
                ui.words(words);
            }
            _ => drop(ui.words(format!("{}。", stray.why.sentence()))),
        }
        let may_be = matches!(stray.why, Stray::Whole(_)) && s.year().is_some() && !self.of_unit;
        if !is_whole(stray) || self.of_unit {
            self.units_ui(ui, (open, s, stray), is_new, actions);
        } else {
            if may_be && ui.button("其实是一个单位的…").clicked() {
                self.of_unit = true;
            }
            ways_ui(ui, open, (stray, s), actions);
        }
    }

    /// The units that it may be of, the likeliest first; then all of them.
    fn units_ui(
        &mut self,
        ui: &mut Ui,
        (open, s, stray): (&OpenCollection, &Submission, &StrayRow),
        is_new: bool,
        actions: &mut Vec<Action>,
    ) {
        let collection = open.shown();
        let mut ask = |edit: CollectEdit| actions.push(Action::Collect(CollectAction::Edit(vec![edit])));
        let place =
            |unit: &RosterUnit| CollectEdit::Place { digest: s.digest.clone(), unit: unit.id.clone() };
        ui.horizontal_wrapped(|ui| {
            for unit in stray.likely.iter().filter_map(|u| collection.units.get(*u)) {
                if ui.button(format!("是{}的", unit.name)).clicked() {
                    ask(place(unit));
                }
            }
        });
        ui.words("户册里的单位：");
        let field = TextEdit::singleline(&mut self.query).desired_width(300.0).hint_text("按名称或拼音找");
        let field = focus(is_new, ui.add(field).accessible_name("按名称找单位"));
        let query = self.query.trim();
        let found: Vec<_> =
            collection.units.iter().filter(|u| u.names().any(|n| holds_all(n, query))).collect();
        if is_entered(&field) {
            match found.as_slice() {
                [one] if !query.is_empty() => ask(place(one)),
                _ => drop(focus(true, field)),
            }
        }
        // Before the list: who goes on by Tab does not go through all units first.
        ways_ui(ui, open, (stray, s), actions);
        let mut taken = None;
        scrolled(ScrollArea::vertical().max_height(160.0).auto_shrink([false, true]), ui, |ui| {
            for unit in found.iter().take(OFFERED) {
                if entry_ui(ui, false, &unit.name, "", true).clicked() {
                    taken = Some(place(unit));
                }
            }
            if found.len() > OFFERED {
                ui.words(RichText::new("还有，请打几个字找。").color(theme::get().faint));
            }
        });
        actions.extend(taken.map(|t| Action::Collect(CollectAction::Edit(vec![t]))));
    }
}

/// What else can be done with it.
fn ways_ui(
    ui: &mut Ui,
    open: &OpenCollection,
    (stray, s): (&StrayRow, &Submission),
    actions: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        let office = s.office().trim();
        let words = if office.is_empty() {
            "作为新单位…".into()
        } else {
            format!("户册里加上“{office}”")
        };
        // The whole is no part of itself.
        if !is_whole(stray) && s.year().is_some() && ui.button(words).clicked() {
            actions.push(match office {
                "" => Action::Collect(CollectAction::AskUnit(None)),
                _ => {
                    let unit = RosterUnit::named(office);
                    Action::Collect(CollectAction::Edit(vec![CollectEdit::AddUnit(unit)]))
                }
            });
        }
        let findings = &open.known().overview.findings;
        let said = findings.iter().find(|f| f.submission == Some(stray.submission));
        said.iter().for_each(|f| remedies_ui(ui, open, f, actions));
        if ui.button("看这份报告").clicked() {
            actions.push(Action::Collect(CollectAction::LookAt(open.file_of(s).into())));
        }
    });
}

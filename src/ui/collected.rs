//! What is done about the collection: what each of its actions means, in a line.

use super::action::{Action, Asked, CollectAction};
use super::asking;
use super::collecting::{CollectPage, adjusting, zeroing};
use super::dialog::collecting::{
    AboutCollection, MakeReport, NewCollection, Roster, SendBack, Strays, TakeIn, UnitDialog, UpdateReport,
    WhyDialog,
};
use super::window::Window;
use crate::app::collection_work::SetBeside;
use crate::app::command::Id;
use crate::app::reading::{Purpose, Reading};
use crate::collect::returned;
use crate::collect::unit_row::StrayRow;
use std::time::Duration;

/// What a command about collections does.
pub fn command(w: &mut Window, id: Id) -> Option<Action> {
    match id {
        Id::ShowUnits => return show(w, CollectPage::Units),
        Id::ShowSums => return show(w, CollectPage::Sums),
        Id::ShowGaps => return show(w, CollectPage::Gaps),
        Id::ShowFound => return show(w, CollectPage::Found),
        Id::NewCollection => w.view.ask(NewCollection::new(&w.view.new_year, &w.view.new_office)),
        Id::TakeIn => w.view.ask(TakeIn),
        Id::Roster => roster(w),
        Id::AboutCollection => about(w),
        Id::AddUnit => ask_unit(w, None),
        Id::PlaceStrays => w.view.ask(Strays::default()),
        Id::SendBack => w.view.ask(SendBack::new(due(w))),
        Id::SetLastYear => asking::ask(w, Asked::Beside(SetBeside::Last)),
        Id::SetDraft => asking::ask(w, Asked::Beside(SetBeside::Draft)),
        Id::SetPublished => asking::ask(w, Asked::Beside(SetBeside::Published)),
        Id::ExportCollected => asking::ask(w, Asked::Tables),
        Id::AdjustSum | Id::ZeroSum => return rule_on_sum(w, id),
        Id::CollectedReport => w.view.ask(MakeReport),
        _ => {}
    }
    None
}

/// The page of the collection behind the one that is shown, or the one before it.
pub fn turn(w: &mut Window, behind: bool) -> Option<Action> {
    let page = w.view.collecting.beside(behind);
    show(w, page)
}

/// Shows a page of the collection; a report that is looked at is let go.
fn show(w: &mut Window, page: CollectPage) -> Option<Action> {
    let looked = w.view.collecting.looks();
    w.view.collecting.show(page);
    looked.then_some(Action::CloseOther)
}

/// Shows the units, the keys in the field for the name.
pub fn look_for_unit(w: &mut Window) -> Option<Action> {
    let asked = show(w, CollectPage::Units);
    w.view.collecting.look_for_unit();
    asked
}

/// Asks about the sum that the keys are on.
fn rule_on_sum(w: &mut Window, id: Id) -> Option<Action> {
    let open = w.session.collection()?;
    let Some(cell) = w.view.collecting.sum(open) else {
        return Some(Action::Tell("先到汇总表（Ctrl+2）里选一格，再调整或者按0计。".into()));
    };
    Some(match id == Id::AdjustSum {
        true => adjusting(open.shown(), cell),
        false => zeroing(open.shown(), &open.known().overview.standing, cell),
    })
}

/// The report of the sums is open, with what is to be looked at in it.
pub fn made(w: &mut Window) {
    w.view.begin_afresh();
    w.view.show_notes();
}

/// A report that was made before was read; what changes in it is shown.
pub fn update(w: &mut Window) {
    let Some(dialog) = w.session.update().map(UpdateReport::new) else { return };
    w.view.ask(dialog);
}

/// Units that are to hand in another report.
fn due(w: &Window) -> Vec<String> {
    let Some(open) = w.session.collection() else { return Vec::new() };
    let rows = returned::due(open.shown(), &open.known().overview.standing);
    rows.filter_map(|r| open.shown().units.get(r.unit)).map(|u| u.id.clone()).collect()
}

/// Carries one out; what follows from it.
pub fn carry_out(w: &mut Window, a: CollectAction) -> Option<Action> {
    match a {
        CollectAction::New(year, office) => {
            w.session.new_collection(year, office.trim());
            w.view.begin_afresh();
        }
        CollectAction::Edit(edits) => w.session.collect(edits),
        CollectAction::AskWhy(rule, words) => w.view.ask(WhyDialog::new(rule, words)),
        CollectAction::Rule(rule, reason) => w.session.rule(rule, &reason),
        CollectAction::Take(_) | CollectAction::SetBeside(..) if w.session.path().is_none() => {
            asking::ask(w, Asked::SaveCollection(Some(Box::new(Action::Collect(a)))));
        }
        CollectAction::Take(paths) => w.session.begin_taking(paths),
        CollectAction::SetBeside(what, path) => w.session.begin_beside(what, &path),
        CollectAction::LookAt(name) => look_at(w, &name),
        CollectAction::AskUnit(id) => ask_unit(w, id.as_deref()),
        CollectAction::AskSendBack(ticked) => w.view.ask(SendBack::new(ticked)),
        CollectAction::SendBack(units, folder) => w.session.send_back(&units, folder),
        CollectAction::BringUpToDate(path) => w.session.begin_update(&path),
        CollectAction::OpenUpdate(kept) => w.session.open_update(kept),
        CollectAction::Report => w.session.begin_report_of_collection(),
    }
    None
}

fn look_at(w: &mut Window, name: &str) {
    match w.session.collection().and_then(|c| c.file(name)) {
        Some(path) => w.session.begin_reading(Reading::Other(path, Purpose::OfUnit)),
        None => w.session.tell("汇总还没有保存，找不到单位的文件；请先保存，再看报告。"),
    }
}

fn ask_unit(w: &mut Window, id: Option<&str>) {
    let unit = w.session.collection().and_then(|c| c.collection().unit(id?).cloned());
    w.view.ask(UnitDialog::new(unit));
}

fn about(w: &mut Window) {
    if let Some(open) = w.session.collection() {
        let c = open.collection();
        let dialog = AboutCollection::new(&c.office, c.scope.as_deref());
        w.view.ask(dialog);
    }
}

/// Asks for the whole roster.
fn roster(w: &mut Window) {
    if let Some(open) = w.session.collection() {
        let dialog = Roster::of(open.collection());
        w.view.ask(dialog);
    }
}

/// Reports came in; of whom nobody is known is asked as soon as that is worked out.
pub fn taken(w: &mut Window) {
    w.view.asks_strays = true;
}

/// Takes what was worked out of the collection, and asks what waited for that.
pub fn worked_out(w: &mut Window) {
    w.session.take_known(Duration::ZERO);
    let Some(open) = w.session.collection().filter(|c| !c.is_working()) else { return };
    let unsure = open.known().overview.standing.strays.iter().any(|s: &StrayRow| s.wants_unit(open.shown()));
    if std::mem::take(&mut w.view.asks_strays) && unsure {
        w.view.ask(Strays::default());
    }
}

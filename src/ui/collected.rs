//! What is done about the collection: what each of its actions means, in a line.

use super::action::{Action, Asked, CollectAction};
use super::asking;
use super::dialog::collecting::{Roster, SendBack, Strays, UnitDialog, Why};
use super::window::Window;
use crate::app::reading::{Purpose, Reading};

/// Carries one out; what follows from it.
pub fn carry_out(w: &mut Window, a: CollectAction) -> Option<Action> {
    match a {
        CollectAction::New(year, office) => {
            w.session.new_collection(year, office.trim());
            w.view.begin_afresh();
        }
        CollectAction::Edit(edits) => w.session.collect(edits),
        CollectAction::AskWhy(rule, words) => w.view.ask(Why::new(rule, words)),
        CollectAction::Rule(rule, reason) => w.session.rule(rule, &reason),
        CollectAction::Take(_) | CollectAction::SetBeside(..) if w.session.path().is_none() => {
            w.session.tell("先说好这份汇总存在哪里：单位的文件按它的位置记，整个文件夹可以一起搬走。");
            asking::ask(w, Asked::SaveCollection(Some(Box::new(Action::Collect(a)))));
        }
        CollectAction::Take(paths) => w.session.begin_taking(paths),
        CollectAction::SetBeside(what, path) => w.session.begin_beside(what, &path),
        CollectAction::LookAt(name) => look_at(w, &name),
        CollectAction::AskUnit(id) => ask_unit(w, id.as_deref()),
        CollectAction::AskStrays => w.view.ask(Strays::default()),
        CollectAction::AskSendBack(ticked) => w.view.ask(SendBack::new(ticked)),
        CollectAction::SendBack(units, folder) => w.session.send_back(&units, folder),
        CollectAction::Report => {
            w.session.report_of_collection();
            w.view.begin_afresh();
            w.view.show_notes();
        }
    }
    None
}

fn look_at(w: &mut Window, name: &str) {
    if let Some(path) = w.session.collection().and_then(|c| c.file(name)) {
        w.session.begin_reading(Reading::Other(path, Purpose::Audit));
    }
}

fn ask_unit(w: &mut Window, id: Option<&str>) {
    let unit = w.session.collection().and_then(|c| c.collection().unit(id?).cloned());
    w.view.ask(UnitDialog::new(unit));
}

/// Asks for the whole roster.
pub fn roster(w: &mut Window) {
    if let Some(open) = w.session.collection() {
        let dialog = Roster::of(open.collection());
        w.view.ask(dialog);
    }
}

/// Reports came in; of whom nobody is known is asked at once.
pub fn taken(w: &mut Window) {
    let unsure = w.session.collection().is_some_and(|c| !c.known().overview.standing.strays.is_empty());
    if unsure {
        w.view.ask(Strays::default());
    }
}

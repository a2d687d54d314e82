//! What comes into the window by itself: what was read, files dropped on it, printers and pages for the printing.

use super::action::{Action, CollectAction};
use super::collected;
use super::dialog::Given;
use super::dialog::audit::AuditDialog;
use super::dialog::audit_table::AuditTableDialog;
use super::dialog::batch::BatchDialog;
use super::dialog::dropped::Dropped;
use super::dialog::overwrite::Overwrite;
use super::dialog::sheet_question::SheetQuestion;
use super::dialog::still_saving::StillSaving;
use super::dialog::unsaved::Unsaved;
use super::dialog::versions::Versions;
use super::dialog::years::Years;
use super::fallen::FallenPlace;
use super::window::Window;
use crate::app::arrived::Arrived;
use crate::app::reading::{Purpose, Reading};
use crate::app::session::saved::Saved;
use egui::Context;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Begins to read.
pub fn read(w: &mut Window, what: Reading) {
    w.session.begin_reading(what);
}

/// Takes what came of a save; what was to follow it follows, unless it came to nothing.
fn saved(w: &mut Window) {
    let Some(saved) = w.session.take_saved(Duration::ZERO) else { return };
    w.actions.extend(w.view.dialogs.saved(saved == Saved::Written));
}

/// Another report is open. One begun from last year's brings its years along.
pub fn opened(w: &mut Window) {
    w.view.begin_afresh();
    if w.session.is_begun()
        && let Some(years) = w.session.report().and_then(|r| Years::of(r))
    {
        w.view.ask(years);
    }
}

/// Takes what came of all that is done on threads.
pub fn came(w: &mut Window, ctx: &Context) {
    if w.session.work().is_some() {
        arrive(w, Duration::ZERO);
        ctx.request_repaint_after(Duration::from_millis(40));
    }
    if w.session.saving().is_some() {
        saved(w);
        ctx.request_repaint_after(Duration::from_millis(500));
    }
    collected::worked_out(w);
    printers(w, ctx);
}

/// Takes what long work has come to.
pub fn arrive(w: &mut Window, wait: Duration) {
    match w.session.arrive(wait) {
        Arrived::Opened => {
            opened(w);
            if let Some(n) = w.session.fell_at() {
                w.fallen.close(FallenPlace::Section(n));
            }
        }
        Arrived::WhichSheet(asked) => w.view.ask(SheetQuestion { asked }),
        Arrived::Other(Purpose::OfUnit) => w.view.collecting.look(),
        Arrived::Other(Purpose::TheirLast) if w.view.collecting.looks() => {}
        Arrived::Other(Purpose::Audit | Purpose::TheirLast) => w.view.ask(AuditDialog),
        Arrived::Other(Purpose::Compare) => w.actions.push(Action::CompareOther),
        Arrived::Other(Purpose::Last) => w.session.take_as_last(),
        Arrived::Unsaved if w.session.saving().is_some() => w.view.ask(StillSaving::new(Action::Accept)),
        Arrived::Unsaved => w.view.ask(Unsaved::new(Action::Accept)),
        Arrived::Versions(list) => w.view.ask(Versions::new(list)),
        Arrived::Rows(rows) => drop(w.view.dialogs.give(Given::Rows(rows))),
        Arrived::Version(read) => drop(w.view.dialogs.give(Given::Version(read))),
        Arrived::Stands(path, stands) => looked(w, path, stands),
        // What became of them takes the place of the question.
        Arrived::Many(batch) => {
            w.view.dialogs.open.take_if(|d| d.take(Given::Done));
            w.view.ask(BatchDialog { batch });
        }
        Arrived::Audited(table) => {
            w.view.dialogs.open.take_if(|d| d.take(Given::Done));
            w.view.ask(AuditTableDialog::new(table));
        }
        Arrived::CollectionSaved(written) => w.actions.extend(w.view.dialogs.saved(written)),
        Arrived::Taken => collected::taken(w),
        Arrived::SumsReport => collected::made(w),
        Arrived::Update => collected::update(w),
        Arrived::Done => {}
        Arrived::Failed => {
            // A question may say it itself, beside what is to be put right.
            let why = w.session.message().map(|m| m.text.clone()).unwrap_or_default();
            if w.view.dialogs.give(Given::Failed(&why)) {
                w.session.take_message();
            }
        }
        Arrived::Nothing | Arrived::Review => {}
    }
}

/// Takes files that were dropped on the window.
pub fn dropped(w: &mut Window, ctx: &Context) {
    let files: Vec<PathBuf> =
        ctx.input(|i| i.raw.dropped_files.iter().map(|f| f.path().to_path_buf()).collect());
    if files.is_empty() || w.view.dialogs.give(Given::Dropped(w.session.desk(), &files)) {
        return;
    }
    match files.as_slice() {
        _ if w.session.collection().is_some() && w.view.dialogs.open.is_none() => {
            w.actions.push(Action::Collect(CollectAction::Take(files)));
        }
        [one] if w.view.dialogs.open.is_none() && w.session.document().is_none() => {
            w.actions.push(Action::OpenPath(one.clone()));
        }
        _ => w.view.ask(Dropped { files, at: 0 }),
    }
}

/// Brings the printers and the pages into the printing, as they become known.
fn printers(w: &mut Window, ctx: &Context) {
    if !w.view.dialogs.open.as_ref().is_some_and(|d| d.prints()) {
        return;
    }
    let place = w.view.place(ctx, w.session.report().map(|r| &**r));
    let looked_at = w.view.preview.as_ref().map(|p| p.current);
    let sheets = w.session.preview(&[], Instant::now()).0.sheets.clone();
    let printers = w.session.printers().cloned();
    let (faults, warnings) =
        sheets.as_ref().map(|s| (s.faults.clone(), s.warnings.clone())).unwrap_or_default();
    let pages = sheets.map(|s| {
        let edited = s.find(&place).boxes.first().map_or(0, |(page, _)| *page);
        (s.pages.pages.len(), looked_at.unwrap_or(edited).saturating_add(1))
    });
    if printers.is_none() || pages.is_none() {
        ctx.request_repaint_after(Duration::from_millis(40));
    }
    w.view.dialogs.give(Given::Printers { printers, pages, faults, warnings });
}

/// It is known whether a file stands in the way.
fn looked(w: &mut Window, path: PathBuf, stands: bool) {
    let Some(asked) = w.looked_for.take() else { return };
    if stands {
        w.view.ask(Overwrite { asked, path });
    } else {
        w.actions.push(Action::Answered(asked, path));
    }
}

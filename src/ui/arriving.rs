//! What comes into the window by itself: what was read, files dropped on it, printers and pages for the printing.

use super::action::Action;
use super::dialog::Given;
use super::dialog::dropped::Dropped;
use super::dialog::other::OtherDialog;
use super::dialog::unsaved::Unsaved;
use super::window::Window;
use crate::app::reading::{Arrived, Purpose, Reading};
use egui::Context;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A document read within this time needs no word about waiting.
const AT_ONCE: Duration = Duration::from_millis(400);

/// Begins to read; what is read at once is open at once.
pub fn read(w: &mut Window, what: Reading) {
    w.session.begin_reading(what);
    arrive(w, AT_ONCE);
}

/// Takes what long work has come to.
pub fn arrive(w: &mut Window, wait: Duration) {
    match w.session.arrive(wait) {
        Arrived::Opened => w.view.begin_afresh(),
        Arrived::Other(Purpose::Audit | Purpose::TheirLast) => w.view.ask(OtherDialog),
        Arrived::Other(Purpose::Compare) => w.actions.push(Action::CompareOther),
        Arrived::Other(Purpose::Last) => w.session.take_as_last(),
        Arrived::Unsaved => w.view.ask(Unsaved::new(Action::Accept)),
        Arrived::Done => {
            // What became of them takes the place of the question.
            w.view.dialogs.open.take_if(|d| d.take(Given::Done));
        }
        Arrived::Failed => {
            w.view.dialogs.give(Given::Failed(&mut w.session));
        }
        Arrived::Nothing | Arrived::Review => {}
    }
}

/// Takes files that were dropped on the window.
pub fn dropped(w: &mut Window, ctx: &Context) {
    let files: Vec<PathBuf> =
        ctx.input(|i| i.raw.dropped_files.iter().map(|f| f.path().to_path_buf()).collect());
    if files.is_empty() || w.view.dialogs.give(Given::Dropped(&w.session, &files)) {
        return;
    }
    match files.as_slice() {
        [one] if w.view.dialogs.open.is_none() && w.session.document().is_none() => {
            w.actions.push(Action::OpenPath(one.clone()));
        }
        _ => w.view.ask(Dropped { files, at: 0 }),
    }
}

/// Brings the printers and the pages into the printing, as they become known.
pub fn printers(w: &mut Window, ctx: &Context) {
    if !w.view.dialogs.open.as_ref().is_some_and(|d| d.prints()) {
        return;
    }
    let place = w.view.place(ctx, &w.session);
    let looked_at = w.view.preview.as_ref().map(|p| p.current);
    let sheets = w.session.preview(&[], Instant::now()).0.sheets.clone();
    let printers = w.session.printers().cloned();
    let warnings = sheets.as_ref().map(|s| s.warnings.clone()).unwrap_or_default();
    let pages = sheets.map(|s| {
        let edited = s.find(&place).boxes.first().map_or(0, |(page, _)| *page);
        (s.pages.pages.len(), looked_at.unwrap_or(edited).saturating_add(1))
    });
    if printers.is_none() || pages.is_none() {
        ctx.request_repaint_after(Duration::from_millis(40));
    }
    w.view.dialogs.give(Given::Printers { printers, pages, warnings });
}

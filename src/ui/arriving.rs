//! What comes into the window by itself: what was read, files dropped on it, printers and pages for the printing.

use super::action::Action;
use super::modal::Modal;
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
        Arrived::Other(Purpose::Audit | Purpose::TheirLast) => w.view.ask(Modal::Other),
        Arrived::Other(Purpose::Compare) => w.actions.push(Action::CompareOther),
        Arrived::Other(Purpose::Last) => w.session.take_as_last(),
        Arrived::Unsaved => w.view.ask(Modal::Unsaved(Box::new(Action::Accept))),
        Arrived::Done => {
            // What became of them takes the place of the question.
            w.view.modal.take_if(|m| matches!(m, Modal::Many(_)));
        }
        Arrived::Failed => {
            if let Some(Modal::Many(form)) = &mut w.view.modal {
                form.failed(w.session.message.take().map(|m| m.text).unwrap_or_default());
            }
        }
        Arrived::Nothing | Arrived::Review => {}
    }
}

/// Takes files that were dropped on the window.
pub fn dropped(w: &mut Window, ctx: &Context) {
    let files: Vec<PathBuf> =
        ctx.input(|i| i.raw.dropped_files.iter().map(|f| f.path().to_path_buf()).collect());
    match (&mut w.view.modal, files.as_slice()) {
        (_, []) => {}
        (Some(Modal::Path(b)), [.., last]) => b.take(&w.session, last),
        (Some(Modal::Dropped(all, _)), _) => all.extend(files),
        (None, [one]) if w.session.document().is_none() => w.actions.push(Action::OpenPath(one.clone())),
        _ => w.view.ask(Modal::Dropped(files, 0)),
    }
}

/// Brings the printers and the pages into the printing, as they become known.
pub fn printers(w: &mut Window, ctx: &Context) {
    if !matches!(w.view.modal, Some(Modal::Print(_))) {
        return;
    }
    let place = super::preview::place(ctx, &w.view, &w.session);
    let looked_at = w.view.preview.as_ref().map(|p| p.current);
    let sheets = w.session.preview(&[], Instant::now()).0.sheets.clone();
    let printers = w.session.printers().cloned();
    let Some(Modal::Print(form)) = &mut w.view.modal else { return };
    form.warnings = sheets.as_ref().map(|s| s.warnings.clone()).unwrap_or_default();
    form.pages = sheets.map(|s| {
        let edited = s.find(&place).boxes.first().map_or(0, |(page, _)| *page);
        (s.pages.pages.len(), looked_at.unwrap_or(edited) + 1)
    });
    form.printers = printers;
    if form.printers.is_none() || form.pages.is_none() {
        ctx.request_repaint_after(Duration::from_millis(40));
    }
}

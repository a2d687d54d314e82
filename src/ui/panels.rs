//! Which panels stand where: the menu above, the status below, the outline, the findings and the pages at the
//! sides, and in the middle what is worked on.

use super::action::Action;
use super::editor::{self, Here};
use super::fallen::{Fallen, FallenOutcome, FallenPlace};
use super::menus::Bars;
use super::passing::{Passing, passing_ui};
use super::preview::Laid;
use super::view::{self, View};
use super::window::{Waiting, Window};
use super::{collecting, compare, file_dialogs, findings, outline, preview, shell, start};
use crate::app::session::Session;
use egui::{CentralPanel, Frame, Margin, Panel, Rect, Ui, UiBuilder};
use std::ops::RangeInclusive;
use std::time::Instant;

/// All of them; returns where the middle is.
pub fn panels_ui(ui: &mut Ui, w: &mut Window) -> Rect {
    let Window { session, view, fallen, actions, pending, .. } = w;
    // What all of them show of it is worked out here, once.
    session.derived();
    let bars = bars(session, view);
    Panel::top("menu").show(ui, |ui| {
        fallen.show(ui, FallenPlace::Menu, actions, |ui, actions| shell::menu_ui(ui, &bars, actions));
    });
    Panel::bottom("status").show(ui, |ui| {
        fallen.show(ui, FallenPlace::Status, actions, |ui, actions| shell::status_ui(ui, &bars, actions));
    });
    let overdue = is_overdue(ui, pending.as_ref());
    if let Some(open) = session.collection() {
        let of = (open, session.other());
        let passing = passing(ui, session, overdue);
        let frame = Frame::central_panel(ui.style()).inner_margin(Margin::symmetric(8, 4));
        let shown = CentralPanel::default().frame(frame).show(ui, |ui| {
            let covered = view.dialogs.open.is_some();
            let shown = fallen.show(ui, FallenPlace::Collection, actions, |ui, actions| {
                collecting::collecting_ui(ui, of, &mut view.collecting, (covered, passing), actions);
            });
            if shown != FallenOutcome::Whole {
                passing_ui(ui, passing, actions);
            }
        });
        return shown.response.rect;
    }
    if session.document().is_none() {
        let recent: Vec<_> = session.settings().recent().collect();
        let shown = CentralPanel::default().show(ui, |ui| {
            passing_ui(ui, passing(ui, session, overdue), actions);
            fallen.show(ui, FallenPlace::Start, actions, |ui, actions| start::start_ui(ui, &recent, actions));
        });
        return shown.response.rect;
    }
    sides_ui(ui, session, view, fallen, actions);
    if view.shows_pages_alone(ui.ctx()) {
        let shown = CentralPanel::default().show(ui, |ui| {
            passing_ui(ui, passing(ui, session, overdue), actions);
            fallen.show(ui, FallenPlace::Preview, actions, |ui, actions| {
                preview_ui(ui, session, view, actions)
            });
        });
        return shown.response.rect;
    }
    middle_ui(ui, (session, overdue), view, fallen, actions)
}

/// What stands in the middle for a while.
fn passing<'a>(ui: &Ui, session: &'a Session, overdue: bool) -> Passing<'a> {
    let open = session.document().is_some() || session.collection().is_some();
    let told = session.message().filter(|m| m.amiss.is_some() || !shell::has_room(ui, m));
    Passing { told, open, overdue }
}

fn bars<'a>(session: &'a Session, view: &'a View) -> Bars<'a> {
    Bars { opened: session.opened(), message: session.message(), settings: session.settings(), view }
}

/// Whether who asked for a file has waited so long that there may be no dialog.
fn is_overdue(ui: &Ui, pending: Option<&Waiting>) -> bool {
    let now = ui.input(|i| i.time);
    pending.and_then(|w| w.since).is_some_and(|t| now - t > file_dialogs::PATIENCE.as_secs_f64())
}

/// The outline, the findings, the pages.
fn sides_ui(
    ui: &mut Ui,
    session: &mut Session,
    view: &mut View,
    fallen: &mut Fallen,
    actions: &mut Vec<Action>,
) {
    // Where there is little room (a small screen, large type) the table gets it.
    let short = view::is_tight(ui.ctx());
    let outline = Panel::left(if short { "short outline" } else { "outline" });
    let (size, sizes) = if short { (70.0, 70.0..=70.0) } else { (164.0, 120.0..=260.0) };
    side_ui(ui, outline.resizable(!short).default_size(size), sizes, |ui| {
        fallen.show(ui, FallenPlace::Outline, actions, |ui, actions| {
            if let Some(open) = session.open() {
                outline::outline_ui(ui, open, view.section, short, actions);
            }
        });
    });
    if view.shows_findings(ui.ctx()) {
        let sizes = leaving_room(ui, 210.0, 480.0);
        // A size that was dragged holds for windows of one kind.
        let (id, size) = match (short, view::is_wide(ui.ctx())) {
            (true, _) => ("narrow findings", 210.0),
            (false, false) => ("findings", 256.0),
            (false, true) => ("wide findings", 340.0),
        };
        side_ui(ui, Panel::right(id).default_size(size), sizes, |ui| {
            fallen.show(ui, FallenPlace::Findings, actions, |ui, actions| {
                if let Some(open) = session.open() {
                    let stale = view.stale.at(&open.known().stale, open.report(), &view.work_spot());
                    findings::findings_ui(ui, open, &mut view.findings, stale, actions);
                }
            });
        });
    }
    if view.shows_preview(ui.ctx()) && !view.shows_pages_alone(ui.ctx()) {
        let width = if view::is_wide(ui.ctx()) { 620.0 } else { 440.0 };
        let sizes = leaving_room(ui, 240.0, 1100.0);
        side_ui(ui, Panel::right("preview").default_size(width), sizes, |ui| {
            fallen.show(ui, FallenPlace::Preview, actions, |ui, actions| {
                preview_ui(ui, session, view, actions);
            });
        });
    }
}

/// The pages, kept up with the report and with what is shown of them.
fn preview_ui(ui: &mut Ui, session: &mut Session, view: &mut View, actions: &mut Vec<Action>) {
    let Some(report) = session.report().cloned() else { return };
    let place = view.place(ui.ctx(), Some(&report));
    let Some(shown) = &mut view.preview else { return };
    // The faces are looked for when the choices are first shown.
    let families = if shown.arranging { session.families().to_vec() } else { Vec::new() };
    let (fonts, styles) = (session.settings().fonts, session.settings().styles.clone());
    let of = Laid { report: &report, fonts, styles: &styles, families: &families, place: &place };
    let (pages, wait) = session.preview(shown.wanted(), Instant::now());
    if let Some(w) = wait {
        ui.ctx().request_repaint_after(w);
    }
    preview::preview_ui(ui, &of, pages, shown, actions);
}

/// How wide a panel at the side may be; the smallest window has some room left for the middle.
fn leaving_room(ui: &Ui, least: f32, most: f32) -> RangeInclusive<f32> {
    let room = (ui.available_width() * 0.75).floor();
    least.min(room)..=most.min(room)
}

/// A panel at a side, as wide as it is whatever stands in it: the middle does not move. What is wider is cut off; the
/// toolkit would take such a panel at the right to begin further right, and put the middle over it.
fn side_ui(ui: &mut Ui, panel: Panel, sizes: RangeInclusive<f32>, add: impl FnOnce(&mut Ui)) {
    let frame = Frame::side_top_panel(ui.style());
    panel.size_range(sizes).frame(frame).show(ui, |ui| {
        let room = ui.max_rect();
        let mut inner = ui.new_child(UiBuilder::new().max_rect(room));
        add(&mut inner);
        ui.advance_cursor_after_rect(room);
    });
}

/// The part of the report that is worked on, or two reports side by side.
fn middle_ui(
    ui: &mut Ui,
    (session, overdue): (&Session, bool),
    view: &mut View,
    fallen: &mut Fallen,
    actions: &mut Vec<Action>,
) -> Rect {
    let passing = passing(ui, session, overdue);
    let frame = Frame::central_panel(ui.style()).inner_margin(Margin::symmetric(8, 4));
    let shown = CentralPanel::default().frame(frame).show(ui, |ui| {
        let Some(open) = session.open() else { return };
        let at = (view.section, view.dialogs.open.is_some());
        if let Some(shown) = &mut view.compare {
            passing_ui(ui, passing, actions);
            fallen.show(ui, FallenPlace::Compare, actions, |ui, actions| {
                compare::compare_ui(ui, open.document(), shown, at, actions);
            });
            return;
        }
        let (report, findings) = (open.report(), &open.known().findings);
        let place = FallenPlace::Section(view.shown(Some(report)));
        let shown = fallen.show(ui, place, actions, |ui, actions| {
            let looked_at = view.findings.looking.at(findings);
            let (settings, today) = (session.settings(), session.today());
            let (section, revision) = (view.section, open.document().revision());
            let here = Here { report, revision, settings, today, section, findings, looked_at, passing };
            editor::editor_ui(ui, &here, &mut view.desk, actions);
        });
        if shown != FallenOutcome::Whole {
            passing_ui(ui, passing, actions);
        }
    });
    shown.response.rect
}

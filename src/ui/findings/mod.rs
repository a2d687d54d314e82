//! What was found: how far the report is, the findings in groups, how to go through them by key, and below them
//! what else waits for the clerk.

#![deny(clippy::indexing_slicing, clippy::string_slice)]

mod card;
mod notes;

pub use notes::audit;

use super::action::Action;
use super::theme;
use super::view::View;
use crate::app::derived::{Derived, PartState};
use crate::app::effect::{self, Offer};
use crate::app::session::Session;
use crate::checks::{Finding, Level};
use egui::{Button, RichText, ScrollArea, Sense, Ui, vec2};

/// What the panel remembers from frame to frame.
#[derive(Default)]
pub struct Panel {
    /// Whether source and remedy of the finding looked at are shown.
    why: bool,
    /// What an import had to say is to be scrolled to.
    pub to_notes: bool,
    /// Whether the checks that were switched off are listed.
    off: bool,
    /// What its repairs would do: of which revision, of which finding.
    offers: Option<(u64, usize, Vec<Offer>)>,
    /// The finding that gets the keys in the next frame.
    pub focus: Option<usize>,
    /// The finding that the list was scrolled to.
    scrolled: Option<usize>,
}

/// The panel at the right.
pub fn findings_ui(ui: &mut Ui, session: &mut Session, view: &mut View, actions: &mut Vec<Action>) {
    let derived = session.derived();
    let findings = &derived.findings;
    ui.add_space(6.0);
    head_ui(ui, &derived, view);
    progress_ui(ui, &derived);
    if let Some(r) = session.report() {
        notes::switched_off_ui(ui, r, &mut view.panel_state.off, actions);
    }
    ui.separator();
    let chosen = view.looking.at(findings);
    if let Some(i) = chosen {
        weigh(session, view, findings, i);
    }
    // Stays in sight while the list below is scrolled.
    notes::stale_ui(ui, session.stale(), view, actions);
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let order = view.looking.order(findings);
        let mut group = "";
        for (at, i) in order.iter().enumerate() {
            let Some(f) = findings.get(*i) else { continue };
            if view.looking.group(f) != group {
                group = view.looking.group(f);
                let mine = |o: &&usize| findings.get(**o).is_some_and(|f| view.looking.group(f) == group);
                let size = order.iter().filter(mine).count();
                ui.add_space(4.0);
                ui.label(RichText::new(format!("{group}　{size}")).color(theme::get().faint));
            }
            let neighbours =
                (at.checked_sub(1).and_then(|b| order.get(b)).copied(), order.get(at + 1).copied());
            card::card_ui(ui, session, findings, *i, neighbours, view, actions);
        }
        if let Some(r) = session.report() {
            if !r.notes.is_empty() {
                if std::mem::take(&mut view.panel_state.to_notes) {
                    let below = egui::Rect::from_min_size(ui.cursor().min, vec2(1.0, 1.0));
                    ui.scroll_to_rect(below, Some(egui::Align::Min));
                }
                notes::notes_ui(ui, r, actions);
            }
            notes::unneeded_ui(ui, r, findings, actions);
        }
    });
    view.panel_state.scrolled = chosen;
}

/// Title, filter and grouping.
fn head_ui(ui: &mut Ui, derived: &Derived, view: &mut View) {
    ui.horizontal(|ui| {
        ui.label(RichText::new("审核结果").strong());
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            for (by_level, text) in [(true, "按轻重"), (false, "按部分")] {
                let text = RichText::new(text).small();
                if ui.selectable_label(view.looking.by_level == by_level, text).clicked() {
                    view.looking.by_level = by_level;
                }
            }
        });
    });
    ui.horizontal_wrapped(|ui| {
        for level in Level::ALL {
            let count = derived.open(level);
            let listed = !view.looking.hidden.contains(&level);
            let color = if count > 0 && listed { theme::color(level) } else { theme::get().faint };
            let words = format!("{} {} {count}", theme::sign(level), level.word());
            let button = Button::selectable(listed, RichText::new(words).small().color(color));
            let tip = if listed { "点一下不列" } else { "点一下列出" };
            let button = ui.add(button).on_hover_text(format!("{}：{tip}", level.word()));
            if button.accessible_name(format!("列出{}", level.word())).clicked() {
                if listed {
                    view.looking.hidden.insert(level);
                } else {
                    view.looking.hidden.remove(&level);
                }
            }
        }
    });
}

/// How far the report is from being handed in.
fn progress_ui(ui: &mut Ui, derived: &Derived) {
    let done = derived.parts.iter().filter(|p| matches!(p, PartState::Done | PartState::Warning)).count();
    let all = derived.parts.len();
    let (mut bar, _) = ui.allocate_exact_size(vec2(ui.available_width(), 4.0), Sense::hover());
    ui.painter().rect_filled(bar, 2.0, theme::get().hairline);
    bar.set_width(bar.width() * done as f32 / all as f32);
    ui.painter().rect_filled(bar, 2.0, theme::get().accent);
    let (ready, words) = derived.progress();
    let color = if ready { theme::get().accent } else { theme::get().faint };
    ui.label(RichText::new(words).color(color)).on_hover_text(format!("{all}部分做好了{done}部分"));
}

/// Works out what the repairs of finding `i` would do, once for a revision.
fn weigh(session: &Session, view: &mut View, findings: &[Finding], i: usize) {
    let (Some(report), Some(doc)) = (session.report(), session.document()) else { return };
    let known = view.panel_state.offers.as_ref().map(|(revision, at, _)| (*revision, *at));
    if known != Some((doc.revision(), i)) {
        let offers = findings.get(i).map(|f| effect::offers(report, findings, f, session.today()));
        view.panel_state.offers = offers.map(|offers| (doc.revision(), i, offers));
    }
}

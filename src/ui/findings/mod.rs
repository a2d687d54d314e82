//! What was found: how far the report is, the findings in groups, how to go through them by key, and below them
//! what else waits for the clerk.

mod card;
mod change;
mod foot;
mod notes;
mod state;

pub use change::{change, stretches};
pub use notes::audit;
pub use state::Panel;

use super::action::Action;
use super::heading::subheading;
use super::{spoken, theme};
use crate::app::alike;
use crate::app::derived::{Derived, PartState};
use crate::app::finding_list::Looking;
use crate::app::fix_preview;
use crate::app::open_report::OpenReport;
use crate::checks::{Finding, Level};
use crate::ui::lines::{InLines, Tip, one_line, wrapped};
use card::Card;
use egui::{Button, RichText, ScrollArea, Sense, Ui, accesskit, vec2};

/// The panel at the right; `stale` is the sentence of last year's that is looked at.
pub fn findings_ui(
    ui: &mut Ui,
    open: &OpenReport,
    panel: &mut Panel,
    stale: usize,
    actions: &mut Vec<Action>,
) {
    let (report, derived) = (open.report(), open.known());
    let findings = &derived.findings;
    ui.add_space(6.0);
    head_ui(ui, derived, &mut panel.looking);
    // In a low window the list has all the room below its head.
    let low = theme::is_low(ui.ctx());
    let above_ui = |ui: &mut Ui, off: &mut bool, actions: &mut Vec<Action>| {
        progress_ui(ui, derived);
        notes::switched_off_ui(ui, report, off, actions);
        ui.separator();
        notes::stale_ui(ui, report.form(), &derived.stale, stale, actions);
        by_table_ui(ui, derived, actions);
    };
    let chosen = panel.looking.at(findings);
    if let Some(i) = chosen {
        weigh(open, panel, findings, i);
    }
    if !findings.is_empty() {
        let offers = panel.offers.as_ref().filter(|(_, at, _)| Some(*at) == chosen);
        foot::foot_ui(ui, offers.and_then(|o| o.2.first()).map(|o| &o.fix), actions);
    }
    // Stays in sight while the list below is scrolled.
    if !low {
        above_ui(ui, &mut panel.off, actions);
    }
    // In another room the list is laid anew; what the foot's buttons are about stays in sight.
    let window = ui.ctx().content_rect().size();
    let room = Some([window.x, window.y, ui.available_width()]);
    if std::mem::replace(&mut panel.room, room) != room {
        panel.scrolled = None;
    }
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        if low {
            above_ui(ui, &mut panel.off, actions);
        }
        list_ui(ui, open, panel, actions);
    });
    let since = |i| panel.scrolled.filter(|(of, _)| *of == i).map_or(0, |(_, frames)| frames);
    panel.scrolled = chosen.map(|i| (i, since(i).saturating_add(1).min(card::SETTLED.saturating_add(1))));
    if panel.scrolled.is_some_and(|(_, frames)| frames <= card::SETTLED) {
        ui.ctx().request_repaint();
    }
}

/// The findings in their groups, and below them what else waits.
fn list_ui(ui: &mut Ui, open: &OpenReport, panel: &mut Panel, actions: &mut Vec<Action>) {
    let (report, derived) = (open.report(), open.known());
    let findings = &derived.findings;
    let order = panel.looking.order(findings);
    spoken::list(ui, accesskit::Role::ListBox, "审核结果", order.len());
    let of = |panel: &Panel, f: &Finding| panel.looking.group(f, report.form());
    let mut group = String::new();
    for (at, i) in order.iter().enumerate() {
        let Some(mine) = findings.get(*i).map(|f| of(panel, f)) else { continue };
        if mine != group {
            group = mine;
            let alike = |o: &&usize| findings.get(**o).is_some_and(|f| of(panel, f) == group);
            let size = order.iter().filter(alike).count();
            ui.add_space(4.0);
            ui.words(RichText::new(format!("{group}　{size}")).color(theme::get().faint));
        }
        let neighbours =
            (at.checked_sub(1).and_then(|b| order.get(b)).copied(), order.get(at.saturating_add(1)).copied());
        let card = Card { report, judged: derived.judged.as_ref(), findings, i: *i, at, neighbours };
        card::card_ui(ui, &card, panel, actions);
    }
    if !report.notes.is_empty() {
        if std::mem::take(&mut panel.to_notes) {
            let below = egui::Rect::from_min_size(ui.cursor().min, vec2(1.0, 1.0));
            ui.scroll_to_rect(below, Some(egui::Align::Min));
        }
        notes::notes_ui(ui, report, actions);
    }
    notes::unneeded_ui(ui, report, findings, actions);
}

/// What puts the words right that say otherwise than the tables, whichever finding is looked at.
fn by_table_ui(ui: &mut Ui, derived: &Derived, actions: &mut Vec<Action>) {
    let sure = derived.findings.iter().filter(|f| fix_preview::follows_table(f)).count();
    if sure > 1
        && ui
            .button("文字都照表改…")
            .tip(format!("文中{sure}处和表不同，改法只有一种；先列出每一处怎么改"))
            .clicked()
    {
        let plan = derived.judged.as_ref().and_then(alike::by_table);
        actions.extend(plan.map(|all| Action::AskAlike(Box::new(all))));
    }
}

/// Title, filter and grouping.
fn head_ui(ui: &mut Ui, derived: &Derived, looking: &mut Looking) {
    if !theme::is_low(ui.ctx()) {
        ui.horizontal(|ui| order_ui(ui, looking));
    }
    ui.horizontal_wrapped(|ui| {
        for level in Level::ALL {
            let count = derived.open(level);
            let listed = !looking.hidden.contains(&level);
            let color = if count > 0 && listed { theme::color(level) } else { theme::get().faint };
            // In a low window the sign stands for the word, and all of them in one line.
            let word = if theme::is_low(ui.ctx()) { "" } else { level.word() };
            let words = format!("{} {word} {count}", theme::sign(level));
            let button = Button::selectable(listed, RichText::new(words).small().color(color));
            let tip = if listed { "点一下不列" } else { "点一下列出" };
            let button = ui.add(button).tip(format!("{}：{tip}", level.word()));
            if button.accessible_name(format!("列出{}", level.word())).clicked() {
                if listed {
                    looking.hidden.insert(level);
                } else {
                    looking.hidden.remove(&level);
                }
            }
        }
    });
}

/// The panel's name, and how it lists.
fn order_ui(ui: &mut Ui, looking: &mut Looking) {
    subheading(ui, "审核结果");
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        for (by_level, text) in [(true, "按轻重"), (false, "按部分")] {
            let text = RichText::new(text).small();
            if ui.selectable_label(looking.by_level == by_level, text).clicked() {
                looking.by_level = by_level;
            }
        }
    });
}

/// How far the report is from being handed in.
fn progress_ui(ui: &mut Ui, derived: &Derived) {
    let done =
        derived.parts.iter().filter(|(_, s)| matches!(s, PartState::Done | PartState::Warning)).count();
    let all = derived.parts.len();
    let (mut bar, _) = ui.allocate_exact_size(vec2(ui.available_width(), 4.0), Sense::hover());
    ui.painter().rect_filled(bar, 2.0, theme::get().hairline);
    bar.set_width(bar.width() * done as f32 / all as f32);
    ui.painter().rect_filled(bar, 2.0, theme::get().accent);
    let (ready, words) = derived.progress();
    let color = if ready { theme::get().accent } else { theme::get().faint };
    // As high with one line as with two: what stands below is clicked while it changes. A low window has room for one.
    let low = theme::is_low(ui.ctx());
    let lines = if low { 1.0 } else { 2.0 };
    ui.scope(|ui| {
        ui.set_min_height(lines * ui.text_style_height(&egui::TextStyle::Body));
        let tip = format!("{words}\n{all}部分做好了{done}部分");
        let words = RichText::new(words).color(color);
        if low {
            ui.add(one_line(words).under_pointer(tip))
        } else {
            ui.add(wrapped(ui, words)).tip(tip)
        };
    });
}

/// Works out what the repairs of finding `i` would do, once for a revision.
fn weigh(open: &OpenReport, panel: &mut Panel, findings: &[Finding], i: usize) {
    let (Some(judged), revision) = (&open.known().judged, open.document().revision()) else { return };
    let known = panel.offers.as_ref().map(|(of, at, _)| (*of, *at));
    if known != Some((revision, i)) {
        let offers = findings.get(i).map(|f| fix_preview::offers(judged, f));
        panel.offers = offers.map(|offers| (revision, i, offers));
    }
}

//! The menus, made from the command table: what a command is called now, whether what it switches is on, and where
//! a line parts it from the one above.

use super::action::Action;
use super::theme;
use super::view::View;
use crate::app::at_hand::AtHand;
use crate::app::command::{self, CHOICES, COMMANDS, Command, Id, MENUS};
use crate::app::message::Message;
use crate::report::emphasis::Emphasis;
use crate::report::emphasised;
use crate::store::settings::{Enter, FontChoice, Look, Settings};
use crate::ui::lines::Tip;
use egui::{Align2, Button, FontId, Ui, accesskit, vec2};

/// The first of each group but the topmost in its menu.
const APART: [Id; 18] = [
    Id::Save,
    Id::Finish,
    Id::Print,
    Id::Close,
    Id::Cut,
    Id::CopyPage,
    Id::Bold,
    Id::Find,
    Id::InsertValue,
    Id::ChooseLast,
    Id::ReportSettings,
    Id::ShowUnits,
    Id::NextStale,
    Id::AuditMany,
    Id::ZoomIn,
    Id::StopAtTotals,
    Id::Light,
    Id::Panel,
];

/// What the bars around the panels show.
pub struct Bars<'a> {
    pub opened: AtHand<'a>,
    /// What the clerk is told.
    pub message: Option<&'a Message>,
    pub settings: &'a Settings,
    pub view: &'a View,
}

/// All of them, on the line they are given.
pub fn menus_ui(ui: &mut Ui, bars: &Bars<'_>, actions: &mut Vec<Action>) {
    for (menu, name) in MENUS {
        ui.menu_button(name, |ui| {
            let here = || COMMANDS.iter().filter(|c| c.menu == menu);
            let ticked = here().any(|c| is_on(ui, c.id, bars).is_some());
            for c in here() {
                if APART.contains(&c.id) {
                    ui.separator();
                }
                match CHOICES.iter().find(|(_, all)| all.contains(&c.id)) {
                    Some((name, all)) if all.first() == Some(&c.id) => {
                        choice_ui(ui, (name, all), ticked, bars, actions);
                    }
                    Some(_) => {}
                    None => command_ui(ui, c, ticked, bars, actions),
                }
                if c.id == Id::OpenPasted {
                    recent_ui(ui, bars.settings, actions);
                }
            }
        });
    }
}

/// The recent files, in a menu of their own.
fn recent_ui(ui: &mut Ui, settings: &Settings, actions: &mut Vec<Action>) {
    ui.add_enabled_ui(!settings.recent.is_empty(), |ui| {
        ui.menu_button("最近文件", |ui| {
            for (path, words) in settings.recent() {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let folder = path.parent().map(|p| p.display().to_string()).unwrap_or_default();
                // How it stands, without year and office, which the name says.
                let state = words.split(" · ").next().filter(|_| words.contains(" · ")).unwrap_or_default();
                let button = Button::new(name).shortcut_text(state);
                if ui.add(button).tip(format!("{words}\n{folder}").trim()).clicked() {
                    actions.push(Action::OpenPath(path.to_path_buf()));
                    ui.close();
                }
            }
        });
    });
}

/// Commands of which one holds.
fn choice_ui(
    ui: &mut Ui,
    (name, all): (&str, &[Id]),
    ticked: bool,
    bars: &Bars<'_>,
    actions: &mut Vec<Action>,
) {
    let text = if ticked { format!("\u{3000} {name}") } else { name.to_string() };
    let menu = ui.menu_button(text, |ui| {
        all.iter().filter_map(|id| command::of(*id)).for_each(|c| command_ui(ui, c, true, bars, actions));
    });
    menu.response.accessible_name(name);
}

/// A line of a menu; where some of its lines can be `ticked`, all leave room for it.
fn command_ui(ui: &mut Ui, c: &Command, ticked: bool, bars: &Bars<'_>, actions: &mut Vec<Action>) {
    let name = name(c, bars);
    let text = if ticked { format!("\u{3000} {name}") } else { name.clone() };
    let button = Button::new(text).shortcut_text(c.shortcut.unwrap_or_default());
    let response = ui.add_enabled((c.enabled)(bars.opened), button).tip(c.tip).accessible_name(name);
    if let Some(on) = is_on(ui, c.id, bars) {
        let state = if on { accesskit::Toggled::True } else { accesskit::Toggled::False };
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_toggled(state));
        if on {
            let at = response.rect.left_center() + vec2(14.0, 0.0);
            ui.painter().text(
                at,
                Align2::CENTER_CENTER,
                "✓",
                FontId::proportional(14.0),
                theme::get().accent,
            );
        }
    }
    if response.clicked() {
        actions.push(Action::Command(c.id));
        ui.close();
    }
}

/// 撤销 names what it takes back.
fn name(c: &Command, bars: &Bars<'_>) -> String {
    let step = match c.id {
        Id::Undo => bars.opened.undo_name(),
        Id::Redo => bars.opened.redo_name(),
        _ => None,
    };
    step.map_or(c.text.to_string(), |s| format!("{} {s}", c.text))
}

/// Of what is switched on and off or chosen, whether it is on.
fn is_on(ui: &Ui, id: Id, bars: &Bars<'_>) -> Option<bool> {
    let (open, view, s) = (bars.opened.report().is_some(), bars.view, bars.settings);
    match id {
        Id::Bold => Some(stands_out(bars, Emphasis::BOLD)),
        Id::Underline => Some(stands_out(bars, Emphasis::UNDERLINE)),
        Id::EnterDown => Some(s.enter == Enter::Down),
        Id::EnterRight => Some(s.enter == Enter::Right),
        Id::Light => Some(s.look == Look::Light),
        Id::Dark => Some(s.look == Look::Dark),
        Id::Contrast => Some(s.look == Look::Contrast),
        Id::BundledFonts => Some(s.fonts == FontChoice::Bundled),
        Id::SystemFonts => Some(s.fonts == FontChoice::System),
        Id::StopAtTotals => Some(s.stop_at_totals),
        Id::LastYear => Some(s.last_year),
        Id::Panel => Some(open && view.shows_findings(ui.ctx())),
        Id::Preview => Some(open && view.shows_preview(ui.ctx())),
        Id::Arrange => Some(view.preview.as_ref().is_some_and(|p| p.arranging)),
        _ => None,
    }
}

/// Whether the words that are selected stand out so.
fn stands_out(bars: &Bars<'_>, by: Emphasis) -> bool {
    let (report, chosen) = (bars.opened.report().map(|o| o.report()), &bars.view.desk.texts.chosen);
    let (Some(report), Some((part, places))) = (report, chosen) else { return false };
    emphasised::is_on(report, *part, places, by)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_menu_begins_with_a_line() {
        for (menu, _) in MENUS {
            let first = COMMANDS.iter().find(|c| c.menu == menu).map(|c| c.id);
            assert!(first.is_some_and(|id| !APART.contains(&id)), "{menu:?}");
        }
    }
}

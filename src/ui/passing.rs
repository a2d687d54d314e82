//! What stands in the middle for a while: what went wrong or has no room in the status bar, and that a file dialog is
//! waited for. It stands above the foot
//! of what is worked on: what is clicked there, and in the panels at the sides, stays where it is.

use super::action::Action;
use super::below::below_ui;
use super::{spoken, theme};
use crate::app::command::Id;
use crate::app::message::Message;
use crate::export::EXPORTERS;
use crate::ui::lines::{InLines, told_rows};
use egui::{Align, Layout, Panel, RichText, Ui};

/// Lines that it may take.
const ROWS: usize = 3;
/// Before what went well.
pub const GOOD: &str = "✓";

/// What there is of it.
#[derive(Clone, Copy, Default)]
pub struct Passing<'a> {
    /// What went wrong, or went well in more words than the status bar has room for.
    pub told: Option<&'a Message>,
    /// Whether there is something to be saved.
    pub open: bool,
    /// Whether a dialog of the system has not answered for long.
    pub overdue: bool,
}

/// Shows it, below what is shown next in the same place.
pub fn passing_ui(ui: &mut Ui, passing: Passing<'_>, actions: &mut Vec<Action>) {
    let Passing { told, open, overdue } = passing;
    if overdue {
        below_ui(ui, Panel::bottom("waiting"), |ui| file_dialog_ui(ui, actions));
    }
    if let Some(m) = told {
        below_ui(ui, Panel::bottom("told"), |ui| told_ui(ui, m, open, actions));
    }
}

fn told_ui(ui: &mut Ui, m: &Message, open: bool, actions: &mut Vec<Action>) {
    let row = |ui: &mut Ui| {
        answers_ui(ui, m, open, actions);
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            let (sign, color) = m.amiss.map_or((GOOD, theme::get().accent), |l| ("●", theme::color(l)));
            ui.words(RichText::new(sign).color(color));
            // However long it is, the report stays in view; a click shows the rest.
            spoken::live(&told_rows(ui, &m.text, ROWS));
        });
    };
    ui.horizontal_top(|ui| ui.with_layout(Layout::right_to_left(Align::Min), row));
}

/// What can be done about a message, from the right; whatever room is left is for its words.
pub fn answers_ui(ui: &mut Ui, m: &Message, open: bool, actions: &mut Vec<Action>) {
    for (words, action) in answers(m, open) {
        if ui.small_button(words).clicked() {
            actions.push(action);
        }
    }
}

/// Buttons of a message with what they ask for, from the right.
pub fn answers(m: &Message, open: bool) -> Vec<(String, Action)> {
    let mut out = vec![("知道了".to_string(), Action::CloseMessage)];
    if m.elsewhere && open {
        out.push(("另存为…".into(), Action::Command(Id::SaveAs)));
    }
    let Some(file) = &m.file else { return out };
    if let Some(folder) = file.parent() {
        out.push(("打开所在的文件夹".into(), Action::OpenExternally(folder.to_path_buf())));
    }
    let format = EXPORTERS.iter().find(|e| e.format.names(file)).map_or("", |e| e.format.name);
    out.push((format!("打开{format}"), Action::OpenExternally(file.clone())));
    out
}

/// While the system's dialog has not answered: it may not be there at all.
fn file_dialog_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.words("正在等系统的文件对话框。没有看到它？");
        if ui.small_button("改用程序自带的").clicked() {
            actions.push(Action::OwnDialog);
        }
        if ui.small_button("不等了").clicked() {
            actions.push(Action::NoDialog);
        }
    });
}

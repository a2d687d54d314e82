//! What stands in the middle for a while: what went wrong, and that a file dialog is waited for. It stands above the foot
//! of what is worked on: what is clicked there, and in the panels at the sides, stays where it is.

use super::action::Action;
use super::below::below_ui;
use super::{spoken, theme};
use crate::app::command::Id;
use crate::app::message::Message;
use crate::checks::Level;
use crate::export::EXPORTERS;
use crate::ui::lines::{InLines, in_rows};
use egui::{Align, Layout, Panel, RichText, Ui};

/// Lines that what went wrong may take.
const ROWS: usize = 3;

/// What there is of it.
#[derive(Clone, Copy, Default)]
pub struct Passing<'a> {
    /// What went wrong.
    pub amiss: Option<&'a Message>,
    /// Whether there is something to be saved.
    pub open: bool,
    /// Whether a dialog of the system has not answered for long.
    pub overdue: bool,
}

/// Shows it, below what is shown next in the same place.
pub fn passing_ui(ui: &mut Ui, passing: Passing<'_>, actions: &mut Vec<Action>) {
    let Passing { amiss, open, overdue } = passing;
    if overdue {
        below_ui(ui, Panel::bottom("waiting"), |ui| file_dialog_ui(ui, actions));
    }
    if let Some(m) = amiss {
        below_ui(ui, Panel::bottom("failure"), |ui| failure_ui(ui, m, open, actions));
    }
}

fn failure_ui(ui: &mut Ui, m: &Message, open: bool, actions: &mut Vec<Action>) {
    let row = |ui: &mut Ui| {
        answers_ui(ui, m, open, actions);
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            let level = m.amiss.unwrap_or(Level::Error);
            ui.words(RichText::new("●").color(theme::color(level)));
            // However long it is, the report stays in view; the rest shows under the pointer.
            spoken::live(&in_rows(ui, &m.text, ROWS));
        });
    };
    ui.horizontal_top(|ui| ui.with_layout(Layout::right_to_left(Align::Min), row));
}

/// What can be done about a message, from the right; whatever room is left is for its words.
pub fn answers_ui(ui: &mut Ui, m: &Message, open: bool, actions: &mut Vec<Action>) {
    if ui.small_button("知道了").clicked() {
        actions.push(Action::CloseMessage);
    }
    if m.elsewhere && open && ui.small_button("另存为…").clicked() {
        actions.push(Action::Command(Id::SaveAs));
    }
    let Some(file) = &m.file else { return };
    if let Some(folder) = file.parent()
        && ui.small_button("打开所在的文件夹").clicked()
    {
        actions.push(Action::OpenExternally(folder.to_path_buf()));
    }
    let format = EXPORTERS.iter().find(|e| e.format.names(file)).map_or("", |e| e.format.name);
    if ui.small_button(format!("打开{format}")).clicked() {
        actions.push(Action::OpenExternally(file.clone()));
    }
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

//! What was found, grouped by part; a click goes there, a button applies the fix. Notes of the import below.

use super::View;
use super::action::Action;
use super::theme;
use crate::app::command::Id;
use crate::app::session::Session;
use crate::checks::{Finding, Level};
use crate::form::PARTS;
use crate::report::edit::Edit;
use crate::report::stale::Stale;
use crate::report::{Note, Place, Report};
use egui::{Label, RichText, ScrollArea, Sense, Ui};

/// The panel at the right.
pub fn findings_ui(
    ui: &mut Ui,
    session: &Session,
    findings: &[Finding],
    view: &mut View,
    actions: &mut Vec<Action>,
) {
    ui.add_space(6.0);
    ui.label(RichText::new("审核结果").strong());
    let errors = findings.iter().filter(|f| f.level == Level::Error).count();
    let ready = if errors == 0 {
        "没有错误，可以上报".to_string()
    } else {
        format!("可以上报：还差 {errors} 项")
    };
    ui.label(RichText::new(ready).color(theme::get().faint));
    ui.separator();
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        stale_ui(ui, session.stale(), view, actions);
        let mut section = None;
        for (i, f) in findings.iter().enumerate() {
            if f.section != section {
                section = f.section;
                ui.add_space(4.0);
                ui.label(
                    RichText::new(PARTS.get(f.section.unwrap_or(0)).copied().unwrap_or(""))
                        .color(theme::get().faint),
                );
            }
            finding_ui(ui, i, f, view, actions);
        }
        if let Some(r) = session.report().filter(|r| !r.notes.is_empty()) {
            notes_ui(ui, r, actions);
        }
    });
}

fn finding_ui(ui: &mut Ui, i: usize, f: &Finding, view: &View, actions: &mut Vec<Action>) {
    let selected = view.shown == Some(i);
    let frame = egui::Frame::new()
        .inner_margin(6)
        .fill(if selected { theme::get().computed } else { theme::get().paper })
        .stroke(egui::Stroke::new(1.0, if selected { theme::get().accent } else { theme::get().hairline }));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.label(RichText::new(theme::sign(f.level)).color(theme::color(f.level)));
            let title = f.check().map_or("", |c| c.title);
            ui.add(Label::new(RichText::new(title).strong()).truncate());
        });
        let why = f
            .check()
            .map_or(String::new(), |c| format!("依据：{}\n办法：{}\n编号：{}", c.why, c.how, c.code));
        let words = ui.add(Label::new(&f.message).wrap().sense(Sense::click())).on_hover_text(why);
        if words.clicked() {
            actions.push(Action::Show(i));
        }
        ui.horizontal_wrapped(|ui| {
            if ui.small_button("转到").clicked() {
                actions.push(Action::Show(i));
            }
            if let Some(fix) = &f.fix
                && ui.small_button(&fix.title).on_hover_text("改了可以撤销").clicked()
            {
                actions.push(Action::Edit { name: fix.title.clone(), group: None, edits: fix.edits.clone() });
            }
        });
    });
}

/// Sentences of last year's: how many, and the one being looked at.
fn stale_ui(ui: &mut Ui, list: &[Stale], view: &View, actions: &mut Vec<Action>) {
    if list.is_empty() {
        return;
    }
    let at = view.stale.min(list.len() - 1);
    ui.add_space(8.0);
    ui.label(RichText::new(format!("去年的文字 还有{}处", list.len())).strong());
    let frame = egui::Frame::new()
        .inner_margin(6)
        .fill(theme::get().aged)
        .stroke(egui::Stroke::new(1.0, theme::get().hairline));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let text = format!("{}/{}　{}", at + 1, list.len(), list[at].words);
        if ui.add(Label::new(text).wrap().sense(Sense::click())).clicked() {
            actions.push(Action::ShowStale(at));
        }
        ui.horizontal_wrapped(|ui| {
            for (text, tip, action) in [
                ("上一处", "Shift+F6", Action::ShowStale(at.saturating_sub(1))),
                ("下一处", "F6", Action::ShowStale(at + 1)),
                ("照用", "这一句今年仍然属实，不再标记", Action::ConfirmStale(at)),
                ("全部确认", "都照用；可以撤销", Action::Command(Id::ConfirmAll)),
            ] {
                if ui.small_button(text).on_hover_text(tip).clicked() {
                    actions.push(action);
                }
            }
        });
    });
}

fn notes_ui(ui: &mut Ui, report: &Report, actions: &mut Vec<Action>) {
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.label(RichText::new(format!("导入说明 {}", report.notes.len())).strong());
        if ui.small_button("全部知道了").clicked() {
            actions.push(Action::Edit {
                name: "看过导入说明".into(),
                group: None,
                edits: vec![Edit::DismissAllNotes],
            });
        }
    });
    for (i, n) in report.notes.iter().enumerate() {
        note_ui(ui, i, n, actions);
    }
}

fn note_ui(ui: &mut Ui, i: usize, n: &Note, actions: &mut Vec<Action>) {
    let frame = egui::Frame::new().inner_margin(6).stroke(egui::Stroke::new(1.0, theme::get().hairline));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(format!("{}：{}", n.kind.word(), n.text)).wrap());
        if let Some(l) = n.line {
            let source = format!("原文第{l}行：{}", n.source);
            ui.add(Label::new(RichText::new(source).small().color(theme::get().faint)).wrap());
        }
        ui.horizontal(|ui| {
            if let Place::Cells(k) = &n.place
                && let Some(first) = k.first()
                && ui.small_button("转到").clicked()
            {
                actions.push(Action::GoCell(first.clone()));
            }
            if ui.small_button("知道了").clicked() {
                actions.push(Action::Edit {
                    name: "看过导入说明".into(),
                    group: None,
                    edits: vec![Edit::DismissNote(i)],
                });
            }
        });
    });
}

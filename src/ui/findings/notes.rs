//! Around the findings: sentences of last year's still to be confirmed, what an import had to say, explanations
//! that nothing asks for any more, and the checks that were switched off for this report.

use crate::app::command::Id;
use crate::checks::{CHECKS, Check, Finding, explain};
use crate::form::Form;
use crate::form::bounds::round;
use crate::report::edit::Edit;
use crate::report::last_years_text::Stale;
use crate::report::{Note, Place, Report};
use crate::ui::action::Action;
use crate::ui::heading::subheading;
use crate::ui::lines::{InLines, Tip, in_rows, one_line, wrapped};
use crate::ui::theme;
use egui::{RichText, Sense, Ui, vec2};

/// Rows of last year's words, whatever their length: what stands below does not move.
const ROWS: usize = 3;

/// Sentences of last year's: how many, and the one being looked at.
pub fn stale_ui(ui: &mut Ui, form: &Form, list: &[Stale], at: usize, actions: &mut Vec<Action>) {
    let at = at.min(list.len().saturating_sub(1));
    let Some(sentence) = list.get(at) else { return };
    ui.horizontal(|ui| {
        subheading(ui, format!("去年的文字 {}处", list.len()));
        let low = theme::is_low(ui.ctx());
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let all = ui.small_button(if low { "全照用…" } else { "全部照用…" });
            if all.accessible_name("全部照用…").tip("去年的文字全部照用；先问一声，可以撤销").clicked()
            {
                actions.push(Action::Command(Id::ConfirmAll));
            }
        });
    });
    let frame = egui::Frame::new()
        .inner_margin(6)
        .fill(theme::get().aged)
        .stroke(egui::Stroke::new(1.0, theme::get().hairline));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        // Above the words: what is clicked again and again stays in its place.
        ui.horizontal_wrapped(|ui| {
            let confirm = match (sentence.changed, sentence.dated) {
                _ if sentence.picture => {
                    ("照用", "去年的图，今年照样用，不再标记（Ctrl+F6）；要换的，删了再插入")
                }
                (true, _) => ("改好", "改过的一句，黄底的数还是去年的；核对过没有错，就不再标记（Ctrl+F6）"),
                (_, true) => ("照用", "这一句一字不改，里面的数今年仍然属实，不再标记（Ctrl+F6）"),
                _ => ("照用", "这一句今年仍然属实，不再标记（Ctrl+F6）"),
            };
            let low = theme::is_low(ui.ctx());
            // All of them in one line.
            ui.spacing_mut().button_padding.x = 4.0;
            ui.spacing_mut().item_spacing.x = 3.0;
            // In a low window it is not quoted, and gone to first where the caret is elsewhere.
            let confirms = match low {
                true => Action::Command(Id::ConfirmStale),
                false => Action::ConfirmStale(at),
            };
            let buttons = [
                ("上一处", "Shift+F6", Action::ShowStale(round(at, false, list.len()))),
                ("下一处", "F6", Action::ShowStale(round(at, true, list.len()))),
                (confirm.0, confirm.1, confirms),
                ("下一个数", "选中下一个去年的数，打上今年的（F12）", Action::Command(Id::NextFigure)),
            ];
            // Back by key alone where there is little room.
            for (text, tip, action) in buttons.into_iter().skip(usize::from(low)) {
                if ui.small_button(text).tip(tip).clicked() {
                    actions.push(action);
                }
            }
        });
        // They are selected in their place.
        if theme::is_low(ui.ctx()) {
            return;
        }
        // It may be of another part than the one that is shown.
        let part = form.chapter_name(sentence.quote.part.chapter());
        let text = format!("{part}　{}/{}　{}", at.saturating_add(1), list.len(), sentence.quote.words);
        let high = ROWS as f32 * ui.text_style_height(&egui::TextStyle::Body);
        ui.allocate_ui_with_layout(vec2(ui.available_width(), high), *ui.layout(), |ui| {
            ui.set_min_height(high);
            if in_rows(ui, &text, ROWS).interact(Sense::click()).clicked() {
                actions.push(Action::ShowStale(at));
            }
        });
    });
}

pub fn notes_ui(ui: &mut Ui, report: &Report, actions: &mut Vec<Action>) {
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        subheading(ui, format!("导入说明 {}", report.notes.len()));
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
        ui.add(wrapped(ui, format!("{}：{}", n.kind.word(), n.text)));
        if let Some(source) = n.told_source() {
            ui.add(wrapped(ui, RichText::new(source).small().color(theme::get().faint)));
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

/// Explanations that no finding asks for any more, each to be removed.
pub fn unneeded_ui(ui: &mut Ui, report: &Report, findings: &[Finding], actions: &mut Vec<Action>) {
    let places = explain::unneeded(report, findings);
    if places.is_empty() {
        return;
    }
    let remove = |places: &[usize]| Action::Edit {
        name: "删去不需要的说明".into(),
        group: None,
        // From the end, so that the places before stay where they are.
        edits: places.iter().rev().map(|i| Edit::Unexplain(*i)).collect(),
    };
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let words = RichText::new(format!("已不需要的说明　{}", places.len())).color(theme::get().faint);
        let tip = "原来提示的地方已经没有了；留着也不影响报告，不会写进审核说明";
        ui.words(words).tip(tip);
        if places.len() > 1 && ui.small_button("全部删去").tip("可以撤销").clicked() {
            actions.push(remove(&places));
        }
    });
    for i in places {
        let Some(e) = report.explanations.get(i) else { continue };
        let title = CHECKS.iter().find(|c| c.code == e.code).map_or("", |c| c.title);
        ui.horizontal_top(|ui| {
            let button = ui.small_button("删去").tip("可以撤销");
            if button.accessible_name(format!("删去说明：{title}")).clicked() {
                actions.push(remove(&[i]));
            }
            let words = RichText::new(format!("{title}：{}", e.text)).small().color(theme::get().faint);
            ui.add(wrapped(ui, words));
        });
    }
}

/// How many checks are switched off for this report; opened, each can be switched on again.
pub fn switched_off_ui(ui: &mut Ui, report: &Report, open: &mut bool, actions: &mut Vec<Action>) {
    let off: Vec<_> = CHECKS.iter().filter(|c| report.switched_off.contains(c.code)).collect();
    if off.is_empty() {
        return;
    }
    let faint = theme::get().faint;
    ui.horizontal(|ui| {
        let words = format!("已停用{}项审核 · ", off.len());
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.words(RichText::new(words).small().color(faint));
        let link = egui::Link::new(RichText::new(if *open { "收起" } else { "恢复" }).small());
        if ui.add(link).tip("列出停用的审核，逐项恢复").clicked() {
            *open = !*open;
        }
    });
    for c in off.into_iter().filter(|_| *open) {
        ui.horizontal(|ui| {
            let button = ui.small_button("恢复").tip("重新审核这一项");
            if button.accessible_name(format!("恢复：{}", c.title)).clicked() {
                actions.push(audit(report, c, true));
            }
            ui.add(one_line(RichText::new(c.title).small()));
        });
    }
}

/// Switches a check on or off for this report.
pub fn audit(report: &Report, check: &Check, on: bool) -> Action {
    let mut off = report.switched_off.clone();
    if on {
        off.remove(check.code);
    } else {
        off.insert(check.code.into());
    }
    let what = if on { "重新审核" } else { "不再审核" };
    let name = format!("{what}“{}”", check.title);
    Action::Edit { name, group: None, edits: vec![Edit::SwitchedOff(off)] }
}

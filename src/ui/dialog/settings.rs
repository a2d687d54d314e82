//! 报告设置: what the report knows about its office, how "/" prints, and how it is checked. Every change is a step
//! that can be undone; a county bureau need change nothing.

use super::{Cx, Dialog, Stay};
use crate::checks::{self, CHECKS};
use crate::report::edit::Edit;
use crate::report::level;
use crate::report::strict::Strict;
use crate::report::{BlankPolicy, Office, OfficeLevel, Report, Thresholds};
use crate::ui::action::Action;
use crate::ui::choice::choice_ui;
use crate::ui::heading::heading;
use crate::ui::line::{LineField, line_ui};
use crate::ui::lines::{InLines, Tip};
use crate::ui::scrolled::scrolled;
use crate::ui::strict::{Typing, strict_ui, wanted_ui};
use crate::ui::{findings, theme};
use egui::{Align, Layout, RichText, ScrollArea, Ui};

/// What is typed that is no value yet.
#[derive(Debug, Default)]
pub struct SettingsDialog {
    typing: Typing,
}

impl Dialog for SettingsDialog {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let Some(r) = cx.report() else { return Stay::Done };
        heading(ui, "报告设置");
        // Words and fields of a line stand on one height.
        ui.spacing_mut().interact_size.y = 28.0;
        ui.words(RichText::new("只管这一份报告，存在报告文件里；改了可以撤销。").small().weak());
        ui.add_space(4.0);
        scrolled(ScrollArea::vertical().max_height(ui.ctx().content_rect().height() - 190.0), ui, |ui| {
            row(ui, "机关级别", |ui| level_ui(ui, r, actions));
            row(ui, "上报截止", |ui| deadline_ui(ui, cx.first, r, &mut self.typing, actions));
            row(ui, "引用的文号", |ui| letters_ui(ui, r, actions));
            row(ui, "填“/”的格子", |ui| blank_ui(ui, r, actions));
            row(ui, "提醒的界限", |ui| thresholds_ui(ui, r, &mut self.typing, actions));
            ui.add_space(6.0);
            checks_ui(ui, r, actions);
        });
        ui.add_space(6.0);
        Stay::when(!ui.button("关闭").clicked())
    }
    /// What is typed next builds on it.
    fn is_at_once(&self) -> bool {
        true
    }
}

/// What can be set, behind its name; on more lines where there is little room.
fn row(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
    const NAME: egui::Vec2 = egui::vec2(100.0, 28.0);
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(NAME, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(NAME);
            ui.words(name);
        });
        ui.vertical(add);
    });
    ui.add_space(4.0);
}

fn step(name: &str, edit: Edit) -> Action {
    Action::Edit { name: format!("改{name}"), group: None, edits: vec![edit] }
}

/// The level decides what is asked of the report; said or guessed.
fn level_ui(ui: &mut Ui, r: &Report, actions: &mut Vec<Action>) {
    let words = |l: OfficeLevel| if l == OfficeLevel::Unknown { "按名称判断" } else { l.word() };
    let mut chosen = r.office.level;
    ui.horizontal_wrapped(|ui| {
        choice_ui(ui, "机关级别", 200.0, &mut chosen, OfficeLevel::ALL.map(|l| (l, words(l).to_string())));
        let guess = match level::guess(&r.office.name).word() {
            "" => "从名称看不出级别，请选一种".to_string(),
            word => format!("从名称看是{word}"),
        };
        ui.words(RichText::new(guess).small().weak());
    });
    if chosen != r.office.level {
        actions.push(step("机关级别", Edit::Office(Office { level: chosen, ..r.office.clone() })));
    }
}

fn deadline_ui(ui: &mut Ui, first: bool, r: &Report, typing: &mut Typing, actions: &mut Vec<Action>) {
    ui.vertical(|ui| {
        let field = strict_ui(ui, r, Strict::Due, "没有定", typing, actions);
        if first {
            field.request_focus();
        }
        wanted_ui(ui, r, Strict::Due);
        match level::deadline(r.year, r.level()) {
            None => {
                ui.words(RichText::new("乡镇、街道和企事业单位看当地的通知").small().weak());
            }
            Some(law) if Some(law) == r.deadline => {
                ui.words(RichText::new("条例第四十九条规定的日期").small().weak());
            }
            Some(law) => {
                if ui.link(RichText::new(format!("条例规定是{law}，用这个日期")).small()).clicked()
                {
                    actions.push(step("上报截止", Edit::Deadline(Some(law))));
                }
            }
        }
    });
}

/// A line each; the last one is for another, an emptied one is gone when left.
fn letters_ui(ui: &mut Ui, r: &Report, actions: &mut Vec<Action>) {
    ui.vertical(|ui| {
        let count = r.letters.len();
        for i in 0..count.saturating_add(usize::from(r.letters.last().is_none_or(|l| !l.trim().is_empty()))) {
            let value = r.letters.get(i).map_or("", String::as_str);
            let name = format!("文号{}", i.saturating_add(1));
            let field = LineField { name: &name, value, width: 260.0, hint: "" };
            line_ui(ui, &field, actions, |t| {
                let mut all = r.letters.clone();
                match all.get_mut(i) {
                    Some(l) => *l = t,
                    None => all.push(t),
                }
                all.retain(|l| !l.is_empty());
                Edit::Letters(all)
            });
        }
    });
}

fn blank_ui(ui: &mut Ui, r: &Report, actions: &mut Vec<Action>) {
    ui.vertical(|ui| {
        ui.horizontal_wrapped(|ui| {
            let ways = [
                (BlankPolicy::Slash, "印成“/”"),
                (BlankPolicy::Zero, "印成 0"),
                (BlankPolicy::Blank, "留空"),
            ];
            for (policy, text) in ways {
                if ui.radio(r.blank_policy == policy, text).clicked() && r.blank_policy != policy {
                    actions.push(step("空格印法", Edit::BlankPolicy(policy)));
                }
            }
        });
        ui.words(RichText::new("还没有填的格子总是留空，不会印成 0").small().weak());
    });
}

fn thresholds_ui(ui: &mut Ui, r: &Report, typing: &mut Typing, actions: &mut Vec<Action>) {
    ui.vertical(|ui| {
        ui.horizontal_wrapped(|ui| {
            ui.words("一个数变到去年的");
            strict_ui(ui, r, Strict::Ratio, "", typing, actions);
            ui.words("倍，而且差");
            strict_ui(ui, r, Strict::Least, "", typing, actions);
            ui.words("件以上");
        });
        wanted_ui(ui, r, Strict::Ratio);
        wanted_ui(ui, r, Strict::Least);
        ui.horizontal_wrapped(|ui| {
            ui.words("文字有");
            strict_ui(ui, r, Strict::Repetition, "", typing, actions);
            ui.words("% 与去年相同");
            let own = r.thresholds != Thresholds::default() || Strict::LIMITS.iter().any(|f| f.is_wrong(r));
            if own && ui.small_button("恢复原来的界限").clicked() {
                actions.push(step("提醒的界限", Edit::Thresholds(Thresholds::default())));
            }
        });
        wanted_ui(ui, r, Strict::Repetition);
    });
}

/// Every check that may be switched off.
fn checks_ui(ui: &mut Ui, r: &Report, actions: &mut Vec<Action>) {
    let off = CHECKS.iter().filter(|c| r.switched_off.contains(c.code)).count();
    let title =
        if off == 0 { "审核项目".to_string() } else { format!("审核项目（{off}项不审核）") };
    egui::CollapsingHeader::new(title).id_salt("checks").default_open(off > 0).show(ui, |ui| {
        ui.words(RichText::new("去掉勾的，这份报告里不再审核；错误类的都要审核。").small().weak());
        for c in CHECKS.iter().filter(|c| c.level != checks::Level::Error) {
            let mut on = !r.switched_off.contains(c.code);
            let words = format!("{} {}", theme::sign(c.level), c.title);
            if ui.checkbox(&mut on, words).tip(format!("{}\n{}", c.code, c.why)).changed() {
                actions.push(findings::audit(r, c, on));
            }
        }
    });
}

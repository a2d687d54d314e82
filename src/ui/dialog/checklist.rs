//! 上报前检查: what is still to be seen to, each line leading there. Asked too before a document goes out with
//! something open.

use super::widgets::list_ui;
use super::{Cx, Dialog, Stay};
use crate::app::checklist::{self, CheckLine, Lead, LineState};
use crate::app::command::{self, Id};
use crate::app::open_report::OpenReport;
use crate::checks::{Finding, Level};
use crate::ui::action::Action;
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip, wrapped};
use crate::ui::theme;
use egui::{Label, RichText, Sense, Ui, vec2};

/// As high as the list is at most; a low window has less.
const HIGH: f32 = 520.0;
/// So many errors are listed one by one.
const ERRORS: usize = 6;
/// Room for a sign, in points.
const SIGN: f32 = 18.0;

/// Asked for by itself, or before a command makes something that goes out.
#[derive(Debug)]
pub struct Checklist {
    pub before: Option<Id>,
}

impl Dialog for Checklist {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let Some(open) = cx.open else { return Stay::Done };
        let known = open.known();
        let errors = known.open(Level::Error);
        let lines = checklist::lines(open);
        let words = match (errors, known.unseen()) {
            (0, None) if lines.iter().any(|l| l.state != LineState::Done) => {
                format!("没有错误；标着{}的还没有做", theme::sign(Level::Warning))
            }
            (0, None) => "没有错误，都看过了".to_string(),
            (0, Some(left)) => format!("没有错误；还有{left}"),
            (n, None) => format!("还有{n}项错误没有改"),
            (n, Some(left)) => format!("还有{n}项错误没有改，另有{left}"),
        };
        // Its name is the menu's word.
        let name = command::of(Id::Checklist).map_or("", |c| c.text).trim_end_matches('…');
        heading(ui, format!("{name}：{words}"));
        if errors > 0 && !theme::is_low(ui.ctx()) {
            ui.words("有错误的报告会被退回。可以先改，也可以照样拿出去给人看。");
        }
        ui.add_space(4.0);
        let mut went = false;
        list_ui(ui, HIGH, |ui| {
            errors_ui(ui, open, &mut went, actions);
            for l in &lines {
                line_ui(ui, l, &mut went, actions);
            }
        });
        ui.add_space(4.0);
        ui.horizontal(|ui| self.answers_ui(ui, cx, &mut went, actions));
        Stay::when(!went)
    }
}

impl Checklist {
    fn answers_ui(&self, ui: &mut Ui, cx: &Cx<'_>, went: &mut bool, actions: &mut Vec<Action>) {
        let Some(open) = cx.open else { return };
        let mut first = cx.keys;
        let mut button = |ui: &mut Ui, words: String| {
            let r = ui.button(words);
            if std::mem::take(&mut first) {
                r.request_focus();
            }
            r.clicked()
        };
        let worst = open.known().findings.iter().position(|f| f.level == Level::Error);
        if let Some(worst) = worst
            && button(ui, "去改第一项".into())
        {
            actions.push(Action::Show(worst));
            *went = true;
        }
        if let Some(id) = self.before {
            let what = command::of(id).map_or("", |c| c.text).trim_end_matches('…');
            if button(ui, format!("仍然{what}")) {
                actions.push(Action::GoOut(id));
                *went = true;
            }
        } else if button(ui, "一次做好：保存、导出、打印…".into()) {
            // What is open has just been seen.
            actions.push(Action::GoOut(Id::Finish));
            *went = true;
        }
        *went |= button(ui, if self.before.is_some() { "取消" } else { "关闭" }.into());
    }
}

/// Each error by itself; of many the first, so that what else is open stands in view below them.
fn errors_ui(ui: &mut Ui, open: &OpenReport, went: &mut bool, actions: &mut Vec<Action>) {
    let (known, form) = (open.known(), open.report().form());
    let errors: Vec<(usize, &Finding)> =
        known.findings.iter().enumerate().filter(|(_, f)| f.level == Level::Error).collect();
    let listed = if errors.len() > ERRORS { ERRORS.saturating_sub(1) } else { ERRORS };
    let more = errors.len().saturating_sub(listed);
    for (n, (i, f)) in errors.into_iter().enumerate().take(listed.saturating_add(1)) {
        let (words, tip) = match n < listed {
            true => (format!("{}：{}", f.place(form), f.message), "点一下去改这一项"),
            false => (format!("另有{more}项错误，按 F8 逐项看"), "点一下从这里往下看"),
        };
        if row_ui(ui, LineState::Wrong, &words, Some(tip)) {
            actions.push(Action::Show(i));
            *went = true;
        }
    }
}

fn line_ui(ui: &mut Ui, l: &CheckLine, went: &mut bool, actions: &mut Vec<Action>) {
    let to = l.lead.as_ref().map(|lead| match lead {
        Lead::Finding(i) => ("点一下到第一处", Action::Show(*i)),
        Lead::LastYears(i) => ("点一下到第一处", Action::ShowStale(*i)),
        Lead::Cell(key) => ("点一下到第一格", Action::GoCell(key.clone())),
        Lead::Chapter(c) => ("点一下去看", Action::GoSection(*c)),
        Lead::Notes => ("点一下去看", Action::ShowNotes),
        Lead::Save => ("点一下保存", Action::Command(Id::Save)),
        Lead::Finish => ("点一下导出、打印", Action::GoOut(Id::Finish)),
        Lead::File(f) => ("点一下打开", Action::OpenExternally(f.clone())),
    });
    if row_ui(ui, l.state, &l.words, to.as_ref().map(|(tip, _)| *tip))
        && let Some((_, action)) = to
    {
        // What is opened outside leaves the list in view.
        *went = !matches!(action, Action::OpenExternally(_));
        actions.push(action);
    }
}

/// A line with its sign; whether it was chosen.
fn row_ui(ui: &mut Ui, state: LineState, words: &str, tip: Option<&str>) -> bool {
    let (sign, color) = match state {
        LineState::Done => ("✓", theme::get().faint),
        LineState::Open => (theme::sign(Level::Warning), theme::color(Level::Warning)),
        LineState::Wrong => (theme::sign(Level::Error), theme::color(Level::Error)),
    };
    ui.horizontal(|ui| {
        // Signs of any width leave the words on one line below the other.
        let height = ui.text_style_height(&egui::TextStyle::Body);
        ui.add_sized(vec2(SIGN, height), Label::new(RichText::new(sign).color(color)));
        // What leads nowhere looks like what does.
        let label = wrapped(ui, RichText::new(words).color(theme::get().ink)).selectable(false);
        match tip {
            Some(tip) => ui.add(label.sense(Sense::click())).tip(tip).clicked(),
            None => ui.add(label).clicked(),
        }
    })
    .inner
}

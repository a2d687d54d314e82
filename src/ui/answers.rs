//! Questions about findings: the sentence that explains one, the open errors named before a document goes out, and
//! somebody else's report looked at without being opened.

use super::action::{Action, Asked};
use super::modal::Modal;
use super::theme;
use crate::app::command::{self, Id};
use crate::app::papers::Paper;
use crate::app::reading::Purpose;
use crate::app::session::Session;
use crate::checks::explain::Answer;
use crate::checks::{self, Finding, Level};
use crate::report::stale;
use egui::{Key, Label, Modifiers, RichText, ScrollArea, Sense, TextEdit, Ui};
use std::path::PathBuf;

/// The question for the sentence that explains a finding, beginning with the one it had.
pub fn question(f: &Finding) -> Modal {
    let text = match &f.answer {
        Answer::Open => String::new(),
        Answer::Holds(t) | Answer::Lapsed(t) => t.clone(),
    };
    Modal::Explain { finding: Box::new(f.clone()), text }
}

/// Asks for the sentence; whether to go on asking.
pub fn explain_ui(
    ui: &mut Ui,
    first: bool,
    f: &Finding,
    text: &mut String,
    actions: &mut Vec<Action>,
) -> bool {
    ui.heading("说明");
    ui.horizontal(|ui| {
        ui.label(RichText::new(theme::sign(f.level)).color(theme::color(f.level)));
        ui.add(Label::new(&f.message).wrap());
    });
    let field = TextEdit::multiline(text)
        .desired_width(560.0)
        .desired_rows(3)
        .hint_text("情况属实的，用一两句话写明原因，如：经核对台账，数字无误，是因为……");
    let field = ui.add(field).accessible_name("说明的内容");
    if first {
        field.request_focus();
    }
    ui.label(
        RichText::new("说明存在报告文件里，不印进报告；有关的数变了，会请您重新说明。可以另外导出审核说明。")
            .small()
            .weak(),
    );
    ui.add_space(4.0);
    let mut keep = true;
    ui.horizontal(|ui| {
        let ready = !text.trim().is_empty();
        let entered = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter)) && ready;
        let tip = "Ctrl+回车";
        if ui.add_enabled(ready, egui::Button::new("确定")).on_hover_text(tip).clicked() || entered {
            actions.push(Action::Explain(Box::new(f.clone()), text.clone()));
            keep = false;
        }
        keep &= !ui.button("取消").clicked();
    });
    keep
}

/// Names the errors that a document would go out with; whether to go on asking.
pub fn errors_ui(ui: &mut Ui, first: bool, session: &Session, id: Id, actions: &mut Vec<Action>) -> bool {
    let known = session.known();
    let what = command::of(id).map_or("", |c| c.text).trim_end_matches('…');
    ui.heading(format!("还有{}项错误没有改", known.open(Level::Error)));
    ui.label("有错误的报告会被退回。可以先改，也可以照样拿出去给人看。");
    ui.add_space(4.0);
    let mut keep = true;
    ScrollArea::vertical().max_height(220.0).show(ui, |ui| {
        for f in known.findings.iter().filter(|f| f.level == Level::Error) {
            ui.horizontal(|ui| {
                ui.label(RichText::new(theme::sign(f.level)).color(theme::color(f.level)));
                let line = Label::new(format!("{}：{}", f.place(), f.message)).wrap().selectable(false);
                if ui.add(line.sense(Sense::click())).on_hover_text("点一下去改这一项").clicked() {
                    actions.extend(known.findings.iter().position(|x| x == f).map(Action::Show));
                    keep = false;
                }
            });
        }
    });
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let go = ui.button("去改第一项");
        if first {
            go.request_focus();
        }
        if go.clicked() {
            let worst = known.findings.iter().position(|f| f.level == Level::Error);
            actions.extend(worst.map(Action::Show));
            keep = false;
        }
        if ui.button(format!("仍然{what}")).clicked() {
            actions.push(Action::GoOut(id));
            keep = false;
        }
        keep &= !ui.button("取消").clicked();
    });
    keep
}

/// Whether all of last year's words are used as they are: how many name a year or a number.
pub fn confirm_all_ui(ui: &mut Ui, first: bool, session: &Session, actions: &mut Vec<Action>) -> bool {
    let list = session.stale();
    let dated = list.iter().filter(|s| !stale::figures(&s.words).is_empty()).count();
    ui.heading(format!("去年的文字还有{}处，都照用吗？", list.len()));
    ui.label(match dated {
        0 => "里面没有年份、日期和数字。照用以后不再标黄，可以撤销。".to_string(),
        n => format!("其中{n}处写着年份、日期或数字，最容易留下去年的数。照用以后不再标黄，可以撤销。"),
    });
    ui.add_space(4.0);
    let mut keep = true;
    ui.horizontal(|ui| {
        let one = ui.button("逐处看");
        if first {
            one.request_focus();
        }
        let ways = [(one, Action::ShowStale(0)), (ui.button("全部照用"), Action::ConfirmEveryStale)];
        for (button, action) in ways {
            if button.clicked() {
                actions.push(action);
                keep = false;
            }
        }
        keep &= !ui.button("取消").clicked();
    });
    keep
}

/// What is found in somebody else's report; whether to go on showing it.
pub fn other_ui(ui: &mut Ui, first: bool, session: &Session, actions: &mut Vec<Action>) -> bool {
    let Some(o) = &session.other else { return false };
    ui.heading("审核别人的报告");
    let title = o.report.title_line();
    ui.label(RichText::new(if title.is_empty() { "没有标题的报告" } else { &title }).strong());
    ui.label(RichText::new(format!("{}　{}", o.report.form().label, o.path.display())).small().weak());
    ui.label(checks::summary(&o.findings));
    ui.separator();
    let height = ui.ctx().content_rect().height() - 260.0;
    ScrollArea::vertical().max_height(height.max(120.0)).auto_shrink([false, true]).show(ui, |ui| {
        for f in &o.findings {
            ui.horizontal(|ui| {
                ui.label(RichText::new(theme::sign(f.level)).color(theme::color(f.level)));
                ui.add(Label::new(RichText::new(f.place()).color(theme::get().faint)));
                let how = f.check().map_or(String::new(), |c| format!("依据：{}\n办法：{}", c.why, c.how));
                ui.add(Label::new(&f.message).wrap()).on_hover_text(how);
            });
        }
        if !o.report.notes.is_empty() {
            let words = format!("读入时有{}处拿不准或略去的，打开以后可以逐条看。", o.report.notes.len());
            ui.label(RichText::new(words).small().weak());
        }
    });
    ui.separator();
    let mut keep = true;
    ui.horizontal(|ui| {
        let save = ui.button("导出审核单…");
        if first {
            save.request_focus();
        }
        let mut ways = vec![(save.clicked(), Action::Ask(Asked::Paper(Paper::OtherFindings)))];
        let last = ui.button("对照它去年的报告…").on_hover_text("结转、现行有效等和去年接得上吗");
        ways.push((last.clicked(), Action::Ask(Asked::Other(Purpose::TheirLast))));
        if session.document().is_some() {
            ways.push((ui.button("与打开的报告对比").clicked(), Action::CompareOther));
        }
        ways.push((ui.button("打开这份报告").clicked(), Action::OpenPath(o.path.clone())));
        ways.push((ui.button("关闭").clicked(), Action::CloseOther));
        for (_, action) in ways.into_iter().filter(|(clicked, _)| *clicked) {
            actions.push(action);
            keep = false;
        }
    });
    keep
}

/// Files were dropped, and one of them is meant; whether to go on asking.
pub fn dropped_ui(
    ui: &mut Ui,
    first: bool,
    session: &Session,
    files: &[PathBuf],
    at: &mut usize,
    actions: &mut Vec<Action>,
) -> bool {
    ui.heading("拖进来的文件");
    let name = |f: &PathBuf| f.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let many = files.len() > 1;
    if many {
        ui.label(format!("一共{}个文件，一次打开或审核一个，请点一下要哪一个：", files.len()));
    }
    ScrollArea::vertical().max_height(220.0).auto_shrink([false, true]).show(ui, |ui| {
        for (i, f) in files.iter().enumerate() {
            if !many {
                ui.label(name(f));
            } else if ui.selectable_label(i == *at, name(f)).clicked() {
                *at = i;
            }
        }
    });
    ui.add_space(4.0);
    let Some(path) = files.get(*at).cloned() else { return false };
    let open = ui.button("打开它").on_hover_text("换下现在打开的报告；没有保存的会先问");
    if first {
        open.request_focus();
    }
    let audit = ui.button("只审核它").on_hover_text("看审核结果、做审核单；现在打开的报告不受影响");
    let mut ways = vec![
        (open, vec![Action::OpenPath(path.clone())]),
        (audit, vec![Action::LookAtOther(path.clone(), Purpose::Audit)]),
    ];
    if session.document().is_some() {
        let compare = ui.button("与打开的报告对比").on_hover_text("并排看两份报告哪里不同");
        ways.push((compare, vec![Action::LookAtOther(path, Purpose::Compare)]));
    }
    if many {
        let all = Action::Chosen(Asked::ManyFiles, files.to_vec());
        ways.push((ui.button("批量导出PDF…"), vec![Action::Command(Id::ExportMany), all]));
    }
    let mut keep = true;
    for (_, chosen) in ways.into_iter().filter(|(button, _)| button.clicked()) {
        actions.extend(chosen);
        keep = false;
    }
    ui.add_space(4.0);
    keep & !ui.button("取消").clicked()
}

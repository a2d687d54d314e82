//! The choices of the 版式 that has a name: what it takes from others, measures, faces, numbers, red head and 版记.

use super::laid::{Laid, row};
use crate::report::edit::Edit;
use crate::report::{
    FaceRole, Issue, Layout, LinePitch, NumberStyle, PageMargins, PageStyle, Report, StyleSet, TitleSize,
};
use crate::ui::action::{Action, Asked, StyleAction};
use crate::ui::choice::choice_ui;
use crate::ui::line::{LineField, line_ui};
use egui::Ui;

/// Where a style comes from.
#[derive(Clone, Copy, PartialEq)]
enum StyleOrigin {
    Norm,
    /// One kept on this computer.
    Kept(usize),
    File,
    /// It has no name, or one that is kept nowhere here, or was changed since.
    Own,
}

/// Which style it is; another, and a name for this one.
pub fn set_ui(ui: &mut Ui, of: &Laid<'_>, actions: &mut Vec<Action>) {
    let layout = &of.report.layout;
    let set = layout.set();
    let now = origin(&set, of.styles);
    let own = match set.style.name.as_str() {
        "" => "这份报告自己的".to_string(),
        name if of.styles.iter().any(|s| s.style.name == name) => format!("{name}（改过）"),
        name => name.to_string(),
    };
    let all = (now == StyleOrigin::Own).then_some((StyleOrigin::Own, own)).into_iter();
    let all = all.chain([(StyleOrigin::Norm, "公文规范".to_string())]);
    let kept = of.styles.iter().enumerate().map(|(i, s)| (StyleOrigin::Kept(i), s.style.name.clone()));
    let all = all.chain(kept).chain([(StyleOrigin::File, "从文件或别的报告…".to_string())]);
    let mut chosen = now;
    choice_ui(ui, "用版式", 160.0, &mut chosen, all);
    if ui.button("存为版式…").clicked() {
        actions.push(Action::Style(StyleAction::Ask));
    }
    let taken = match chosen {
        _ if chosen == now => return,
        StyleOrigin::Own => return,
        StyleOrigin::File => return actions.push(Action::Ask(Asked::Style)),
        StyleOrigin::Norm => StyleSet::default(),
        StyleOrigin::Kept(i) => of.styles.get(i).cloned().unwrap_or_default(),
    };
    let edits = vec![Edit::Layout(layout.clone().with(taken))];
    actions.push(Action::Edit { name: "用版式".into(), group: None, edits });
}

fn origin(set: &StyleSet, styles: &[StyleSet]) -> StyleOrigin {
    match styles.iter().position(|s| s == set) {
        Some(i) => StyleOrigin::Kept(i),
        None if *set == StyleSet::default() => StyleOrigin::Norm,
        None => StyleOrigin::Own,
    }
}

pub fn measures_ui(ui: &mut Ui, report: &Report) -> Option<Layout> {
    let mut layout = report.layout.clone();
    let style = &mut layout.style;
    choice_ui(ui, "页边距", 210.0, &mut style.margins, PageMargins::ALL.map(|m| (m, m.word().into())));
    choice_ui(ui, "行距", 150.0, &mut style.pitch, LinePitch::ALL.map(|p| (p, p.word().into())));
    choice_ui(ui, "标题字号", 110.0, &mut style.title, TitleSize::ALL.map(|t| (t, t.word().into())));
    (layout != report.layout).then_some(layout)
}

/// How the page number is written.
pub fn number_ui(ui: &mut Ui, layout: &mut Layout) {
    /// As it looks on the first of nine pages.
    const PAGES: usize = 9;
    let all = NumberStyle::ALL.map(|s| (s, s.of(1, PAGES)));
    choice_ui(ui, "页码的写法", 120.0, &mut layout.style.numbers, all);
}

/// Faces by name: the norm's, one of this computer, or one that is named and is not here.
pub fn faces_ui(ui: &mut Ui, of: &Laid<'_>) -> Option<Layout> {
    let mut layout = of.report.layout.clone();
    for role in FaceRole::ALL {
        let (what, norm) = role.words();
        let mut chosen = layout.style.faces.get(&role).cloned();
        let gone = chosen.iter().filter(|n| !of.families.contains(n));
        let gone: Vec<_> = gone.map(|n| (Some(n.clone()), format!("{what}：{n}（这里没有）"))).collect();
        let here = of.families.iter().map(|n| (Some(n.clone()), format!("{what}：{n}")));
        let all = std::iter::once((None, format!("{what}：{norm}"))).chain(gone).chain(here);
        choice_ui(ui, &format!("{what}的字体"), 190.0, &mut chosen, all);
        match chosen {
            Some(name) => drop(layout.style.faces.insert(role, name)),
            None => drop(layout.style.faces.remove(&role)),
        }
    }
    (layout != of.report.layout).then_some(layout)
}

/// 红头 with what it says.
pub fn red_head_ui(ui: &mut Ui, report: &Report, actions: &mut Vec<Action>) {
    let layout = &report.layout;
    let words = ("红头", "标题上面印发文机关标志");
    if !printed_ui(ui, words, layout, |style| &mut style.red_head, actions) {
        return;
    }
    let mark = format!("{}文件", report.office.name);
    let issue = &layout.issue;
    let set = |issue: Issue| Edit::Layout(Layout { issue, ..layout.clone() });
    row(ui, "　发文机关标志", |ui| {
        let field = LineField { name: "发文机关标志", value: &issue.mark, width: 250.0, hint: &mark };
        line_ui(ui, &field, actions, |mark| set(Issue { mark, ..issue.clone() }));
    });
    row(ui, "　发文字号", |ui| {
        let hint = format!("如：云水〔{}〕3号", report.year.saturating_add(1));
        let field = LineField { name: "发文字号", value: &issue.number, width: 250.0, hint: &hint };
        line_ui(ui, &field, actions, |number| set(Issue { number, ..issue.clone() }));
    });
}

/// 版记 with what it says.
pub fn imprint_ui(ui: &mut Ui, report: &Report, actions: &mut Vec<Action>) {
    let layout = &report.layout;
    let words = ("版记", "末页下面印抄送和印发机关");
    if !printed_ui(ui, words, layout, |style| &mut style.imprint, actions) {
        return;
    }
    let issue = &layout.issue;
    let set = |issue: Issue| Edit::Layout(Layout { issue, ..layout.clone() });
    row(ui, "　抄送", |ui| {
        let field = LineField {
            name: "抄送机关", value: &issue.copies_to, width: 250.0, hint: "没有就空着"
        };
        line_ui(ui, &field, actions, |copies_to| set(Issue { copies_to, ..issue.clone() }));
    });
    row(ui, "　印发机关", |ui| {
        let hint = &report.office.name;
        let field = LineField { name: "印发机关", value: &issue.issuer, width: 250.0, hint };
        line_ui(ui, &field, actions, |issuer| set(Issue { issuer, ..issue.clone() }));
    });
    row(ui, "　印发日期", |ui| {
        let hint = report.signature.date.map_or("如：2026年1月20日".to_string(), |d| d.to_string());
        let field = LineField { name: "印发日期", value: &issue.date, width: 250.0, hint: &hint };
        line_ui(ui, &field, actions, |date| set(Issue { date, ..issue.clone() }));
    });
}

/// A tick whether what not every office has is printed, behind its name: whether it is.
fn printed_ui(
    ui: &mut Ui,
    (name, words): (&str, &str),
    layout: &Layout,
    of: fn(&mut PageStyle) -> &mut bool,
    actions: &mut Vec<Action>,
) -> bool {
    let mut new = layout.clone();
    let is_on = *of(&mut new.style);
    if row(ui, name, |ui| ui.checkbox(of(&mut new.style), words).changed()) {
        actions
            .push(Action::Edit { name: format!("改{name}"), group: None, edits: vec![Edit::Layout(new)] });
    }
    is_on
}

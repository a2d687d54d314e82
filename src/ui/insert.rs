//! Choosing a value of the tables for a sentence, and replacing words: questions that stand over the editor.

use super::action::{Action, Spot};
use super::modal::is_entered;
use super::theme;
use crate::app::field::{self, Manner, Source};
use crate::app::find::Target;
use crate::app::replace;
use crate::app::session::Session;
use crate::report::Report;
use egui::{Key, RichText, ScrollArea, TextEdit, Ui};

/// What is being chosen.
#[derive(Clone, Debug)]
pub struct Choosing {
    pub spot: Spot,
    pub query: String,
    pub at: usize,
    pub manner: Manner,
}

/// The values with how each would read; false when done.
pub fn insert_ui(
    ui: &mut Ui,
    first: bool,
    session: &Session,
    c: &mut Choosing,
    actions: &mut Vec<Action>,
) -> bool {
    let Some(report) = session.report() else { return false };
    ui.heading("插入表中的数");
    let field = TextEdit::singleline(&mut c.query)
        .desired_width(560.0)
        .hint_text("名称或拼音首字母，如 byg（不予公开）");
    let field = ui.add(field).accessible_name("要插入的数");
    let entered = is_entered(&field);
    if first || ui.memory(|m| m.focused().is_none()) {
        field.request_focus();
    }
    if field.changed() {
        c.at = 0;
    }
    ui.horizontal(|ui| {
        for (manner, words) in Manner::ALL {
            ui.radio_value(&mut c.manner, manner, words);
        }
    });
    let found = field::sources(report, &c.query);
    let presses = |key| if field.has_focus() { ui.input(|i| i.num_presses(key)) } else { 0 };
    let (down, up) = (presses(Key::ArrowDown), presses(Key::ArrowUp));
    c.at = (c.at + down).saturating_sub(up).min(found.len().saturating_sub(1));
    let mut chosen = entered.then_some(c.at);
    ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
        ui.set_width(580.0);
        for (i, s) in found.iter().enumerate() {
            if source_ui(ui, report, s, c.manner, c.at == i, down + up > 0) {
                chosen = Some(i);
            }
        }
        if found.is_empty() {
            ui.label(RichText::new("没有找到；可以只写名称的一部分").color(theme::get().faint));
        }
    });
    let edit = chosen.and_then(|i| found.get(i)).and_then(|s| {
        let run = s.run(report, c.manner)?;
        field::put(report, c.spot.part, c.spot.paragraph, c.spot.range.clone(), run)
    });
    if let Some(e) = edit {
        actions.push(Action::Edit { name: "插入表中的数".into(), group: None, edits: vec![e] });
        actions.push(Action::GoPart(c.spot.part));
        return false;
    }
    !ui.button("取消").clicked()
}

/// One value and how it reads now; true when chosen.
fn source_ui(ui: &mut Ui, report: &Report, s: &Source, manner: Manner, chosen: bool, moved: bool) -> bool {
    let reads = s.run(report, manner).map(|r| r.resolved(report));
    let response = ui
        .horizontal(|ui| {
            let value = reads.as_deref().unwrap_or("不能这样写");
            let value = egui::Label::new(RichText::new(value).strong()).truncate().selectable(false);
            ui.add_sized([110.0, 28.0], value);
            let button = egui::Button::selectable(chosen, s.name.as_str()).truncate();
            ui.add_enabled(reads.is_some(), button)
        })
        .inner;
    if chosen && moved {
        response.scroll_to_me(None);
    }
    response.clicked()
}

/// Words to be replaced.
#[derive(Clone, Debug, Default)]
pub struct Replacing {
    pub find: String,
    pub with: String,
    pub at: usize,
}

/// Finding and replacing in all text; false when done.
pub fn replace_ui(
    ui: &mut Ui,
    first: bool,
    session: &Session,
    r: &mut Replacing,
    actions: &mut Vec<Action>,
) -> bool {
    let Some(report) = session.report() else { return false };
    ui.heading("查找和替换");
    let mut changed = false;
    for (name, text) in [("查找", &mut r.find), ("替换为", &mut r.with)] {
        ui.horizontal(|ui| {
            ui.add_sized([56.0, 28.0], egui::Label::new(name));
            let field = ui.add(TextEdit::singleline(text).desired_width(420.0)).accessible_name(name);
            if first && name == "查找" {
                field.request_focus();
            }
            changed |= field.changed();
        });
    }
    if changed {
        r.at = 0;
    }
    let hits = replace::hits(report, &r.find);
    r.at = r.at.min(hits.len().saturating_sub(1));
    let words = match (r.find.is_empty(), hits.len()) {
        (true, _) => "在全部文字里找；随表变动的数不会被改".to_string(),
        (_, 0) => "没有找到".to_string(),
        (_, n) => format!("第 {} 处，共 {n} 处", r.at + 1),
    };
    ui.label(RichText::new(words).color(theme::get().faint));
    if let Some(h) = hits.get(r.at) {
        let line = report.paras(h.part).get(h.paragraph).map(|p| p.resolved(report)).unwrap_or_default();
        ui.add(egui::Label::new(near(&line, h.range.clone())).wrap());
    }
    let mut keep = true;
    ui.horizontal(|ui| {
        let any = !hits.is_empty();
        if ui.add_enabled(any, egui::Button::new("下一处")).clicked() {
            r.at = (r.at + 1) % hits.len().max(1);
        }
        if ui.add_enabled(any, egui::Button::new("替换")).clicked() {
            let edits = replace::replace(report, &hits[r.at..=r.at], &r.with);
            actions.push(Action::Edit { name: "替换".into(), group: None, edits });
        }
        if ui.add_enabled(any, egui::Button::new("全部替换")).clicked() {
            let edits = replace::replace(report, &hits, &r.with);
            actions.push(Action::Edit { name: "全部替换".into(), group: None, edits });
            actions.push(Action::Tell(format!("替换了 {} 处，可以撤销。", hits.len())));
            keep = false;
        }
        if ui.add_enabled(any, egui::Button::new("转到")).clicked() {
            actions.push(Action::Go(Target::Words(hits[r.at].clone())));
            keep = false;
        }
        keep &= !ui.button("关闭").clicked();
    });
    keep
}

/// A hit with what stands around it.
fn near(line: &str, range: std::ops::Range<usize>) -> String {
    let before: Vec<char> = line.get(..range.start).unwrap_or_default().chars().rev().take(16).collect();
    let behind: String = line.get(range.end..).unwrap_or_default().chars().take(24).collect();
    let before: String = before.into_iter().rev().collect();
    format!("…{before}【{}】{behind}…", line.get(range).unwrap_or_default())
}

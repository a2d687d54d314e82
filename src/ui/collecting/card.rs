//! All about one unit: how it stands and why, what it handed in, what was found, and what a clerk can rule on.

use super::words::{state_color, tip};
use crate::app::open_collection::OpenCollection;
use crate::app::ruled::RuledOn;
use crate::collect::edit::CollectEdit;
use crate::collect::judging::Remedy;
use crate::collect::returned::{self, CellChange};
use crate::collect::roster::Duty;
use crate::collect::submission::{Submission, SubmittedContent};
use crate::collect::unit_row::{Suspicion, UnitRow, UnitState};
use crate::form::table::CellKey;
use crate::format;
use crate::report::value::Value;
use crate::ui::action::{Action, CollectAction};
use crate::ui::lines::{InLines, Tip, one_line};
use crate::ui::scrolled::scrolled;
use crate::ui::theme;
use egui::{RichText, ScrollArea, Ui};

/// Cells that are listed of what changed since a sending back.
const CHANGES: usize = 12;

/// The card.
pub fn card_ui(ui: &mut Ui, open: &OpenCollection, unit: usize, actions: &mut Vec<Action>) {
    let (collection, standing) = (open.shown(), &open.known().overview.standing);
    let (Some(own), Some(row)) = (collection.units.get(unit), standing.rows.get(unit)) else { return };
    // A button that gets the keys comes into sight.
    scrolled(ScrollArea::vertical().auto_shrink([false, false]), ui, |ui| {
        ui.words(RichText::new(&own.name).strong());
        ui.horizontal_wrapped(|ui| {
            ui.words(RichText::new(row.state.word()).color(state_color(row.state)).strong());
            ui.words(RichText::new(tip(row.state)).color(theme::get().faint));
        });
        let mut kind = format!("{} · {}", own.kind.word(), own.duty.word());
        if !own.duty.reason().is_empty() {
            kind += &format!("（{}）", own.duty.reason());
        }
        if let Duty::Abolished { successor: Some(id), .. } = &own.duty
            && let Some(into) = collection.unit(id)
        {
            kind += &format!(" · 并入{}", into.name);
        }
        if !own.aliases.is_empty() {
            kind += &format!(" · 又叫{}", own.aliases.join("、"));
        }
        ui.words(RichText::new(kind).small().color(theme::get().faint));
        ui.horizontal_wrapped(|ui| {
            if ui.small_button("改单位…").tip("名称、别名、类别、应报或免报、撤并（F2）").clicked()
            {
                actions.push(Action::Collect(CollectAction::AskUnit(Some(own.id.clone()))));
            }
        });
        findings_ui(ui, open, unit);
        join_ui(ui, open, row, actions);
        differing_ui(ui, open, row);
        for s in &row.submissions {
            if let Some(submission) = collection.submissions.get(*s) {
                ui.separator();
                submission_ui(ui, open, (row, *s), submission, actions);
            }
        }
        changes_ui(ui, open, unit);
    });
}

/// What is said of it as a unit.
fn findings_ui(ui: &mut Ui, open: &OpenCollection, unit: usize) {
    for f in open.known().overview.findings.iter().filter(|f| f.unit == Some(unit)) {
        let words = RichText::new(format!("{} {}。", theme::sign(f.level), f.message.trim_end_matches('。')));
        ui.words(words.color(theme::color(f.level)));
        ui.words(RichText::new(format!("办法：{}", f.how())).small().color(theme::get().faint));
    }
}

/// It may be another unit by another name.
fn join_ui(ui: &mut Ui, open: &OpenCollection, row: &UnitRow, actions: &mut Vec<Action>) {
    let Some(Suspicion::Twin(other) | Suspicion::Namesake(other)) = row.suspicion else { return };
    let units = &open.shown().units;
    let (Some(own), Some(other)) = (units.get(row.unit), units.get(other)) else { return };
    let tip = "户册里只留那一个，这个名称成为它的别名；可以撤销";
    if ui.button(format!("合并到{}", other.name)).tip(tip).clicked() {
        let edit = CollectEdit::JoinUnits { into: other.id.clone(), from: own.id.clone() };
        actions.push(Action::Collect(CollectAction::Edit(vec![edit])));
    }
}

/// Where its reports differ from the one that is shown: which of them is meant is to be said.
fn differing_ui(ui: &mut Ui, open: &OpenCollection, row: &UnitRow) {
    if row.state != UnitState::Duplicate {
        return;
    }
    let all = &open.shown().submissions;
    let Some(shown) = row.shown.and_then(|s| all.get(s)) else { return };
    for other in row.submissions.iter().filter_map(|s| all.get(*s)).filter(|s| s.digest != shown.digest) {
        let Some((a, b)) = shown.figures().zip(other.figures()) else { continue };
        let changes = returned::changes(a, b);
        if other.set_aside.is_some() || changes.is_empty() {
            continue;
        }
        let name = |s: &Submission| format::spoken_short(open.file_of(s));
        let head = format!("{} 和 {} 有{}格不同：", name(shown), name(other), changes.len());
        ui.words(RichText::new(head).strong());
        cells_ui(ui, open, &changes);
    }
}

/// Cells that say something else.
fn cells_ui(ui: &mut Ui, open: &OpenCollection, changes: &[CellChange]) {
    let form = open.shown().form();
    let said = |v: &Option<Value>, key: &CellKey| match v {
        Some(v) => v.canonical(form.kind(key)),
        None => "未填".into(),
    };
    for c in changes.iter().take(CHANGES) {
        let (before, after) = (said(&c.before, &c.cell), said(&c.after, &c.cell));
        let words = format!("{}：{before} → {after}", form.cell_name(&c.cell));
        ui.words(RichText::new(words).small());
    }
    if changes.len() > CHANGES {
        ui.words(RichText::new(format!("还有{}格", changes.len().saturating_sub(CHANGES))).small());
    }
}

fn submission_ui(
    ui: &mut Ui,
    open: &OpenCollection,
    (row, at): (&UnitRow, usize),
    s: &Submission,
    actions: &mut Vec<Action>,
) {
    let name = format::spoken_short(open.file_of(s));
    let files: Vec<String> = s.files.iter().map(|f| format::spoken(f)).collect();
    ui.add(one_line(RichText::new(&name).strong()).under_pointer(files.join("\n")));
    let received = s.received.map(|d| format!("{}年{}月{}日收", d.year, d.month, d.day)).unwrap_or_default();
    let year = s.year().map(|y| format!("{y}年度")).unwrap_or_default();
    let counts = if row.counts == Some(at) { "已计入" } else { "没有计入" };
    let line = [year.as_str(), received.as_str(), counts].into_iter().filter(|w| !w.is_empty());
    ui.words(RichText::new(line.collect::<Vec<_>>().join(" · ")).small().color(theme::get().faint));
    ruled_ui(ui, s, actions);
    ui.horizontal_wrapped(|ui| ways_ui(ui, (open, row), s, actions));
    match &s.content {
        SubmittedContent::Unreadable(why) => {
            ui.words(format!("读不出来：{why}。"));
        }
        SubmittedContent::Collection(c) => {
            let words = format!("这是{}的汇总，里面有{}个单位。", c.office, c.parts.len());
            ui.words(words);
        }
        SubmittedContent::Report(r) => {
            list_ui(ui, "读的时候拿不准的：", &r.doubts);
            list_ui(ui, "审核出的：", &r.found);
            let more = r.errors.saturating_add(r.warnings).saturating_sub(r.found.len());
            if more > 0 {
                ui.words(format!("还有{more}处，打开报告看。"));
            }
        }
    }
    let gone = s.files.iter().all(|f| open.file(f).is_none());
    if gone {
        ui.words(RichText::new("汇总还没有保存，原文件打不开。").small().color(theme::get().faint));
    }
}

fn list_ui(ui: &mut Ui, head: &str, all: &[String]) {
    if all.is_empty() {
        return;
    }
    ui.words(RichText::new(head).small().color(theme::get().faint));
    for (i, one) in all.iter().enumerate() {
        ui.words(RichText::new(format!("{}. {one}", i.saturating_add(1))).small());
    }
}

/// What somebody ruled about it, and how to take that back.
fn ruled_ui(ui: &mut Ui, s: &Submission, actions: &mut Vec<Action>) {
    let digest = || s.digest.clone();
    let accepted = s.accepted.iter().map(|a| {
        let back = CollectEdit::Accept { digest: digest(), of: a.of.clone(), ruling: None };
        (&a.ruling, a.of.word(), back)
    });
    let aside = s.set_aside.iter();
    let aside = aside.map(|r| (r, "不计入", CollectEdit::SetAside { digest: digest(), ruling: None }));
    for (r, word, back) in accepted.chain(aside) {
        ui.words(format!("{word}：{}", r.words()));
        if ui.small_button(format!("收回“{word}”")).clicked() {
            actions.push(Action::Collect(CollectAction::Edit(vec![back])));
        }
    }
}

/// What can be done with it.
fn ways_ui(ui: &mut Ui, (open, row): (&OpenCollection, &UnitRow), s: &Submission, actions: &mut Vec<Action>) {
    if ui.button("看报告").tip("只看不改，从最要紧的一处看起（回车）").clicked() {
        actions.push(Action::Collect(CollectAction::LookAt(open.file_of(s).into())));
    }
    let name = format::spoken_short(open.file_of(s));
    if let Some(asks) = row.asks_of(open.shown(), &s.digest) {
        let word =
            if row.state == UnitState::Duplicate { "用这一份…" } else { "核对过，计入…" };
        if ui.button(word).clicked() {
            let words = format!("“{name}”看过了，计入汇总。");
            let rule = RuledOn::Remedy(Remedy::Accept(s.digest.clone(), asks));
            actions.push(Action::Collect(CollectAction::AskWhy(rule, words)));
        }
    }
    if s.set_aside.is_none() && ui.button("不计入…").clicked() {
        let words = format!("“{name}”不计入汇总。");
        actions.push(Action::Collect(CollectAction::AskWhy(
            RuledOn::Remedy(Remedy::SetAside(s.digest.clone())),
            words,
        )));
    }
}

/// What it changed since it was sent back.
fn changes_ui(ui: &mut Ui, open: &OpenCollection, unit: usize) {
    let collection = open.shown();
    let standing = &open.known().overview.standing;
    let Some((sent, changes)) = returned::since_returned(collection, standing, unit) else { return };
    ui.separator();
    let on = sent.on.map(|d| format!("{}月{}日", d.month, d.day)).unwrap_or_default();
    ui.words(RichText::new(format!("{on}退回以后改了{}格：", changes.len())).strong());
    cells_ui(ui, open, &changes);
}

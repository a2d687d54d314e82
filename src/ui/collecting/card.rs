//! All about one unit: how it stands and why, what it handed in, what was found, and what a clerk can rule on.

use super::words::{state_color, tip};
use crate::app::open_collection::OpenCollection;
use crate::app::ruled::RuledOn;
use crate::collect::edit::CollectEdit;
use crate::collect::returned;
use crate::collect::ruling::Ruling;
use crate::collect::submission::{Submission, SubmittedContent};
use crate::collect::unit_row::{UnitRow, UnitState};
use crate::ui::action::{Action, CollectAction};
use crate::ui::theme;
use egui::{Label, RichText, ScrollArea, Ui};

/// Cells that are listed of what changed since a sending back.
const CHANGES: usize = 12;

/// The card.
pub fn card_ui(ui: &mut Ui, open: &OpenCollection, unit: usize, actions: &mut Vec<Action>) {
    let (collection, standing) = (open.shown(), &open.known().overview.standing);
    let (Some(own), Some(row)) = (collection.units.get(unit), standing.rows.get(unit)) else { return };
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.add(Label::new(RichText::new(&own.name).strong()).wrap());
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(row.state.word()).color(state_color(row.state)).strong());
            ui.label(RichText::new(tip(row.state)).color(theme::get().faint));
        });
        let mut kind = format!("{} · {}", own.kind.word(), own.duty.word());
        if !own.duty.reason().is_empty() {
            kind += &format!("（{}）", own.duty.reason());
        }
        if !own.aliases.is_empty() {
            kind += &format!(" · 又叫{}", own.aliases.join("、"));
        }
        ui.add(Label::new(RichText::new(kind).small().color(theme::get().faint)).wrap());
        ui.horizontal_wrapped(|ui| {
            if ui.small_button("改单位…").on_hover_text("名称、别名、类别、应报或免报、撤并（F2）").clicked()
            {
                actions.push(Action::Collect(CollectAction::AskUnit(Some(own.id.clone()))));
            }
        });
        findings_ui(ui, open, unit);
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
        ui.add(Label::new(words.color(theme::color(f.level))).wrap());
        ui.add(
            Label::new(RichText::new(format!("办法：{}", f.how())).small().color(theme::get().faint)).wrap(),
        );
    }
}

fn submission_ui(
    ui: &mut Ui,
    open: &OpenCollection,
    (row, at): (&UnitRow, usize),
    s: &Submission,
    actions: &mut Vec<Action>,
) {
    let name = s.file().rsplit('/').next().unwrap_or_default();
    let files: Vec<&str> = s.files.iter().map(String::as_str).collect();
    ui.add(Label::new(RichText::new(name).strong()).truncate()).on_hover_text(files.join("\n"));
    let received = s.received.map(|d| format!("{}年{}月{}日收", d.year, d.month, d.day)).unwrap_or_default();
    let year = s.year().map(|y| format!("{y}年度")).unwrap_or_default();
    let counts = if row.counts == Some(at) { "已计入" } else { "没有计入" };
    let line = [year.as_str(), received.as_str(), counts].into_iter().filter(|w| !w.is_empty());
    ui.label(RichText::new(line.collect::<Vec<_>>().join(" · ")).small().color(theme::get().faint));
    ruled_ui(ui, s, actions);
    ui.horizontal_wrapped(|ui| ways_ui(ui, row, s, actions));
    match &s.content {
        SubmittedContent::Unreadable(why) => {
            ui.add(Label::new(format!("读不出来：{why}。")).wrap());
        }
        SubmittedContent::Collection(c) => {
            let words = format!("这是{}的汇总，里面有{}个单位。", c.office, c.parts.len());
            ui.add(Label::new(words).wrap());
        }
        SubmittedContent::Report(r) => {
            list_ui(ui, "读的时候拿不准的：", &r.doubts);
            list_ui(ui, "审核出的：", &r.found);
            let more = r.errors.saturating_add(r.warnings).saturating_sub(r.found.len());
            if more > 0 {
                ui.label(format!("还有{more}处，打开报告看。"));
            }
        }
    }
    let gone = s.files.iter().all(|f| open.file(f).is_none());
    if gone {
        ui.label(RichText::new("汇总还没有保存，原文件打不开。").small().color(theme::get().faint));
    }
}

fn list_ui(ui: &mut Ui, head: &str, all: &[String]) {
    if all.is_empty() {
        return;
    }
    ui.label(RichText::new(head).small().color(theme::get().faint));
    for (i, one) in all.iter().enumerate() {
        ui.add(Label::new(RichText::new(format!("{}. {one}", i.saturating_add(1))).small()).wrap());
    }
}

/// What somebody ruled about it, and how to take that back.
fn ruled_ui(ui: &mut Ui, s: &Submission, actions: &mut Vec<Action>) {
    let of = |r: &Ruling| {
        let on = r.on.map(|d| format!("{}年{}月{}日", d.year, d.month, d.day)).unwrap_or_default();
        format!("{}（{}{on}）", r.reason, r.who)
    };
    let digest = || s.digest.clone();
    let rulings = [
        (&s.accepted, "核对过", CollectEdit::Accept { digest: digest(), ruling: None }),
        (&s.set_aside, "不计入", CollectEdit::SetAside { digest: digest(), ruling: None }),
    ];
    for (ruling, word, back) in rulings {
        let Some(r) = ruling else { continue };
        ui.add(Label::new(format!("{word}：{}", of(r))).wrap());
        if ui.small_button(format!("收回“{word}”")).clicked() {
            actions.push(Action::Collect(CollectAction::Edit(vec![back])));
        }
    }
}

/// What can be done with it.
fn ways_ui(ui: &mut Ui, row: &UnitRow, s: &Submission, actions: &mut Vec<Action>) {
    if ui.button("看报告").on_hover_text("只看不改，从最要紧的一处看起（回车）").clicked()
    {
        actions.push(Action::Collect(CollectAction::LookAt(s.file().into())));
    }
    let waits = matches!(row.state, UnitState::Unchecked | UnitState::OtherEdition | UnitState::Duplicate);
    let name = s.file().rsplit('/').next().unwrap_or_default();
    if waits && s.accepted.is_none() && s.set_aside.is_none() {
        let word =
            if row.state == UnitState::Duplicate { "用这一份…" } else { "核对过，计入…" };
        if ui.button(word).clicked() {
            let words = format!("“{name}”看过了，计入汇总。");
            actions.push(Action::Collect(CollectAction::AskWhy(RuledOn::Accept(s.digest.clone()), words)));
        }
    }
    if s.set_aside.is_none() && ui.button("不计入…").clicked() {
        let words = format!("“{name}”不计入汇总。");
        actions.push(Action::Collect(CollectAction::AskWhy(RuledOn::SetAside(s.digest.clone()), words)));
    }
}

/// What it changed since it was sent back.
fn changes_ui(ui: &mut Ui, open: &OpenCollection, unit: usize) {
    let collection = open.shown();
    let standing = &open.known().overview.standing;
    let Some((sent, changes)) = returned::since_returned(collection, standing, unit) else { return };
    ui.separator();
    let on = sent.on.map(|d| format!("{}月{}日", d.month, d.day)).unwrap_or_default();
    ui.label(RichText::new(format!("{on}退回以后改了{}格：", changes.len())).strong());
    let form = collection.form();
    let said = |v: &Option<crate::report::value::Value>, key| match v {
        Some(v) => v.canonical(form.kind(key)),
        None => "未填".into(),
    };
    for c in changes.iter().take(CHANGES) {
        let words = format!(
            "{}：{} → {}",
            form.cell_name(&c.cell),
            said(&c.before, &c.cell),
            said(&c.after, &c.cell)
        );
        ui.add(Label::new(RichText::new(words).small()).wrap());
    }
    if changes.len() > CHANGES {
        ui.label(RichText::new("……").small());
    }
}

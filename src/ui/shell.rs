//! Around the panels: toolbar made from the command table, the status bar.

use super::action::Action;
use super::menus::{self, Bars};
use super::passing::{GOOD, answers, answers_ui};
use super::view::{self, View};
use super::{spoken, theme};
use crate::app::at_hand::AtHand;
use crate::app::command::{self, Command, Id};
use crate::app::derived::Derived;
use crate::app::message::Message;
use crate::app::open_collection::OpenCollection;
use crate::app::open_report::OpenReport;
use crate::app::saving::Saving;
use crate::app::session::saved::SAVED;
use crate::checks::Level;
use crate::ui::lines::{InLines, Tip, one_line, told_line};
use egui::{Align, Button, Layout, MenuBar, RichText};
use egui::{TextStyle, Ui, vec2};
use std::path::Path;

/// Menus and toolbar on one line.
pub fn menu_ui(ui: &mut Ui, bars: &Bars<'_>, actions: &mut Vec<Action>) {
    MenuBar::new().ui(ui, |ui| {
        menus::menus_ui(ui, bars, actions);
        ui.separator();
        let derived = bars.opened.report().map(OpenReport::known);
        // How the report stands is never out of sight: the buttons have the room that it leaves.
        let counts = derived.map(|d| counts(ui, d)).unwrap_or_default();
        let taken: f32 = counts.iter().map(|(_, words)| button_width(ui, words)).sum();
        let mut room = ui.available_width() - taken;
        for id in [Id::Save, Id::Undo, Id::Redo, Id::Panel, Id::Preview, Id::Export("pdf"), Id::Print] {
            let Some(c) = command::of(id) else { continue };
            room -= button_width(ui, c.text);
            if room < 0.0 {
                break;
            }
            tool(ui, bars.opened, c, actions);
        }
        let Some(derived) = derived else { return };
        ui.separator();
        for (l, widest) in &counts {
            let open = derived.open(*l);
            let color = if open > 0 { theme::color(*l) } else { theme::get().faint };
            let words = RichText::new(count_words(ui, *l, &open.to_string())).color(color);
            let width = button_width(ui, widest) - ui.spacing().item_spacing.x;
            let button = Button::new(words).frame(false).min_size(vec2(width, 0.0));
            let first = derived.findings.iter().position(|f| f.is_open() && f.level == *l);
            let name = format!("{} {}{open}", theme::sign(*l), l.word());
            let button = ui.add_enabled(open > 0, button).accessible_name(name);
            if button.tip("转到第一处").clicked()
                && let Some(i) = first
            {
                actions.push(Action::Show(i));
            }
        }
        if counts.is_empty() {
            let words = RichText::new(derived.progress().1).color(theme::get().accent);
            let tip = "上报前检查：还差什么，逐条列出（Shift+F9）";
            if ui.add(Button::new(words).frame(false).truncate()).tip(tip).clicked() {
                actions.push(Action::Command(Id::Checklist));
            }
        }
    });
}

/// The levels, where anything is open, each with its widest words: one that is done moves no other.
fn counts(ui: &Ui, derived: &Derived) -> Vec<(Level, String)> {
    let of = |l: Level| {
        let digits = derived.open(l).to_string().len().max(2);
        (l, count_words(ui, l, &"0".repeat(digits)))
    };
    let any = Level::ALL.into_iter().any(|l| derived.open(l) > 0);
    if any { Level::ALL.map(of).to_vec() } else { Vec::new() }
}

/// How many there are of a level; where there is little room the sign says which.
fn count_words(ui: &Ui, level: Level, count: &str) -> String {
    let word = if view::is_tight(ui.ctx()) { "" } else { level.word() };
    format!("{} {word}{count}", theme::sign(level))
}

/// How much of a line a button takes.
fn button_width(ui: &Ui, words: &str) -> f32 {
    let spacing = ui.spacing();
    words_width(ui, words) + 2.0 * spacing.button_padding.x + spacing.item_spacing.x
}

fn words_width(ui: &Ui, words: &str) -> f32 {
    let font = TextStyle::Button.resolve(ui.style());
    ui.painter().layout_no_wrap(words.into(), font, theme::get().ink).size().x
}

fn tool(ui: &mut Ui, open: AtHand<'_>, c: &Command, actions: &mut Vec<Action>) {
    let tip = match c.shortcut {
        Some(k) => format!("{}（{k}）", c.tip),
        None => c.tip.to_string(),
    };
    if ui.add_enabled((c.enabled)(open), Button::new(c.text)).tip(tip).clicked() {
        actions.push(Action::Command(c.id));
    }
}

/// What always stands beside a message: how the report stands, how large it is shown.
const BESIDE: f32 = 200.0;

/// Whether what went well has room in the status bar; it goes before which form and which file it is. What has none is
/// told where there are more lines, above the foot of what is worked on.
pub fn has_room(ui: &Ui, m: &Message) -> bool {
    !m.text.contains('\n') && BESIDE + news_width(ui, m) <= ui.ctx().content_rect().width()
}

/// How much of a line a message takes with its buttons.
fn news_width(ui: &Ui, m: &Message) -> f32 {
    let buttons: f32 = answers(m, true).iter().map(|(words, _)| button_width(ui, words)).sum();
    let gap = ui.spacing().item_spacing.x;
    buttons + words_width(ui, GOOD) + words_width(ui, &m.text) + 2.0 * gap
}

/// What went well, in what room the status bar has; what matters stands first.
fn news_ui(ui: &mut Ui, m: &Message, open: bool, actions: &mut Vec<Action>) {
    answers_ui(ui, m, open, actions);
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.words(RichText::new(GOOD).color(theme::get().accent));
        spoken::live(&told_line(ui, &m.text, ""));
    });
}

/// What is saved, what is selected, how large it is shown.
pub fn status_ui(ui: &mut Ui, bars: &Bars<'_>, actions: &mut Vec<Action>) {
    let Bars { message, settings, .. } = *bars;
    // Said once: what is saved needs no message beside it.
    let told = message.filter(|m| m.amiss.is_none() && has_room(ui, m));
    let told = told.filter(|m| matches!(bars.opened, AtHand::Nothing) || m.text != SAVED);
    ui.horizontal(|ui| {
        let open = match bars.opened {
            AtHand::Report(open) => open,
            AtHand::Collection(open) => return collection_ui(ui, open, told, actions),
            AtHand::Nothing => {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| match told {
                    Some(m) => news_ui(ui, m, false, actions),
                    None => drop(
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| ui.words("没有打开报告")),
                    ),
                });
                return;
            }
        };
        standing_ui(ui, open, (bars, told), actions);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            zoom_ui(ui, settings.zoom, actions);
            match told {
                Some(m) => news_ui(ui, m, true, actions),
                None => drop(ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    looked_at_ui(ui, open, bars.view);
                })),
            }
        });
    });
}

/// How large it is shown.
fn zoom_ui(ui: &mut Ui, percent: u32, actions: &mut Vec<Action>) {
    if ui.small_button("＋").tip("放大").clicked() {
        actions.push(Action::Command(Id::ZoomIn));
    }
    ui.words(format!("{percent}%"));
    if ui.small_button("－").tip("缩小").clicked() {
        actions.push(Action::Command(Id::ZoomOut));
    }
}

/// How the report stands: only read, saved, what is selected in it, its form.
fn standing_ui(
    ui: &mut Ui,
    open: &OpenReport,
    (bars, told): (&Bars<'_>, Option<&Message>),
    actions: &mut Vec<Action>,
) {
    let (report, view) = (open.report(), bars.view);
    if let Some(h) = open.holder() {
        ui.words(format!("只读：{}正在编辑", h.words()));
        ui.separator();
    }
    let just = bars.message.is_some_and(|m| m.text == SAVED);
    let saved = match (open.document().is_changed(), open.path()) {
        (true, _) => "● 未保存",
        (false, Some(_)) if just => "✓ 已保存",
        (false, Some(_)) => "已保存",
        (false, None) => "新报告",
    };
    match open.saving() {
        Some(saving) => saving_ui(ui, saving, actions),
        None => spoken::live(&ui.words(saved)),
    }
    ui.separator();
    let table = report.form().table_of_chapter(view.section);
    if let Some(s) = table.and_then(|t| view.desk.grids.get(&t.key).and_then(|g| g.selection(report, t)))
        && s.count > 1
    {
        let words = format!("选中 {} 格，已填 {}，合计 {}", s.count, s.filled, s.sum);
        ui.words(words).tip(format!("从“{}”到“{}”", s.ends.0, s.ends.1));
        ui.separator();
    }
    which_ui(ui, &report.form().label, open.path(), told);
}

/// Which form and which file it is: what is news goes before what always stands there.
fn which_ui(ui: &mut Ui, form: &str, path: Option<&Path>, told: Option<&Message>) {
    let Some(m) = told else {
        ui.words(form);
        ui.separator();
        return file_ui(ui, path);
    };
    let mut room = ui.available_width() - news_width(ui, m) - BESIDE;
    let name = path.and_then(Path::file_name).map(|n| n.to_string_lossy()).unwrap_or_default();
    for (words, is_file) in [(form, false), (&*name, true)] {
        room -= words_width(ui, words) + 3.0 * ui.spacing().item_spacing.x;
        match is_file {
            _ if room < 0.0 => return,
            true => file_ui(ui, path),
            false => {
                ui.words(words);
                ui.separator();
            }
        }
    }
}

/// Which file it is: not every desktop has a title bar with words.
fn file_ui(ui: &mut Ui, path: Option<&Path>) {
    let Some(path) = path else { return };
    let Some(name) = path.file_name() else { return };
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width() * 0.4);
        ui.add(one_line(name.to_string_lossy()).under_pointer(path.display().to_string()));
    });
    ui.separator();
}

/// Whether the collection is saved, and what was told last.
fn collection_ui(ui: &mut Ui, open: &OpenCollection, told: Option<&Message>, actions: &mut Vec<Action>) {
    if let Some(h) = open.holder() {
        ui.words(format!("只读：{}正在编辑", h.words()));
        ui.separator();
    }
    spoken::live(&ui.words(match (open.work().is_changed(), open.path()) {
        (true, _) => "● 未保存",
        (false, Some(_)) => "已保存",
        (false, None) => "新汇总",
    }));
    ui.separator();
    which_ui(ui, &open.collection().form().label, open.path(), told);
    if let Some(m) = told {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| news_ui(ui, m, true, actions));
    }
}

/// A save that is going on; where the disk doesn't answer, what can be done meanwhile.
fn saving_ui(ui: &mut Ui, saving: &Saving, actions: &mut Vec<Action>) {
    if !saving.is_long() {
        ui.words("正在保存…");
        return;
    }
    ui.words("正在保存…磁盘还没有回应，可以继续填写");
    if ui.small_button("存到别处…").clicked() {
        actions.push(Action::Command(Id::SaveAs));
    }
}

/// The finding that was gone to, where the list that says it is not shown.
fn looked_at_ui(ui: &mut Ui, open: &OpenReport, view: &View) {
    let findings = &open.known().findings;
    let Some(f) = view.findings.looking.at(findings).and_then(|i| findings.get(i)) else { return };
    if view.shows_findings(ui.ctx()) || view.compare.is_some() {
        return;
    }
    ui.words(RichText::new(theme::sign(f.level)).color(theme::color(f.level)));
    told_line(ui, &f.message, "F10 列出全部审核结果");
}

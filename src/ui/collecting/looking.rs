//! A unit's report, only to be looked at: its parts at the left, what stands there in the middle, what was found in it
//! at the right, the worst first. It begins where the worst finding is; Esc leads back to the list.

use crate::app::other_report::OtherReport;
use crate::app::papers::Paper;
use crate::app::reading::Purpose;
use crate::checks::{self, Finding};
use crate::form::Chapter;
use crate::form::table::Table;
use crate::report::text::Para;
use crate::report::{Part, Report, Shared};
use crate::ui::action::{Action, Asked};
use crate::ui::grid::{GridOptions, GridState, grid_ui};
use crate::ui::heading::subheading;
use crate::ui::lines::{InLines, Tip, in_button, one_line};
use crate::ui::scrolled::steady;
use crate::ui::theme;
use egui::{Button, Key, Modifiers, Panel, RichText, ScrollArea, Ui};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is looked at of it.
#[derive(Default)]
pub struct LookedReport {
    of: Option<Shared>,
    section: Chapter,
    /// Place of the finding that is looked at.
    chosen: Option<usize>,
    grids: BTreeMap<String, GridState>,
    /// Grows with each report: what was measured of the tables of one holds for no other.
    revision: u64,
}

impl std::fmt::Debug for LookedReport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let grids: Vec<String> = self.grids.values().map(GridState::whereabouts).collect();
        write!(f, "{:?} {:?} {grids:?}", self.section, self.chosen)
    }
}

impl LookedReport {
    pub fn grids(&self) -> impl Iterator<Item = &GridState> {
        self.grids.values()
    }
    /// Another report begins at its worst finding.
    fn keep_up(&mut self, other: &OtherReport) {
        if self.of.as_ref().is_some_and(|r| Arc::ptr_eq(r, &other.report)) {
            return;
        }
        let revision = self.revision.saturating_add(1);
        *self = LookedReport { of: Some(other.report.clone()), revision, ..LookedReport::default() };
        match other.findings.first() {
            Some(f) => self.go(&other.report, 0, f),
            None => self.section = other.report.form().chapters().first().copied().unwrap_or_default(),
        }
    }
    /// Goes to where a finding is.
    fn go(&mut self, report: &Report, at: usize, finding: &Finding) {
        self.chosen = Some(at);
        self.section = finding.section.unwrap_or_default();
        if let Some(cell) = finding.all_cells().next()
            && let Some(table) = report.form().table_of(cell)
        {
            self.grids.entry(table.key.clone()).or_default().jump = Some(cell.clone());
        }
    }
}

/// The report; whether to go back to the list. `covered` by a question it takes no keys.
pub fn looked_ui(
    ui: &mut Ui,
    other: &OtherReport,
    shown: &mut LookedReport,
    covered: bool,
    actions: &mut Vec<Action>,
) -> bool {
    shown.keep_up(other);
    let mut back = !covered && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    back |= head_ui(ui, other, actions);
    ui.separator();
    let report = &*other.report;
    Panel::left("looked outline").resizable(false).exact_size(96.0).show(ui, |ui| {
        for chapter in report.form().chapters() {
            let words = RichText::new(report.form().chapter_name(chapter)).small();
            if ui.add(Button::selectable(shown.section == chapter, in_button(ui, words))).clicked() {
                (shown.section, shown.chosen) = (chapter, None);
            }
        }
    });
    let wide = ui.available_width();
    let side = Panel::right("looked findings").resizable(true).default_size((wide * 0.32).max(220.0));
    side.size_range(180.0..=(wide * 0.6).max(181.0)).show(ui, |ui| findings_ui(ui, other, shown));
    part_ui(ui, other, shown, actions);
    back
}

/// Whose it is, and what can be done with it.
fn head_ui(ui: &mut Ui, other: &OtherReport, actions: &mut Vec<Action>) -> bool {
    let report = &other.report;
    let mut back = false;
    ui.horizontal_wrapped(|ui| {
        let button = ui.button("‹ 回到各单位").tip("Esc");
        back = button.clicked();
        subheading(ui, format!("{}　{}年", report.office.name.trim(), report.year));
        ui.words(RichText::new("只看不改").color(theme::get().faint));
        ui.words(checks::summary(&other.findings));
        if ui.button("导出审核单…").clicked() {
            actions.push(Action::Ask(Asked::Paper(Paper::OtherFindings)));
        }
        let last = ui.button("对照它去年的报告…").tip("结转、现行有效等和去年接得上吗");
        if last.clicked() {
            actions.push(Action::Ask(Asked::Other(Purpose::TheirLast)));
        }
    });
    let name = one_line(RichText::new(other.name()).small().color(theme::get().faint));
    ui.add(name.under_pointer(other.path.display().to_string()));
    back
}

/// What was found, the worst first; a click leads there.
fn findings_ui(ui: &mut Ui, other: &OtherReport, shown: &mut LookedReport) {
    let notes = &other.report.notes;
    if other.findings.is_empty() && notes.is_empty() {
        ui.words("没有发现问题。");
    }
    steady(ui, "looked findings", ScrollArea::vertical().auto_shrink([false, false]), |ui, _| {
        for (i, f) in other.findings.iter().enumerate() {
            let place = f.place(other.report.form());
            let words = format!("{} {}　{place}：{}", theme::sign(f.level), f.level.word(), f.message);
            let words = RichText::new(words).small().color(theme::color(f.level));
            let how = f.check().map_or(String::new(), |c| format!("依据：{}\n办法：{}", c.why, c.how));
            let row = ui.add(Button::selectable(shown.chosen == Some(i), in_button(ui, words)));
            if row.tip(how).clicked() {
                shown.go(&other.report, i, f);
            }
        }
        if !notes.is_empty() {
            ui.separator();
            subheading(ui, "读入时的情况");
            for n in notes {
                let words = format!("{}：{}", n.kind.word(), n.text);
                ui.words(RichText::new(words).small());
            }
        }
    });
}

/// The part that is looked at: its heading, its words, its table.
fn part_ui(ui: &mut Ui, other: &OtherReport, shown: &mut LookedReport, actions: &mut Vec<Action>) {
    let report = &*other.report;
    let finding = shown.chosen.and_then(|i| other.findings.get(i));
    let Chapter::Section(section) = shown.section else { return ends_ui(ui, report, shown.section, finding) };
    subheading(ui, report.section(section).heading.clone());
    let (before, after) = (Part::Before(section), Part::After(section));
    let Some(table) = report.form().table_of_section(section) else {
        steady(ui, "looked words", ScrollArea::vertical().auto_shrink([false, false]), |ui, _| {
            [before, after].into_iter().for_each(|p| words_ui(ui, report, p, finding));
        });
        return;
    };
    // Little room stays for words beside a table.
    let room = (ui.available_height() * 0.25).max(60.0);
    for part in [before, after].into_iter().filter(|p| !report.paras(*p).is_empty()) {
        ScrollArea::vertical()
            .id_salt(("looked words", part))
            .max_height(room)
            .auto_shrink([false, true])
            .show(ui, |ui| words_ui(ui, report, part, finding));
    }
    table_ui(ui, other, table, shown, actions);
}

fn table_ui(
    ui: &mut Ui,
    other: &OtherReport,
    table: &Table,
    shown: &mut LookedReport,
    actions: &mut Vec<Action>,
) {
    let options = GridOptions {
        revision: shown.revision,
        read_only: true,
        enter_right: false,
        stop_at_totals: true,
        last_year: other.report.predecessor.is_some(),
        findings: &other.findings,
        shown: shown.chosen.and_then(|i| other.findings.get(i)),
    };
    let state = shown.grids.entry(table.key.clone()).or_default();
    grid_ui(ui, &other.report, table, state, &options, actions);
}

/// The words of a part, those that a finding is about marked.
fn words_ui(ui: &mut Ui, report: &Report, part: Part, finding: Option<&Finding>) {
    let marked = |n: usize| finding.is_some_and(|f| f.stretches(part).any(|(at, _)| at == n));
    for (n, para) in report.paras(part).iter().enumerate() {
        let text = match para {
            Para::Picture { caption, .. } => format!("〔图：{caption}〕"),
            text => text.resolved(report),
        };
        let words = RichText::new(text);
        let words = if marked(n) { words.background_color(theme::get().aged) } else { words };
        ui.words(words);
    }
}

/// What stands before the sections, and behind them.
fn ends_ui(ui: &mut Ui, report: &Report, chapter: Chapter, finding: Option<&Finding>) {
    steady(ui, "looked ends", ScrollArea::vertical().auto_shrink([false, false]), |ui, _| {
        let parts = [Part::Title, Part::Preamble].into_iter().filter(|p| p.chapter() == chapter);
        parts.for_each(|p| words_ui(ui, report, p, finding));
        if chapter == Chapter::Signature {
            ui.words(&report.signature.office);
            ui.words(crate::report::strict::Strict::Signed.text(report));
        }
    });
}

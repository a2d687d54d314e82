//! The part of the report being worked on: front, sections with their tables, signature.

use super::action::Action;
use super::below::below_ui;
use super::cell_info::info_ui;
use super::grid::{GridOptions, GridState, grid_ui, legend_ui};
use super::heading::{is_heading, subheading};
use super::line::{LineField, line_ui};
use super::passing::{Passing, passing_ui};
use super::scrolled::steady;
use super::signature::signature_ui;
use super::text::{self, Editors, Field, Sheet, part_ui, tools_ui};
use super::theme;
use crate::app::command::{self, Id};
use crate::checks::Finding;
use crate::form::bounds::between;
use crate::form::table::Table;
use crate::report::edit::Edit;
use crate::report::facts::OFFICE;
use crate::report::{Chapter, Date, Part, Report, Section};
use crate::store::settings::{Enter, Settings};
use crate::ui::lines::{InLines, Tip, one_line, wrapped};
use egui::{Frame, Grid, Margin, Panel, RichText, ScrollArea, Ui};
use std::collections::BTreeMap;

/// What the editor remembers from frame to frame.
#[derive(Default)]
pub struct EditorState {
    /// By the tables' keys.
    pub grids: BTreeMap<String, GridState>,
    /// Text editors being typed in.
    pub texts: Editors,
    /// Whether the words around a table are shown.
    pub words_open: bool,
}

/// What is shown of the report.
pub struct Here<'a> {
    pub report: &'a Report,
    pub revision: u64,
    pub settings: &'a Settings,
    /// The day the checks go by.
    pub today: Option<Date>,
    /// The part that the outline has selected.
    pub section: Chapter,
    pub findings: &'a [Finding],
    /// The finding looked at, by its place.
    pub looked_at: Option<usize>,
    /// What stands above the foot for a while.
    pub passing: Passing<'a>,
}

/// The editor of a part.
pub fn editor_ui(ui: &mut Ui, here: &Here<'_>, desk: &mut EditorState, actions: &mut Vec<Action>) {
    let Here { report, revision, settings, .. } = *here;
    let word_limit = settings.word_limit;
    // What was to come into view elsewhere is not looked at any more.
    desk.texts.in_view.take_if(|(part, _)| part.chapter() != here.section);
    let sheet = Sheet { report, revision, findings: here.findings, word_limit };
    foot_ui(ui, &sheet, here.section, desk, actions);
    passing_ui(ui, here.passing, actions);
    match here.section {
        Chapter::Front => scroll(ui, here.section, |ui| front_ui(ui, &sheet, &mut desk.texts, actions)),
        Chapter::Signature => {
            scroll(ui, here.section, |ui| signature_ui(ui, report, here.today, &mut desk.texts, actions));
        }
        Chapter::Section(s) => match report.form().table_of_section(s) {
            Some(table) => {
                let shown = here.looked_at.and_then(|i| here.findings.get(i));
                let options = GridOptions {
                    revision,
                    read_only: false,
                    last_year: settings.last_year,
                    enter_right: settings.enter == Enter::Right,
                    stop_at_totals: settings.stop_at_totals,
                    findings: here.findings,
                    shown,
                };
                table_ui(ui, &sheet, table, &options, desk, actions);
            }
            None => section_ui(ui, &sheet, s, &mut desk.texts, actions),
        },
    }
}

/// What stays in view below: of a section of words what can be done with them, of a table the words around it.
fn foot_ui(
    ui: &mut Ui,
    sheet: &Sheet<'_>,
    chapter: Chapter,
    desk: &mut EditorState,
    actions: &mut Vec<Action>,
) {
    let Chapter::Section(n) = chapter else { return };
    if sheet.report.form().table_of_section(n).is_none() {
        let tools = Panel::bottom("tools").resizable(false).show_separator_line(false);
        let tools = tools.frame(Frame::NONE.inner_margin(Margin { top: 6, ..Margin::ZERO }));
        below_ui(ui, tools, |ui| tools_ui(ui, sheet, Part::Before(n), &mut desk.texts, actions));
        return;
    }
    // Most reports have no words around the table; the table gets the room.
    desk.words_open |= desk.texts.focus.is_some_and(|p| p.chapter() == chapter);
    if desk.words_open {
        let texts = Panel::bottom("texts").default_size(210.0).frame(Frame::NONE);
        texts.show(ui, |ui| scroll(ui, chapter, |ui| words_ui(ui, sheet, n, &mut desk.texts, actions)));
    }
}

/// A section of words only.
fn section_ui(ui: &mut Ui, sheet: &Sheet<'_>, n: Section, texts: &mut Editors, actions: &mut Vec<Action>) {
    let part = Part::Before(n);
    let rows = rows(ui);
    scroll(ui, Chapter::Section(n), |ui| {
        heading_ui(ui, sheet.report, n, actions);
        help_ui(ui, sheet.report, n);
        let name = format!("第{}部分正文", sheet.report.form().number(n));
        let hint = "一段一行；不知道怎么写的，点下面的“放进起草文字”";
        let field = Field { part, name: &name, hint, rows, bar: false };
        part_ui(ui, sheet, &field, texts, actions);
    });
}

/// Lines of an empty text, so that what can be done with it stands below in the window.
fn rows(ui: &Ui) -> usize {
    const AROUND: f32 = 84.0;
    let line = egui::TextStyle::Body.resolve(ui.style()).size * 1.65;
    between(((ui.available_height() - AROUND) / line) as usize, 4, 20)
}

fn scroll(ui: &mut Ui, of: Chapter, add: impl FnOnce(&mut Ui)) {
    let area = ScrollArea::vertical().auto_shrink([false, false]);
    steady(ui, &format!("{of:?}"), area, |ui, _| add(ui));
}

fn heading_ui(ui: &mut Ui, report: &Report, section: Section, actions: &mut Vec<Action>) {
    let (heading, n) = (&report.section(section).heading, report.form().number(section));
    let name = format!("第{n}部分标题");
    let field = LineField { name: &name, value: heading, width: text::width(ui), hint: "" };
    line_ui(ui, &field, actions, |t| Edit::Heading(section, t));
}

fn help_ui(ui: &mut Ui, report: &Report, section: Section) {
    if let Some(s) = report.form().section(section) {
        let help = RichText::new(&s.help).small().color(theme::get().faint);
        // In a low window one line of it; the rest under the pointer.
        let low = theme::is_low(ui.ctx());
        if low {
            ui.add(one_line(help))
        } else {
            ui.add(wrapped(ui, help))
        };
    }
}

fn table_ui(
    ui: &mut Ui,
    sheet: &Sheet<'_>,
    table: &Table,
    options: &GridOptions<'_>,
    desk: &mut EditorState,
    actions: &mut Vec<Action>,
) {
    let report = sheet.report;
    ui.horizontal(|ui| heading_line_ui(ui, report, table, options, &mut desk.words_open, actions));
    ui.scope(|ui| {
        ui.set_min_height(2.0 * ui.text_style_height(&egui::TextStyle::Body));
        info_ui(
            ui,
            report,
            table,
            sheet.findings,
            desk.grids.get(&table.key).and_then(|g| g.cursor.as_ref()),
        );
    });
    let state = desk.grids.entry(table.key.clone()).or_default();
    grid_ui(ui, report, table, state, options, actions);
}

/// The heading of a section with a table, and what can be done with the table.
fn heading_line_ui(
    ui: &mut Ui,
    report: &Report,
    table: &Table,
    options: &GridOptions<'_>,
    words_open: &mut bool,
    actions: &mut Vec<Action>,
) {
    let n = table.section;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        for id in [Id::FillZero, Id::Compute] {
            let Some(c) = command::of(id) else { continue };
            if ui.small_button(c.text).tip(c.tip).clicked() {
                actions.push(Action::Command(id));
            }
        }
        let any = report.speaks(Part::Before(n)) || report.speaks(Part::After(n));
        let text = if any { "表前表后文字（有）" } else { "表前表后文字" };
        ui.toggle_value(words_open, RichText::new(text).small()).tip("这一部分的标题，和表格前后的说明文字");
        let heading = &report.section(n).heading;
        // The heading goes before it.
        let size = egui::TextStyle::Body.resolve(ui.style()).size;
        let room = ui.available_width() - heading.chars().count() as f32 * size - 24.0;
        legend_ui(ui, report, table, options, room);
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            let label = ui.add(one_line(RichText::new(heading).strong()));
            is_heading(&label, heading, 1);
        });
    });
}

fn words_ui(
    ui: &mut Ui,
    sheet: &Sheet<'_>,
    section: Section,
    texts: &mut Editors,
    actions: &mut Vec<Action>,
) {
    heading_ui(ui, sheet.report, section, actions);
    help_ui(ui, sheet.report, section);
    let n = sheet.report.form().number(section);
    for (part, place) in [(Part::Before(section), "表前"), (Part::After(section), "表后")] {
        let name = format!("第{n}部分{place}文字");
        ui.words(place);
        let hint = format!("{place}没有文字");
        let field = Field { part, name: &name, hint: &hint, rows: 2, bar: false };
        part_ui(ui, sheet, &field, texts, actions);
    }
}

fn front_ui(ui: &mut Ui, sheet: &Sheet<'_>, texts: &mut Editors, actions: &mut Vec<Action>) {
    let report = sheet.report;
    subheading(ui, "标题");
    let hint = "机关全称＋年度＋政府信息公开工作年度报告";
    let field = Field { part: Part::Title, name: "标题", hint, rows: 1, bar: false };
    part_ui(ui, sheet, &field, texts, actions);
    ui.add_space(6.0);
    subheading(ui, "机关和联系方式");
    let o = &report.office;
    let room = between(ui.available_width() - 120.0, 120.0, 460.0);
    Grid::new("facts").num_columns(2).min_row_height(theme::LINE).show(ui, |ui| {
        for fact in &OFFICE {
            ui.words(fact.name);
            let field = LineField { name: fact.name, value: (fact.get)(o), width: room, hint: "" };
            line_ui(ui, &field, actions, |t| {
                let mut office = o.clone();
                (fact.set)(&mut office, t);
                Edit::Office(office)
            });
            ui.end_row();
        }
        ui.words("年度和格式");
        ui.words(format!("{}年度，{}", report.year, report.form().label));
        ui.end_row();
        ui.words("各部分的标题");
        theme::line_ui(ui, |ui| {
            for (set, name) in [(0, "照格式写"), (1, "照条例写（带“行政机关”）")] {
                let tip = format!("如“{}”", report.form().heading(Section::Disclosure, set));
                let chosen = ui.selectable_label(report.heading_set == set, name).tip(tip);
                if chosen.clicked() && report.heading_set != set {
                    actions.push(Action::Edit {
                        name: "改各部分的标题".into(),
                        group: None,
                        edits: vec![Edit::HeadingSet(set)],
                    });
                }
            }
        });
        ui.end_row();
    });
    ui.add_space(6.0);
    subheading(ui, "导语");
    let hint = "编制依据、所含部分、统计期限、电子版公布处、联系方式；一段一行";
    let field = Field { part: Part::Preamble, name: "导语", hint, rows: 9, bar: true };
    part_ui(ui, sheet, &field, texts, actions);
}

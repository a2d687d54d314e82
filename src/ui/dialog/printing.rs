//! How the report is printed: printer, copies, pages, sides. Enter in a field prints.

use super::widgets::{focus, is_entered};
use super::{Cx, Dialog, Given, Stay};
use crate::checks::Level;
use crate::print::{self, Choices, PagesError, Printers, Sides};
use crate::report::strict::{whole, whole_wanted};
use crate::ui::action::Action;
use crate::ui::choice::choice_ui;
use crate::ui::heading::heading;
use crate::ui::lines::InLines;
use crate::ui::strict::whole_ui;
use crate::ui::{preview, theme};
use egui::{Grid, RichText, TextEdit, Ui};
use std::ops::RangeInclusive;

/// How many copies may be asked for at once.
const COPIES: RangeInclusive<u32> = 1..=99;

/// Which pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Which {
    #[default]
    All,
    Current,
    Typed,
}

/// Why it can't be printed as it is chosen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
enum ChoiceError {
    #[error(transparent)]
    Pages(#[from] PagesError),
    #[error("正在排版，请稍等")]
    NotLaidOut,
    #[error("份数{}", whole_wanted(&COPIES))]
    Copies,
    #[error("现在找不到打印机“{0}”，请接好它，或者另选一台")]
    NoPrinter(String),
    #[error("没有设置默认打印机，请选一台打印机")]
    NoneChosen,
}

/// What was chosen so far.
#[derive(Debug, Default)]
pub struct PrintingDialog {
    choices: Choices,
    /// As they are typed.
    copies: String,
    which: Which,
    typed: String,
    /// `None` while they are asked for.
    printers: Option<Printers>,
    /// How many pages there are, and which is looked at, from 1.
    pages: Option<(usize, usize)>,
    /// What is to be known of them before: what is wrong, and what else.
    faults: Vec<String>,
    warnings: Vec<String>,
}

impl PrintingDialog {
    /// As it was printed last; all pages.
    pub fn new(last: &Choices) -> PrintingDialog {
        let choices = Choices { pages: Vec::new(), ..last.clone() };
        PrintingDialog { choices, copies: last.copies.max(1).to_string(), ..PrintingDialog::default() }
    }
    /// How it is printed, where it can be.
    fn chosen(&self) -> Result<Choices, ChoiceError> {
        let pages = self.pages()?;
        let copies = whole(&self.copies, &COPIES).ok_or(ChoiceError::Copies)?;
        let gone = self
            .choices
            .printer
            .as_ref()
            .filter(|p| self.printers.as_ref().is_some_and(|known| !known.names.contains(p)));
        match gone {
            None if self.choices.printer.is_none() && self.has_no_default() => Err(ChoiceError::NoneChosen),
            // It was chosen: no other is taken in its place.
            Some(name) => Err(ChoiceError::NoPrinter(name.clone())),
            None => Ok(Choices { pages, copies, ..self.choices.clone() }),
        }
    }
    /// Whether there are printers, and which of them is wanted nobody has said.
    fn has_no_default(&self) -> bool {
        self.printers.as_ref().is_some_and(|p| p.default.is_none() && !p.names.is_empty())
    }
    fn pages(&self) -> Result<Vec<RangeInclusive<usize>>, ChoiceError> {
        match (self.which, self.pages) {
            (Which::All, _) => Ok(Vec::new()),
            (Which::Current, Some((_, page))) => Ok(vec![page..=page]),
            (Which::Current, None) => Err(ChoiceError::NotLaidOut),
            (Which::Typed, pages) => Ok(print::pages(&self.typed, pages.map(|p| p.0))?),
        }
    }
}

impl Dialog for PrintingDialog {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "打印报告");
        let mut entered = false;
        Grid::new("print")
            .num_columns(2)
            .spacing([12.0, 8.0])
            .min_row_height(theme::LINE)
            .show(ui, |ui| entered = choices_ui(ui, self));
        preview::told_ui(ui, &self.faults, &self.warnings);
        let chosen = self.chosen();
        if let Err(e) = &chosen {
            ui.words(RichText::new(format!("● {e}")).color(theme::color(Level::Error)));
        }
        ui.add_space(8.0);
        let mut keep = true;
        ui.horizontal(|ui| {
            let button = focus(cx.first, ui.add_enabled(chosen.is_ok(), egui::Button::new("打印")));
            if let Ok(chosen) = chosen
                && (button.clicked() || entered)
            {
                actions.push(Action::PrintWith(chosen));
                keep = false;
            }
            keep &= !ui.button("取消").clicked();
        });
        Stay::when(keep)
    }
    fn prints(&self) -> bool {
        true
    }
    fn take(&mut self, given: Given<'_>) -> bool {
        let Given::Printers { printers, pages, faults, warnings } = given else { return false };
        (self.printers, self.pages, self.faults, self.warnings) = (printers, pages, faults, warnings);
        true
    }
}

/// Whether Enter was pressed in one of its fields.
fn choices_ui(ui: &mut Ui, form: &mut PrintingDialog) -> bool {
    ui.words("打印机");
    printer_ui(ui, form);
    ui.end_row();
    ui.words("份数");
    let (copies, _) = whole_ui(ui, "份数", "", &mut form.copies, &COPIES);
    let mut entered = is_entered(&copies);
    ui.end_row();
    ui.words("页");
    ui.vertical(|ui| {
        let (count, current) = form.pages.map_or((String::new(), String::new()), |(all, page)| {
            (format!("（共 {all} 页）"), format!("（第 {page} 页）"))
        });
        ui.radio_value(&mut form.which, Which::All, format!("全部{count}"));
        ui.radio_value(&mut form.which, Which::Current, format!("当前页{current}"));
        ui.horizontal(|ui| {
            ui.radio_value(&mut form.which, Which::Typed, "页码");
            let field = TextEdit::singleline(&mut form.typed).desired_width(150.0).hint_text("如 1-3,5");
            let field = ui.add(field).accessible_name("要打印的页码");
            if field.changed() || field.gained_focus() {
                form.which = Which::Typed;
            }
            entered |= is_entered(&field);
        });
    });
    ui.end_row();
    ui.words("单面双面");
    let sides = Sides::ALL.map(|s| (s, s.words().to_string()));
    choice_ui(ui, "选单面双面", 240.0, &mut form.choices.sides, sides);
    ui.end_row();
    entered
}

fn printer_ui(ui: &mut Ui, form: &mut PrintingDialog) {
    let Some(printers) = &form.printers else {
        ui.horizontal(|ui| {
            ui.spinner();
            ui.words("正在找打印机…可以直接打到默认打印机");
        });
        return;
    };
    let default = match &printers.default {
        Some(name) => format!("默认打印机（{name}）"),
        None if form.has_no_default() => "请选一台".to_string(),
        None => "默认打印机".to_string(),
    };
    let chosen = &mut form.choices.printer;
    ui.vertical(|ui| {
        let gone = chosen.clone().filter(|p| !printers.names.contains(p));
        let named = printers.names.iter().chain(&gone).map(|n| (Some(n.clone()), n.clone()));
        let all: Vec<_> = std::iter::once((None, default)).chain(named).collect();
        choice_ui(ui, "选打印机", 240.0, chosen, all);
        if printers.names.is_empty() {
            let words = "没有打印机，或者打印服务没有运行；可以取消，改用“导出PDF…”，点“打印”会再试一次";
            ui.words(RichText::new(words).small().color(theme::get().faint));
        }
    });
}

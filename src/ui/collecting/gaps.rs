//! 差额表: two of the sums, the draft and last year's side by side, the largest difference first, with the units that
//! explain it.

use super::page::Going;
use super::walked::{Step, Walked};
use super::words::{numbers_width, signed, words_width};
use crate::app::collection_known::CollectionKnown;
use crate::app::collection_work::SetBeside;
use crate::app::open_collection::OpenCollection;
use crate::checks::Level;
use crate::collect::gap::{self, GapLine, GapSide};
use crate::report::value::Value;
use crate::ui::action::{Action, Asked};
use crate::ui::choice::choice_ui;
use crate::ui::lines::{InLines, Tip, one_line};
use crate::ui::scrolled::hold_rows;
use crate::ui::theme;
use egui::{Align, Id, Key, Layout, RichText, Sense, Ui, WidgetInfo, accesskit};
use egui_extras::{Column, TableBuilder, TableRow};
use std::fmt;
use std::sync::Arc;

const ROW: f32 = 24.0;

/// What is set side by side.
pub struct GapsPage {
    sides: (GapSide, GapSide),
    /// Those that agree are listed too.
    all: bool,
    made: Option<MadeGaps>,
    /// What there was to set side by side, in the order of all.
    there: Option<[bool; 4]>,
    chosen: usize,
    walked: Walked,
}

/// What was made of the collection, while it stands.
struct MadeGaps {
    of: Arc<CollectionKnown>,
    sides: (GapSide, GapSide),
    all: bool,
    lines: Vec<GapLine>,
}

impl Default for GapsPage {
    fn default() -> GapsPage {
        let sides = (GapSide::Sum, GapSide::LastSum);
        GapsPage { sides, all: false, made: None, there: None, chosen: 0, walked: Walked::default() }
    }
}

impl fmt::Debug for GapsPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.sides, self.all)
    }
}

impl GapsPage {
    /// The list has the keys again.
    pub fn resume(&mut self) {
        self.walked.resume();
    }
    /// What was just put there is shown; at first what there is.
    fn turn(&mut self, open: &OpenCollection) {
        let there = GapSide::ALL.map(|s| is_there(open, s));
        let before = self.there.replace(there).unwrap_or([true, false, false, false]);
        let came = GapSide::ALL.into_iter().zip(there.into_iter().zip(before));
        let mut came = came.filter(|(_, (now, before))| *now && !before).map(|(side, _)| side);
        if let Some(side) = came.next() {
            self.sides = (GapSide::Sum, side);
        }
    }
    fn keep_up(&mut self, open: &OpenCollection) {
        let known = open.known();
        let fits = |m: &MadeGaps| Arc::ptr_eq(&m.of, known) && m.sides == self.sides && m.all == self.all;
        if !self.made.as_ref().is_some_and(fits) {
            let lines = gap::lines(open.shown(), &known.overview.standing, self.sides, self.all);
            self.made = Some(MadeGaps { of: known.clone(), sides: self.sides, all: self.all, lines });
        }
    }
}

/// The table; where a click or Enter leads. `covered` by a question it takes no keys.
pub fn gaps_ui(
    ui: &mut Ui,
    open: &OpenCollection,
    gaps: &mut GapsPage,
    covered: bool,
    actions: &mut Vec<Action>,
) -> Option<Going> {
    gaps.turn(open);
    head_ui(ui, open, gaps, actions);
    if let Some(side) = [gaps.sides.0, gaps.sides.1].into_iter().find(|s| !is_there(open, *s)) {
        ui.add_space(8.0);
        ui.words(format!("还没有{}，请在上面放上。", side.word()));
        return None;
    }
    gaps.keep_up(open);
    let made = gaps.made.take()?;
    let going = match made.lines.is_empty() {
        true => {
            ui.words("两边的数都一样。");
            None
        }
        false => lines_ui(ui, open, gaps, &made, covered),
    };
    gaps.made = Some(made);
    going
}

/// The lines, as a list that is walked by the keys.
fn lines_ui(
    ui: &mut Ui,
    open: &OpenCollection,
    gaps: &mut GapsPage,
    made: &MadeGaps,
    covered: bool,
) -> Option<Going> {
    let leads = |at: usize| made.lines.get(at).map(|l| Going::Cell(l.cell.clone()));
    gaps.chosen = gaps.chosen.min(made.lines.len().saturating_sub(1));
    let said = made.lines.get(gaps.chosen).map_or(String::new(), |l| line_words(open, l));
    let mut going = None;
    let list = (Id::unique("what differs"), format!("差额表：{said}"));
    match gaps.walked.step(ui, list, (Some(gaps.chosen), made.lines.len()), covered) {
        Some(Step::To(row)) => gaps.chosen = row,
        Some(Step::Key(Key::Enter)) => going = leads(gaps.chosen),
        _ => {}
    }
    let wide = numbers_width(ui, 86.0, made.lines.iter().flat_map(|l| numbers(open, l)));
    // What tells rows apart stands at the end of their names.
    let names = made.lines.iter().map(|l| name_of(open, l));
    let left = (ui.available_width() - wide * 3.0 - 140.0).max(160.0);
    let named = words_width(ui, 160.0, names).min(left);
    let scrolls = gaps.walked.take_scroll(ui);
    let mut table = TableBuilder::new(ui)
        .min_scrolled_height(0.0)
        .id_salt("what differs")
        .striped(true)
        .sense(Sense::CLICK)
        .auto_shrink([false, false])
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::exact(named).clip(true))
        .columns(Column::exact(wide).clip(true), 3)
        .column(Column::remainder().at_least(100.0).clip(true));
    if scrolls {
        table = table.scroll_to_row(gaps.chosen, None);
    }
    let heads = ["项目", made.sides.0.word(), made.sides.1.word(), "相差", "主要是这些单位"];
    let shown = table.header(ROW, |mut row| {
        for (i, head) in heads.into_iter().enumerate() {
            row.col(|ui| {
                let numbers = (1..4).contains(&i);
                let side = if numbers { Layout::right_to_left(Align::Center) } else { *ui.layout() };
                ui.with_layout(side, |ui| ui.words(RichText::new(head).strong()));
            });
        }
    });
    shown.body(|mut body| {
        hold_rows(&mut body, ROW, made.lines.len());
        body.rows(ROW, made.lines.len(), |mut row| {
            let at = row.index();
            let Some(line) = made.lines.get(at) else { return };
            row.set_selected(at == gaps.chosen);
            line_ui(&mut row, open, line);
            let said = line_words(open, line);
            let response = row.response();
            response.widget_info(|| WidgetInfo::labeled(accesskit::Role::ListBoxOption, true, &said));
            if response.clicked() {
                (gaps.chosen, going) = (at, leads(at));
            }
            response.tip(format!("{said}\n点一下看这一格的来源"));
        });
    });
    going
}

/// Which two, and what else can be set beside.
fn head_ui(ui: &mut Ui, open: &OpenCollection, gaps: &mut GapsPage, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        let all = || GapSide::ALL.into_iter().map(|s| (s, s.word().to_string()));
        choice_ui(ui, "左边的数", 120.0, &mut gaps.sides.0, all());
        ui.words("对");
        choice_ui(ui, "右边的数", 120.0, &mut gaps.sides.1, all());
        ui.checkbox(&mut gaps.all, "相同的也列出");
        for set in SetBeside::ALL {
            let there = GapSide::ALL.into_iter().any(|s| sets(s) == Some(set) && is_there(open, s));
            let words =
                if there { format!("换{}…", set.word()) } else { format!("放上{}…", set.word()) };
            if ui.button(RichText::new(words).small()).clicked() {
                actions.push(Action::Ask(Asked::Beside(set)));
            }
        }
    });
}

/// What a side comes from.
fn sets(side: GapSide) -> Option<SetBeside> {
    match side {
        GapSide::Sum => None,
        GapSide::Draft => Some(SetBeside::Draft),
        GapSide::LastSum => Some(SetBeside::Last),
        GapSide::LastPublished => Some(SetBeside::Published),
    }
}

fn is_there(open: &OpenCollection, side: GapSide) -> bool {
    let c = open.shown();
    match side {
        GapSide::Sum => true,
        GapSide::Draft => c.draft.is_some(),
        GapSide::LastSum => c.last.is_some(),
        GapSide::LastPublished => c.published.is_some(),
    }
}

/// Both numbers of a line, and what they differ by.
fn numbers(open: &OpenCollection, line: &GapLine) -> [String; 3] {
    let form = open.shown().form();
    let words =
        |v: &Option<Value>| v.as_ref().map_or("未填".into(), |v| v.canonical(form.kind(&line.cell)));
    let difference = line.difference.map_or("不能比".into(), signed);
    [words(&line.left), words(&line.right), difference]
}

/// What a line says.
fn line_words(open: &OpenCollection, line: &GapLine) -> String {
    let [left, right, difference] = numbers(open, line);
    let name = open.shown().form().cell_path(&line.cell);
    format!("{name}：{left}，{right}，相差{difference} {}", units_of(open, line)).trim_end().into()
}

/// What a line is called: the whole path would be cut off before what tells it apart.
fn name_of(open: &OpenCollection, line: &GapLine) -> String {
    open.shown().form().cell_name(&line.cell).replace('，', " · ")
}

/// The units that explain it, and what was adjusted.
fn units_of(open: &OpenCollection, line: &GapLine) -> String {
    let of =
        |(unit, by): &(usize, _)| Some(format!("{} {}", open.shown().units.get(*unit)?.name, signed(*by)));
    let mut units: Vec<String> = line.units.iter().filter_map(of).collect();
    if !line.adjusted.is_zero() {
        units.push(format!("调整 {}", signed(line.adjusted)));
    }
    units.join("、")
}

fn line_ui(row: &mut TableRow<'_, '_>, open: &OpenCollection, line: &GapLine) {
    let [left, right, difference] = numbers(open, line);
    let name = name_of(open, line);
    row.col(|ui| drop(ui.add(one_line(&name).unselectable())));
    let ink = theme::get().ink;
    let color = match line.difference {
        Some(d) if d.is_zero() => theme::get().faint,
        _ => theme::color(Level::Warning),
    };
    for (text, color) in [(&left, ink), (&right, ink), (&difference, color)] {
        row.col(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add(one_line(RichText::new(text).color(color)).unselectable());
            });
        });
    }
    let units = units_of(open, line);
    row.col(|ui| {
        ui.add(one_line(RichText::new(&units).color(theme::get().faint)).unselectable());
    });
}

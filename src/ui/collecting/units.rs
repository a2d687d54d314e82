//! The list of units: a row a unit, ordered by any column, narrowed by state or name; beside it all about the one that
//! is chosen. Only rows in sight are laid out.

use super::card;
use super::narrow::{self, Narrowed, Narrowing};
use super::unit_rows::{EDGE, NARROWEST, columns, head_ui, heads, row_ui, said};
use super::walked::{Step, Walked};
use crate::app::collection_known::CollectionKnown;
use crate::app::open_collection::OpenCollection;
use crate::app::unit_list::{self, UnitColumn, UnitView};
use crate::collect::unit_row::UnitState;
use crate::ui::action::{Action, CollectAction};
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip};
use crate::ui::scrolled::hold_rows;
use crate::ui::theme;
use egui::style::ScrollStyle;
use egui::{Align, Id, Key, Layout, Panel, RichText, ScrollArea, Sense, Ui, WidgetInfo, accesskit};
use egui_extras::TableBuilder;
use std::fmt;
use std::sync::Arc;

const ROW: f32 = 24.0;

/// How the list is looked at.
#[derive(Default)]
pub struct Units {
    by: Narrowing,
    /// Place in the roster of the unit that is chosen.
    chosen: Option<usize>,
    walked: Walked,
    /// What to do first has had the keys.
    welcomed: bool,
    made: Option<MadeUnits>,
}

/// What was made of the collection, while it stands.
struct MadeUnits {
    of: Arc<CollectionKnown>,
    view: UnitView,
    states: Vec<(UnitState, usize)>,
    /// Places of the lines shown.
    shown: Vec<usize>,
}

impl fmt::Debug for Units {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}", self.by.view, self.chosen)
    }
}

impl Units {
    pub fn go_to(&mut self, unit: usize) {
        self.chosen = Some(unit);
        self.walked.resume();
        self.by.view = UnitView::default();
    }

    /// A unit is looked for by its name.
    pub fn look_for(&mut self) {
        self.by.wanted = true;
    }

    /// The list has the keys again.
    pub fn resume(&mut self) {
        self.walked.resume();
    }

    /// What is chosen stands in the list: of what was looked for it is the first.
    fn keep_up(&mut self, open: &OpenCollection) {
        self.list(open);
        let Some(made) = &self.made else { return };
        let is_narrowed = self.by.view.only.is_some() || !self.by.view.query.trim().is_empty();
        let stands = || self.chosen.is_some_and(|c| made.shown.contains(&c));
        if is_narrowed && !stands() {
            self.chosen = made.shown.first().copied();
        }
    }

    fn list(&mut self, open: &OpenCollection) {
        let known = open.known();
        let stands = self.made.as_ref().is_some_and(|m| Arc::ptr_eq(&m.of, known));
        let states = match self.made.take().filter(|_| stands) {
            Some(m) if m.view == self.by.view => return self.made = Some(m),
            Some(m) => m.states,
            None => unit_list::states(&known.lines),
        };
        // A state that no unit is in any more would show nothing.
        self.by.view.only.take_if(|s| !states.iter().any(|(is, _)| is == s));
        let shown = self.by.view.shown(&known.lines);
        self.made = Some(MadeUnits { of: known.clone(), view: self.by.view.clone(), states, shown });
    }
}

/// The list with all about the chosen unit at its right.
pub fn units_ui(
    ui: &mut Ui,
    open: &OpenCollection,
    units: &mut Units,
    covered: bool,
    actions: &mut Vec<Action>,
) {
    units.keep_up(open);
    if open.shown().units.is_empty() {
        let first = !covered && !std::mem::replace(&mut units.welcomed, true);
        return empty_ui(ui, open, first, actions);
    }
    let Some(made) = units.made.take() else { return };
    let id = Id::unique("the units of the collection");
    let asked = keys_ui(ui, id, units, &made, covered);
    let wide = ui.available_width();
    let card = Panel::right("unit card").resizable(true).default_size((wide * 0.3).max(230.0));
    let card = card.size_range(200.0..=(wide * 0.5).max(201.0));
    card.show(ui, |ui| match units.chosen {
        Some(unit) if unit < open.shown().units.len() => card::card_ui(ui, open, unit, actions),
        _ => drop(ui.words(RichText::new("点一个单位，这里列出它的情况。").color(theme::get().faint))),
    });
    let narrowed = narrow::narrow_ui(ui, &mut units.by, (made.of.lines.len(), &made.states));
    let asked = match narrowed {
        Some(Narrowed::ToList) => {
            ui.memory_mut(|m| m.request_focus(id));
            asked
        }
        Some(Narrowed::Look) => units.chosen.map(|c| (c, true)),
        None => asked,
    };
    // In a narrow window its columns go on at the right, and a bar says so.
    let width = ui.available_width().max(NARROWEST);
    if width > ui.available_width() {
        ui.spacing_mut().scroll = ScrollStyle::solid();
    }
    let columns = ScrollArea::horizontal().id_salt("columns of units").auto_shrink([false, false]);
    let table = columns.show(ui, |ui| {
        ui.set_width(width);
        table_ui(ui, id, units, &made)
    });
    if let Some((place, look)) = table.inner.or(asked) {
        actions.push(if look { look_at(open, place) } else { change(open, place) });
    }
    units.made = Some(made);
}

/// What to do first; at its `first` sight the keys are there.
fn empty_ui(ui: &mut Ui, open: &OpenCollection, first: bool, actions: &mut Vec<Action>) {
    use crate::app::command::Id as CommandId;
    ui.add_space(24.0);
    ui.vertical_centered(|ui| {
        heading(ui, "还没有单位");
        ui.words("先填户册：哪些单位应报。可以从表格里整列贴进来，也可以用去年汇总里的。");
        ui.words("不填也行：收进来的报告是谁的，谁就列进来，只是缺了谁看不出来。");
        ui.add_space(8.0);
        let ways = [
            ("填户册…", Action::Command(CommandId::Roster)),
            ("收单位的报告…", Action::Command(CommandId::TakeIn)),
        ];
        for (i, (words, action)) in ways.into_iter().enumerate() {
            let button = ui.button(words);
            if first && i == 0 {
                button.request_focus();
            }
            if button.clicked() {
                actions.push(action);
            }
        }
        ui.add_space(8.0);
        ui.words(RichText::new("也可以把各单位报告的文件夹直接拖进这个窗口。").color(theme::get().faint));
        if open.shown().last.is_none() {
            let set = crate::app::collection_work::SetBeside::Last;
            if ui.link("用去年的汇总开始…").tip("户册照去年的，去年的数放在旁边对照").clicked()
            {
                actions.push(Action::Ask(crate::ui::action::Asked::Beside(set)));
            }
        }
    });
}

/// Walks the list by the keys; the unit that is asked about by them, and whether to look at its report.
fn keys_ui(ui: &Ui, id: Id, units: &mut Units, made: &MadeUnits, covered: bool) -> Option<(usize, bool)> {
    let chosen = units.chosen.and_then(|c| made.of.lines.get(c));
    let said = format!("单位列表：{}", chosen.map_or("还没有选单位".into(), said));
    let at = units.chosen.and_then(|c| made.shown.iter().position(|s| *s == c));
    if !covered && ui.memory(|m| m.has_focus(id)) {
        narrow::typed(ui, &mut units.by);
    }
    match units.walked.step(ui, (id, said), (at, made.shown.len()), covered)? {
        Step::To(row) => units.chosen = made.shown.get(row).copied().or(units.chosen),
        Step::Key(key) => return Some((units.chosen?, key == Key::Enter)),
    }
    None
}

/// The rows; the unit that is asked about, and whether to look at its report.
fn table_ui(ui: &mut Ui, id: Id, units: &mut Units, made: &MadeUnits) -> Option<(usize, bool)> {
    let mut asked = None;
    if made.shown.is_empty() {
        ui.words(RichText::new("没有这样的单位。").color(theme::get().faint));
    }
    let (mut turned, mut clicked) = (None, None);
    let scrolls = units.walked.take_scroll(ui);
    let mut table =
        columns(TableBuilder::new(ui).id_salt("units").min_scrolled_height(0.0)).sense(Sense::CLICK);
    let at = units.chosen.and_then(|c| made.shown.iter().position(|s| *s == c));
    if let Some(at) = at.filter(|_| scrolls) {
        table = table.scroll_to_row(at, None);
    }
    let shown = table.header(ROW, |mut row| {
        for (words, by) in heads() {
            row.col(|ui| {
                // Heads of numbers stand over them.
                let numbers = !matches!(by, UnitColumn::Roster | UnitColumn::State | UnitColumn::Received);
                let side = if numbers { Layout::right_to_left(Align::Center) } else { *ui.layout() };
                let head = |ui: &mut Ui| {
                    ui.add_space(if numbers { EDGE } else { 0.0 });
                    head_ui(ui, &words, by, &units.by.view)
                };
                if ui.with_layout(side, head).inner {
                    turned = Some(by);
                }
            });
        }
    });
    shown.body(|mut body| {
        hold_rows(&mut body, ROW, made.shown.len());
        body.rows(ROW, made.shown.len(), |mut row| {
            let Some(place) = made.shown.get(row.index()).copied() else { return };
            let Some(line) = made.of.lines.get(place) else { return };
            row.set_selected(units.chosen == Some(place));
            row_ui(&mut row, line);
            let response = row.response();
            response.widget_info(|| WidgetInfo::labeled(accesskit::Role::ListBoxOption, true, said(line)));
            if response.clicked() {
                clicked = Some(place);
            }
            if response.double_clicked() {
                asked = Some((place, true));
            }
        });
    });
    if let Some(by) = turned {
        units.by.view.turn(by);
    }
    if let Some(place) = clicked {
        units.chosen = Some(place);
        ui.memory_mut(|m| m.request_focus(id));
    }
    asked
}

/// Opens what a unit handed in.
fn look_at(open: &OpenCollection, unit: usize) -> Action {
    let row = open.known().overview.standing.rows.get(unit);
    let shown = row.and_then(|r| r.shown.or(r.submissions.first().copied()));
    match shown.and_then(|s| open.shown().submissions.get(s)) {
        Some(s) => Action::Collect(CollectAction::LookAt(open.file_of(s).into())),
        None => Action::Tell("这个单位还没有报，没有可看的。".into()),
    }
}

fn change(open: &OpenCollection, unit: usize) -> Action {
    Action::Collect(CollectAction::AskUnit(open.shown().units.get(unit).map(|u| u.id.clone())))
}

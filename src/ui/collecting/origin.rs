//! Where one number of the sums comes from: every unit's own with last year's beside it, who is missing, what was
//! adjusted and why.

use super::page::Going;
use super::words::{numbers_width, signed};
use crate::app::collection_known::CollectionKnown;
use crate::app::open_collection::OpenCollection;
use crate::app::ruled::RuledOn;
use crate::checks::Level;
use crate::collect::Collection;
use crate::collect::edit::CollectEdit;
use crate::collect::figures;
use crate::collect::standing::Standing;
use crate::collect::trace::{Contribution, Trace};
use crate::form::table::CellKey;
use crate::report::level;
use crate::report::value::Value;
use crate::ui::action::{Action, CollectAction};
use crate::ui::lines::{InLines, Tip, one_line};
use crate::ui::scrolled::hold_rows;
use crate::ui::theme;
use egui::{Align, Id, Layout, RichText, Sense, Ui, WidgetInfo, accesskit};
use egui_extras::{Column, TableBuilder, TableRow};
use rust_decimal::Decimal;
use std::sync::Arc;

const ROW: f32 = 22.0;
/// Units that are named one by one.
const NAMED: usize = 12;

/// What was traced, while the collection stands.
#[derive(Default)]
pub struct Origin {
    /// A cell to go to.
    pub wanted: Option<CellKey>,
    /// The keys are wanted here.
    pub focus: bool,
    traced: Option<(Arc<CollectionKnown>, CellKey, Option<Trace>)>,
}

impl Origin {
    fn keep_up(&mut self, open: &OpenCollection, cell: &CellKey) {
        let known = open.known();
        let stands = self.traced.as_ref().is_some_and(|(k, c, _)| Arc::ptr_eq(k, known) && c == cell);
        if !stands {
            let trace = Trace::of(open.shown(), &known.overview.standing, cell);
            self.traced = Some((known.clone(), cell.clone(), trace));
        }
    }
}

/// The origin of a cell; where a click leads.
pub fn origin_ui(
    ui: &mut Ui,
    open: &OpenCollection,
    cell: &CellKey,
    origin: &mut Origin,
    actions: &mut Vec<Action>,
) -> Option<Going> {
    origin.keep_up(open, cell);
    let trace = origin.traced.as_ref().and_then(|(.., t)| t.as_ref())?;
    let collection = open.shown();
    let form = collection.form();
    name_ui(ui, &form.cell_path(cell), std::mem::take(&mut origin.focus));
    total_ui(ui, open, trace);
    ui.horizontal_wrapped(|ui| ways_ui(ui, open, trace, actions));
    rulings_ui(ui, trace, actions);
    lacking_ui(ui, collection, trace);
    let mut going = None;
    let (kind, region) = (form.kind(cell), level::region(&collection.office));
    let said = |v: Option<&Value>| v.map_or("未填".to_string(), |v| v.canonical(kind));
    let now = numbers_width(ui, 36.0, trace.parts.iter().map(|p| said(p.value.as_ref())));
    let last =
        numbers_width(ui, 58.0, trace.parts.iter().filter_map(|p| p.last.as_ref()).map(|v| said(Some(v))));
    let table = TableBuilder::new(ui)
        .min_scrolled_height(0.0)
        .id_salt("where it comes from")
        .striped(true)
        .sense(Sense::CLICK)
        .auto_shrink([false, false])
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::remainder().at_least(90.0).clip(true))
        .column(Column::exact(now).clip(true))
        .column(Column::exact(48.0).clip(true));
    // Without last year's the names have its room.
    let has_last = trace.parts.iter().any(|p| p.last.is_some());
    let table = if has_last { table.column(Column::exact(last).clip(true)) } else { table };
    let shown = table.header(ROW, |mut row| {
        let heads = ["单位", "今年", "占", "去年"].into_iter().take(if has_last { 4 } else { 3 });
        for (i, head) in heads.enumerate() {
            row.col(|ui| {
                let side = if i > 0 { Layout::right_to_left(Align::Center) } else { *ui.layout() };
                ui.with_layout(side, |ui| ui.words(RichText::new(head).strong()));
            });
        }
    });
    shown.body(|mut body| {
        hold_rows(&mut body, ROW, trace.parts.len());
        body.rows(ROW, trace.parts.len(), |mut row| {
            let Some(part) = trace.parts.get(row.index()) else { return };
            let Some(unit) = collection.units.get(part.unit) else { return };
            let words = |v: &Option<Value>| said(v.as_ref());
            // All are of one region; what tells them apart is to be seen.
            let short = unit.name.strip_prefix(region).filter(|n| !n.is_empty()).unwrap_or(&unit.name);
            part_ui(&mut row, short, (part, has_last), &words);
            let below: Vec<String> =
                part.below.iter().map(|(name, v)| format!("{name} {}", words(v))).collect();
            let response = row.response();
            let said = format!("{}：{}", unit.name, words(&part.value));
            response.widget_info(|| WidgetInfo::labeled(accesskit::Role::ListBoxOption, true, &said));
            if response.clicked() {
                going = Some(Going::Unit(part.unit));
            }
            let tip = if below.is_empty() { "点一下看这个单位".into() } else { below.join("\n") };
            response.tip(tip);
        });
    });
    going
}

/// The name of the cell. Who wants the keys here gets them, and goes on by Tab to what can be done.
fn name_ui(ui: &mut Ui, name: &str, focus: bool) {
    let whole = ui.available_rect_before_wrap();
    let here = ui.interact(whole, Id::unique("where a sum comes from"), Sense::focusable_noninteractive());
    here.widget_info(|| WidgetInfo::labeled(accesskit::Role::Group, true, format!("“{name}”的来源")));
    if focus {
        here.request_focus();
    }
    ui.words(RichText::new(name).strong());
}

/// A unit's line.
fn part_ui(
    row: &mut TableRow<'_, '_>,
    name: &str,
    (part, has_last): (&Contribution, bool),
    words: &dyn Fn(&Option<Value>) -> String,
) {
    let faint = theme::get().faint;
    row.col(|ui| drop(ui.add(one_line(name).unselectable())));
    let color = if part.value.is_none() { theme::color(Level::Warning) } else { theme::get().ink };
    let share = part.permille.map(share).unwrap_or_default();
    let last = part.last.as_ref().map(|_| words(&part.last)).unwrap_or_default();
    let last = has_last.then_some((last, faint));
    for (text, color) in [(words(&part.value), color), (share, faint)].into_iter().chain(last) {
        row.col(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add(one_line(RichText::new(text).color(color)).unselectable());
            });
        });
    }
}

/// 12.3%, from tenths of a percent.
fn share(permille: u32) -> String {
    format!("{}.{}%", permille / 10, permille % 10)
}

/// What it comes to, against last year.
fn total_ui(ui: &mut Ui, open: &OpenCollection, trace: &Trace) {
    let kind = open.shown().form().kind(&trace.cell);
    let now = &trace.total.value;
    let mut words = match now {
        Some(v) => format!("合计 {}", v.canonical(kind)),
        None => "合计空着".to_string(),
    };
    let last = open.known().sums.last_year(&trace.cell);
    let number = |v: &Option<Value>| v.as_ref().and_then(figures::number);
    if let Some(l) = &last {
        words += &format!("　去年 {}", l.canonical(kind));
        let change = number(now).zip(number(&last)).and_then(|(n, l)| n.checked_sub(l));
        words += &change.map(|c| format!("（{}）", signed(c))).unwrap_or_default();
    }
    ui.words(RichText::new(words).size(16.0));
    if !trace.total.adjusted.is_zero() {
        ui.words(format!("其中调整 {}", signed(trace.total.adjusted)));
    }
}

/// Totals follow from their parts.
const OF_PARTS: &str = "这一格是分项之和；要调整、按0计，请到分项里去。";

/// Asks by how much a sum is adjusted; why not, of a total.
pub fn adjusting(collection: &Collection, cell: &CellKey) -> Action {
    let form = collection.form();
    if form.total_of(cell).is_some() {
        return Action::Tell(OF_PARTS.into());
    }
    let rule = RuledOn::Adjust { cell: cell.clone(), by: Decimal::ZERO };
    let words = format!("“{}”的合计加上或减去一个数。", form.cell_name(cell));
    Action::Collect(CollectAction::AskWhy(rule, words))
}

/// Asks whether 未填 counts as 0 here; why not, where nobody left it open.
pub fn zeroing(collection: &Collection, standing: &Standing, cell: &CellKey) -> Action {
    let form = collection.form();
    if form.total_of(cell).is_some() {
        return Action::Tell(OF_PARTS.into());
    }
    let place = form.ledger().place(cell.as_str());
    let unfilled =
        place.and_then(|p| standing.totals.cell(p)).map(|c| c.unfilled.as_slice()).unwrap_or_default();
    let units = || unfilled.iter().filter_map(|u| collection.units.get(*u));
    if unfilled.is_empty() {
        return Action::Tell(format!("“{}”每个单位都填了，没有要按0计的。", form.cell_name(cell)));
    }
    let ids = units().map(|u| u.id.clone());
    let before = collection.zeros.get(cell).into_iter().flat_map(|r| r.units.iter().cloned());
    let rule = RuledOn::Zero(cell.clone(), before.chain(ids).collect());
    let names: Vec<&str> = units().take(NAMED).map(|u| u.name.as_str()).collect();
    let (all, among) = (unfilled.len(), if unfilled.len() > NAMED { "等" } else { "" });
    let words = format!("“{}”没有填的{all}家（{}{among}）按0计。", form.cell_name(cell), names.join("、"));
    Action::Collect(CollectAction::AskWhy(rule, words))
}

/// What can be ruled about a cell.
fn ways_ui(ui: &mut Ui, open: &OpenCollection, trace: &Trace, actions: &mut Vec<Action>) {
    let (collection, cell) = (open.shown(), &trace.cell);
    if collection.form().total_of(cell).is_some() {
        ui.words(RichText::new(OF_PARTS).small().color(theme::get().faint));
        return;
    }
    if ui.button("调整…").tip("加上或减去一个数，写明理由；各单位的数不动").clicked()
    {
        actions.push(adjusting(collection, cell));
    }
    let is_open = !trace.total.unfilled.is_empty();
    if is_open && ui.button("未填按0计…").tip("问过确实是0的，才这样计").clicked() {
        actions.push(zeroing(collection, &open.known().overview.standing, cell));
    }
}

/// What was ruled, with the reason, and how to take it back.
fn rulings_ui(ui: &mut Ui, trace: &Trace, actions: &mut Vec<Action>) {
    for a in &trace.adjustments {
        ui.words(format!("调整 {}：{}", signed(a.by), a.ruling.words()));
        if ui.small_button("收回这个调整").clicked() {
            actions.push(Action::Collect(CollectAction::Edit(vec![CollectEdit::Unadjust((*a).clone())])));
        }
    }
    if let Some(r) = &trace.zero {
        ui.words(format!("{}家未填按0计：{}", r.units.len(), r.words()));
        if ui.small_button("收回“按0计”").clicked() {
            let edit = CollectEdit::Zero(trace.cell.clone(), None);
            actions.push(Action::Collect(CollectAction::Edit(vec![edit])));
        }
    }
}

/// Whose number is not in it.
fn lacking_ui(ui: &mut Ui, collection: &Collection, trace: &Trace) {
    let lacking = [
        ("没有汇总", &trace.missing),
        ("没有填", &trace.total.unfilled),
        ("填的不是数", &trace.total.unread),
    ];
    for (what, units) in lacking.into_iter().filter(|(_, u)| !u.is_empty()) {
        let names: Vec<&str> =
            units.iter().filter_map(|u| collection.units.get(*u)).map(|u| u.name.as_str()).collect();
        let some: Vec<&str> = names.iter().take(NAMED).copied().collect();
        let and = if names.len() > NAMED { "等" } else { "" };
        let words = format!("▲ {}家{what}：{}{and}", names.len(), some.join("、"));
        let words = RichText::new(words).small().color(theme::color(Level::Warning));
        ui.words(words);
    }
}

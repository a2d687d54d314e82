//! 版式: what an office may choose about its pages. Each choice changes the report like typing does, so it can
//! be undone, and the pages below show it at once.

use super::super::action::Action;
use super::super::choice::choice_ui;
use super::super::theme;
use super::laid::{Laid, row};
use super::style;
use crate::app::command::Id;
use crate::form::{Chapter, Section};
use crate::report::edit::Edit;
use crate::report::{self, BlankPolicy, ChartKind, NumberPlace, Report, Signature};
use crate::store::settings::FontChoice;
use crate::ui::lines::{InLines, Tip};
use egui::{RichText, Ui};
use std::collections::BTreeSet;

/// The choices.
pub fn arrange_ui(ui: &mut Ui, of: &Laid<'_>, actions: &mut Vec<Action>) {
    let report = of.report;
    ui.spacing_mut().item_spacing.y = 6.0;
    row(ui, "用哪种版式", |ui| style::set_ui(ui, of, actions));
    let mut change = |name: &str, edit: Edit| {
        actions.push(Action::Edit { name: name.into(), group: None, edits: vec![edit] });
    };
    for choice in [TURNED, ALONE] {
        if let Some(layout) = row(ui, choice.name, |ui| tables_ui(ui, report, &choice)) {
            change(choice.change, Edit::Layout(layout));
        }
    }
    if let Some(layout) = row(ui, "页码", |ui| numbers_ui(ui, report)) {
        change("改页码", Edit::Layout(layout));
    }
    for kind in ChartKind::ALL {
        if let Some(layout) = row(ui, &format!("图：{}", kind.title()), |ui| chart_ui(ui, report, kind)) {
            change("改图表", Edit::Layout(layout));
        }
    }
    if let Some(policy) = row(ui, "不适用（/）", |ui| blank_ui(ui, report)) {
        change("改不适用的印法", Edit::BlankPolicy(policy));
    }
    let s = &report.signature;
    let mut seal = s.seal;
    if row(ui, "落款", |ui| ui.checkbox(&mut seal, "给印章留位置").changed()) {
        change("改印章位置", Edit::Signature(Signature { seal, ..s.clone() }));
    }
    if let Some(layout) = row(ui, "版心和标题", |ui| style::measures_ui(ui, report)) {
        change("改版心和标题", Edit::Layout(layout));
    }
    if let Some(layout) = row(ui, "按名称选字体", |ui| style::faces_ui(ui, of)) {
        change("改字体", Edit::Layout(layout));
    }
    style::red_head_ui(ui, report, actions);
    style::imprint_ui(ui, report, actions);
    let chosen = row(ui, "字体", |ui| fonts_ui(ui, of.fonts));
    actions.extend(chosen.map(Action::Command));
}

/// The faces are the program's own matter, not the report's.
fn fonts_ui(ui: &mut Ui, now: FontChoice) -> Option<Id> {
    let choices = [
        (FontChoice::Bundled, "程序自带的", Id::BundledFonts),
        (FontChoice::System, "系统里的公文字体", Id::SystemFonts),
    ];
    choices.into_iter().fold(None, |chosen, (fonts, name, id)| {
        let clicked = ui.radio(now == fonts, name).clicked() && now != fonts;
        chosen.or(clicked.then_some(id))
    })
}

/// Something that each table is or is not.
struct OfTables {
    name: &'static str,
    change: &'static str,
    short: &'static str,
    tip: &'static str,
    tables: fn(&mut report::Layout) -> &mut BTreeSet<String>,
}

const TURNED: OfTables = OfTables {
    name: "横排的表",
    change: "改横排的表",
    short: "横排",
    tip: "这张表单独放在横过来的页上，格子更宽",
    tables: |l| &mut l.turned,
};
const ALONE: OfTables = OfTables {
    name: "独占一页的表",
    change: "改独占一页的表",
    short: "独占一页",
    tip: "这张表和它的标题另起一页，后面的内容再起一页",
    tables: |l| &mut l.alone,
};

fn numbers_ui(ui: &mut Ui, report: &Report) -> Option<report::Layout> {
    let mut layout = report.layout.clone();
    for place in NumberPlace::ALL {
        let radio = ui.radio_value(&mut layout.numbers, place, place.word());
        radio.accessible_name(format!("页码{}", place.word()));
    }
    style::number_ui(ui, &mut layout);
    (layout != report.layout).then_some(layout)
}

fn tables_ui(ui: &mut Ui, report: &Report, choice: &OfTables) -> Option<report::Layout> {
    let mut layout = report.layout.clone();
    let mut changed = false;
    let form = report.form();
    for section in form.order() {
        let Some(table) = form.table_of_section(section) else { continue };
        let name = form.chapter_name(Chapter::Section(section));
        let chosen = (choice.tables)(&mut layout);
        let mut is = chosen.contains(&table.key);
        let short = name.split_once(' ').map_or(name.as_str(), |(_, words)| words);
        let box_ = ui.checkbox(&mut is, short).tip(choice.tip);
        if box_.accessible_name(format!("{} {name}", choice.short)).changed() {
            changed = true;
            match is {
                true => chosen.insert(table.key.clone()),
                false => chosen.remove(&table.key),
            };
        }
    }
    changed.then_some(layout)
}

/// Sections at whose end a chart can stand.
const SECTIONS: [Section; 2] = [Section::Overview, Section::Requests];

fn chart_ui(ui: &mut Ui, report: &Report, kind: ChartKind) -> Option<report::Layout> {
    let now = report.layout.charts.get(&kind).copied();
    let words = |at: Option<Section>| match at {
        Some(n) => format!("放在第{}部分末尾", report.form().numeral(n)),
        None => "不放".to_string(),
    };
    let mut chosen = now;
    let places = [None].into_iter().chain(SECTIONS.map(Some));
    let name = format!("图：{}放在哪里", kind.title());
    choice_ui(ui, &name, 150.0, &mut chosen, places.map(|at| (at, words(at))));
    if kind == ChartKind::Years && report.predecessor.is_none() {
        ui.words(RichText::new("要有去年的报告").small().color(theme::get().faint));
    }
    (chosen != now).then(|| {
        let mut layout = report.layout.clone();
        match chosen {
            Some(n) => layout.charts.insert(kind, n),
            None => layout.charts.remove(&kind),
        };
        layout
    })
}

fn blank_ui(ui: &mut Ui, report: &Report) -> Option<BlankPolicy> {
    let mut chosen = report.blank_policy;
    for (policy, words) in
        [(BlankPolicy::Slash, "印“/”"), (BlankPolicy::Zero, "印 0"), (BlankPolicy::Blank, "空着")]
    {
        ui.radio_value(&mut chosen, policy, words);
    }
    (chosen != report.blank_policy).then_some(chosen)
}

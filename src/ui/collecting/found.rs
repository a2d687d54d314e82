//! What is to be seen to about the collection, the worst first, each in a sentence; a row leads to where it is.

use super::page::Going;
use crate::app::command::Id;
use crate::app::open_collection::OpenCollection;
use crate::app::ruled::RuledOn;
use crate::checks::Level;
use crate::collect::judging::CollectFinding;
use crate::collect::ruling::Ruling;
use crate::ui::action::{Action, CollectAction};
use crate::ui::theme;
use egui::{Label, Panel, RichText, Sense, Ui, WidgetInfo, accesskit};
use egui_extras::{Column, TableBuilder};

const ROW: f32 = 24.0;

/// Which one is chosen.
#[derive(Debug, Default)]
pub struct FoundPage {
    chosen: usize,
}

/// The list; where a click leads.
pub fn found_ui(
    ui: &mut Ui,
    open: &OpenCollection,
    found: &mut FoundPage,
    actions: &mut Vec<Action>,
) -> Option<Going> {
    let all = &open.known().overview.findings;
    if all.is_empty() {
        ui.add_space(8.0);
        ui.label("没有要处理的了。");
        return None;
    }
    found.chosen = found.chosen.min(all.len().saturating_sub(1));
    let mut going = None;
    let below = Panel::bottom("what was found").resizable(false);
    below.show(ui, |ui| {
        if let Some(f) = all.get(found.chosen) {
            going = one_ui(ui, open, f, actions);
        }
    });
    let table = TableBuilder::new(ui)
        .striped(true)
        .sense(Sense::CLICK)
        .auto_shrink([false, false])
        .column(Column::exact(64.0))
        .column(Column::remainder().clip(true));
    table.body(|body| {
        body.rows(ROW, all.len(), |mut row| {
            let at = row.index();
            let Some(f) = all.get(at) else { return };
            row.set_selected(at == found.chosen);
            row.col(|ui| {
                let words = RichText::new(format!("{} {}", theme::sign(f.level), f.level.word()));
                ui.add(Label::new(words.color(theme::color(f.level))).selectable(false));
            });
            row.col(|ui| drop(ui.add(Label::new(&f.message).truncate().selectable(false))));
            let response = row.response();
            response.widget_info(|| WidgetInfo::labeled(accesskit::Role::ListBoxOption, true, &f.message));
            if response.clicked() {
                found.chosen = at;
            }
            if response.double_clicked() {
                going = leads(f);
            }
        });
    });
    going
}

/// Where it is: at a unit, else at a sum.
fn leads(f: &CollectFinding) -> Option<Going> {
    f.unit.map(Going::Unit).or_else(|| f.cells.first().map(|c| Going::Cell(c.clone())))
}

/// The chosen one in full, and where it leads.
fn one_ui(
    ui: &mut Ui,
    open: &OpenCollection,
    f: &CollectFinding,
    actions: &mut Vec<Action>,
) -> Option<Going> {
    let mut going = None;
    ui.add_space(4.0);
    let words = format!("{} {}。", theme::sign(f.level), f.message.trim_end_matches('。'));
    ui.add(Label::new(RichText::new(words).color(theme::color(f.level))).wrap());
    ui.add(Label::new(RichText::new(format!("办法：{}", f.how())).color(theme::get().faint)).wrap());
    ui.horizontal_wrapped(|ui| {
        if let Some(u) = f.unit
            && let Some(own) = open.shown().units.get(u)
            && ui.button(format!("到{}", own.name)).clicked()
        {
            going = Some(Going::Unit(u));
        }
        if let Some(cell) = f.cells.first() {
            let words = format!("看“{}”的来源", open.shown().form().cell_name(cell));
            if ui.button(words).clicked() {
                going = Some(Going::Cell(cell.clone()));
            }
        }
        let stray = f
            .submission
            .filter(|s| open.known().overview.standing.strays.iter().any(|stray| stray.submission == *s));
        if stray.is_some() && ui.button("认定是哪个单位的…").clicked() {
            actions.push(Action::Command(Id::PlaceStrays));
        }
        for remedy in &f.remedies {
            let word = remedy.words(&open.known().of);
            if !remedy.wants_reason() {
                if ui.button(word).clicked() {
                    let known = open.known();
                    let edit = remedy.clone().edit(Ruling::default(), &known.of, &known.overview.standing);
                    actions.push(Action::Collect(CollectAction::Edit(vec![edit])));
                }
                continue;
            }
            if ui.button(format!("{word}…")).clicked() {
                let words = format!("{}：{word}。", f.message.trim_end_matches('。'));
                actions.push(Action::Collect(CollectAction::AskWhy(RuledOn::Remedy(remedy.clone()), words)));
            }
        }
        if let Some(s) = f.submission.and_then(|s| open.shown().submissions.get(s))
            && ui.button("看这份文件").clicked()
        {
            actions.push(Action::Collect(CollectAction::LookAt(s.file().into())));
        }
    });
    let rest = open.known().overview.findings.iter().filter(|f| f.level == Level::Error).count();
    ui.label(
        RichText::new(format!("共{}项，其中错误{rest}项。", open.known().overview.findings.len())).small(),
    );
    going
}

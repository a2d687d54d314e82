//! The first thing a clerk sees: the recent files and the ways in.

use super::action::Action;
use super::heading::{is_heading, subheading};
use super::scrolled::steady;
use crate::app::command::{self, Id};
use crate::ui::lines::{InLines, Tip, one_line};
use egui::{Button, RichText, ScrollArea, Sense, Ui, vec2};
use egui_extras::{Column, TableBuilder};
use std::path::Path;

/// How wide the recent files stand at most.
const WIDE: f32 = 1040.0;
/// A name in whole, as most reports' files have it; what is known beside it has the rest.
const NAME: f32 = 500.0;
/// Of little room it has this share.
const SHARE: f32 = 0.45;
const ROW: f32 = 26.0;
/// So many are in view at once; the others are scrolled to.
const SHOWN: usize = 5;

/// The start page. `recent` has each file with what is known of it.
pub fn start_ui(ui: &mut Ui, recent: &[(&Path, &str)], actions: &mut Vec<Action>) {
    let few = recent.is_empty();
    // Its own: how far the closed report was scrolled says nothing here.
    steady(ui, "start", ScrollArea::vertical().auto_shrink([false, false]), |ui, _| {
        ui.vertical_centered(|ui| {
            ui.add_space(if few { 56.0 } else { 20.0 });
            let title = "政府信息公开工作年度报告";
            is_heading(&ui.words(RichText::new(title).size(26.0)), title, 0);
            ui.words(RichText::new("填表、审核、排版，一次做完；不用联网").weak());
            if ui.link(command::of(Id::FirstUse).map_or("", |c| c.text)).clicked() {
                actions.push(Action::Command(Id::FirstUse));
            }
            ui.add_space(if few { 28.0 } else { 10.0 });
        });
        recent_ui(ui, recent, actions);
        ui.vertical_centered(|ui| ways_ui(ui, if few { 10.0 } else { 4.0 }, actions));
    });
}

/// The ways to a report that is not among the recent ones.
fn ways_ui(ui: &mut Ui, apart: f32, actions: &mut Vec<Action>) {
    let named = |id: Id| command::of(id).map_or("", |c| c.text);
    let way = |id: Id, tip| (named(id), tip, Action::Command(id));
    let ways = [
        way(Id::OpenNext, "标题、导语、统计期限里的年份和上年结转自动换好；正文里的年份标出来，请您看"),
        way(Id::Open, "项目文件（.gknb），或者要照原样读进来的报告"),
        way(Id::New, "从年度和机关名称开始"),
        ("打开样例试一试", "一份虚构的报告，可以随意改", Action::Sample),
    ];
    for (text, tip, action) in ways {
        let button = Button::new(RichText::new(text).size(17.0)).min_size(vec2(360.0, 44.0));
        if ui.add(button).clicked() {
            actions.push(action);
        }
        ui.words(RichText::new(tip).small().weak());
        ui.add_space(apart);
    }
    ui.add_space(8.0);
    ui.words(RichText::new("也可以把文件直接拖进这个窗口").weak());
    for id in [Id::AuditOther, Id::AuditMany, Id::NewCollection] {
        if ui.link(named(id)).clicked() {
            actions.push(Action::Command(id));
        }
    }
}

fn recent_ui(ui: &mut Ui, recent: &[(&Path, &str)], actions: &mut Vec<Action>) {
    if recent.is_empty() {
        return;
    }
    let wide = ui.available_width().min(WIDE);
    let margin = ((ui.available_width() - wide) / 2.0).max(0.0);
    ui.horizontal(|ui| {
        ui.add_space(margin);
        ui.vertical(|ui| {
            ui.set_max_width(wide);
            subheading(ui, "最近文件");
            let room = ROW * recent.len().min(SHOWN) as f32;
            let table =
                TableBuilder::new(ui).striped(true).max_scroll_height(room).auto_shrink([false, true]);
            // A row is clicked over its whole width.
            let table = table.sense(Sense::CLICK);
            let table = table
                .column(Column::exact(NAME.min(wide * SHARE)).clip(true))
                .column(Column::remainder().clip(true));
            table.body(|body| {
                body.rows(ROW, recent.len(), |mut row| {
                    let Some((path, words)) = recent.get(row.index()) else { return };
                    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                    let folder = path.parent().map(|p| p.display().to_string()).unwrap_or_default();
                    let mut clicked = false;
                    row.col(|ui| {
                        let words = RichText::new(&name).color(ui.visuals().hyperlink_color);
                        let link = ui.add(Button::selectable(false, words).truncate());
                        clicked = link.tip(format!("{name}\n{folder}")).clicked();
                    });
                    row.col(|ui| {
                        let shown = if words.is_empty() { folder.as_str() } else { words };
                        let label = one_line(RichText::new(shown).weak()).unselectable();
                        ui.add(label.under_pointer(format!("{words}\n{folder}").trim()));
                    });
                    if clicked || row.response().clicked() {
                        actions.push(Action::OpenPath(path.to_path_buf()));
                    }
                });
            });
        });
    });
    ui.add_space(14.0);
}

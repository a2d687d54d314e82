//! Finding and replacing in all text.

use super::widgets::is_entered;
use super::{Cx, Dialog, Stay, WavedBy};
use crate::app::change_told::TAKEN_BACK;
use crate::app::find::Target;
use crate::app::replace;
use crate::form::bounds::{part, round};
use crate::ui::action::Action;
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, wrapped};
use crate::ui::theme;
use egui::{RichText, TextEdit, TextStyle, Ui, vec2};

/// Words to be replaced.
#[derive(Debug, Default)]
pub struct Replace {
    find: String,
    with: String,
    at: usize,
    /// How many were put in place of what is looked for.
    done: usize,
}

impl Dialog for Replace {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let Some(report) = cx.report() else { return Stay::Done };
        // What is found comes and goes without moving the buttons.
        ui.set_width(ui.available_width());
        heading(ui, "查找和替换");
        let (mut changed, mut further) = (false, false);
        for (name, text) in [("查找", &mut self.find), ("替换为", &mut self.with)] {
            ui.horizontal(|ui| {
                ui.add_sized([56.0, 28.0], egui::Label::new(name));
                let field = ui.add(TextEdit::singleline(text).desired_width(420.0)).accessible_name(name);
                if cx.first && name == "查找" {
                    field.request_focus();
                }
                changed |= field.changed();
                // Enter goes on, and the keys stay.
                if name == "查找" && is_entered(&field) {
                    further = true;
                    field.request_focus();
                }
            });
        }
        if changed {
            (self.at, self.done) = (0, 0);
        }
        let hits = replace::hits(report, &self.find);
        if further {
            self.at = round(self.at, true, hits.len());
        }
        self.at = self.at.min(hits.len().saturating_sub(1));
        let words = match (self.find.is_empty(), hits.len()) {
            (true, _) => "在全部文字里找；随表变动的数不会被改".to_string(),
            (_, 0) if self.done > 0 => format!("替换了 {} 处，没有别的了；可以撤销", self.done),
            (_, 0) => "没有找到".to_string(),
            (_, n) => format!("第 {} 处，共 {n} 处", self.at.saturating_add(1)),
        };
        ui.words(RichText::new(words).color(theme::get().faint));
        let around = hits.get(self.at).map_or_else(String::new, |h| {
            let line = report.paras(h.part).get(h.paragraph).map(|p| p.resolved(report)).unwrap_or_default();
            near(&line, h.range.clone())
        });
        let two_lines = vec2(ui.available_width(), 2.0 * ui.text_style_height(&TextStyle::Body));
        ui.allocate_ui(two_lines, |ui| {
            ui.set_min_height(two_lines.y);
            ui.add(wrapped(ui, around));
        });
        let mut keep = true;
        ui.horizontal(|ui| {
            let any = !hits.is_empty();
            if ui.add_enabled(any, egui::Button::new("下一处")).clicked() {
                self.at = round(self.at, true, hits.len());
            }
            if ui.add_enabled(any, egui::Button::new("替换")).clicked() {
                let edits = replace::replace(report, part(&hits, self.at..=self.at), &self.with);
                actions.push(Action::Edit { name: "替换".into(), group: None, edits });
                self.done = self.done.saturating_add(1);
            }
            if ui.add_enabled(any, egui::Button::new("全部替换")).clicked() {
                let edits = replace::replace(report, &hits, &self.with);
                actions.push(Action::Edit { name: "全部替换".into(), group: None, edits });
                actions.push(Action::Tell(format!("替换了 {} 处；{TAKEN_BACK}。", hits.len())));
                keep = false;
            }
            if ui.add_enabled(any, egui::Button::new("转到")).clicked() {
                actions.extend(hits.get(self.at).map(|h| Action::Go(Target::Words(h.clone()))));
                keep = false;
            }
            keep &= !ui.button("关闭").clicked();
        });
        Stay::when(keep)
    }
    fn width(&self, _: &Ui) -> f32 {
        500.0
    }
    /// The hits are counted again at once.
    fn is_at_once(&self) -> bool {
        true
    }
    fn waved_by(&self) -> WavedBy {
        WavedBy::Escape
    }
}

/// A hit with what stands around it.
fn near(line: &str, range: std::ops::Range<usize>) -> String {
    let before: Vec<char> = line.get(..range.start).unwrap_or_default().chars().rev().take(16).collect();
    let behind: String = line.get(range.end..).unwrap_or_default().chars().take(24).collect();
    let before: String = before.into_iter().rev().collect();
    format!("…{before}【{}】{behind}…", line.get(range).unwrap_or_default())
}

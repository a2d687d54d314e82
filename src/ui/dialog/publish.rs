//! Where the 发布包 goes, and what it holds besides the usual.

use super::widgets::focus;
use super::{Cx, Dialog, Given, Stay};
use crate::app::publishing;
use crate::checks::Level;
use crate::export::{Exporter, InPackage};
use crate::form::bounds::between;
use crate::ui::action::{Action, Asked, Deliverables};
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip};
use crate::ui::theme;
use egui::{Button, RichText, TextEdit, Ui};
use std::path::PathBuf;

/// What was chosen so far.
#[derive(Debug)]
pub struct Publish {
    target: String,
    /// Formats that are made when they are chosen, by their extensions.
    also: Vec<(&'static Exporter, bool)>,
    problem: Option<String>,
}

impl Publish {
    /// Beside the document.
    pub fn new(document: Option<PathBuf>) -> Publish {
        let folder = document.as_deref().and_then(|p| p.parent()).map(|p| p.display().to_string());
        let also = publishing::in_package(InPackage::WhenChosen).map(|e| (e, false)).collect();
        Publish { target: folder.unwrap_or_default(), also, problem: None }
    }
}

impl Dialog for Publish {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "做发布包");
        let words = format!(
            "在选定的文件夹里新建一个文件夹，放进 {} 和一张核对单。每个文件写好后重新读一遍，和报告逐格核对。",
            publishing::words()
        );
        ui.words(words);
        ui.horizontal_wrapped(|ui| {
            ui.words("放在");
            // The button behind it has room on the same line.
            let width = between(ui.available_width() - 70.0, 120.0, 420.0);
            let field = TextEdit::singleline(&mut self.target).desired_width(width).hint_text("文件夹");
            ui.add(field).accessible_name("放在的文件夹");
            if focus(cx.keys, ui.button("选…")).clicked() {
                actions.push(Action::Ask(Asked::Target));
            }
        });
        for (exporter, chosen) in &mut self.also {
            ui.checkbox(chosen, format!("也做 {}", exporter.format.name)).tip(exporter.tip);
        }
        let kept = "已经有同名文件的，原来的留在旁边，是隐藏的 .bak 文件。";
        ui.words(RichText::new(kept).small().color(theme::get().faint));
        if let Some(p) = &self.problem {
            ui.words(RichText::new(format!("● {p}")).color(theme::color(Level::Error)));
        }
        ui.add_space(6.0);
        let mut keep = true;
        ui.horizontal(|ui| {
            if ui.add_enabled(!self.target.trim().is_empty(), Button::new("开始")).clicked() {
                self.problem = None;
                let chosen = self.also.iter().filter(|(_, chosen)| *chosen);
                let also = chosen.map(|(e, _)| e.format.extension()).collect();
                actions.push(Action::MakeAll(Deliverables::Package(PathBuf::from(self.target.trim()), also)));
            }
            keep &= !ui.button("取消").clicked();
        });
        Stay::when(keep)
    }
    /// It is asked again only if nothing comes of it.
    fn steps_aside(&self, cx: &Cx<'_>) -> bool {
        cx.writes
    }
    fn take(&mut self, given: Given<'_>) -> bool {
        match given {
            Given::Chosen(Asked::Target, paths) => {
                self.target = paths.iter().map(|p| p.display().to_string()).collect();
                self.problem = None;
            }
            // What was written stays, to be put right.
            Given::Failed(why) => self.problem = Some(why.into()),
            Given::Done => {}
            _ => return false,
        }
        true
    }
}

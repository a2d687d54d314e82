//! Work left by a crash, with what differs from the files.

use super::differing::differences_ui;
use super::widgets::{focus, list_ui};
use super::{Cx, Dialog, Stay, WavedBy};
use crate::app::recovery::Against;
use crate::ui::action::{Action, FileAnswer};
use crate::ui::heading::heading;
use crate::ui::lines::InLines;
use egui::{RichText, Ui};
use std::path::PathBuf;

/// Offers the copies that were found.
#[derive(Debug, Default)]
pub struct Recover {
    /// The copy that is to go for good, once it is said again.
    unwanted: Option<PathBuf>,
}

impl Dialog for Recover {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "上次有没来得及保存的内容");
        ui.words("程序上次没有正常关闭，留下了恢复副本。恢复后原来的文件不会改动，直到您点“保存”。");
        if !cx.left_over.is_offered() {
            return Stay::Done;
        }
        let mut keep = true;
        list_ui(ui, 440.0, |ui| {
            for (i, f) in cx.left_over.found().iter().enumerate() {
                ui.separator();
                let title = if f.title.is_empty() { "没有标题的报告" } else { &f.title };
                ui.words(RichText::new(title).strong());
                let place = f
                    .document
                    .as_ref()
                    .map_or("还没有存成文件".to_string(), |p| p.display().to_string());
                ui.words(RichText::new(format!("{}　{place}", f.when)).small().weak());
                ui.push_id(i, |ui| against_ui(ui, cx.left_over.against(f)));
                ui.horizontal(|ui| {
                    // It is asked again if nothing comes of it.
                    if focus(cx.keys && i == 0, ui.button("恢复")).clicked() {
                        actions.push(Action::Restore(f.clone()));
                    }
                    if self.unwanted.as_ref() != Some(&f.path) {
                        if ui.button("不要了…").clicked() {
                            self.unwanted = Some(f.path.clone());
                        }
                        return;
                    }
                    ui.words("删掉就找不回来了。");
                    if ui.button("确实不要").clicked() {
                        actions.push(Action::Discard(f.clone()));
                    }
                    if ui.button("留着").clicked() {
                        self.unwanted = None;
                    }
                });
            }
        });
        ui.separator();
        if ui.button("以后再说").clicked() {
            actions.push(Action::AboutFile(FileAnswer::NotNow));
            keep = false;
        }
        Stay::when(keep)
    }
    fn width(&self, _: &Ui) -> f32 {
        860.0
    }
    fn left(&self) -> Option<Action> {
        Some(Action::AboutFile(FileAnswer::NotNow))
    }
    fn waved_by(&self) -> WavedBy {
        WavedBy::Buttons
    }
    fn is_of_report(&self) -> bool {
        false
    }
}

fn against_ui(ui: &mut Ui, against: Option<&Against>) {
    match against {
        None => {
            ui.words(RichText::new("正在和原来的文件比较…").weak());
        }
        Some(Against::Said(words)) => {
            ui.words(RichText::new(words).weak());
        }
        Some(Against::Differences(d)) if d.is_empty() => {
            ui.words(RichText::new("和原来的文件一样，没有丢失什么").weak());
        }
        Some(Against::Differences(d)) => {
            let head = format!("和原来的文件有{}处不同", d.len());
            egui::CollapsingHeader::new(head).default_open(d.len() <= 8).show(ui, |ui| {
                differences_ui(ui, ["文件里的", "恢复以后"], d);
            });
        }
    }
}

//! The versions kept of a file: comparing one with the report as it stands, and taking things over from it.

use super::differing::{all_or_none_ui, differences_ui, ticks_ui};
use super::widgets::focus;
use super::{Cx, Dialog, Given, Stay, WavedBy};
use crate::app::command::Id;
use crate::app::differences::{self, Difference};
use crate::app::open_report::OpenReport;
use crate::app::ticks::Ticks;
use crate::app::version_read::VersionRead;
use crate::collect::Collection;
use crate::collect::edit::CollectEdit;
use crate::store::StoreError;
use crate::store::versions::Version;
use crate::ui::action::{Action, CollectAction, FileAnswer};
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip};
use egui::Ui;
use std::sync::Arc;

/// Looking through the versions kept.
#[derive(Debug)]
pub struct Versions {
    versions: Vec<Version>,
    at: Option<usize>,
    /// The one looked at, once it is read.
    shown: Option<Result<VersionRead, StoreError>>,
    /// What differs, and of which revision of the open report.
    ticks: Ticks,
    revision: u64,
}

impl Versions {
    pub fn new(versions: Vec<Version>) -> Versions {
        Versions { versions, at: None, shown: None, ticks: Ticks::default(), revision: 0 }
    }
    fn look_at(&mut self, i: usize, actions: &mut Vec<Action>) {
        let Some(v) = self.versions.get(i) else { return };
        (self.ticks, self.revision) = (Ticks::default(), 0);
        (self.at, self.shown) = (Some(i), None);
        actions.push(Action::LookAtVersion(v.clone()));
    }
    /// Follows the open report, should it change meanwhile.
    fn keep_up(&mut self, open: Option<&OpenReport>) {
        let Some(Ok(VersionRead::Report(theirs))) = &self.shown else { return };
        let Some(doc) = open.map(OpenReport::document) else { return };
        if std::mem::replace(&mut self.revision, doc.revision()) != doc.revision() {
            self.ticks.renew(&differences::between(doc.report(), theirs), |_| true);
        }
    }
}

impl Dialog for Versions {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "以前的版本");
        if self.versions.is_empty() {
            ui.words("除了现在这一份，没有用本程序保存过别的版本。");
            return Stay::when(!focus(cx.first, ui.button("关闭")).clicked());
        }
        ui.words("最近十次保存的版本。点一个，看它和现在的有什么不同。");
        ui.horizontal_wrapped(|ui| {
            let mut chosen = None;
            for (i, v) in self.versions.iter().enumerate() {
                let name = format!("{}{}", v.when(), if v.is_now { "（现在的）" } else { "" });
                let line = ui.selectable_label(self.at == Some(i), name);
                if focus(cx.first && i == 0, line).clicked() {
                    chosen = Some(i);
                }
            }
            if let Some(i) = chosen {
                self.look_at(i, actions);
            }
        });
        let mut keep = true;
        let mut theirs = None;
        self.keep_up(cx.open);
        if self.shown.is_some() {
            ui.separator();
        }
        match &self.shown {
            None => {}
            Some(Err(e)) => {
                ui.words(e.to_string());
            }
            Some(Ok(VersionRead::Collection(then, differences))) => {
                keep &= !collection_ui(ui, cx, (then, differences), actions);
            }
            Some(Ok(VersionRead::Report(_))) if self.ticks.is_empty() => {
                ui.words("和现在的一样。");
            }
            Some(Ok(VersionRead::Report(r))) => {
                ticks_ui(ui, ["现在的", "那时的"], &mut self.ticks);
                theirs = Some(r);
            }
        }
        ui.separator();
        ui.horizontal(|ui| {
            if let Some(theirs) = theirs {
                let ready =
                    self.ticks.chosen().next().is_some() && cx.open.and_then(OpenReport::holder).is_none();
                if ui.add_enabled(ready, egui::Button::new("恢复勾选的")).clicked() {
                    actions.push(Action::AboutFile(FileAnswer::Restore(theirs.clone(), self.ticks.clone())));
                    keep = false;
                }
            }
            if ui.button("另存为…").tip("先把现在的存成另一份").clicked() {
                actions.push(Action::Command(Id::SaveAs));
                keep = false;
            }
            keep &= !ui.button("关闭").clicked();
            if theirs.is_some() {
                ui.separator();
                all_or_none_ui(ui, &mut self.ticks);
            }
        });
        Stay::when(keep)
    }
    fn take(&mut self, given: Given<'_>) -> bool {
        let Given::Version(read) = given else { return false };
        self.shown = Some(read);
        true
    }
    fn waved_by(&self) -> WavedBy {
        WavedBy::Escape
    }
}

/// What is otherwise in a version of the collection; whether it was taken back to that.
fn collection_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (then, differences): (&Arc<Collection>, &[Difference]),
    actions: &mut Vec<Action>,
) -> bool {
    if differences.is_empty() {
        ui.words("和现在的一样。");
        return false;
    }
    differences_ui(ui, ["现在的", "那时的"], differences);
    let ready = cx.collection.is_some_and(|c| c.holder().is_none());
    let button = ui.add_enabled(ready, egui::Button::new("回到这一版"));
    let clicked = button.tip("整份汇总换成那时的；可以撤销").clicked();
    if clicked {
        let edit = CollectEdit::Restore(then.clone());
        actions.push(Action::Collect(CollectAction::Edit(vec![edit])));
    }
    clicked
}

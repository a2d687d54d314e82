//! Files were dropped on the window: what to do with them, and which of them is meant.

use super::widgets::list_ui;
use super::{Cx, Dialog, Given, Stay};
use crate::app::command::Id;
use crate::app::reading::Purpose;
use crate::ui::action::{Action, Asked};
use crate::ui::entry::entry_ui;
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip};
use egui::Ui;
use std::path::PathBuf;

/// The files, and the one that is meant.
#[derive(Debug)]
pub struct Dropped {
    pub files: Vec<PathBuf>,
    pub at: usize,
}

impl Dialog for Dropped {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "拖进来的文件");
        let name = |f: &PathBuf| f.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let many = self.files.len() > 1;
        if many {
            ui.words(format!("一共{}个文件，一次打开或审核一个，请点一下要哪一个：", self.files.len()));
        }
        list_ui(ui, 220.0, |ui| {
            for (i, f) in self.files.iter().enumerate() {
                if !many {
                    ui.words(name(f));
                } else if entry_ui(ui, i == self.at, &name(f), "", true).clicked() {
                    self.at = i;
                }
            }
        });
        ui.add_space(4.0);
        let Some(path) = self.files.get(self.at).cloned() else { return Stay::Done };
        let open = ui.button("打开它").tip("换下现在打开的报告；没有保存的会先问");
        if cx.keys {
            open.request_focus();
        }
        let audit = ui.button("只审核它").tip("看审核结果、做审核单；现在打开的报告不受影响");
        let mut ways = vec![
            (open, vec![Action::OpenPath(path.clone())]),
            (audit, vec![Action::LookAtOther(path.clone(), Purpose::Audit)]),
        ];
        if cx.open.is_some() {
            let compare = ui.button("与打开的报告对比").tip("并排看两份报告哪里不同");
            ways.push((compare, vec![Action::LookAtOther(path, Purpose::Compare)]));
        }
        if many {
            let all = Action::Chosen(Asked::ManyFiles, self.files.to_vec());
            ways.push((ui.button("批量导出…"), vec![Action::Command(Id::ExportMany), all]));
        }
        let mut keep = true;
        for (_, chosen) in ways.into_iter().filter(|(button, _)| button.clicked()) {
            actions.extend(chosen);
            keep = false;
        }
        ui.add_space(4.0);
        Stay::when(keep & !ui.button("取消").clicked())
    }
    fn is_of_report(&self) -> bool {
        false
    }
    fn take(&mut self, given: Given<'_>) -> bool {
        let Given::Dropped(_, files) = given else { return false };
        self.files.extend(files.iter().cloned());
        true
    }
}

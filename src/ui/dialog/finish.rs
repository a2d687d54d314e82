//! 一次做好: saved, exported and printed by one answer.

use super::widgets::focus;
use super::{Cx, Dialog, Stay};
use crate::export::{EXPORTERS, Exporter};
use crate::ui::action::{Action, Deliverables};
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip};
use crate::ui::theme;
use egui::{Button, RichText, Ui};

/// What most offices hand in, by its extensions.
const USUAL: [&str; 2] = ["pdf", "docx"];

/// What was chosen so far.
#[derive(Debug)]
pub struct Finish {
    formats: Vec<(&'static Exporter, bool)>,
    print: bool,
}

impl Default for Finish {
    fn default() -> Finish {
        let formats = EXPORTERS.iter().map(|e| (e, USUAL.contains(&e.format.extension()))).collect();
        Finish { formats, print: true }
    }
}

impl Dialog for Finish {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let Some(open) = cx.open else { return Stay::Done };
        heading(ui, "一次做好");
        let unsaved = open.path().is_none();
        ui.words(match unsaved {
            true => "先问保存在哪里，再把选中的都做好，和它放在一起：",
            false => "先保存，再把选中的都做好，和报告放在一起：",
        });
        ui.horizontal_wrapped(|ui| {
            for (exporter, chosen) in &mut self.formats {
                ui.checkbox(chosen, exporter.format.name).tip(exporter.tip);
            }
        });
        ui.checkbox(&mut self.print, "打印一份").tip("用上次的打印机和单双面；要另选的，点“打印…”");
        let kept = "已经有同名文件的，原来的留在旁边，是隐藏的 .bak 文件；导出以后有人改过的，另留一份“（原来的）”。";
        ui.words(RichText::new(kept).small().color(theme::get().faint));
        ui.add_space(6.0);
        let mut keep = true;
        ui.horizontal(|ui| {
            let word = if unsaved { "开始…" } else { "开始" };
            let any = self.print || self.formats.iter().any(|(_, chosen)| *chosen);
            if focus(cx.keys, ui.add_enabled(any, Button::new(word))).clicked() {
                let chosen = self.formats.iter().filter(|(_, chosen)| *chosen).map(|(e, _)| *e).collect();
                let next = Action::MakeAll(Deliverables::Documents { formats: chosen, print: self.print });
                actions.push(match open.document().is_changed() || unsaved {
                    true => Action::SaveThen(Box::new(next)),
                    false => next,
                });
                keep = false;
            }
            keep &= !ui.button("取消").clicked();
        });
        Stay::when(keep)
    }
}

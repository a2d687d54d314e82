//! Which reports are exported, and where to. Paths can be chosen or written.

use super::action::Action;
use super::dialogs::Asked;
use super::modal::focus;
use super::theme;
use crate::checks::Level;
use egui::{Button, RichText, TextEdit, Ui};
use std::path::PathBuf;

/// What was chosen so far.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Files and folders, one a line.
    sources: String,
    target: String,
    problem: Option<String>,
}

impl Form {
    /// Takes what was chosen in a dialog.
    pub fn take(&mut self, asked: &Asked, paths: &[PathBuf]) {
        self.problem = None;
        let lines: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
        if matches!(asked, Asked::Target) {
            self.target = lines.concat();
            return;
        }
        self.sources = lines.join("\n");
        if let Some(first) = paths.first().filter(|_| self.target.is_empty()) {
            let folder =
                if matches!(asked, Asked::ManyFolder) { Some(first.as_path()) } else { first.parent() };
            self.target = folder.map(|f| f.join("PDF").display().to_string()).unwrap_or_default();
        }
    }
    /// There is no dialog to choose in.
    pub fn no_dialog(&mut self) {
        self.problem = Some("这台机器没有选文件的窗口，请直接写路径。".into());
    }
    fn sources(&self) -> Vec<PathBuf> {
        self.sources.lines().map(str::trim).filter(|l| !l.is_empty()).map(PathBuf::from).collect()
    }
}

/// False when it is done with.
pub fn many_ui(ui: &mut Ui, first: bool, form: &mut Form, actions: &mut Vec<Action>) -> bool {
    ui.heading("批量导出PDF");
    ui.horizontal(|ui| {
        ui.label("报告");
        if focus(first, ui.button("选文件…")).clicked() {
            actions.push(Action::Ask(Asked::ManyFiles));
        }
        if ui.button("选文件夹…").clicked() {
            actions.push(Action::Ask(Asked::ManyFolder));
        }
    });
    let hint =
        "报告文件或文件夹的路径，一行一个。文件夹里有项目文件（.gknb）的，只导出项目文件；不看下一层文件夹";
    let field = TextEdit::multiline(&mut form.sources).desired_width(560.0).desired_rows(4).hint_text(hint);
    egui::ScrollArea::vertical().max_height(140.0).show(ui, |ui| {
        ui.add(field).accessible_name("要导出的报告");
    });
    ui.horizontal(|ui| {
        ui.label("导出到");
        let field =
            TextEdit::singleline(&mut form.target).desired_width(420.0).hint_text("文件夹，没有的会建立");
        ui.add(field).accessible_name("导出到的文件夹");
        if ui.button("选…").clicked() {
            actions.push(Action::Ask(Asked::Target));
        }
    });
    ui.label(RichText::new("已经有同名 PDF 的，原来的留作 .bak。").small().color(theme::get().faint));
    if let Some(p) = &form.problem {
        ui.colored_label(theme::color(Level::Error), format!("● {p}"));
    }
    ui.add_space(6.0);
    let mut keep = true;
    ui.horizontal(|ui| {
        let ready = !form.sources.trim().is_empty() && !form.target.trim().is_empty();
        if ui.add_enabled(ready, Button::new("开始导出")).clicked() {
            actions.push(Action::ExportMany(form.sources(), PathBuf::from(form.target.trim())));
            keep = false;
        }
        keep &= !ui.button("取消").clicked();
    });
    keep
}

//! Which reports are exported or judged, and where to. Paths can be chosen or written.

use super::widgets::focus;
use super::{Cx, Dialog, Given, Stay, WavedBy};
use crate::app::command::Id;
use crate::app::open_report::OpenReport;
use crate::checks::Level;
use crate::export::{EXPORTERS, Exporter};
use crate::form::bounds::between;
use crate::report::StyleSet;
use crate::ui::action::{Action, Asked, Deed};
use crate::ui::choice::choice_ui;
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip};
use crate::ui::scrolled::scrolled;
use crate::ui::theme;
use egui::{Button, RichText, ScrollArea, TextEdit, Ui};
use std::path::{Path, PathBuf};

/// What was chosen so far.
#[derive(Debug, Default)]
pub struct Many {
    deed: Deed,
    /// Files and folders, one a line.
    sources: String,
    target: String,
    /// The page style of all of them; each has its own otherwise.
    style: Option<StyleSet>,
    problem: Option<String>,
}

impl Many {
    pub fn new(deed: Deed) -> Many {
        Many { deed, ..Many::default() }
    }
    /// Takes what was chosen in a dialog.
    fn choose(&mut self, asked: &Asked, paths: &[PathBuf]) {
        self.problem = None;
        let lines: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
        if matches!(asked, Asked::Target) {
            self.target = lines.concat();
            return;
        }
        self.sources = lines.join("\n");
        if let Some(first) = paths.first().filter(|_| self.target.is_empty() && self.deed != Deed::Audit) {
            let folder =
                if matches!(asked, Asked::ManyFolder) { Some(first.as_path()) } else { first.parent() };
            let name = self.format().map_or("", |e| e.format.name);
            self.target = folder.map(|f| f.join(name).display().to_string()).unwrap_or_default();
        }
    }
    /// As what they are exported.
    fn format(&self) -> Option<&'static Exporter> {
        let Deed::Export(extension) = self.deed else { return None };
        EXPORTERS.iter().find(|e| e.format.extension() == extension)
    }
    /// Asks as what; the folder that was offered follows.
    fn format_ui(&mut self, ui: &mut Ui) {
        let Some(before) = self.format() else { return };
        ui.horizontal_wrapped(|ui| {
            ui.set_row_height(theme::LINE);
            ui.words("导出成");
            for e in EXPORTERS {
                let on = Deed::Export(e.format.extension());
                ui.selectable_value(&mut self.deed, on, e.format.name).tip(e.tip);
            }
        });
        let Some(now) = self.format().filter(|e| e.format != before.format) else { return };
        let target = Path::new(&self.target);
        if target.file_name().is_some_and(|n| n == before.format.name) {
            self.target = target.with_file_name(now.format.name).display().to_string();
        }
    }
    /// Asks in which page style, where pages are made and one has a name on this computer.
    fn style_ui(&mut self, ui: &mut Ui, styles: &[StyleSet]) {
        if styles.is_empty() || !self.format().is_some_and(Exporter::is_for_documents) {
            self.style = None;
            return;
        }
        ui.horizontal(|ui| {
            ui.words("版式");
            let own = std::iter::once((None, "各报告自己的".to_string()));
            let all = own.chain(styles.iter().map(|s| (Some(s.clone()), s.style.name.clone())));
            choice_ui(ui, "用版式", 200.0, &mut self.style, all);
        });
    }
    /// Whether the open report is among them, as far as their names tell: a disk may be slow to answer.
    fn holds(&self, open: &OpenReport) -> bool {
        let absolute = |p: &Path| std::path::absolute(p).unwrap_or_else(|_| p.into());
        let Some(open) = open.path().map(absolute) else { return false };
        self.sources().iter().map(|s| absolute(s)).any(|s| s == open || Some(s.as_path()) == open.parent())
    }
    fn sources(&self) -> Vec<PathBuf> {
        self.sources.lines().map(str::trim).filter(|l| !l.is_empty()).map(PathBuf::from).collect()
    }
}

/// The open report is among them, and goes out as it was saved. Where it may be, its line is kept: what stands below is
/// aimed at while it comes.
fn unsaved_ui(ui: &mut Ui, holds: bool, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.set_min_height(ui.spacing().interact_size.y);
        if !holds {
            return;
        }
        ui.colored_label(theme::color(Level::Warning), "▲");
        ui.words("打开着的这份也在里面，现在用的是上次保存的样子。");
        if ui.button("先保存").clicked() {
            actions.push(Action::Command(Id::Save));
        }
    });
}

impl Dialog for Many {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let audits = self.deed == Deed::Audit;
        heading(ui, if audits { "批量审核" } else { "批量导出" });
        self.format_ui(ui);
        self.style_ui(ui, &cx.desk.settings().styles);
        ui.horizontal_wrapped(|ui| {
            ui.set_row_height(theme::LINE);
            ui.words("报告");
            if focus(cx.keys, ui.button("选文件…")).clicked() {
                actions.push(Action::Ask(Asked::ManyFiles));
            }
            if ui.button("选文件夹…").clicked() {
                actions.push(Action::Ask(Asked::ManyFolder));
            }
        });
        let hint = "报告文件或文件夹的路径，一行一个。同名的几个文件只取一个，先取项目文件（.gknb）；不看下一层文件夹";
        let field =
            TextEdit::multiline(&mut self.sources).desired_width(560.0).desired_rows(4).hint_text(hint);
        scrolled(ScrollArea::vertical().max_height(140.0), ui, |ui| {
            ui.add(field).accessible_name(if audits { "要审核的报告" } else { "要导出的报告" });
        });
        ui.horizontal_wrapped(|ui| {
            ui.set_row_height(theme::LINE);
            ui.words(if audits { "审核单放到" } else { "导出到" });
            // The button behind it has room on the same line.
            let width = between(ui.available_width() - 70.0, 120.0, 420.0);
            let hint = if audits {
                "文件夹；不要审核单就空着"
            } else {
                "文件夹，没有的会建立"
            };
            let field = TextEdit::singleline(&mut self.target).desired_width(width).hint_text(hint);
            ui.add(field).accessible_name(if audits {
                "审核单的文件夹"
            } else {
                "导出到的文件夹"
            });
            if ui.button("选…").clicked() {
                actions.push(Action::Ask(Asked::Target));
            }
        });
        ui.words(
            RichText::new("已经有同名文件的，原来的留在旁边，是隐藏的 .bak 文件。")
                .small()
                .color(theme::get().faint),
        );
        if let Some(open) = cx.open.filter(|o| o.document().is_changed()) {
            unsaved_ui(ui, self.holds(open), actions);
        }
        if let Some(p) = &self.problem {
            ui.words(RichText::new(format!("● {p}")).color(theme::color(Level::Error)));
        }
        ui.add_space(6.0);
        let mut keep = true;
        ui.horizontal(|ui| {
            let target = Some(self.target.trim()).filter(|t| !t.is_empty()).map(PathBuf::from);
            let ready = !self.sources.trim().is_empty() && (audits || target.is_some());
            let begin = Button::new(if audits { "开始审核" } else { "开始导出" });
            if ui.add_enabled(ready, begin).clicked() {
                self.problem = None;
                let (deed, files, style) = (self.deed, self.sources(), self.style.clone());
                actions.push(Action::DoMany { deed, files, folder: target, style });
            }
            keep &= !ui.button("取消").clicked();
        });
        Stay::when(keep)
    }
    fn is_of_report(&self) -> bool {
        false
    }
    /// It is asked again only if nothing comes of it.
    fn steps_aside(&self, cx: &Cx<'_>) -> bool {
        cx.writes
    }
    fn take(&mut self, given: Given<'_>) -> bool {
        match given {
            Given::Chosen(asked, paths) => self.choose(asked, paths),
            // What was written stays, to be put right.
            Given::Failed(why) => self.problem = Some(why.into()),
            Given::Done => {}
            _ => return false,
        }
        true
    }
    fn waved_by(&self) -> WavedBy {
        WavedBy::Escape
    }
}

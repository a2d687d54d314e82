//! Somebody else's report looked at without being opened: what is found in it.

use super::{Cx, Dialog, Stay};
use crate::app::papers::Paper;
use crate::app::reading::Purpose;
use crate::checks;
use crate::ui::action::{Action, Asked};
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip, wrapped};
use crate::ui::scrolled::scrolled;
use crate::ui::theme;
use egui::{Label, RichText, ScrollArea, Ui};

/// Lists what is found in it.
#[derive(Debug)]
pub struct AuditDialog;

impl Dialog for AuditDialog {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let Some(o) = cx.other else { return Stay::Done };
        heading(ui, "审核别人的报告");
        let title = o.report.title_line();
        ui.words(RichText::new(if title.is_empty() { "没有标题的报告" } else { &title }).strong());
        ui.words(RichText::new(format!("{}　{}", o.report.form().label, o.path.display())).small().weak());
        ui.words(checks::summary(&o.findings));
        ui.separator();
        let height = ui.ctx().content_rect().height() - 260.0;
        scrolled(ScrollArea::vertical().max_height(height.max(120.0)).auto_shrink([false, true]), ui, |ui| {
            for f in &o.findings {
                ui.horizontal(|ui| {
                    ui.words(RichText::new(theme::sign(f.level)).color(theme::color(f.level)));
                    ui.add(Label::new(RichText::new(f.place(o.report.form())).color(theme::get().faint)));
                    let how =
                        f.check().map_or(String::new(), |c| format!("依据：{}\n办法：{}", c.why, c.how));
                    ui.add(wrapped(ui, &f.message)).tip(how);
                });
            }
            if !o.report.notes.is_empty() {
                let words = format!("读入时有{}处拿不准或略去的，打开以后可以逐条看。", o.report.notes.len());
                ui.words(RichText::new(words).small().weak());
            }
        });
        ui.separator();
        let mut keep = true;
        ui.horizontal(|ui| {
            let save = ui.button("导出审核单…");
            if cx.first {
                save.request_focus();
            }
            let mut ways = vec![(save.clicked(), Action::Ask(Asked::Paper(Paper::OtherFindings)))];
            let last = ui.button("对照它去年的报告…").tip("结转、现行有效等和去年接得上吗");
            ways.push((last.clicked(), Action::Ask(Asked::Other(Purpose::TheirLast))));
            if cx.open.is_some() {
                ways.push((ui.button("与打开的报告对比").clicked(), Action::CompareOther));
            }
            ways.push((ui.button("打开这份报告").clicked(), Action::OpenPath(o.path.clone())));
            ways.push((ui.button("关闭").clicked(), Action::CloseOther));
            for (_, action) in ways.into_iter().filter(|(clicked, _)| *clicked) {
                actions.push(action);
                keep = false;
            }
        });
        Stay::when(keep)
    }
    fn is_of_report(&self) -> bool {
        false
    }
}

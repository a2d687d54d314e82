//! 生成汇总年报: a new one, or one that was made before and is brought up to date; what changes is shown before it is
//! made.

use crate::checks::Level;
use crate::ui::action::{Action, Asked, CollectAction};
use crate::ui::dialog::widgets::focus;
use crate::ui::dialog::{Cx, Dialog, Stay};
use crate::ui::heading::heading;
use crate::ui::scrolled::scrolled;
use crate::ui::theme;
use egui::{Label, RichText, ScrollArea, Ui};

/// New or before.
#[derive(Debug)]
pub struct MakeReport;

impl Dialog for MakeReport {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let Some(open) = cx.collection else { return Stay::Done };
        heading(ui, "生成汇总年报");
        let known = open.known();
        ui.label(format!("现在：{}。", known.head_count.words()));
        let scope = open.shown().scope_words(&known.overview.standing);
        ui.add(Label::new(format!("“总体情况”里会写上：{scope}")).wrap());
        let words = "还缺的、没有填的、调整过的，都列在年报的“导入说明”里。";
        ui.label(RichText::new(words).small().color(theme::get().faint));
        ui.add_space(6.0);
        let mut keep = true;
        ui.horizontal(|ui| {
            let ways = [
                ("新做一份", "开始一份新的年报", Action::Collect(CollectAction::Report)),
                (
                    "更新以前生成的…",
                    "只改和汇总不同的数，其余照旧；改了哪些先列出来",
                    Action::Ask(Asked::MadeBefore),
                ),
            ];
            for (i, (words, tip, action)) in ways.into_iter().enumerate() {
                if focus(cx.first && i == 0, ui.button(words)).on_hover_text(tip).clicked() {
                    actions.push(action);
                    keep = false;
                }
            }
            keep &= !ui.button("取消").clicked();
        });
        Stay::when(keep)
    }
}

/// What changes in a report that was made before.
#[derive(Debug)]
pub struct UpdateReport {
    pub name: String,
    pub lines: Vec<String>,
    /// What is to be seen to by hand.
    pub told: Vec<String>,
}

impl Dialog for UpdateReport {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "更新汇总年报");
        ui.add(Label::new(RichText::new(&self.name).strong()).truncate());
        ui.label(match self.lines.len() {
            0 => "数都和现在的汇总一样；各单位的名单和导入说明会换成现在的。".to_string(),
            n => format!("下面{n}处要改成现在的汇总数，其余照旧："),
        });
        let room = (ui.ctx().content_rect().height() - 280.0).max(100.0);
        scrolled(ScrollArea::vertical().max_height(room).auto_shrink([false, true]), ui, |ui| {
            for l in &self.lines {
                ui.add(Label::new(l).wrap());
            }
            for t in &self.told {
                ui.add(
                    Label::new(RichText::new(format!("▲ {t}")).color(theme::color(Level::Warning))).wrap(),
                );
            }
        });
        let words = "改以前的那一份留在“以前的版本”里。";
        ui.label(RichText::new(words).small().color(theme::get().faint));
        let mut keep = true;
        ui.horizontal(|ui| {
            if focus(cx.first, ui.button("更新并打开")).clicked() {
                actions.push(Action::Collect(CollectAction::WriteUpdate));
                keep = false;
            }
            keep &= !ui.button("取消").clicked();
        });
        Stay::when(keep)
    }
}

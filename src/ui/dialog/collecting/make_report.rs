//! 生成汇总年报: a new one, or one that was made before and is brought up to date; what changes is shown before it is
//! made.

use crate::app::report_update::Update;
use crate::checks::Level;
use crate::collect::hand_made::HandMade;
use crate::ui::action::{Action, Asked, CollectAction};
use crate::ui::dialog::widgets::{focus, height_within};
use crate::ui::dialog::{Cx, Dialog, Stay, WavedBy};
use crate::ui::heading::{heading, subheading};
use crate::ui::lines::{InLines, Tip, one_line};
use crate::ui::scrolled::{scroll_by_keys, scrolled};
use crate::ui::theme;
use egui::{RichText, ScrollArea, Ui};

/// New or before.
#[derive(Debug)]
pub struct MakeReport;

impl Dialog for MakeReport {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let Some(open) = cx.collection else { return Stay::Done };
        heading(ui, "生成汇总年报");
        let known = open.known();
        ui.words(format!("现在：{}。", known.head_count.words()));
        let scope = open.shown().scope_words(&known.overview.standing);
        ui.words(format!("“总体情况”里会写上：{scope}"));
        let words = "还缺的、没有填的、调整过的，都列在年报的“导入说明”里。";
        ui.words(RichText::new(words).small().color(theme::get().faint));
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
                if focus(cx.first && i == 0, ui.button(words)).tip(tip).clicked() {
                    actions.push(action);
                    keep = false;
                }
            }
            keep &= !ui.button("取消").clicked();
        });
        Stay::when(keep)
    }
    fn waved_by(&self) -> WavedBy {
        WavedBy::Escape
    }
}

/// What changes in a report that was made before.
#[derive(Debug)]
pub struct UpdateReport {
    name: String,
    /// What a hand changed, what is said of it, and whether it stays.
    hand: Vec<(HandMade, String, bool)>,
    lines: Vec<String>,
    /// What is to be seen to by hand.
    told: Vec<String>,
}

impl UpdateReport {
    pub fn new(update: &Update) -> UpdateReport {
        let name = update.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let made = &update.made;
        UpdateReport { name, hand: made.hand.clone(), lines: made.lines.clone(), told: made.told() }
    }
    fn lines_ui(&mut self, ui: &mut Ui) {
        if !self.hand.is_empty() {
            subheading(ui, format!("年报里手改过的（{}处），打钩的保留：", self.hand.len()));
            for (_, line, keep) in &mut self.hand {
                ui.checkbox(keep, line.as_str());
            }
            ui.add_space(4.0);
        }
        let n = self.lines.len();
        match (n, self.hand.is_empty()) {
            (0, true) => {
                ui.words("数都和现在的汇总一样；各单位的名单和导入说明会换成现在的。");
            }
            (0, false) => {}
            (n, true) => drop(subheading(ui, format!("改成现在的汇总数（{n}处），其余照旧："))),
            (n, false) => drop(subheading(ui, format!("另外{n}处改成现在的汇总数，其余照旧："))),
        }
        for l in &self.lines {
            ui.words(l);
        }
        for t in &self.told {
            ui.words(RichText::new(format!("▲ {t}")).color(theme::color(Level::Warning)));
        }
    }
}

impl Dialog for UpdateReport {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "更新汇总年报");
        ui.add(one_line(RichText::new(&self.name).strong()));
        let area = ScrollArea::vertical().max_height(height_within(ui, 280.0, f32::INFINITY));
        scrolled(area.auto_shrink([false, true]), ui, |ui| {
            self.lines_ui(ui);
            scroll_by_keys(ui);
        });
        let words = "打开以后还没有保存；撤销一步就回到更新以前。";
        ui.words(RichText::new(words).small().color(theme::get().faint));
        let mut keep = true;
        ui.horizontal(|ui| {
            if focus(cx.first, ui.button("更新并打开")).clicked() {
                let kept = self.hand.iter().filter(|(.., keep)| *keep).map(|(what, ..)| what.clone());
                actions.push(Action::Collect(CollectAction::OpenUpdate(kept.collect())));
                keep = false;
            }
            keep &= !ui.button("取消").clicked();
        });
        Stay::when(keep)
    }
}

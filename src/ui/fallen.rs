//! A panel or dialog that goes wrong by a mistake of the program's own becomes a sentence in its place, and all
//! else goes on. It is tried again only when something changed, so that one mistake is not made in every frame.

use super::action::Action;
use super::theme;
use crate::app::command::Id as CommandId;
use crate::checks::Level;
use crate::form::Form;
use egui::{RichText, Ui};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What can go wrong on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FallenPlace {
    Menu,
    Status,
    Start,
    Outline,
    Findings,
    Preview,
    Compare,
    /// A part of the report in the middle, by its number in the outline.
    Section(usize),
    /// A dialog, by how many were opened before it.
    Dialog(usize),
}

impl FallenPlace {
    fn words(self, form: Option<&Form>) -> String {
        match self {
            FallenPlace::Menu => "菜单",
            FallenPlace::Status => "状态栏",
            FallenPlace::Start => "开始页",
            FallenPlace::Outline => "目录",
            FallenPlace::Findings => "审核结果",
            FallenPlace::Preview => "预览",
            FallenPlace::Compare => "对比",
            FallenPlace::Section(n) => {
                let chapter = form.and_then(|f| Some((f, *f.chapters().get(n)?)));
                return chapter.map_or("这一部分".into(), |(f, c)| f.chapter_name(c));
            }
            FallenPlace::Dialog(_) => "这个窗口",
        }
        .into()
    }
}

/// The places that went wrong.
#[derive(Default)]
pub struct Fallen {
    /// What was shown when it went wrong.
    at: BTreeMap<FallenPlace, u64>,
    /// A place not to be shown until the clerk asks for it: the program ended when it was shown last.
    closed: Option<FallenPlace>,
    /// What is shown in this pass.
    now: u64,
    /// Of the open report.
    form: Option<&'static Form>,
    times: usize,
}

impl Fallen {
    /// A pass begins; `stamp` is what everything shown depends on.
    pub fn begin(&mut self, stamp: impl Hash, form: Option<&'static Form>) {
        self.form = form;
        let mut hasher = DefaultHasher::new();
        stamp.hash(&mut hasher);
        self.now = hasher.finish();
        let now = self.now;
        self.at.retain(|_, at| *at == now);
    }

    /// Something else went wrong.
    pub fn count(&mut self) {
        self.times = self.times.saturating_add(1);
    }

    /// How often something went wrong.
    pub fn times(&self) -> usize {
        self.times
    }

    /// Not shown before the clerk asks for it.
    pub fn close(&mut self, place: FallenPlace) {
        self.closed = Some(place);
    }

    /// Whether a place waits for the clerk to ask for it.
    pub fn is_closed(&self, place: FallenPlace) -> bool {
        self.closed == Some(place)
    }

    /// Shows a place, or a sentence where it goes wrong; whether it was shown.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        place: FallenPlace,
        actions: &mut Vec<Action>,
        add: impl FnOnce(&mut Ui, &mut Vec<Action>),
    ) -> bool {
        if self.closed == Some(place) {
            self.closed_ui(ui, place);
            return false;
        }
        if !self.at.contains_key(&place) {
            // What was asked for before it went wrong stands: each action is whole.
            let shown = catch_unwind(AssertUnwindSafe(|| ui.scope(|ui| add(ui, actions))));
            if shown.is_ok() {
                return true;
            }
            self.at.insert(place, self.now);
            self.times = self.times.saturating_add(1);
            ui.ctx().request_discard("a place went wrong");
        }
        if fallen_ui(ui, place, &place.words(self.form), actions) {
            self.at.remove(&place);
        }
        false
    }

    fn closed_ui(&mut self, ui: &mut Ui, place: FallenPlace) {
        let words = format!(
            "上次显示“{}”时程序停了，这次先没有显示。报告的内容都在，别的部分照常可用。",
            place.words(self.form)
        );
        ui.label(RichText::new(words).color(theme::color(Level::Error)));
        if ui.button("再显示一次").clicked() {
            self.closed = None;
        }
    }
}

/// What stands in the place of what went wrong, and what can be done.
fn fallen_ui(ui: &mut Ui, place: FallenPlace, name: &str, actions: &mut Vec<Action>) -> bool {
    let words = format!("显示“{name}”时程序自己出了错。报告的内容都在，别的都照常可用。");
    ui.label(RichText::new(words).color(theme::color(Level::Error)));
    let mut offer = |ui: &mut Ui, text: &str, tip: &str, action: Action| {
        if ui.button(text).on_hover_text(tip).clicked() {
            actions.push(action);
        }
    };
    let mut again = false;
    ui.horizontal_wrapped(|ui| {
        again = ui.button("再试一次").clicked();
        if matches!(place, FallenPlace::Dialog(_) | FallenPlace::Start) {
            return;
        }
        offer(ui, "撤销", "回到前一步（Ctrl+Z）", Action::Command(CommandId::Undo));
        if matches!(place, FallenPlace::Section(_)) {
            offer(ui, "清除这一格", "清空刚才那一格", Action::ClearCell);
        }
        if place == FallenPlace::Preview {
            offer(ui, "关闭预览", "F5", Action::Command(CommandId::Preview));
        }
        if place == FallenPlace::Compare {
            offer(ui, "关闭对比", "回到编辑", Action::CloseCompare);
        }
        offer(ui, "以前的版本…", "比较、恢复保存过的内容", Action::Command(CommandId::Versions));
    });
    again
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pass(fallen: &mut Fallen, stamp: u64, wrong: bool) -> (bool, bool) {
        let mut tried = false;
        let mut shown = false;
        egui::__run_test_ui(|ui| {
            fallen.begin(stamp, None);
            shown = fallen.show(ui, FallenPlace::Section(3), &mut Vec::new(), |_, actions| {
                tried = true;
                actions.push(Action::EndGroup);
                assert!(!wrong, "a mistake of the program's own");
            });
        });
        (tried, shown)
    }

    #[test]
    fn what_went_wrong_is_tried_again_only_after_a_change() {
        let mut f = Fallen::default();
        assert_eq!(pass(&mut f, 1, true), (true, false));
        assert_eq!(pass(&mut f, 1, true), (false, false));
        assert_eq!(pass(&mut f, 2, false), (true, true));
        assert_eq!(f.times(), 1);
    }

    #[test]
    fn a_place_at_which_the_program_ended_waits_for_the_clerk() {
        let mut f = Fallen::default();
        f.close(FallenPlace::Section(3));
        assert_eq!(pass(&mut f, 1, false), (false, false));
        assert_eq!(pass(&mut f, 2, false), (false, false));
    }
}

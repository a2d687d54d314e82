//! A panel or dialog that goes wrong by a mistake of the program's own becomes a sentence in its place, and all
//! else goes on. It is tried again only when something changed, so that one mistake is not made in every frame.

use super::action::Action;
use super::theme;
use crate::app::command::{self, Id as CommandId};
use crate::checks::Level;
use crate::form::Form;
use crate::ui::lines::{InLines, Tip};
use egui::{Button, RichText, Ui};
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
    Collection,
    /// A part of the report in the middle, by its number in the outline.
    Section(usize),
    /// A dialog, by how many were opened before it.
    Dialog(usize),
}

impl FallenPlace {
    /// As it is called in a sentence: “目录”.
    fn words(self, form: Option<&Form>) -> String {
        let name = match self {
            FallenPlace::Menu => "菜单",
            FallenPlace::Status => "状态栏",
            FallenPlace::Start => "开始页",
            FallenPlace::Outline => "目录",
            FallenPlace::Findings => "审核结果",
            FallenPlace::Preview => "预览",
            FallenPlace::Compare => "对比",
            FallenPlace::Collection => "汇总",
            FallenPlace::Section(n) => {
                let chapter = form.and_then(|f| Some((f, *f.chapters().get(n)?)));
                return chapter.map_or("这一部分".into(), |(f, c)| format!("“{}”", f.chapter_name(c)));
            }
            FallenPlace::Dialog(_) => return "这个对话框".into(),
        };
        format!("“{name}”")
    }
}

/// What became of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FallenOutcome {
    Whole,
    /// A sentence stands in its place.
    Not,
    /// The same, and the clerk wants to be rid of it.
    Waved,
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
    /// Whether there is a step to be undone.
    undoable: bool,
    times: usize,
    /// Goes wrong when it is next shown, as a mistake in it would have it, for tests.
    mistaken: Option<FallenPlace>,
}

impl Fallen {
    /// A pass begins; `stamp` is what everything shown depends on.
    pub fn begin(&mut self, stamp: impl Hash, form: Option<&'static Form>, undoable: bool) {
        (self.form, self.undoable) = (form, undoable);
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

    /// Lets a place go wrong when it is next shown, for tests.
    pub fn mistake(&mut self, place: FallenPlace) {
        self.mistaken = Some(place);
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

    /// Shows a place, or a sentence where it goes wrong.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        place: FallenPlace,
        actions: &mut Vec<Action>,
        add: impl FnOnce(&mut Ui, &mut Vec<Action>),
    ) -> FallenOutcome {
        if self.closed == Some(place) {
            self.closed_ui(ui, place);
            return FallenOutcome::Not;
        }
        if !self.at.contains_key(&place) {
            // What was asked for before it went wrong stands: each action is whole.
            let mistaken = self.mistaken.take_if(|m| *m == place).is_some();
            let shown = catch_unwind(AssertUnwindSafe(|| {
                ui.scope(|ui| {
                    add(ui, actions);
                    assert!(!mistaken, "a mistake on purpose");
                })
            }));
            if shown.is_ok() {
                return FallenOutcome::Whole;
            }
            self.at.insert(place, self.now);
            self.times = self.times.saturating_add(1);
            ui.ctx().request_discard("a place went wrong");
        }
        let (again, waved) = self.fallen_ui(ui, place, actions);
        if again {
            self.at.remove(&place);
        }
        if waved { FallenOutcome::Waved } else { FallenOutcome::Not }
    }

    fn closed_ui(&mut self, ui: &mut Ui, place: FallenPlace) {
        let words = format!(
            "上次显示{}时程序停了，这次先没有显示。报告的内容都在，别的部分照常可用。",
            place.words(self.form)
        );
        ui.words(RichText::new(words).color(theme::color(Level::Error)));
        if ui.button("再显示一次").clicked() {
            self.closed = None;
        }
    }

    /// What stands in the place of what went wrong: whether to try it again, whether to be rid of it.
    fn fallen_ui(&self, ui: &mut Ui, place: FallenPlace, actions: &mut Vec<Action>) -> (bool, bool) {
        let kept = if self.form.is_some() { "报告的内容都在，" } else { "" };
        let words = format!("显示{}时程序自己出了错。{kept}别的都照常可用。", place.words(self.form));
        let words = RichText::new(words).color(theme::color(Level::Error));
        // A line of the window stays one, as far as there is room.
        if matches!(place, FallenPlace::Menu | FallenPlace::Status) {
            let line = ui.horizontal_wrapped(|ui| {
                ui.words(words);
                self.ways_ui(ui, place, actions)
            });
            return line.inner;
        }
        ui.words(words);
        ui.horizontal_wrapped(|ui| self.ways_ui(ui, place, actions)).inner
    }

    /// What can be done about it.
    fn ways_ui(&self, ui: &mut Ui, place: FallenPlace, actions: &mut Vec<Action>) -> (bool, bool) {
        let again = ui.button("再试一次").clicked();
        if let FallenPlace::Dialog(_) = place {
            let close = ui.button("关闭");
            if !has_keys(ui) {
                close.request_focus();
            }
            return (again, close.clicked());
        }
        let mut offer = |can: bool, text: &str, tip: &str, action: Action| {
            if ui.add_enabled(can, Button::new(text)).tip(tip).clicked() {
                actions.push(action);
            }
        };
        if place == FallenPlace::Start {
            for c in
                [CommandId::OpenNext, CommandId::Open, CommandId::New].into_iter().filter_map(command::of)
            {
                offer(true, c.text, c.tip, Action::Command(c.id));
            }
            return (again, false);
        }
        offer(self.undoable, "撤销", "回到前一步（Ctrl+Z）", Action::Command(CommandId::Undo));
        if matches!(place, FallenPlace::Section(_)) {
            offer(true, "清除这一格", "清空刚才那一格", Action::ClearCell);
        }
        if place == FallenPlace::Preview {
            offer(true, "关闭预览", "F5", Action::Command(CommandId::Preview));
        }
        if place == FallenPlace::Compare {
            offer(true, "关闭对比", "回到编辑", Action::CloseCompare);
        }
        if self.form.is_some() {
            offer(true, "以前的版本…", "比较、恢复保存过的内容", Action::Command(CommandId::Versions));
        }
        (again, false)
    }
}

/// Whether something in the same layer has the keys.
fn has_keys(ui: &Ui) -> bool {
    let (id, layer) = (ui.memory(|m| m.focused()), ui.layer_id());
    let here = |id| ui.ctx().viewport(|v| v.this_pass.widgets.get(id).is_some_and(|w| w.layer_id == layer));
    id.is_some_and(here)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pass(fallen: &mut Fallen, stamp: u64, wrong: bool) -> (bool, bool) {
        let mut tried = false;
        let mut shown = FallenOutcome::Not;
        egui::__run_test_ui(|ui| {
            fallen.begin(stamp, None, false);
            shown = fallen.show(ui, FallenPlace::Section(3), &mut Vec::new(), |_, actions| {
                tried = true;
                actions.push(Action::EndGroup);
                assert!(!wrong, "a mistake of the program's own");
            });
        });
        (tried, shown == FallenOutcome::Whole)
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
    fn a_dialog_that_goes_wrong_can_be_closed_by_the_keys() {
        let (ctx, mut fallen, mut typed) = (egui::Context::default(), Fallen::default(), String::new());
        let mut pass = |events: Vec<egui::Event>| {
            let mut shown = FallenOutcome::Whole;
            let input = egui::RawInput { events, ..Default::default() };
            let out = ctx.run_ui(input, |ui| {
                fallen.begin(1, None, false);
                shown = fallen.show(ui, FallenPlace::Dialog(1), &mut Vec::new(), |ui, _| {
                    ui.text_edit_singleline(&mut typed).request_focus();
                    panic!("a mistake of the program's own");
                });
            });
            out.drop_without_applying_deltas();
            shown
        };
        ctx.set_fonts(egui::FontDefinitions::empty());
        assert!((0..3).all(|_| pass(Vec::new()) == FallenOutcome::Not));
        let key = |pressed| egui::Event::Key {
            key: egui::Key::Enter,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: egui::Modifiers::NONE,
        };
        assert_eq!(pass(vec![key(true)]), FallenOutcome::Waved);
    }

    #[test]
    fn a_place_at_which_the_program_ended_waits_for_the_clerk() {
        let mut f = Fallen::default();
        f.close(FallenPlace::Section(3));
        assert_eq!(pass(&mut f, 1, false), (false, false));
        assert_eq!(pass(&mut f, 2, false), (false, false));
    }
}

//! A list as one widget that has the keys: they go along its rows, and what is chosen is said of it.

use egui::{EventFilter, Id, Key, Modifiers, Sense, Ui, WidgetInfo, accesskit};

/// Rows that a page of the keys goes.
const PAGE: usize = 15;

/// What the keys come to.
pub enum Step {
    /// This row is chosen.
    To(usize),
    /// Something is asked of the chosen one.
    Key(Key),
}

/// Whether a list has had the keys, and whether its chosen row is to come into sight.
#[derive(Debug, Default)]
pub struct Walked {
    begun: bool,
    /// Frames in which it is asked for: what stands below may have another height once it speaks of that row.
    scroll: u8,
}

const FRAMES: u8 = 2;

impl Walked {
    /// The list has the keys again, and its chosen row comes into sight.
    pub fn resume(&mut self) {
        *self = Walked { begun: false, scroll: FRAMES };
    }
    /// Whether the chosen row is to come into sight.
    pub fn take_scroll(&mut self, ui: &Ui) -> bool {
        let wanted = self.scroll > 0;
        self.scroll = self.scroll.saturating_sub(1);
        if self.scroll > 0 {
            ui.request_repaint();
        }
        wanted
    }

    /// Puts the list there, before what is asked about its rows: Tab goes on to that. `at` is the chosen one of so many
    /// `rows`; `covered` by a question it takes no keys.
    pub fn step(
        &mut self,
        ui: &Ui,
        (id, said): (Id, String),
        (at, rows): (Option<usize>, usize),
        covered: bool,
    ) -> Option<Step> {
        let list = ui.interact(ui.available_rect_before_wrap(), id, Sense::focusable_noninteractive());
        list.widget_info(|| WidgetInfo::labeled(accesskit::Role::ListBox, true, &said));
        if !covered && !self.begun {
            self.begun = true;
            list.request_focus();
        }
        if !list.has_focus() || covered {
            return None;
        }
        let held = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(id, held));
        let pressed = |k: Key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, k));
        let last = rows.saturating_sub(1);
        let to = match at {
            _ if pressed(Key::ArrowDown) => at.map_or(0, |a| a.saturating_add(1)),
            _ if pressed(Key::ArrowUp) => at.unwrap_or(0).saturating_sub(1),
            _ if pressed(Key::PageDown) => at.unwrap_or(0).saturating_add(PAGE),
            _ if pressed(Key::PageUp) => at.unwrap_or(0).saturating_sub(PAGE),
            _ if pressed(Key::Home) => 0,
            _ if pressed(Key::End) => last,
            _ => return [Key::Enter, Key::F2].into_iter().find(|k| pressed(*k)).map(Step::Key),
        };
        self.scroll = FRAMES;
        Some(Step::To(to.min(last)))
    }
}

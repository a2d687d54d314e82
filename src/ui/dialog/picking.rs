//! A field to look for something by, and the lines found: what is typed narrows them, arrows choose, Enter takes.

use super::widgets::{focus, height_within, is_entered};
use crate::ui::entry::entry_ui;
use crate::ui::lines::{InLines, Tip};
use crate::ui::scrolled::scrolled;
use egui::{Key, Modifiers, RichText, ScrollArea, TextEdit, Ui};

/// Heading and field above the list, and the room around the question.
const AROUND: f32 = 170.0;

/// What is looked for, and the line chosen.
#[derive(Debug, Default)]
pub struct Picking {
    query: String,
    at: usize,
}

/// One line.
pub struct PickLine {
    /// Stands above the first line of each group.
    pub group: String,
    pub words: String,
    /// At the right end: a key.
    pub beside: &'static str,
    pub tip: &'static str,
    pub enabled: bool,
}

impl Picking {
    /// Shows field and lines; `found` gives them for what is typed. The line taken.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        first: bool,
        hint: &str,
        found: impl FnOnce(&str) -> Vec<PickLine>,
    ) -> Option<usize> {
        let (up, down) = ui.input_mut(|i| {
            (i.consume_key(Modifiers::NONE, Key::ArrowUp), i.consume_key(Modifiers::NONE, Key::ArrowDown))
        });
        let field = TextEdit::singleline(&mut self.query).desired_width(560.0).hint_text(hint);
        let field = focus(first, ui.add(field).accessible_name("要找的字"));
        if field.changed() {
            self.at = 0;
        }
        let lines = found(&self.query);
        let last = lines.len().saturating_sub(1);
        self.at = self.at.saturating_add(usize::from(down)).saturating_sub(usize::from(up)).min(last);
        let entered = is_entered(&field);
        let mut taken = Some(self.at).filter(|at| entered && lines.get(*at).is_some_and(|l| l.enabled));
        // As high with few lines as with many: the field stays where it is.
        let area = ScrollArea::vertical().max_height(height_within(ui, AROUND, 360.0)).auto_shrink(false);
        scrolled(area, ui, |ui| {
            let mut group = "";
            for (i, line) in lines.iter().enumerate() {
                if line.group != group {
                    group = &line.group;
                    ui.words(RichText::new(group).small().weak());
                }
                if line_ui(ui, line, i == self.at, i == self.at && (up || down)) {
                    taken = Some(i);
                }
            }
            if lines.is_empty() && !self.query.trim().is_empty() {
                ui.words(RichText::new("没有找到").weak());
            }
        });
        if entered && taken.is_none() {
            field.request_focus();
        }
        taken
    }
}

/// A line; whether it was clicked.
fn line_ui(ui: &mut Ui, line: &PickLine, chosen: bool, follow: bool) -> bool {
    let mut response = entry_ui(ui, chosen, &line.words, line.beside, line.enabled);
    if follow {
        response.scroll_to_me(None);
    }
    if !line.tip.is_empty() {
        response = response.tip(line.tip).on_disabled_hover_text("现在不能用");
    }
    response.clicked()
}

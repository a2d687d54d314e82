//! Headings: larger on the screen, and to a screen reader places to jump to. A question is called by its heading.

use crate::ui::lines::InLines;
use egui::{Response, RichText, Ui, UiKind, accesskit};

/// Of a question or a page.
pub fn heading(ui: &mut Ui, words: impl Into<String>) -> Response {
    let words = words.into();
    let response = ui.words(RichText::new(&words).heading());
    if let Some(question) = ui.stack().iter().find(|u| u.kind() == Some(UiKind::Modal)) {
        ui.ctx().accesskit_node_builder(question.unique_id, |node| {
            // The first one is what is asked; others stand within it.
            if node.label().is_none() {
                node.set_label(words.as_str());
            }
        });
    }
    is_heading(&response, &words, 0);
    response
}

/// Of a panel, or a part of a page.
pub fn subheading(ui: &mut Ui, words: impl Into<String>) -> Response {
    let words = words.into();
    let response = ui.words(RichText::new(&words).strong());
    is_heading(&response, &words, 1);
    response
}

/// A label that is a heading, so many levels below the first.
pub fn is_heading(label: &Response, words: &str, level: usize) {
    label.ctx.accesskit_node_builder(label.id, |node| {
        node.set_role(accesskit::Role::Heading);
        node.set_label(words);
        node.clear_value();
        node.set_level(level);
    });
}

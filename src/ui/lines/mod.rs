//! Words of the window, in lines that end as on paper: no opening mark ends one, and what is read in one stays together.

mod flowing;
mod laying;
mod made_of;
mod parted;
#[cfg(test)]
mod tests;

pub use laying::laid;

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align, Direction, Galley, Label, Popup, Response, Sense, TextBuffer, TextWrapMode, Ui, Widget, WidgetText,
};
use flowing::flowing;
use laying::into_job;
use std::sync::Arc;

/// The words of a field that wraps.
pub fn field(ui: &Ui, text: &dyn TextBuffer, width: f32) -> Arc<Galley> {
    let font = egui::TextStyle::Body.resolve(ui.style());
    let mut job = LayoutJob::simple(text.as_str().to_string(), font, ui.visuals().text_color(), width);
    job.keep_trailing_whitespace = true;
    laid(ui.ctx(), job)
}

/// A label that wraps to the room there is.
pub fn wrapped(ui: &Ui, text: impl Into<WidgetText>) -> Label {
    let mut job = into_job(ui.style(), text.into(), Align::Min);
    job.wrap = TextWrapping::wrap_at_width(ui.available_width());
    job.halign = ui.layout().horizontal_placement();
    Label::new(laid(ui.ctx(), job))
}

/// Words in no more rows than that, with three dots for what is left out; all of them are read aloud, and show under the
/// pointer.
pub fn in_rows(ui: &mut Ui, text: &str, rows: usize) -> Response {
    let mut job = into_job(ui.style(), text.into(), Align::Min);
    job.wrap = TextWrapping { max_rows: rows, ..TextWrapping::wrap_at_width(ui.available_width()) };
    let galley = laid(ui.ctx(), job);
    let is_whole = galley.text() == text;
    let shown = ui.add(Label::new(galley));
    ui.ctx().accesskit_node_builder(shown.id, |node| node.set_value(text));
    if is_whole { shown } else { shown.tip(text) }
}

/// What the clerk is told, in no more rows than that: where there is no room for all of it, a click or Enter shows the
/// rest.
pub fn told_rows(ui: &mut Ui, text: &str, rows: usize) -> Response {
    let mut job = into_job(ui.style(), text.into(), Align::Min);
    job.wrap = TextWrapping { max_rows: rows, ..TextWrapping::wrap_at_width(ui.available_width()) };
    let galley = laid(ui.ctx(), job);
    // Rows of ours leave out the words themselves.
    if galley.text() == text { in_rows(ui, text, rows) } else { cut_off(ui, galley, text).tip(text) }
}

/// Words that there is no room for: a click or Enter shows all of them.
fn cut_off(ui: &mut Ui, galley: Arc<Galley>, text: &str) -> Response {
    let label = Label::new(galley).show_tooltip_when_elided(false).selectable(false);
    let shown = ui.add(label.sense(Sense::click()));
    ui.ctx().accesskit_node_builder(shown.id, |node| node.set_value(text));
    Popup::menu(&shown).show(|ui| {
        ui.set_max_width(ui.ctx().content_rect().width() * 0.8);
        ui.add(wrapped(ui, text));
    });
    shown
}

/// A line of words, with three dots for what there is no room for; all of them show under the pointer, in lines of ours: the
/// toolkit would show them in one line again, and the screen cut it off.
#[must_use]
pub struct OneLine {
    text: WidgetText,
    selectable: bool,
    tip: Option<String>,
}

/// Words in one line.
pub fn one_line(text: impl Into<WidgetText>) -> OneLine {
    OneLine { text: text.into(), selectable: true, tip: None }
}

impl OneLine {
    /// Not to be selected: what it stands in is clicked.
    pub fn unselectable(self) -> OneLine {
        OneLine { selectable: false, ..self }
    }
    /// With these words under the pointer, whether or not there is room for all of the line.
    pub fn under_pointer(self, tip: impl Into<String>) -> OneLine {
        OneLine { tip: Some(tip.into()), ..self }
    }
}

impl Widget for OneLine {
    fn ui(self, ui: &mut Ui) -> Response {
        let mut job = into_job(ui.style(), self.text, ui.text_valign());
        job.wrap = TextWrapping::truncate_at_width(ui.available_width());
        job.halign = ui.layout().horizontal_placement();
        let galley = laid(ui.ctx(), job);
        let tip = self.tip.or_else(|| galley.elided.then(|| galley.job.text.clone()));
        let label = Label::new(galley).show_tooltip_when_elided(false);
        let shown = ui.add(if self.selectable { label } else { label.selectable(false) });
        match tip {
            Some(tip) => shown.tip(tip),
            None => shown,
        }
    }
}

/// What the clerk is told, in one line, and `more` under the pointer: where there is no room for all of it, a click or
/// Enter shows the rest.
pub fn told_line(ui: &mut Ui, text: &str, more: &str) -> Response {
    let mut job = into_job(ui.style(), text.into(), ui.text_valign());
    job.wrap = TextWrapping::truncate_at_width(ui.available_width());
    let galley = laid(ui.ctx(), job);
    if !galley.elided {
        let shown = ui.add(Label::new(galley));
        return if more.is_empty() { shown } else { shown.tip(more) };
    }
    cut_off(ui, galley, text).tip([text, more].join("\n").trim_end())
}

/// The words of a button that wraps to the room there is.
pub fn in_button(ui: &Ui, text: impl Into<WidgetText>) -> Arc<Galley> {
    let mut job = into_job(ui.style(), text.into(), Align::Center);
    let room = ui.available_width() - 2.0 * ui.spacing().button_padding.x;
    job.wrap = TextWrapping::wrap_at_width(room);
    laid(ui.ctx(), job)
}

/// Labels whose lines are ours.
pub trait InLines {
    /// Words, in lines of ours where they wrap.
    fn words(&mut self, text: impl Into<WidgetText>) -> Response;
}

impl InLines for Ui {
    fn words(&mut self, text: impl Into<WidgetText>) -> Response {
        if self.wrap_mode() != TextWrapMode::Wrap {
            return self.label(text);
        }
        if self.layout().main_dir() == Direction::LeftToRight && self.layout().main_wrap() {
            return flowing(self, text.into());
        }
        let label = wrapped(self, text);
        self.add(label)
    }
}

/// Tooltips whose lines are ours.
pub trait Tip {
    /// A tooltip, in lines of ours.
    fn tip(self, text: impl Into<WidgetText>) -> Self;
}

impl Tip for Response {
    fn tip(self, text: impl Into<WidgetText>) -> Self {
        let text = text.into();
        if !self.contains_pointer() {
            return self.on_hover_text(text);
        }
        let style = self.ctx.global_style();
        let mut job = into_job(&style, text, Align::Min);
        job.wrap = TextWrapping::wrap_at_width(style.spacing.tooltip_width);
        let galley = laid(&self.ctx, job);
        self.on_hover_text(galley)
    }
}

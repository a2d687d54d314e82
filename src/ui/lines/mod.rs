//! Words of the window, in lines that end as on paper: no opening mark ends one, and what is read in one stays together.

mod made_of;
mod parted;
#[cfg(test)]
mod tests;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Context, FontSelection, Galley, Label, Response, TextBuffer, TextWrapMode, Ui, WidgetText};
use made_of::{MadeOf, kept};
use std::sync::Arc;

/// A job laid out; for words that wrap.
pub fn laid(ctx: &Context, job: LayoutJob) -> Arc<Galley> {
    let whole = ctx.fonts_mut(|f| f.layout_job(job));
    let wraps = whole.rows.windows(2).any(|pair| matches!(pair, [row, _] if !row.ends_with_newline));
    if !wraps || whole.elided || whole.job.justify || !whole.job.break_on_newline {
        return whole;
    }
    if let Some(known) = kept(ctx, |k: &mut MadeOf<Galley, Option<Arc<Galley>>>| k.get(&whole)) {
        return known.unwrap_or(whole);
    }
    let ours = parted::parted(ctx, &whole).filter(|ours| ours.rows.len() <= whole.job.wrap.max_rows);
    kept(ctx, |k: &mut MadeOf<Galley, _>| k.put(&whole, ours.clone()));
    ours.unwrap_or(whole)
}

/// The words of a field that wraps.
pub fn field(ui: &Ui, text: &dyn TextBuffer, width: f32) -> Arc<Galley> {
    let font = egui::TextStyle::Body.resolve(ui.style());
    let mut job = LayoutJob::simple(text.as_str().to_string(), font, ui.visuals().text_color(), width);
    job.keep_trailing_whitespace = true;
    laid(ui.ctx(), job)
}

/// A label that wraps to the room there is.
pub fn wrapped(ui: &Ui, text: impl Into<WidgetText>) -> Label {
    let mut job = into_job(ui.style(), text.into());
    job.wrap = TextWrapping::wrap_at_width(ui.available_width());
    job.halign = ui.layout().horizontal_placement();
    Label::new(laid(ui.ctx(), job))
}

fn into_job(style: &egui::Style, text: WidgetText) -> LayoutJob {
    Arc::unwrap_or_clone(text.into_layout_job(style, FontSelection::Default, egui::Align::Min))
}

/// Labels whose lines are ours.
pub trait InLines {
    /// Words, in lines of ours where they wrap.
    fn words(&mut self, text: impl Into<WidgetText>) -> Response;
}

impl InLines for Ui {
    fn words(&mut self, text: impl Into<WidgetText>) -> Response {
        // What goes on behind another widget, line by line, the toolkit alone can lay.
        let flows = self.layout().is_horizontal() && self.layout().main_wrap();
        if flows || self.wrap_mode() != TextWrapMode::Wrap {
            return self.label(text);
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
        let mut job = into_job(&style, text);
        job.wrap = TextWrapping::wrap_at_width(style.spacing.tooltip_width);
        let galley = laid(&self.ctx, job);
        self.on_hover_text(galley)
    }
}

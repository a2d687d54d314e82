//! Words laid: in the toolkit's lines, or in ours where those end where none may.

use super::made_of::{MadeOf, kept};
use super::parted;
use egui::text::{LayoutJob, TextWrapping};
use egui::{Align, Context, FontSelection, Galley, Style, WidgetText};
use std::sync::Arc;

/// A job laid out; for words that wrap.
pub fn laid(ctx: &Context, job: LayoutJob) -> Arc<Galley> {
    match job.wrap.max_rows {
        2..usize::MAX => in_rows(ctx, &job),
        _ => unbounded(ctx, job),
    }
}

/// As many rows as there is room for; what is left out, three dots stand for.
fn in_rows(ctx: &Context, job: &LayoutJob) -> Arc<Galley> {
    let rows = job.wrap.max_rows;
    let of = |text: String, sections| {
        let wrap = TextWrapping { max_rows: usize::MAX, ..job.wrap.clone() };
        unbounded(ctx, LayoutJob { text, sections, wrap, ..job.clone() })
    };
    let whole = of(job.text.clone(), job.sections.clone());
    if whole.rows.len() <= rows {
        return whole;
    }
    let seen: usize = whole.rows.iter().take(rows).map(|r| r.char_count_including_newline().0).sum();
    let cuts = (0..seen).rev().map(|chars| {
        let end = job.text.char_indices().nth(chars).map_or(job.text.len(), |(at, _)| at);
        let text = format!("{}…", job.text.get(..end).unwrap_or_default().trim_end());
        let mut sections = job.sections.clone();
        sections.retain(|s| s.byte_range.start.0 < end || s.byte_range.start.0 == 0);
        for s in &mut sections {
            s.byte_range.end.0 = s.byte_range.end.0.min(text.len());
        }
        if let Some(last) = sections.last_mut() {
            last.byte_range.end.0 = text.len();
        }
        of(text, sections)
    });
    cuts.into_iter().find(|cut| cut.rows.len() <= rows).unwrap_or(whole)
}

fn unbounded(ctx: &Context, job: LayoutJob) -> Arc<Galley> {
    let whole = ctx.fonts_mut(|f| f.layout_job(job));
    let wraps = whole.rows.windows(2).any(|pair| matches!(pair, [row, _] if !row.ends_with_newline));
    if !wraps || whole.elided || whole.job.justify || !whole.job.break_on_newline {
        return whole;
    }
    if let Some(known) = kept(ctx, |k: &mut MadeOf<Galley, Option<Arc<Galley>>>| k.get(&whole)) {
        return known.unwrap_or(whole);
    }
    let ours = parted::parted(ctx, &whole);
    kept(ctx, |k: &mut MadeOf<Galley, _>| k.put(&whole, ours.clone()));
    ours.unwrap_or(whole)
}

/// Words as a job, in the style of where they stand.
pub fn into_job(style: &Style, text: WidgetText, valign: Align) -> LayoutJob {
    Arc::unwrap_or_clone(text.into_layout_job(style, FontSelection::Default, valign))
}

//! Paragraphs parted into lines by the rules of the page. The toolkit parts a line before any Hanzi; a paragraph that
//! it parted where we don't is laid line by line, and the rows put where its own stood.

use super::made_of::{MadeOf, kept};
use crate::form::bounds::between;
use crate::page::breaks::breakable;
use egui::emath::GuiRounding;
use egui::epaint::FontsView;
use egui::epaint::text::{PlacedRow, Row};
use egui::text::{ByteIndex, LayoutJob, LayoutSection, TextWrapping};
use egui::{Context, Galley, Rect};
use std::ops::Range;
use std::sync::Arc;

/// The same words with every paragraph in lines of ours; nothing where the toolkit's do.
pub fn parted(ctx: &Context, whole: &Arc<Galley>) -> Option<Arc<Galley>> {
    let mut rows: Vec<PlacedRow> = Vec::with_capacity(whole.rows.len());
    let (mut at, mut lower, mut changed) = (0_usize, 0.0_f32, false);
    let paragraphs = whole.rows.split_inclusive(|r| r.ends_with_newline);
    for (theirs, text) in paragraphs.zip(whole.job.text.split('\n')) {
        let range = at..at.saturating_add(text.len());
        at = range.end.saturating_add(1);
        let top = theirs.first().map_or(0.0, |r| r.pos.y) + lower;
        let ours = is_bad(theirs, text, whole.job.effective_wrap_width())
            .then(|| lines_of(ctx, &whole.job, theirs, range));
        let Some(ours) = ours else {
            rows.extend(theirs.iter().cloned().map(|r| down(r, lower)));
            continue;
        };
        changed = true;
        lower += height(&ours) - height(theirs);
        rows.extend(ours.iter().cloned().map(|r| down(r, top)));
        if let (Some(last), Some(their)) = (rows.last_mut(), theirs.last()) {
            last.ends_with_newline = their.ends_with_newline;
        }
    }
    changed.then(|| Arc::new(of_rows(whole, rows)))
}

fn down(mut row: PlacedRow, by: f32) -> PlacedRow {
    row.pos.y += by;
    row
}

fn height(rows: &[PlacedRow]) -> f32 {
    rows.iter().map(|r| r.height()).sum()
}

/// Whether a line of a paragraph ends where none may, or before what it has room for, and its characters are all there.
fn is_bad(rows: &[PlacedRow], text: &str, room: f32) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let widths: Vec<f32> = rows.iter().flat_map(|r| r.glyphs.iter().map(|g| g.advance_width)).collect();
    let (mut at, mut bad) = (0_usize, false);
    for row in rows {
        at = at.saturating_add(row.glyphs.len());
        if at == 0 || at >= chars.len() {
            continue;
        }
        let used = row.glyphs.last().map_or(0.0, |g| g.pos.x + g.advance_width);
        // Up to where the next line may end first.
        let next = (at..chars.len()).find(|i| breakable(&chars, *i)).unwrap_or(at);
        let word: f32 = widths.get(at..=next).unwrap_or_default().iter().sum();
        bad |= !breakable(&chars, at.saturating_sub(1)) || used + word <= room;
    }
    bad && at == chars.len()
}

/// The lines of a paragraph, from its top on; known while its first line in the toolkit's manner is.
fn lines_of(ctx: &Context, job: &LayoutJob, theirs: &[PlacedRow], of: Range<usize>) -> Arc<[PlacedRow]> {
    let first = theirs.first().map(|r| &r.row);
    let known = first.and_then(|f| kept(ctx, |k: &mut MadeOf<Row, Arc<[PlacedRow]>>| k.get(f)));
    known.unwrap_or_else(|| {
        let ends = ends(job, theirs, &of);
        let lines: Arc<[PlacedRow]> = ctx.fonts_mut(|f| set(f, job, of, &ends)).into();
        if let Some(first) = first {
            kept(ctx, |k: &mut MadeOf<Row, _>| k.put(first, Arc::clone(&lines)));
        }
        lines
    })
}

/// Where the lines of a paragraph end, in bytes of the text: each where it may end last within the width.
fn ends(job: &LayoutJob, theirs: &[PlacedRow], of: &Range<usize>) -> Vec<usize> {
    let text = job.text.get(of.clone()).unwrap_or_default();
    let chars: Vec<char> = text.chars().collect();
    let widths = theirs.iter().flat_map(|r| r.glyphs.iter().map(|g| g.advance_width));
    let (mut ends, room) = (Vec::new(), job.effective_wrap_width());
    let indent =
        job.sections.iter().find(|s| s.byte_range.start.0 == of.start).map_or(0.0, |s| s.leading_space);
    // How wide the line is, and up to where it may end: the byte, and how wide it is then.
    let (mut x, mut begin, mut end) = (indent, of.start, None);
    for (i, ((byte, _), width)) in text.char_indices().zip(widths).enumerate() {
        let here = of.start.saturating_add(byte);
        // What goes on behind another widget may begin below it.
        while x + width > room && (here > begin || (indent > 0.0 && ends.is_empty())) {
            let behind = if indent > 0.0 && ends.is_empty() { (begin, indent) } else { (here, x) };
            let (cut, until) = end.take().unwrap_or(behind);
            ends.push(cut);
            (begin, x) = (cut, x - until);
        }
        x += width;
        if breakable(&chars, i) {
            end = Some((here.saturating_add(chars.get(i).map_or(1, |c| c.len_utf8())), x));
        }
    }
    ends.push(of.end);
    ends
}

/// Lines laid each by itself, one below the other.
fn set(fonts: &mut FontsView<'_>, job: &LayoutJob, of: Range<usize>, ends: &[usize]) -> Vec<PlacedRow> {
    let (mut lines, mut begin, mut y) = (Vec::new(), of.start, 0.0);
    for end in ends {
        let line = fonts.layout_job(piece(job, begin..*end, lines.is_empty()));
        begin = *end;
        for row in line.rows.iter().cloned() {
            let above = y - row.pos.y;
            let row = down(row, above);
            y += row.height();
            lines.push(row);
        }
    }
    lines
}

/// Some bytes of a job as one of its own that doesn't wrap; only the first line of a paragraph is indented.
fn piece(job: &LayoutJob, of: Range<usize>, is_first: bool) -> LayoutJob {
    let first = job.sections.partition_point(|s| s.byte_range.end.0 <= of.start);
    let within =
        job.sections.iter().skip(first).take_while(|s| s.byte_range.start.0 < of.end || of.is_empty());
    let sections = within.map(|s| {
        let [from, to] = [s.byte_range.start, s.byte_range.end].map(|b| between(b.0, of.start, of.end));
        let begins = s.byte_range.start.0 > of.start || (is_first && s.byte_range.start.0 == of.start);
        LayoutSection {
            leading_space: if begins { s.leading_space } else { 0.0 },
            byte_range: ByteIndex(from.saturating_sub(of.start))..ByteIndex(to.saturating_sub(of.start)),
            format: s.format.clone(),
        }
    });
    LayoutJob {
        text: job.text.get(of.clone()).unwrap_or_default().to_string(),
        sections: sections.collect(),
        wrap: TextWrapping::no_max_width(),
        first_row_min_height: if is_first && of.start == 0 { job.first_row_min_height } else { 0.0 },
        ..job.clone()
    }
}

/// A layout with other rows.
fn of_rows(whole: &Galley, rows: Vec<PlacedRow>) -> Galley {
    let (mut rect, mut bounds) = (Rect::ZERO, Rect::NOTHING);
    let (mut vertices, mut indices) = (0_usize, 0_usize);
    for row in &rows {
        rect |= row.rect();
        bounds |= row.visuals.mesh_bounds.translate(row.pos.to_vec2());
        vertices = vertices.saturating_add(row.visuals.mesh.vertices.len());
        indices = indices.saturating_add(row.visuals.mesh.indices.len());
    }
    // Never wider than there was room for.
    rect.max.x = rect.max.x.min(whole.rect.max.x.max(rect.min.x + whole.job.wrap.max_width));
    let mut galley = whole.clone();
    (galley.rows, galley.rect, galley.mesh_bounds) = (rows, rect.round_ui(), bounds);
    (galley.num_vertices, galley.num_indices) = (vertices, indices);
    galley
}

//! The lines under findings and under last year's figures. Drawn over the finished text: a line that belonged to
//! the text's own layout would be hidden by the ground of the row below.

use super::marks::{Mark, MarkedText};
use crate::checks::Level;
use crate::ui::theme;
use egui::text_edit::TextEditOutput;
use egui::{Stroke, Ui, pos2};
use std::ops::Range;

/// How far above the bottom of its row a line stands.
const RAISED: f32 = 2.0;

/// Draws them; figures first, so that a finding about one is seen.
pub fn underlines_ui(ui: &Ui, page: &MarkedText, output: &TextEditOutput) {
    let text = output.galley.text();
    // Every frame: characters are counted on from one place to the next, never from the beginning.
    let mut at = (0usize, 0usize);
    let mut char = |byte: usize| {
        let count = |r: Range<usize>| text.get(r).map_or(0, |t| t.chars().count());
        let chars = if byte < at.0 {
            at.1.saturating_sub(count(byte..at.0))
        } else {
            at.1.saturating_add(count(at.0..byte))
        };
        at = (byte, chars);
        chars
    };
    let marks = page.moved(text).into_iter().filter_map(|(r, m)| Some((r, stroke(m)?)));
    let mut lines: Vec<(Range<usize>, Stroke)> =
        marks.map(|(r, stroke)| (char(r.start)..char(r.end), stroke)).collect();
    lines.sort_by(|a, b| a.1.width.total_cmp(&b.1.width));
    let begins = begins(output);
    for (range, stroke) in lines {
        under(ui, output, &begins, range, stroke);
    }
}

/// The place of each row's first character.
fn begins(output: &TextEditOutput) -> Vec<usize> {
    let rows = output.galley.rows.iter().scan(0_usize, |next, row| {
        let begin = *next;
        *next = next.saturating_add(row.glyphs.len()).saturating_add(usize::from(row.ends_with_newline));
        Some(begin)
    });
    rows.collect()
}

pub fn stroke(mark: &Mark) -> Option<Stroke> {
    match mark {
        Mark::Figure => Some(Stroke::new(1.5, theme::color(Level::Warning))),
        Mark::Found(_, level) => Some(Stroke::new(2.0, theme::color(*level))),
        Mark::Old | Mark::Live | Mark::Same => None,
    }
}

/// A line under some characters, in each row that holds any of them.
fn under(ui: &Ui, output: &TextEditOutput, begins: &[usize], chars: Range<usize>, stroke: Stroke) {
    let painter = ui.painter_at(output.text_clip_rect);
    let first_row = begins.partition_point(|b| *b <= chars.start).saturating_sub(1);
    for (row, begin) in output.galley.rows.iter().zip(begins).skip(first_row) {
        if *begin >= chars.end {
            break;
        }
        let inside = chars.start.max(*begin)..chars.end.min(begin.saturating_add(row.glyphs.len()));
        let at = output.galley_pos + row.pos.to_vec2();
        if !ui.is_rect_visible(row.rect().translate(output.galley_pos.to_vec2())) {
            continue;
        }
        let glyphs = row.glyphs.get(inside.start.saturating_sub(*begin)..inside.end.saturating_sub(*begin));
        if let Some((first, last)) = glyphs.and_then(|g| Some((g.first()?, g.last()?))) {
            let y = at.y + first.logical_rect().bottom() - RAISED;
            painter.line_segment([pos2(at.x + first.pos.x, y), pos2(at.x + last.max_x(), y)], stroke);
        }
    }
}

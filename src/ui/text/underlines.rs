//! What is drawn over the finished text: the lines under findings, under last year's figures and under words that
//! stand out, and what makes these bold. A line that belonged to the text's own layout would be hidden by the ground
//! of the row below.

use super::marks::{Mark, MarkedText};
use crate::checks::Level;
use crate::ui::theme;
use egui::epaint::text::Glyph;
use egui::text_edit::TextEditOutput;
use egui::{Painter, Pos2, Stroke, TextFormat, Ui, pos2, vec2};
use std::ops::Range;

/// How far above the bottom of its row a line stands; one under words that stand out is closer to them.
const RAISED: f32 = 2.0;
const CLOSER: f32 = 4.5;
/// Bold words are drawn once more so far to the right: the window's face has no heavier one.
const BOLD: f32 = 0.7;

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
    let rows = Rows::of(output);
    let painter = ui.painter_at(output.text_clip_rect);
    let marks = page.moved(text);
    let sections = &output.galley.job.sections;
    for (range, _) in marks.iter().filter(|(_, m)| matches!(m, Mark::Emphasised(e) if e.bold)) {
        let first = sections.partition_point(|s| s.byte_range.end.0 <= range.start);
        for s in sections.iter().skip(first).take_while(|s| s.byte_range.start.0 < range.end) {
            let (from, to) = (range.start.max(s.byte_range.start.0), range.end.min(s.byte_range.end.0));
            rows.each(ui, char(from)..char(to), |at, glyphs| heavier(&painter, at, glyphs, &s.format));
        }
    }
    let marks = marks.into_iter().filter_map(|(r, m)| Some((r, stroke(m)?, raised(m))));
    let mut lines: Vec<(Range<usize>, Stroke, f32)> =
        marks.map(|(r, stroke, raised)| (char(r.start)..char(r.end), stroke, raised)).collect();
    lines.sort_by(|a, b| a.1.width.total_cmp(&b.1.width));
    for (range, stroke, raised) in lines {
        rows.each(ui, range, |at, glyphs| {
            if let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) {
                let y = at.y + first.logical_rect().bottom() - raised;
                painter.line_segment([pos2(at.x + first.pos.x, y), pos2(at.x + last.max_x(), y)], stroke);
            }
        });
    }
}

pub fn stroke(mark: &Mark) -> Option<Stroke> {
    match mark {
        Mark::Figure => Some(Stroke::new(1.5, theme::color(Level::Warning))),
        Mark::Found(_, level) => Some(Stroke::new(2.0, theme::color(*level))),
        Mark::Emphasised(e) if e.underline => Some(Stroke::new(1.0, theme::get().ink)),
        Mark::Old | Mark::Live | Mark::Same | Mark::Emphasised(_) => None,
    }
}

fn raised(mark: &Mark) -> f32 {
    if matches!(mark, Mark::Emphasised(_)) { CLOSER } else { RAISED }
}

/// Words once more beside themselves.
fn heavier(painter: &Painter, at: Pos2, glyphs: &[Glyph], format: &TextFormat) {
    let words: String = glyphs.iter().map(|g| g.chr).collect();
    let again = painter.layout_no_wrap(words, format.font_id.clone(), format.color);
    let own = again.rows.first().and_then(|r| r.glyphs.first()).map(|g| g.pos);
    if let (Some(there), Some(own)) = (glyphs.first().map(|g| g.pos), own) {
        painter.galley(at + (there - own) + vec2(BOLD, 0.0), again, format.color);
    }
}

/// The rows of the text, with the place of each one's first character.
struct Rows<'a> {
    output: &'a TextEditOutput,
    begins: Vec<usize>,
}

impl Rows<'_> {
    fn of(output: &TextEditOutput) -> Rows<'_> {
        let rows = output.galley.rows.iter().scan(0_usize, |next, row| {
            let begin = *next;
            *next = next.saturating_add(row.glyphs.len()).saturating_add(usize::from(row.ends_with_newline));
            Some(begin)
        });
        Rows { output, begins: rows.collect() }
    }

    /// Some characters in each row that is seen of those that hold any of them, with where the row stands.
    fn each(&self, ui: &Ui, chars: Range<usize>, mut draw: impl FnMut(Pos2, &[Glyph])) {
        let (output, begins) = (self.output, &self.begins);
        let first_row = begins.partition_point(|b| *b <= chars.start).saturating_sub(1);
        for (row, begin) in output.galley.rows.iter().zip(begins).skip(first_row) {
            if *begin >= chars.end {
                break;
            }
            let inside = chars.start.max(*begin)..chars.end.min(begin.saturating_add(row.glyphs.len()));
            if !ui.is_rect_visible(row.rect().translate(output.galley_pos.to_vec2())) {
                continue;
            }
            let inside = inside.start.saturating_sub(*begin)..inside.end.saturating_sub(*begin);
            if let Some(glyphs) = row.glyphs.get(inside).filter(|g| !g.is_empty()) {
                draw(output.galley_pos + row.pos.to_vec2(), glyphs);
            }
        }
    }
}

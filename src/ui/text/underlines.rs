//! The lines under findings and under last year's figures. Drawn over the finished text: a line that belonged to
//! the text's own layout would be hidden by the ground of the row below.

use super::marks::{Mark, Page};
use crate::checks::Level;
use crate::ui::theme;
use egui::text_edit::TextEditOutput;
use egui::{Stroke, Ui, pos2};
use std::ops::Range;

/// How far above the bottom of its row a line stands.
const RAISED: f32 = 2.0;

/// Draws them; figures first, so that a finding about one is seen.
pub fn underlines_ui(ui: &Ui, page: &Page, output: &TextEditOutput) {
    let text = output.galley.text();
    let mut lines: Vec<(Range<usize>, Stroke)> =
        page.moved(text).into_iter().filter_map(|(r, m)| Some((r, stroke(m)?))).collect();
    lines.sort_by(|a, b| a.1.width.total_cmp(&b.1.width));
    let char = |byte: usize| text.get(..byte).unwrap_or(text).chars().count();
    for (range, stroke) in lines {
        under(ui, output, char(range.start)..char(range.end), stroke);
    }
}

fn stroke(mark: &Mark) -> Option<Stroke> {
    match mark {
        Mark::Figure => Some(Stroke::new(1.5, theme::color(Level::Warning))),
        Mark::Found(_, level) => Some(Stroke::new(2.0, theme::color(*level))),
        Mark::Old | Mark::Live | Mark::Same => None,
    }
}

/// A line under some characters, in each row that holds any of them.
fn under(ui: &Ui, output: &TextEditOutput, chars: Range<usize>, stroke: Stroke) {
    let painter = ui.painter_at(output.text_clip_rect);
    let mut begin = 0;
    for row in &output.galley.rows {
        let end = begin + row.glyphs.len();
        let inside = chars.start.max(begin)..chars.end.min(end);
        let glyphs = row.glyphs.get(inside.start.saturating_sub(begin)..inside.end.saturating_sub(begin));
        if let Some((first, last)) = glyphs.and_then(|g| Some((g.first()?, g.last()?))) {
            let at = output.galley_pos + row.pos.to_vec2();
            let y = at.y + first.logical_rect().bottom() - RAISED;
            painter.line_segment([pos2(at.x + first.pos.x, y), pos2(at.x + last.max_x(), y)], stroke);
        }
        begin = end + usize::from(row.ends_with_newline);
    }
}

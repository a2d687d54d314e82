//! The rules under words that stand out so: they adorn the page and are no marks of the text.

use crate::page::lines::SetLine;
use crate::page::pages::Ink;

/// How far below the baseline a rule stands, in type sizes: clear of the strokes of 仿宋.
const BELOW: f32 = 0.16;

/// The rules under a line of that width whose baseline is `y`, one a stretch; from the first character's edge to the
/// last one's, but not under the blank half of a mark that hangs over the line's end.
pub(super) fn under(line: &SetLine, y: f32, size: f32, width: f32) -> impl Iterator<Item = Ink> {
    let stretches = line.glyphs.chunk_by(|a, b| a.emphasis.underline == b.emphasis.underline);
    let y = y + BELOW * size;
    stretches.filter_map(move |s| {
        let (first, last) = (s.first()?, s.last()?);
        let end = (last.x + last.advance).min(width);
        first.emphasis.underline.then_some(Ink::Rule { x0: first.x, y0: y, x1: end, y1: y })
    })
}

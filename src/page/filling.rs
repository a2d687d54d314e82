//! How many characters go on a line: what may end it, what gives way, and when the line takes one more.

use super::breaks::CLOSERS;
use crate::report::emphasis::Emphasis;

/// One character on its way into a line.
#[derive(Clone, Copy)]
pub struct LineItem {
    pub ch: char,
    pub face: usize,
    pub gid: u16,
    /// Full advance in points.
    pub advance: f32,
    /// What may be cut off its left or right blank half.
    pub left_blank: f32,
    pub right_blank: f32,
    /// A line may end behind it.
    pub may_break: bool,
    pub emphasis: Emphasis,
}

/// How much closer than usual, in em, characters may stand so that no line has but one.
const CLOSEST: f32 = 0.04;

/// Whether a last line would have one character and its mark at most: 项。
pub fn is_alone(line: &[LineItem]) -> bool {
    /// With closing marks: 项”。）
    const MOST: usize = 4;
    let characters = |l: &[LineItem]| l.iter().filter(|i| !CLOSERS.contains(i.ch) && i.ch != ' ').count();
    (1..=MOST).contains(&line.len()) && characters(line) <= 1
}

/// What the marks of a line give way, up to a quarter of a character each.
pub fn squeeze(items: &[LineItem]) -> f32 {
    let inner = items.split_last().map_or(items, |(_, inner)| inner);
    inner.iter().map(|i| (i.left_blank + i.right_blank) / 2.0).sum()
}

/// Whether all items stand on one line where marks give way and characters stand a little closer.
pub fn fits_closer(items: &[LineItem], size: f32, width: f32) -> bool {
    let natural: f32 = items.iter().map(|i| i.advance).sum();
    let trail = items.last().map_or(0.0, |i| i.right_blank);
    natural - trail - squeeze(items) - CLOSEST * size * items.len() as f32 <= width
}

/// How many items go on a line of `width`: at least one.
pub fn fill(items: &[LineItem], width: f32) -> usize {
    const SLACK: f32 = 0.01;
    let mut used = 0.0;
    let mut squeeze = 0.0;
    let mut best = 0;
    for (i, it) in items.iter().enumerate() {
        used += it.advance;
        // A closing mark at the line's end loses its blank half; marks inside give way up to a quarter.
        let fits_plain = used - it.right_blank <= width + SLACK;
        let closer = it.right_blank > 0.0 || CLOSERS.contains(it.ch);
        let fits_squeezed = closer && used - it.right_blank - squeeze <= width + SLACK;
        if it.may_break && (fits_plain || fits_squeezed) {
            best = i.saturating_add(1);
        }
        if used - it.right_blank - squeeze > width + it.advance + SLACK {
            break;
        }
        squeeze += (it.left_blank + it.right_blank) / 2.0;
    }
    if best > 0 {
        return best;
    }
    // Nothing may be broken within the width: break where the width ends.
    let mut used = 0.0;
    let fit = items.iter().take_while(|it| {
        used += it.advance;
        used <= width + SLACK
    });
    fit.count().max(1)
}

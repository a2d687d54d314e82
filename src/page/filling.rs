//! How many characters go on a line: what may end it, what gives way, and when the line takes one more.

use super::breaks::CLOSERS;
use super::shaping;
use crate::chinese::signs::in_latin_run;
use crate::report::emphasis::Emphasis;

/// One character on its way into a line.
#[derive(Clone, Copy)]
pub struct LineItem {
    pub ch: char,
    /// Where it stands in the text.
    pub byte: usize,
    pub face: usize,
    pub gid: u16,
    /// How far it stands from its place, to the right and up; and whether it is read to the left.
    pub shift: (f32, f32),
    pub to_left: bool,
    /// Full advance in points.
    pub advance: f32,
    /// What may be cut off its left or right blank half.
    pub left_blank: f32,
    pub right_blank: f32,
    /// By how much, less than none, the next character stands otherwise than its type says: the blank between two marks
    /// goes.
    pub closer: f32,
    /// A line may end behind it.
    pub may_break: bool,
    pub emphasis: Emphasis,
}

/// Widest gap that justification may open, in em; beyond it the line stays ragged.
const WIDEST_GAP: f32 = 0.35;
/// Wider gaps than this are shared with the letters and digits of the line, to this part.
const EASY_GAP: f32 = 0.14;
const LETTERS: f32 = 0.25;
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

/// The gaps behind the characters of a line that `room` is shared between; none where they would be too wide. A long
/// address leaves few: then its letters move apart too, a little.
pub fn spread(items: &[LineItem], room: f32, size: f32) -> Option<Vec<f32>> {
    let shared = |letters: f32| {
        let weight = |(a, b): (&LineItem, &LineItem)| {
            match (a.ch, b.ch) {
                // Their strokes meet.
                (a, b) if shaping::is_one_word(a, b) => 0.0,
                (a, b) if in_latin_run(a) && in_latin_run(b) => letters,
                _ => 1.0,
            }
        };
        let weights: Vec<f32> = items.iter().zip(items.iter().skip(1)).map(weight).collect();
        let total: f32 = weights.iter().sum();
        let widest = if total > 0.0 { room / total } else { f32::INFINITY };
        (widest, weights.into_iter().map(|w| w * widest).chain([0.0]).collect())
    };
    // Letters keep together while they can; a line of hardly anything else moves apart as one.
    let ways = [(0.0, EASY_GAP), (LETTERS, WIDEST_GAP), (1.0, EASY_GAP)];
    let found = ways.into_iter().map(|(letters, most)| (shared(letters), most));
    found.into_iter().find(|((widest, _), most)| *widest <= most * size).map(|((_, gaps), _)| gaps)
}

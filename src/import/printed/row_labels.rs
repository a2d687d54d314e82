//! Labels of rows in a table without ruling lines: where one is broken, its words stand above and below the line of
//! its numbers, which is in the middle of them.

use super::lines::{PrintedLine, PrintedPart};
use crate::import::text::is_page_number;
use std::ops::Range;

/// Lines of a head are no farther apart, in parts of their size.
pub const PITCH: f32 = 1.6;
/// Labels that begin no farther apart than this stand under each other.
const INDENT: f32 = 3.0;
/// A number stands beside a label so close to its first or last line, in parts of their size.
const LEVEL: f32 = 0.6;

/// The lines of rows with those above and below that their labels take, where these are broken.
pub fn with_labels(lines: &[PrintedLine], done: usize, rows: Range<usize>, begin: f32) -> Range<usize> {
    let is_label = |l: &PrintedLine| l.parts.iter().all(|p| p.x1 <= begin) && !is_page_number(&l.text);
    let near = |upper: usize, lower: usize| match (lines.get(upper), lines.get(lower)) {
        (Some(a), Some(b)) => b.y - a.y < PITCH * a.size.max(b.size),
        _ => false,
    };
    let above = (done..rows.start).rev().take_while(|i| is_label(&lines[*i]) && near(*i, *i + 1)).last();
    let below = (rows.end..lines.len()).take_while(|i| is_label(&lines[*i]) && near(*i - 1, *i)).last();
    above.unwrap_or(rows.start)..below.map_or(rows.end, |i| i + 1)
}

/// A label, whole: the words that stand under each other at its place.
pub struct PrintedLabel {
    pub words: PrintedLine,
    /// Its first and last baseline.
    pub from: f32,
    pub to: f32,
}

impl PrintedLabel {
    /// Whether it stands beside a line.
    pub fn is_beside(&self, y: f32) -> bool {
        let room = LEVEL * self.words.size;
        self.from - room <= y && y <= self.to + room
    }
}

/// The labels beside columns of numbers.
pub fn labels(lines: &[PrintedLine], begin: f32) -> Vec<PrintedLabel> {
    let mut out: Vec<PrintedLabel> = Vec::new();
    for l in lines {
        for p in l.parts.iter().filter(|p| p.x1 <= begin) {
            let goes_on = |o: &&mut PrintedLabel| {
                (o.words.x0 - p.x0).abs() <= INDENT && l.y - o.to < PITCH * l.size && l.y > o.to
            };
            match out.iter_mut().find(goes_on) {
                Some(o) => {
                    o.words.text.push_str(&p.text);
                    o.words.x1 = o.words.x1.max(p.x1);
                    o.to = l.y;
                }
                None => out.push(PrintedLabel { words: words(p, l.y, l.size), from: l.y, to: l.y }),
            }
        }
    }
    out
}

/// Words as a line of their own.
pub fn words(p: &PrintedPart, y: f32, size: f32) -> PrintedLine {
    let (text, head) = (p.text.clone(), p.x1 - p.x0);
    PrintedLine { text, x0: p.x0, x1: p.x1, y, size, head, parts: vec![p.clone()] }
}

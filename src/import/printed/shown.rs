//! A picture with the words below it.

use super::lines::PrintedLine;
use super::page::PrintedPicture;
use super::paragraphs::Margins;
use crate::chinese::numerals::{counts, is_arabic};
use crate::import::raw::RawPicture;

/// So near below it, and so near to its middle, in parts of their size, stand the words below a picture.
const BELOW: f32 = 2.6;
const MIDDLE: f32 = 0.7;
/// Of smaller type than the text, in parts of that.
const SMALLER: f32 = 0.95;
/// More lines are a text.
const MOST: usize = 2;

/// See the module.
pub struct ShownPicture {
    pub raw: RawPicture,
    middle: f32,
    /// Where its last words stand, or its lower edge.
    low: f32,
    /// How many lines of words it has.
    lines: usize,
    /// Whether words below it may still come.
    pub open: bool,
}

impl ShownPicture {
    pub fn of(p: PrintedPicture) -> ShownPicture {
        let raw = RawPicture { picture: p.picture, caption: String::new() };
        ShownPicture { raw, middle: (p.x0 + p.x1) / 2.0, low: p.y1, lines: 0, open: true }
    }

    /// Takes a line that stands below it in its middle and is no text: in smaller type, or 图1　公开渠道. What has a
    /// comma or runs to the margin is one.
    pub fn takes(&mut self, l: &PrintedLine, margins: Margins) -> bool {
        let near = (0.0..BELOW * l.size).contains(&(l.y - self.low));
        let centred = ((l.x0 + l.x1) / 2.0 - self.middle).abs() < MIDDLE * l.size;
        let is_text = l.text.contains(['，', '。']) || margins.are_filled_by(l);
        let number = l.text.strip_prefix('图').map(str::trim_start);
        let counted = number.is_some_and(|n| n.starts_with(|c: char| counts(c) || is_arabic(c)));
        let named = counted && self.lines == 0 || l.size < margins.size() * SMALLER;
        self.open &= near && centred && !is_text && named && self.lines < MOST;
        if self.open {
            if self.lines > 0 {
                self.raw.caption.push(' ');
            }
            self.lines += 1;
            self.raw.caption.push_str(&l.text);
            self.low = l.y;
        }
        self.open
    }
}

//! A picture with the words below it.

use super::lines::PrintedLine;
use super::page::PrintedPicture;
use super::paragraphs::Margins;
use crate::import::raw::RawPicture;

/// So near below it, and so near to its middle, in parts of their size, stand the words below a picture.
const BELOW: f32 = 2.6;
const MIDDLE: f32 = 0.7;
/// Of smaller type than the text, in parts of that.
const SMALLER: f32 = 0.95;

/// See the module.
pub struct ShownPicture {
    pub raw: RawPicture,
    middle: f32,
    /// Where its last words stand, or its lower edge.
    low: f32,
    /// Whether words below it may still come.
    pub open: bool,
}

impl ShownPicture {
    pub fn of(p: PrintedPicture) -> ShownPicture {
        let raw = RawPicture { picture: p.picture, caption: String::new() };
        ShownPicture { raw, middle: (p.x0 + p.x1) / 2.0, low: p.y1, open: true }
    }

    /// Takes a line that stands below it in its middle and is no text: in smaller type, or 图1　公开渠道.
    pub fn takes(&mut self, l: &PrintedLine, margins: Margins) -> bool {
        let near = (0.0..BELOW * l.size).contains(&(l.y - self.low));
        let centred = ((l.x0 + l.x1) / 2.0 - self.middle).abs() < MIDDLE * l.size;
        let named = l.text.starts_with('图') && !l.text.contains(['，', '。']) && self.raw.caption.is_empty();
        self.open &= near && centred && (named || l.size < margins.size() * SMALLER);
        if self.open {
            self.raw.caption.push_str(&l.text);
            self.low = l.y;
        }
        self.open
    }
}

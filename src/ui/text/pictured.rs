//! Where pictures stand among the words, and the room that they take.

use crate::app::thumb;
use crate::report::text::Para;
use egui::{Vec2, vec2};

/// The room for one, in points.
pub const ROOM: (f32, f32) = (120.0, 64.0);
/// Above, below and behind it.
pub const BLANK: f32 = 6.0;
/// A picture of a part.
pub struct Pictured {
    pub paragraph: usize,
    pub key: u64,
    pub size: Vec2,
}

impl Pictured {
    /// The pictures among some paragraphs.
    pub fn all(paras: &[Para]) -> Vec<Pictured> {
        let of = |(paragraph, p): (usize, &Para)| {
            let Para::Picture { bytes, .. } = p else { return None };
            let (w, h) = thumb::size(bytes, ROOM).unwrap_or((ROOM.1, ROOM.1));
            Some(Pictured { paragraph, key: thumb::key(bytes), size: vec2(w, h) })
        };
        paras.iter().enumerate().filter_map(of).collect()
    }
    /// How far in its caption begins, and how high its line is.
    pub fn room(&self) -> Vec2 {
        self.size + vec2(2.0 * BLANK, 2.0 * BLANK)
    }
}

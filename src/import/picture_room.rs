//! How many pictures of a document are brought along, and how large they may be: a report may hold a little more.

use crate::report::picture::{Picture, PictureKind};

/// What those of a document may come to.
pub const MOST_BYTES: usize = 24 << 20;
const MOST_DOTS: u64 = 100_000_000;
const MOST: usize = 200;

/// What was brought along so far.
#[derive(Default)]
pub struct PictureRoom {
    bytes: usize,
    dots: u64,
    shown: usize,
}

impl PictureRoom {
    /// Whether so many dots may be unpacked; they count.
    pub fn unpacks(&mut self, dots: u64) -> bool {
        let all = self.dots.saturating_add(dots);
        let fits = all <= MOST_DOTS && self.shown < MOST;
        self.dots = if fits { all } else { self.dots };
        fits
    }

    /// The picture, where there is room for it and it can be shown to its last dot.
    pub fn take(&mut self, picture: Picture) -> Option<Picture> {
        let shape = picture.shape()?;
        let bytes = self.bytes.saturating_add(picture.bytes().len());
        let dots = if shape.kind == PictureKind::Png { shape.dots() } else { 0 };
        let dots = self.dots.saturating_add(dots);
        if bytes > MOST_BYTES || dots > MOST_DOTS || self.shown >= MOST || picture.sound().is_none() {
            return None;
        }
        (self.bytes, self.dots, self.shown) = (bytes, dots, self.shown.saturating_add(1));
        Some(picture)
    }
}

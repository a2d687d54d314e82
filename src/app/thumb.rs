//! A picture of the text in small, drawn as the page draws it: how large it is, what tells it from others, and the
//! drawing itself, which takes its time and belongs on a thread.

use crate::export;
use crate::page::pictures;
use crate::page::sheet::PageSheet;
use crate::preview::{self, PageImage};
use crate::report::picture::Picture as Kept;
use std::sync::Arc;

/// Width and height within `room`, by the head of the file alone; `None` where it is no picture.
pub fn size(picture: &Kept, (wide, high): (f32, f32)) -> Option<(f32, f32)> {
    let (w, h) = pictures::fitted(picture.shape()?, &PageSheet::default());
    let scale = (wide / w).min(high / h).min(1.0);
    Some(((w * scale).max(1.0), (h * scale).max(1.0)))
}

/// What tells a picture from others: its length and a few thousand of its bytes, for it is asked at each keystroke.
pub fn key(picture: &Kept) -> u64 {
    let bytes = picture.bytes();
    const LOOKS: usize = 4096;
    let step = bytes.len() / LOOKS + 1;
    let mix = |h: u64, b: &u8| (h ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3);
    bytes.iter().step_by(step).fold(bytes.len() as u64 ^ 0xcbf2_9ce4_8422_2325, mix)
}

/// The picture `width` dots wide.
pub fn draw(picture: &Kept, width: usize) -> Option<PageImage> {
    let page = export::picture(picture)?;
    let mut drawn = None;
    preview::draw(&Arc::new(page), &[(0, width)], &mut |_, picture| {
        drawn = picture;
        false
    });
    drawn
}

//! How large a picture stands on paper.

use super::sheet::PageSheet;
use crate::report::picture::Shape;

/// A picture is drawn at this resolution, smaller where it would be too wide or taller than this part
/// of the text block.
const DOTS_AN_INCH: f32 = 150.0;
const TALLEST: f32 = 0.6;

/// Width and height of a picture on paper, in points: as sharp as a screen shows it, within the text block.
pub fn fitted(shape: Shape, sheet: &PageSheet) -> (f32, f32) {
    let (w, h) = (shape.width as f32, shape.height as f32);
    let scale = (72.0 / DOTS_AN_INCH).min(sheet.width / w).min(TALLEST * sheet.height / h);
    (w * scale, h * scale)
}

/// Dots that paper shows of a picture, the longer side: the text block's width at some 325 to the inch.
pub const FINEST: u32 = 2000;

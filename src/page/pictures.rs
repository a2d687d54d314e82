//! What a picture file is, read from its head alone.

use super::{HEIGHT, WIDTH};

/// Kind and size of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub kind: PictureKind,
    /// In dots.
    pub width: u32,
    pub height: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    Png,
    /// With 1 (grey) or 3 (colour) components.
    Jpeg {
        components: u8,
    },
}

/// A picture is drawn at this resolution, smaller where it would be too wide or taller than this.
const DOTS_AN_INCH: f32 = 150.0;
const TALLEST: f32 = HEIGHT * 0.6;

/// Width and height of a picture on paper, in points: as sharp as a screen shows it, within the text block.
pub fn fitted(shape: Shape) -> (f32, f32) {
    let (w, h) = (shape.width as f32, shape.height as f32);
    let scale = (72.0 / DOTS_AN_INCH).min(WIDTH / w).min(TALLEST / h);
    (w * scale, h * scale)
}

/// A larger picture is no illustration of a report.
const MOST_DOTS: u64 = 40_000_000;

/// The picture's shape; `None` where it is neither PNG nor a JPEG for the screen.
pub fn shape(bytes: &[u8]) -> Option<Shape> {
    let shape = png(bytes).or_else(|| jpeg(bytes))?;
    let dots = u64::from(shape.width).saturating_mul(u64::from(shape.height));
    (dots > 0 && dots <= MOST_DOTS).then_some(shape)
}

fn png(b: &[u8]) -> Option<Shape> {
    let head = b.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    if head.get(4..8)? != b"IHDR" {
        return None;
    }
    let number = |at: usize| Some(u32::from_be_bytes(head.get(at..at.saturating_add(4))?.try_into().ok()?));
    Some(Shape { kind: PictureKind::Png, width: number(8)?, height: number(12)? })
}

fn jpeg(b: &[u8]) -> Option<Shape> {
    if !b.starts_with(&[0xff, 0xd8]) {
        return None;
    }
    let mut at = 2_usize;
    loop {
        let [0xff, marker, hi, lo] = *b.get(at..at.saturating_add(4))? else { return None };
        // Frame heads, but for the tables that lie between their numbers.
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let [depth, h0, h1, w0, w1, components] = *b.get(at.saturating_add(4)..at.saturating_add(10))?
            else {
                return None;
            };
            let whole = depth == 8 && matches!(components, 1 | 3);
            return whole.then_some(Shape {
                kind: PictureKind::Jpeg { components },
                width: u16::from_be_bytes([w0, w1]).into(),
                height: u16::from_be_bytes([h0, h1]).into(),
            });
        }
        at = at.saturating_add(2).saturating_add(usize::from(u16::from_be_bytes([hi, lo])).max(2));
    }
}

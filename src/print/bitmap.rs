//! A page's picture as GDI takes it: rows from below, each filled up to four bytes.

use crate::preview::PageImage;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bitmap {
    pub width: usize,
    pub height: usize,
    /// 1: white where it is set, black else; 24: blue, green, red.
    pub bits: u16,
    pub bytes: Vec<u8>,
}

impl Bitmap {
    pub fn of(image: &PageImage) -> Bitmap {
        let bits = if image.is_black_and_white() { 1 } else { 24 };
        let mut bytes = Vec::new();
        for row in image.rgba.chunks_exact(image.width.saturating_mul(4).max(1)).rev() {
            match bits {
                1 => bytes.extend(row.chunks(32).map(|eight| {
                    // What lies beyond the end of the row is not looked at.
                    let white =
                        eight.chunks_exact(4).zip((0..8).rev()).filter(|(dot, _)| dot.starts_with(&[255]));
                    white.fold(0_u8, |byte, (_, place)| byte | 1 << place)
                })),
                _ => bytes.extend(row.chunks_exact(4).flat_map(|dot| dot.iter().take(3).rev())),
            }
            bytes.resize(bytes.len().next_multiple_of(4), 0);
        }
        Bitmap { width: image.width, height: image.height, bits, bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(width: usize, dots: &[[u8; 3]]) -> PageImage {
        let rgba = dots.iter().flat_map(|[r, g, b]| [*r, *g, *b, 255]).collect();
        PageImage { width, height: dots.len() / width, rgba }
    }

    #[test]
    fn black_and_white_takes_a_bit_a_dot_from_the_lowest_row() {
        let (w, b) = ([255; 3], [0; 3]);
        let upper = [w, b, b, b, b, b, b, b, w];
        let lower = [b, b, b, b, b, b, b, w, b];
        let made = Bitmap::of(&image(9, &[upper, lower].concat()));
        assert_eq!((made.width, made.height, made.bits), (9, 2, 1));
        assert_eq!(made.bytes, [0b1, 0, 0, 0, 0b1000_0000, 0b1000_0000, 0, 0]);
    }

    #[test]
    fn colours_stand_from_blue_to_red_in_rows_of_whole_fours() {
        let made = Bitmap::of(&image(1, &[[1, 2, 3], [255; 3]]));
        assert_eq!((made.bits, made.bytes), (24, vec![255, 255, 255, 0, 3, 2, 1, 0]));
        assert!(Bitmap::of(&PageImage { width: 0, height: 0, rgba: Vec::new() }).bytes.is_empty());
    }
}

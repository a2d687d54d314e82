//! The dots of a picture: whether all of them can be had, turned upright, and no more of them than paper shows.

use super::bare::Bare;
use super::{PictureKind, Shape};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// Why a picture can't be put into a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    NoPicture,
    Damaged,
    TooFine,
}

/// A camera's finest; unpacked to be made smaller.
pub const MOST_TAKEN: u64 = 60_000_000;
/// Memory for unpacking one.
const MOST_MEMORY: u64 = 300 << 20;
/// Of a JPEG packed again: no eye tells it from the one before.
const QUALITY: u8 = 90;
/// A JPEG smaller than this is never packed again for its size.
const SMALL: usize = 512 << 10;

/// The picture turned upright; `None` where it stands so, or can't be unpacked.
pub fn upright(bare: &Bare) -> Option<(Vec<u8>, Shape)> {
    let turn = Orientation::from_exif(bare.turn).filter(|t| *t != Orientation::NoTransforms)?;
    let mut image = unpacked(bare)?;
    image.apply_orientation(turn);
    packed(&image, bare.shape.kind)
}

/// The picture upright, at most so many dots wide and high, and no JPEG of more than four bits a dot; as it is where
/// it is so. `None` where it can't be unpacked.
pub fn fitted(bare: Bare, most: u32) -> Option<(Vec<u8>, Shape)> {
    let mut image = unpacked(&bare)?;
    let fine = bare.shape.width.max(bare.shape.height) > most;
    let jpeg = matches!(bare.shape.kind, PictureKind::Jpeg { .. });
    let heavy = jpeg && bare.bytes.len() > SMALL && bare.bytes.len() as u64 > bare.shape.dots() / 2;
    if !fine && !heavy && bare.turn == 1 {
        return Some((bare.bytes, bare.shape));
    }
    if fine {
        image = image.thumbnail(most, most);
    }
    image.apply_orientation(Orientation::from_exif(bare.turn)?);
    packed(&image, bare.shape.kind)
}

fn unpacked(bare: &Bare) -> Option<DynamicImage> {
    let format = match bare.shape.kind {
        PictureKind::Png => ImageFormat::Png,
        PictureKind::Jpeg { .. } => ImageFormat::Jpeg,
    };
    let mut reader = ImageReader::with_format(Cursor::new(&bare.bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let decoder = reader.into_decoder().ok()?;
    let size = (bare.shape.width, bare.shape.height);
    let whole = decoder.dimensions() == size;
    DynamicImage::from_decoder(decoder).ok().filter(|_| whole)
}

fn packed(image: &DynamicImage, kind: PictureKind) -> Option<(Vec<u8>, Shape)> {
    let mut out = Vec::new();
    match kind {
        PictureKind::Png => image.write_with_encoder(PngEncoder::new(&mut out)).ok()?,
        PictureKind::Jpeg { .. } => {
            image.write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY)).ok()?
        }
    }
    // What was packed is as bare as any.
    let bare = super::bare::of(&out)?;
    Some((bare.bytes, bare.shape))
}

/// Whether a picture can be unpacked to its end; line by line, so that the size is no matter.
pub fn is_sound(bytes: &[u8], kind: PictureKind) -> bool {
    match kind {
        PictureKind::Png => png_rows(bytes).is_some(),
        // Its pieces were counted when it was made bare, and viewers show what there is.
        PictureKind::Jpeg { .. } => true,
    }
}

fn png_rows(bytes: &[u8]) -> Option<()> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    while reader.next_row().ok()?.is_some() {}
    Some(())
}

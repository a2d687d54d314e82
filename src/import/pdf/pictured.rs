//! The dots of a picture in a PDF as a file of their own: a JPEG is taken as it is, all else becomes a PNG.

use crate::import::picture_room::PictureRoom;
use crate::report::picture::{MOST_DOTS, Picture};
use hayro::hayro_interpret::{Image, ImageData, LumaData};
use hayro::hayro_syntax::Filter;

/// What makes other dots of those that are packed.
const OTHERWISE: [&str; 4] = ["SMask", "Mask", "SMaskInData", "Decode"];

/// The picture, while there is room for it.
pub fn of(image: &Image<'_, '_>, room: &mut PictureRoom) -> Option<Picture> {
    let Image::Raster(raster) = image else { return None };
    let (width, height) = (image.width(), image.height());
    let dots = u64::from(width).saturating_mul(height.into());
    if !(1..=MOST_DOTS).contains(&dots) {
        return None;
    }
    let stream = raster.stream();
    let is_plain = !OTHERWISE.iter().any(|k| stream.dict().contains_key(*k));
    if is_plain && matches!(stream.filters()[..], [Filter::DctDecode]) {
        let picture = Picture::of(&stream.raw_data());
        if picture.shape().is_some_and(|s| (s.width, s.height) == (width, height)) {
            return room.take(picture);
        }
    }
    if !room.unpacks(dots) {
        return None;
    }
    let mut packed = None;
    raster.with_rgba(|image, alpha| packed = png(&image, alpha.as_ref()), None);
    room.take(Picture::of(&packed?))
}

fn png(image: &ImageData, alpha: Option<&LumaData>) -> Option<Vec<u8>> {
    let (width, height) = (image.width(), image.height());
    let (bytes, channels) = match image {
        ImageData::Rgb(i) => (&i.data, 3),
        ImageData::Luma(i) => (&i.data, 1),
    };
    let alpha = alpha.filter(|a| a.data.iter().any(|a| *a < u8::MAX));
    let (colour, bytes) = match (channels, alpha) {
        (3, None) => (png::ColorType::Rgb, bytes.clone()),
        (_, None) => (png::ColorType::Grayscale, bytes.clone()),
        (3, Some(a)) => (png::ColorType::Rgba, with_alpha(bytes, 3, (width, height), a)?),
        (_, Some(a)) => (png::ColorType::GrayscaleAlpha, with_alpha(bytes, 1, (width, height), a)?),
    };
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(colour);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder.write_header().ok()?.write_image_data(&bytes).ok()?;
    Some(out)
}

/// Each dot with how much of it is seen, by a mask that may be coarser or finer.
fn with_alpha(
    bytes: &[u8],
    channels: usize,
    (width, height): (u32, u32),
    mask: &LumaData,
) -> Option<Vec<u8>> {
    let [w, h, mw, mh] = [width, height, mask.width, mask.height].map(|n| n as usize);
    let mut out = Vec::with_capacity(bytes.len().saturating_add(w.saturating_mul(h)));
    for (i, dot) in bytes.chunks_exact(channels).enumerate() {
        let (x, y) = (i % w.max(1), i / w.max(1));
        let (mx, my) = (x * mw / w.max(1), y * mh / h.max(1));
        out.extend_from_slice(dot);
        out.push(*mask.data.get(my * mw + mx)?);
    }
    Some(out)
}

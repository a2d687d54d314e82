//! Pictures as objects of the PDF: packed as they are in their files wherever a PDF knows that packing; a PNG that
//! is transparent, interlaced or finer than 8 bits is packed anew on white, line by line.

use super::{options, picture_id};
use crate::page::pictures::fitted;
use crate::page::sheet::PageSheet;
use crate::report::picture::{Picture, PictureKind, Shape};
use png::{BitDepth, ColorType};
use printpdf::{
    DictItem, ExternalStream, ExternalXObject, Mm, Op, PdfDocument, PdfPage, Pt, XObject, XObjectTransform,
};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

/// A PDF of one page that is nothing but the picture, as large as it prints.
pub fn alone(picture: &Picture) -> Option<Vec<u8>> {
    let (w, h) = fitted(picture.sound()?, &PageSheet::default());
    let mut pdf = PdfDocument::new("");
    pdf.resources.xobjects.map.insert(picture_id(0), object(picture)?);
    let transform = XObjectTransform {
        scale_x: Some(w),
        scale_y: Some(h),
        no_auto_scale: true,
        ..XObjectTransform::default()
    };
    let ops = vec![Op::UseXobject { id: picture_id(0), transform }];
    pdf.with_pages(vec![PdfPage::new(Mm::from(Pt(w)), Mm::from(Pt(h)), ops)]);
    let mut out = Vec::new();
    pdf.to_lopdf_document(&options(), &mut Vec::new()).save_modern(&mut out).ok()?;
    Some(out)
}

/// The picture's object; `None` where it can't be shown.
pub fn object(picture: &Picture) -> Option<XObject> {
    let shape = picture.sound()?;
    let (colours, content, filter) = match shape.kind {
        PictureKind::Jpeg { components } => (components, picture.bytes().to_vec(), "DCTDecode"),
        PictureKind::Png => {
            let png = plain(picture.bytes(), shape)?;
            let grey = reader(&png)?.info().color_type == ColorType::Grayscale;
            (if grey { 1 } else { 3 }, packed(&png), "FlateDecode")
        }
    };
    let int = |n: u32| DictItem::Int(i64::from(n));
    let mut dict = BTreeMap::from([
        ("Type".to_string(), name("XObject")),
        ("Subtype".to_string(), name("Image")),
        ("Width".to_string(), int(shape.width)),
        ("Height".to_string(), int(shape.height)),
        ("ColorSpace".to_string(), name(if colours == 1 { "DeviceGray" } else { "DeviceRGB" })),
        ("BitsPerComponent".to_string(), int(8)),
        ("Filter".to_string(), name(filter)),
    ]);
    if shape.kind == PictureKind::Png {
        // Each line of a PNG says how it follows from the one above; a PDF reads that too.
        let how = [("Predictor", 15), ("Colors", u32::from(colours)), ("BitsPerComponent", 8)];
        let how = how.into_iter().chain([("Columns", shape.width)]);
        let map = how.map(|(key, n)| (key.to_string(), int(n))).collect();
        dict.insert("DecodeParms".into(), DictItem::Dict { map });
    }
    let stream = ExternalStream { dict, content, compress: false };
    Some(XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None }))
}

fn name(n: &str) -> DictItem {
    DictItem::Name(n.as_bytes().to_vec())
}

fn reader(png: &[u8]) -> Option<png::Reader<Cursor<&[u8]>>> {
    let mut decoder = png::Decoder::new(Cursor::new(png));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    decoder.read_info().ok()
}

/// The packed dots of a PNG that is whole.
fn packed(png: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(png.len());
    let mut rest = png.get(8..).unwrap_or_default();
    while let Some((head, data)) = rest.split_at_checked(8) {
        let length = head.get(..4).and_then(|l| l.try_into().ok()).map_or(0, u32::from_be_bytes) as usize;
        let Some((data, behind)) = data.split_at_checked(length) else { break };
        if head.ends_with(b"IDAT") {
            out.extend_from_slice(data);
        }
        rest = behind.get(4..).unwrap_or_default();
    }
    out
}

/// The picture as a PNG of grey or colour alone, 8 bits each, line after line.
fn plain(bytes: &[u8], shape: Shape) -> Option<Cow<'_, [u8]>> {
    let mut from = reader(bytes)?;
    let info = from.info();
    let known = matches!(info.color_type, ColorType::Rgb | ColorType::Grayscale);
    if known && info.bit_depth == BitDepth::Eight && !info.interlaced && info.trns.is_none() {
        return Some(Cow::Borrowed(bytes));
    }
    let colour = from.output_color_type().0;
    let target = if matches!(colour, ColorType::Grayscale | ColorType::GrayscaleAlpha) {
        ColorType::Grayscale
    } else {
        ColorType::Rgb
    };
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, shape.width, shape.height);
    encoder.set_color(target);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().ok()?;
    let mut lines = writer.stream_writer().ok()?;
    if from.info().interlaced {
        // Its lines come in seven passes: only the whole can be written.
        let mut whole = vec![0; from.output_buffer_size()?];
        let frame = from.next_frame(&mut whole).ok()?;
        for line in whole.chunks_exact(frame.line_size) {
            lines.write_all(&on_white(line, colour)?).ok()?;
        }
    } else {
        while let Some(line) = from.next_row().ok()? {
            lines.write_all(&on_white(line.data(), colour)?).ok()?;
        }
    }
    lines.finish().ok()?;
    writer.finish().ok()?;
    Some(Cow::Owned(out))
}

/// A line of dots, what is transparent on white.
fn on_white(line: &[u8], colour: ColorType) -> Option<Cow<'_, [u8]>> {
    let mixed = |v: u8, alpha: u8| {
        let (v, a) = (u32::from(v), u32::from(alpha));
        ((v * a + 255 * (255 - a) + 127) / 255) as u8
    };
    let over = |dots: usize| {
        let mut out = Vec::with_capacity(line.len());
        for (alpha, values) in line.chunks_exact(dots).filter_map(|d| d.split_last()) {
            out.extend(values.iter().map(|v| mixed(*v, *alpha)));
        }
        Cow::Owned(out)
    };
    match colour {
        ColorType::Grayscale | ColorType::Rgb => Some(Cow::Borrowed(line)),
        ColorType::GrayscaleAlpha => Some(over(2)),
        ColorType::Rgba => Some(over(4)),
        ColorType::Indexed => None,
    }
}

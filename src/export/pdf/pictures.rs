//! Picture files as objects of the PDF: a JPEG goes in as it is, a PNG as its dots on white.

use super::{options, picture_id};
use crate::page::pictures::{PictureKind, Shape, fitted, shape};
use printpdf::{
    DictItem, ExternalStream, ExternalXObject, Mm, Op, PdfDocument, PdfPage, Pt, XObject, XObjectTransform,
};
use std::collections::BTreeMap;

/// A PDF of one page that is nothing but the picture, as large as it prints.
pub fn alone(bytes: &[u8]) -> Option<Vec<u8>> {
    let (w, h) = fitted(shape(bytes)?);
    let mut pdf = PdfDocument::new("");
    pdf.resources.xobjects.map.insert(picture_id(0), object(bytes)?);
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

/// The picture's object; `None` where the file is damaged.
pub fn object(bytes: &[u8]) -> Option<XObject> {
    let shape = shape(bytes)?;
    let (grey, content, filter) = match shape.kind {
        PictureKind::Jpeg { components } => (components == 1, bytes.to_vec(), Some("DCTDecode")),
        PictureKind::Png => (false, dots(bytes, shape)?, None),
    };
    let name = |n: &str| DictItem::Name(n.as_bytes().to_vec());
    let mut dict = BTreeMap::from([
        ("Type".to_string(), name("XObject")),
        ("Subtype".to_string(), name("Image")),
        ("Width".to_string(), DictItem::Int(i64::from(shape.width))),
        ("Height".to_string(), DictItem::Int(i64::from(shape.height))),
        ("ColorSpace".to_string(), name(if grey { "DeviceGray" } else { "DeviceRGB" })),
        ("BitsPerComponent".to_string(), DictItem::Int(8)),
    ]);
    if let Some(f) = filter {
        dict.insert("Filter".into(), name(f));
    }
    let stream = ExternalStream { dict, content, compress: filter.is_none() };
    Some(XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None }))
}

/// Red, green and blue of every dot, what is transparent on white.
fn dots(bytes: &[u8], shape: Shape) -> Option<Vec<u8>> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let mut raw = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut raw).ok()?;
    if (frame.width, frame.height) != (shape.width, shape.height) {
        return None;
    }
    let on_white = |v: u8, alpha: u8| {
        let (v, a) = (u32::from(v), u32::from(alpha));
        ((v * a + 255 * (255 - a) + 127) / 255) as u8
    };
    let raw = &raw[..frame.buffer_size()];
    Some(match frame.color_type {
        png::ColorType::Rgb => raw.to_vec(),
        png::ColorType::Rgba => {
            raw.chunks_exact(4).flat_map(|p| [0, 1, 2].map(|i| on_white(p[i], p[3]))).collect()
        }
        png::ColorType::Grayscale => raw.iter().flat_map(|v| [*v; 3]).collect(),
        png::ColorType::GrayscaleAlpha => {
            raw.chunks_exact(2).flat_map(|p| [on_white(p[0], p[1]); 3]).collect()
        }
        png::ColorType::Indexed => return None,
    })
}

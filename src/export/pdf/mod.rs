//! Pages → PDF. printpdf places the glyphs of faces reduced beforehand; a finishing pass writes what it
//! doesn't: structure, outline, metadata, a fixed file id. No clock and no chance: equal pages give equal bytes.

mod archive;
mod outline;
pub(super) mod pictures;
mod tags;

use super::{ExportError, Exporter, Make, ReadsBack};
use crate::format::Format;
use crate::page::blocks::Doc;
use crate::page::fonts::{Face, Fonts};
use crate::page::pages::{Ink, Item, Page, Pages};
use crate::page::{self, Glyph, PAPER};
use lopdf::{Document, Object, ObjectId, StringFormat};
use printpdf::matrix::CurTransMat;
use printpdf::{
    Codepoint, Color, DictItem, FontId, FontMetrics, FontType, Greyscale, Line, LinePoint, Mm, Op, PaintMode,
    ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfFontMetricsStub, PdfPage, PdfSaveOptions, Point,
    Polygon, PolygonRing, Pt, TextItem, TextMatrix, WindingOrder, XObjectId, XObjectTransform,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Width of a table's rules in points.
const RULE: f32 = 0.5;

pub const EXPORTER: Exporter = Exporter {
    format: Format { name: "PDF", extensions: &["pdf"] },
    tip: "按公文版式导出",
    make: Make::Document(|doc, fonts| super::paged(doc, &fonts()).map(|(made, _)| made)),
    reads_back: ReadsBack::No,
};

/// Lays the document out and writes it; the pages too, which say what could not be printed as it was meant.
pub fn write(doc: &Doc, fonts: &Fonts) -> Result<(Vec<u8>, Pages), ExportError> {
    let pages = page::lay_out(doc, fonts);
    let bytes = paint(doc, &pages, fonts)?;
    Ok((bytes, pages))
}

/// A face reduced to what is used, with the new numbers of its glyphs.
struct Reduced {
    id: FontId,
    gids: BTreeMap<u16, u16>,
    font: ParsedFont,
}

/// Writes pages laid out before.
pub fn paint(doc: &Doc, pages: &Pages, fonts: &Fonts) -> Result<Vec<u8>, ExportError> {
    let mut pdf = PdfDocument::new(&doc.title);
    pdf.metadata.info.author = doc.author.clone();
    pdf.metadata.info.creator = "公开年报 gongkai".into();
    pdf.metadata.info.producer = "公开年报 gongkai".into();
    pdf.metadata.info.identifier = "gongkai".into();
    let mut faces = BTreeMap::new();
    for (face, used) in used_glyphs(&pages.pages) {
        if let Some(f) = fonts.faces.get(face) {
            let reduced = reduce(face, f, &used)?;
            pdf.resources.fonts.map.insert(reduced.id.clone(), PdfFont::new(reduced.font.clone()));
            faces.insert(face, reduced);
        }
    }
    for (i, picture) in pages.pictures.iter().enumerate() {
        // Only sound ones were laid out.
        let object = pictures::object(picture);
        pdf.resources.xobjects.map.extend(object.map(|o| (picture_id(i), o)));
    }
    let (w, h) = PAPER;
    let painted = |p| PdfPage::new(Mm::from(Pt(w)), Mm::from(Pt(h)), ops(p, pages, &faces));
    pdf.with_pages(pages.pages.iter().map(painted).collect());
    let mut made = pdf.to_lopdf_document(&options(), &mut Vec::new());
    finish(&mut made, doc, pages);
    let mut out = Vec::new();
    made.save_modern(&mut out).map_err(|e| ExportError::Pdf { detail: e.to_string() })?;
    Ok(out)
}

fn options() -> PdfSaveOptions {
    PdfSaveOptions { optimize: true, subset_fonts: false, secure: true, image_optimization: None }
}

/// Which glyphs each face is used for, with the character each stands for.
fn used_glyphs(pages: &[Page]) -> BTreeMap<usize, BTreeMap<u16, char>> {
    let mut used: BTreeMap<usize, BTreeMap<u16, char>> = BTreeMap::new();
    for ink in pages.iter().flat_map(|p| p.items.iter().map(|i| &i.ink).chain(&p.number)) {
        if let Ink::Run { line, .. } = ink {
            for g in &line.glyphs {
                used.entry(g.face).or_default().entry(g.gid).or_insert(g.ch);
            }
        }
    }
    used
}

fn reduce(number: usize, face: &Face, used: &BTreeMap<u16, char>) -> Result<Reduced, ExportError> {
    let mut map = subsetter::GlyphRemapper::new();
    for gid in used.keys() {
        map.remap(*gid);
    }
    let fail = |detail: String| ExportError::Pdf { detail: format!("字体{}：{detail}", face.name) };
    let bytes = subsetter::subset(&face.bytes, face.index, &map).map_err(|e| fail(e.to_string()))?;
    let (mut chars, mut widths, mut gids) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for ((gid, ch), width) in used.iter().zip(face.advances(used.keys().copied())) {
        let Some(new) = map.get(*gid) else { continue };
        gids.insert(*gid, new);
        chars.insert(u32::from(*ch), new);
        widths.insert(new, width);
    }
    let cff = bytes.starts_with(b"OTTO") || bytes.starts_with(&[1, 0]);
    let metrics = FontMetrics { ascent: face.ascent, descent: face.descent };
    // The tag of six letters marks a reduced face.
    let name = format!("GKAAA{}+{}", char::from(b'A' + number as u8 % 26), face.name);
    let mut font = ParsedFont::with_glyph_data(bytes, 0, Some(name), chars, widths, face.units, metrics);
    if cff {
        font.font_type = FontType::OpenTypeCFF(());
    }
    let [x_min, y_min, x_max, y_max] = face.bounds;
    font.pdf_font_metrics =
        PdfFontMetricsStub { units_per_em: face.units, x_min, y_min, x_max, y_max, ..Default::default() };
    Ok(Reduced { id: FontId(format!("F{number}")), gids, font })
}

fn picture_id(i: usize) -> XObjectId {
    XObjectId(format!("P{i}"))
}

/// What a page's content stream says: stretches of marks by their elements, the rest as adornment.
fn ops(page: &Page, pages: &Pages, faces: &BTreeMap<usize, Reduced>) -> Vec<Op> {
    let mut out = vec![Op::SetOutlineThickness { pt: Pt(RULE) }];
    let height = page.size().1;
    if page.turned {
        out.push(Op::SaveGraphicsState);
        let matrix = CurTransMat::Raw([0.0, 1.0, -1.0, 0.0, PAPER.0, 0.0]);
        out.push(Op::SetTransformationMatrix { matrix });
    }
    let mut number = 0;
    for stretch in tags::stretches(&page.items) {
        match stretch[0].element {
            Some(e) => {
                let map = BTreeMap::from([("MCID".to_string(), DictItem::Int(number))]);
                let tag = tags::tag(&pages.elements[e].role);
                let properties = DictItem::Dict { map };
                out.push(Op::BeginMarkedContentWithProperties { tag, properties });
                number += 1;
            }
            None => out.push(Op::BeginMarkedContent { tag: "Artifact".into() }),
        }
        stretch.iter().for_each(|Item { ink, .. }| draw(ink, height, faces, &mut out));
        out.push(Op::EndMarkedContent);
    }
    if page.turned {
        out.push(Op::RestoreGraphicsState);
    }
    if let Some(ink) = &page.number {
        out.push(Op::BeginMarkedContent { tag: "Artifact".into() });
        draw(ink, PAPER.1, faces, &mut out);
        out.push(Op::EndMarkedContent);
    }
    out
}

/// One mark on paper that is `height` points high.
fn draw(ink: &Ink, height: f32, faces: &BTreeMap<usize, Reduced>, out: &mut Vec<Op>) {
    let p = |x: f32, y: f32| LinePoint { p: Point { x: Pt(x), y: Pt(height - y) }, bezier: false };
    match ink {
        Ink::Rule { x0, y0, x1, y1 } => {
            out.push(Op::DrawLine {
                line: Line { points: vec![p(*x0, *y0), p(*x1, *y1)], is_closed: false },
            });
        }
        Ink::Fill { x0, y0, x1, y1, grey } => {
            let paint = |g: f32| Op::SetFillColor { col: Color::Greyscale(Greyscale::new(g, None)) };
            let points = vec![p(*x0, *y0), p(*x1, *y0), p(*x1, *y1), p(*x0, *y1)];
            let polygon = Polygon {
                rings: vec![PolygonRing { points }],
                mode: PaintMode::Fill,
                winding_order: WindingOrder::NonZero,
            };
            out.extend([paint(*grey), Op::DrawPolygon { polygon }, paint(0.0)]);
        }
        Ink::Picture { picture, x0, y0, x1, y1 } => {
            let transform = XObjectTransform {
                scale_x: Some(x1 - x0),
                scale_y: Some(y1 - y0),
                translate_x: Some(Pt(*x0)),
                translate_y: Some(Pt(height - y1)),
                no_auto_scale: true,
                ..Default::default()
            };
            out.push(Op::UseXobject { id: picture_id(*picture), transform });
        }
        Ink::Run { line, y, size } => {
            // One text object a run of one face.
            for run in line.glyphs.chunk_by(|a, b| a.face == b.face) {
                text(run, height - y, *size, faces, out);
            }
        }
    }
}

/// A run of one face, its baseline `y` from the bottom.
fn text(run: &[Glyph], y: f32, size: f32, faces: &BTreeMap<usize, Reduced>, out: &mut Vec<Op>) {
    let Some(first) = run.first() else { return };
    let Some(face) = faces.get(&first.face) else { return };
    let mut items = Vec::new();
    let mut glyphs: Vec<Codepoint> = Vec::new();
    let mut pen = first.x;
    for g in run {
        let Some(gid) = face.gids.get(&g.gid) else { continue };
        let kern = (pen - g.x) / size * 1000.0;
        if kern.abs() > 0.5 {
            if !glyphs.is_empty() {
                items.push(TextItem::GlyphIds(std::mem::take(&mut glyphs)));
            }
            items.push(TextItem::Offset(kern));
            pen = g.x;
        }
        glyphs.push(Codepoint::with_cid(*gid, 0.0, g.ch.to_string()));
        pen += f32::from(*face.font.glyph_widths.get(gid).unwrap_or(&0))
            / f32::from(face.font.units_per_em.max(1))
            * size;
    }
    if !glyphs.is_empty() {
        items.push(TextItem::GlyphIds(glyphs));
    }
    out.extend([
        Op::StartTextSection,
        Op::SetFont { font: PdfFontHandle::External(face.id.clone()), size: Pt(size) },
        Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(first.x), Pt(y)) },
        Op::ShowText { items },
        Op::EndTextSection,
    ]);
}

/// What printpdf doesn't write or writes by the clock or by chance.
fn finish(pdf: &mut Document, doc: &Doc, pages: &Pages) {
    pdf.version = "1.7".into();
    let ids: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    let outline = outline::write(pdf, pages, &ids);
    let tree = tags::write(pdf, pages, &ids);
    archive::describe(pdf, doc);
    if let Ok(catalog) = pdf.catalog_mut() {
        catalog.set("StructTreeRoot", tree);
        catalog.set("PageMode", if outline.is_some() { "UseOutlines" } else { "UseNone" });
        if let Some(o) = outline {
            catalog.set("Outlines", o);
        }
    }
    for (id, page) in ids.into_iter().zip(&pages.pages) {
        let Ok(d) = pdf.get_dictionary_mut(id) else { continue };
        if d.get(b"Annots").and_then(Object::as_array).is_ok_and(Vec::is_empty) {
            d.remove(b"Annots");
        }
        if page.turned {
            d.set("Rotate", 90);
        }
    }
    // The file's name of itself follows from what it shows.
    let mut digest = Sha256::new();
    for stream in pdf.objects.values().filter_map(|o| o.as_stream().ok()) {
        digest.update(&stream.content);
    }
    let id = Object::String(digest.finalize()[..16].to_vec(), StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![id.clone(), id]);
    pdf.prune_objects();
    pdf.renumber_objects();
    pdf.compress();
}

fn utf16(text: &str) -> Object {
    let bytes = [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

//! Pages → PDF. printpdf places the glyphs of faces reduced beforehand; a finishing pass writes what it
//! doesn't: outline, language, dates, a fixed file id. No clock and no chance: equal pages give equal bytes.

use super::ExportError;
use crate::page::blocks::Doc;
use crate::page::fonts::{Face, Fonts};
use crate::page::pages::{Entry, Item, Page, Pages};
use crate::page::{self, Glyph, PAPER};
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};
use printpdf::{
    Codepoint, FontId, FontMetrics, FontType, Line, LinePoint, Mm, Op, ParsedFont, PdfDocument, PdfFont,
    PdfFontHandle, PdfFontMetricsStub, PdfPage, PdfSaveOptions, Point, Pt, TextItem, TextMatrix,
};
use std::collections::BTreeMap;

/// Width of a table's rules in points.
const RULE: f32 = 0.5;

/// A PDF and the characters for which 〓 stands in it.
pub struct Written {
    pub bytes: Vec<u8>,
    pub missing: Vec<char>,
}

/// Lays the document out and writes it.
pub fn write(doc: &Doc, fonts: &Fonts) -> Result<Written, ExportError> {
    let pages = page::lay_out(doc, fonts);
    let bytes = paint(doc, &pages, fonts)?;
    Ok(Written { bytes, missing: pages.missing })
}

/// A face reduced to what is used, with the new numbers of its glyphs.
struct Reduced {
    id: FontId,
    gids: BTreeMap<u16, u16>,
    font: ParsedFont,
}

fn paint(doc: &Doc, pages: &Pages, fonts: &Fonts) -> Result<Vec<u8>, ExportError> {
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
    let (w, h) = PAPER;
    let painted = pages.pages.iter().map(|p| PdfPage::new(Mm::from(Pt(w)), Mm::from(Pt(h)), ops(p, &faces)));
    pdf.with_pages(painted.collect());
    let options =
        PdfSaveOptions { optimize: true, subset_fonts: false, secure: true, image_optimization: None };
    let mut made = pdf.to_lopdf_document(&options, &mut Vec::new());
    finish(&mut made, doc, pages);
    let mut out = Vec::new();
    made.save_modern(&mut out).map_err(|e| ExportError::Pdf { detail: e.to_string() })?;
    Ok(out)
}

/// Which glyphs each face is used for, with the character each stands for.
fn used_glyphs(pages: &[Page]) -> BTreeMap<usize, BTreeMap<u16, char>> {
    let mut used: BTreeMap<usize, BTreeMap<u16, char>> = BTreeMap::new();
    for item in pages.iter().flat_map(|p| &p.items) {
        if let Item::Run { line, .. } = item {
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
    let bytes = subsetter::subset(&face.bytes, 0, &map).map_err(|e| fail(e.to_string()))?;
    let original = ttf_parser::Face::parse(&face.bytes, 0).map_err(|e| fail(e.to_string()))?;
    let (mut chars, mut widths, mut gids) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (gid, ch) in used {
        let Some(new) = map.get(*gid) else { continue };
        gids.insert(*gid, new);
        chars.insert(u32::from(*ch), new);
        widths.insert(new, original.glyph_hor_advance(ttf_parser::GlyphId(*gid)).unwrap_or(face.units));
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

fn ops(page: &Page, faces: &BTreeMap<usize, Reduced>) -> Vec<Op> {
    let mut out = vec![Op::SetOutlineThickness { pt: Pt(RULE) }];
    for item in &page.items {
        match item {
            Item::Rule { x0, y0, x1, y1 } => {
                let p =
                    |x: f32, y: f32| LinePoint { p: Point { x: Pt(x), y: Pt(PAPER.1 - y) }, bezier: false };
                out.push(Op::DrawLine {
                    line: Line { points: vec![p(*x0, *y0), p(*x1, *y1)], is_closed: false },
                });
            }
            Item::Run { line, y, size } => {
                // One text object a run of one face.
                for run in line.glyphs.chunk_by(|a, b| a.face == b.face) {
                    text(run, *y, *size, faces, &mut out);
                }
            }
        }
    }
    out
}

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
        Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(first.x), Pt(PAPER.1 - y)) },
        Op::ShowText { items },
        Op::EndTextSection,
    ]);
}

/// What printpdf doesn't write or writes by the clock or by chance.
fn finish(pdf: &mut Document, doc: &Doc, pages: &Pages) {
    pdf.version = "1.7".into();
    let ids: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    let outline = outline(pdf, &pages.outline, &ids);
    if let Ok(catalog) = pdf.catalog_mut() {
        catalog.set("Lang", Object::string_literal("zh-CN"));
        catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
        catalog.set("PageMode", if outline.is_some() { "UseOutlines" } else { "UseNone" });
        catalog.remove(b"Metadata");
        if let Some(o) = outline {
            catalog.set("Outlines", o);
        }
    }
    for id in ids {
        if let Ok(page) = pdf.get_dictionary_mut(id)
            && page.get(b"Annots").and_then(Object::as_array).is_ok_and(Vec::is_empty)
        {
            page.remove(b"Annots");
        }
    }
    let mut info = dictionary! {
        "Title" => utf16(&doc.title),
        "Author" => utf16(&doc.author),
        "Creator" => utf16("公开年报 gongkai"),
        "Producer" => utf16("公开年报 gongkai"),
    };
    if let Some(d) = doc.date {
        let stamp = format!("D:{:04}{:02}{:02}000000+08'00'", d.year, d.month, d.day);
        info.set("CreationDate", Object::string_literal(stamp.clone()));
        info.set("ModDate", Object::string_literal(stamp));
    }
    let info = pdf.add_object(info);
    pdf.trailer.set("Info", info);
    let id = Object::String(fingerprint(doc), StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![id.clone(), id]);
    pdf.prune_objects();
    pdf.renumber_objects();
    pdf.compress();
}

/// The outline, nested by level; the catalog's reference to it.
fn outline(pdf: &mut Document, entries: &[Entry], pages: &[ObjectId]) -> Option<ObjectId> {
    let shown: Vec<&Entry> = entries.iter().filter(|e| e.level <= 2).collect();
    if shown.is_empty() {
        return None;
    }
    let root = pdf.new_object_id();
    let ids: Vec<ObjectId> = shown.iter().map(|_| pdf.new_object_id()).collect();
    // The parent of an entry is the last one above it of a higher level.
    let parent = |i: usize| (0..i).rev().find(|j| shown[*j].level < shown[i].level);
    let parents: Vec<Option<usize>> = (0..shown.len()).map(parent).collect();
    for (i, e) in shown.iter().enumerate() {
        let above = parents[i].map_or(root, |p| ids[p]);
        let page = pages.get(e.page).copied().unwrap_or(pages[0]);
        let mut d = dictionary! {
            "Title" => utf16(&e.text),
            "Parent" => above,
            "Dest" => vec![page.into(), "XYZ".into(), Object::Null, Object::Real(PAPER.1 - e.y), Object::Null],
        };
        let family: Vec<usize> = (0..shown.len()).filter(|j| parents[*j] == parents[i]).collect();
        if let Some(at) = family.iter().position(|j| *j == i) {
            if at > 0 {
                d.set("Prev", ids[family[at - 1]]);
            }
            if at + 1 < family.len() {
                d.set("Next", ids[family[at + 1]]);
            }
        }
        kin(&mut d, (0..shown.len()).filter(|j| parents[*j] == Some(i)).map(|j| ids[j]));
        pdf.objects.insert(ids[i], d.into());
    }
    let mut d = dictionary! { "Type" => "Outlines" };
    kin(&mut d, (0..shown.len()).filter(|j| parents[*j].is_none()).map(|j| ids[j]));
    pdf.objects.insert(root, d.into());
    Some(root)
}

/// First, last and number of children.
fn kin(d: &mut Dictionary, children: impl Iterator<Item = ObjectId>) {
    let children: Vec<ObjectId> = children.collect();
    if let (Some(first), Some(last)) = (children.first(), children.last()) {
        d.set("First", *first);
        d.set("Last", *last);
        d.set("Count", children.len() as i64);
    }
}

fn utf16(text: &str) -> Object {
    let bytes = [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// The file id: FNV-1a over what is printed, twice with different seeds.
fn fingerprint(doc: &Doc) -> Vec<u8> {
    let words = format!("{doc:?}");
    let hash = |seed: u64| {
        words.bytes().fold(seed, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)).to_be_bytes()
    };
    [hash(0xcbf2_9ce4_8422_2325), hash(0x8422_2325_cbf2_9ce4)].concat()
}

//! Pages → PDF. printpdf places the glyphs of faces reduced beforehand; a finishing pass writes what it
//! doesn't: structure, outline, metadata, a fixed file id. No clock and no chance: equal pages give equal bytes.

mod archive;
mod content;
mod links;
mod outline;
mod outlines;
mod packing;
pub(super) mod pictures;
mod tags;
mod tidy;
mod writing;

use super::{ExportError, Exporter, InPackage, Make, ReadsBack};
use crate::format::Format;
use crate::page::PAPER;
use crate::page::blocks::Doc;
use crate::page::fonts::{Face, Fonts, SUBSTITUTE};
use crate::page::pages::{Ink, Page, Pages};
use crate::side_by_side::both;
use lopdf::{Document, Object, ObjectId, StringFormat};
use printpdf::{
    FontId, FontMetrics, FontType, Mm, ParsedFont, PdfDocument, PdfFont, PdfFontMetricsStub, PdfPage,
    PdfSaveOptions, Pt, XObjectId,
};
use sha2::{Digest, Sha256};
use skrifa::FontRef;
use skrifa::raw::types::Tag;
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

/// Width of a table's rules in points.
const RULE: f32 = 0.5;

pub const EXPORTER: Exporter = Exporter {
    format: Format { name: "PDF", extensions: &["pdf"] },
    tip: "按公文版式导出",
    make: Make::Document(|doc, fonts| super::paged(doc, &fonts()).map(|(made, _)| made)),
    reads_back: ReadsBack::No,
    in_package: InPackage::Always,
};

/// A face reduced to what is used, with the new numbers of its glyphs.
struct Reduced<'a> {
    face: &'a Face,
    id: FontId,
    /// The tag of six letters marks a reduced face.
    name: String,
    map: GlyphRemapper,
    /// What its glyphs take of a line, by their new numbers, in so many parts of an em.
    widths: BTreeMap<u16, u16>,
    /// The character that each glyph is read as where nothing else is said.
    read_as: BTreeMap<u16, char>,
}

impl Reduced<'_> {
    fn of(number: usize, face: &Face, read_as: BTreeMap<u16, char>) -> Reduced<'_> {
        let mut map = GlyphRemapper::new();
        let advances = face.advances(read_as.keys().copied());
        let widths = read_as.keys().zip(advances).map(|(gid, width)| (map.remap(*gid), width)).collect();
        let name = format!("GKAAA{}+{}", char::from(b'A' + number as u8 % 26), face.name);
        Reduced { face, id: FontId(format!("F{number}")), name, map, widths, read_as }
    }

    /// The advance of a glyph of the whole face, in em.
    fn advance(&self, gid: u16) -> f32 {
        let width = self.map.get(gid).and_then(|new| self.widths.get(&new));
        f32::from(width.copied().unwrap_or_default()) / f32::from(self.face.units.max(1))
    }

    /// The face itself, under its name in the file, and its bytes as they stand there.
    fn font(&self) -> Result<(FontId, PdfFont, Vec<u8>), ExportError> {
        let face = self.face;
        let fail = |detail: String| ExportError::Pdf { detail: format!("字体{}：{detail}", face.name) };
        let copied = FontRef::from_index(face.bytes(), face.index).ok();
        let bytes = match copied.and_then(|font| outlines::reduced(&font, self.map.remapped_gids())) {
            Some(bytes) => bytes,
            None => {
                subsetter::subset(face.bytes(), face.index, &self.map).map_err(|e| fail(e.to_string()))?
            }
        };
        let chars = self.read_as.iter().filter_map(|(gid, ch)| Some((u32::from(*ch), self.map.get(*gid)?)));
        let cff = bytes.starts_with(b"OTTO") || bytes.starts_with(&[1, 0]);
        let outlines = FontRef::new(&bytes).ok().and_then(|font| font.table_data(Tag::new(b"CFF ")));
        let embedded = outlines.map_or(bytes.as_slice(), |table| table.as_bytes()).to_vec();
        let metrics = FontMetrics { ascent: face.ascent, descent: face.descent };
        let (name, chars, widths) = (self.name.clone(), chars.collect(), self.widths.clone());
        let mut font = ParsedFont::with_glyph_data(bytes, 0, Some(name), chars, widths, face.units, metrics);
        if cff {
            font.font_type = FontType::OpenTypeCFF(());
        }
        let [x_min, y_min, x_max, y_max] = face.bounds;
        font.pdf_font_metrics =
            PdfFontMetricsStub { units_per_em: face.units, x_min, y_min, x_max, y_max, ..Default::default() };
        Ok((self.id.clone(), PdfFont::new(font), embedded))
    }
}

/// Writes pages laid out before.
pub fn paint(doc: &Doc, pages: &Pages, fonts: &Fonts) -> Result<Vec<u8>, ExportError> {
    let mut pdf = PdfDocument::new(&doc.title);
    pdf.metadata.info.author = doc.author.clone();
    pdf.metadata.info.creator = "公开年报 gongkai".into();
    pdf.metadata.info.producer = "公开年报 gongkai".into();
    pdf.metadata.info.identifier = "gongkai".into();
    for (i, picture) in pages.pictures.iter().enumerate() {
        // Only sound ones were laid out.
        let object = pictures::object(picture);
        pdf.resources.xobjects.map.extend(object.map(|o| (picture_id(i), o)));
    }
    let faces = used_faces(pages, fonts);
    let (w, h) = PAPER;
    let painted = |p| PdfPage::new(Mm::from(Pt(w)), Mm::from(Pt(h)), content::ops(p, pages, &faces));
    let reduced = || faces.values().map(Reduced::font).collect::<Result<Vec<_>, ExportError>>();
    let (reduced, painted) = both(reduced, || pages.pages.iter().map(painted).collect());
    let mut embedded = Vec::new();
    for (id, font, bytes) in reduced? {
        pdf.resources.fonts.map.insert(id, font);
        embedded.push(bytes);
    }
    pdf.with_pages(painted);
    // Faces are most of what is packed.
    let (packed, (mut made, inside)) = both(
        || packing::ahead(&embedded),
        || {
            let mut made = pdf.to_lopdf_document(&options(), &mut Vec::new());
            finish(&mut made, doc, pages);
            let inside = writing::gather(&mut made);
            (made, inside)
        },
    );
    packing::pack(&mut made, &packed);
    Ok(writing::file(&made, &inside))
}

/// The faces that the pages use, with the numbers of their glyphs in the file.
fn used_faces<'a>(pages: &Pages, fonts: &'a Fonts) -> BTreeMap<usize, Reduced<'a>> {
    let used = used_glyphs(&pages.pages, fonts).into_iter();
    used.filter_map(|(number, glyphs)| Some((number, Reduced::of(number, fonts.faces.get(number)?, glyphs))))
        .collect()
}

fn options() -> PdfSaveOptions {
    PdfSaveOptions { optimize: true, subset_fonts: false, secure: true, image_optimization: None }
}

/// Which glyphs each face is used for, with a character that each stands for: of several the first.
fn used_glyphs(pages: &[Page], fonts: &Fonts) -> BTreeMap<usize, BTreeMap<u16, char>> {
    let mut used: BTreeMap<usize, BTreeMap<u16, char>> = BTreeMap::new();
    for ink in pages.iter().flat_map(|p| p.items.iter().map(|i| &i.ink).chain(&p.number)) {
        if let Ink::Run { line, .. } = ink {
            for g in &line.glyphs {
                used.entry(g.face).or_default().entry(g.gid).or_insert(g.ch);
            }
        }
    }
    // What stands for characters that no face has is read as itself.
    let gid = |face: &usize| fonts.faces.get(*face).and_then(|f| f.gid(SUBSTITUTE));
    for (face, glyphs) in &mut used {
        glyphs.entry(gid(face).unwrap_or_default()).and_modify(|ch| *ch = SUBSTITUTE);
    }
    used
}

fn picture_id(i: usize) -> XObjectId {
    XObjectId(format!("P{i}"))
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
    tidy::tidy(pdf);
}

fn utf16(text: &str) -> Object {
    Object::String(utf16_bytes(text), StringFormat::Hexadecimal)
}

fn utf16_bytes(text: &str) -> Vec<u8> {
    [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
}

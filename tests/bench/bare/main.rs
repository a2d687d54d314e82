//! Pages laid out before, written by subsetter and printpdf and nothing else: no tags, no outline, no metadata, nothing
//! checked. What a report would take at least by the libraries that the program is built on.
//!
//! usage: bare PAGES OUT.pdf [kept]  (PAGES as `dump` of `tests/bench/beside.rs` writes them; `kept`: put on the disk as
//! surely as the program puts it there)

use printpdf::{
    Codepoint, FontId, FontMetrics, FontType, Line, LinePoint, Mm, Op, ParsedFont, PdfDocument, PdfFont,
    PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, TextItem, TextMatrix,
};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use subsetter::GlyphRemapper;

/// As the program has them, in its order.
const FACES: [(&str, &[u8]); 5] = [
    ("GongkaiTitle", include_bytes!("../../../assets/fonts/title.otf")),
    ("GongkaiHei", include_bytes!("../../../assets/fonts/hei.otf")),
    ("GongkaiKai", include_bytes!("../../../assets/fonts/kai.ttf")),
    ("GongkaiSong", include_bytes!("../../../assets/fonts/song.otf")),
    ("FandolFang", include_bytes!("../../../assets/fonts/FandolFang-Regular.otf")),
];
const PAPER: (f32, f32) = (595.28, 841.89);

/// The file of pages: numbers of 32 bits, one after another.
struct Numbers(std::vec::IntoIter<u32>);

impl Numbers {
    fn next(&mut self) -> u32 {
        self.0.next().expect("a number")
    }
    fn real(&mut self) -> f32 {
        f32::from_bits(self.next())
    }
}

/// A reduced face in the file: its name there, the new numbers of its glyphs, and the character of each.
struct Face {
    id: FontId,
    map: GlyphRemapper,
    chars: BTreeMap<u16, char>,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [pages, out, how @ ..] = args.as_slice() else { panic!("PAGES OUT.pdf") };
    let bytes = fs::read(pages).expect("the pages");
    let numbers = bytes.chunks_exact(4).map(|n| u32::from_le_bytes(n.try_into().expect("four bytes")));
    let mut from = Numbers(numbers.collect::<Vec<_>>().into_iter());
    let mut pdf = PdfDocument::new("bare");
    let faces: BTreeMap<u32, Face> = (0..from.next()).map(|_| face(&mut from, &mut pdf)).collect();
    let pages = (0..from.next()).map(|_| page(&mut from, &faces)).collect();
    pdf.with_pages(pages);
    let options =
        PdfSaveOptions { optimize: true, subset_fonts: false, secure: true, image_optimization: None };
    let made = pdf.save(&options, &mut Vec::new());
    match how.is_empty() {
        true => fs::write(out, made),
        false => keep(Path::new(out), &made),
    }
    .expect("written");
}

/// In one step, and not lost when the power goes.
fn keep(out: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let begun = out.with_extension("tmp");
    fs::write(&begun, bytes)?;
    File::open(&begun)?.sync_all()?;
    fs::rename(&begun, out)?;
    out.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

fn face(from: &mut Numbers, pdf: &mut PdfDocument) -> (u32, Face) {
    let number = from.next();
    let (units, ascent, descent) = (from.next() as u16, from.next() as i16, from.next() as i16);
    let mut map = GlyphRemapper::new();
    let (mut chars, mut by_char, mut widths) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for _ in 0..from.next() {
        let (gid, ch, width) = (from.next() as u16, from.next(), from.next() as u16);
        let new = map.remap(gid);
        chars.insert(gid, char::from_u32(ch).expect("a character"));
        by_char.insert(ch, new);
        widths.insert(new, width);
    }
    let (name, file) = FACES[number as usize];
    let bytes = subsetter::subset(file, 0, &map).expect("a subset");
    let truetype = bytes.starts_with(&[0, 1, 0, 0]);
    let name = format!("GKAAA{}+{name}", char::from(b'A' + number as u8));
    let metrics = FontMetrics { ascent, descent };
    let mut font = ParsedFont::with_glyph_data(bytes, 0, Some(name), by_char, widths, units, metrics);
    if !truetype {
        font.font_type = FontType::OpenTypeCFF(());
    }
    let id = FontId(format!("F{number}"));
    pdf.resources.fonts.map.insert(id.clone(), PdfFont::new(font));
    (number, Face { id, map, chars })
}

fn page(from: &mut Numbers, faces: &BTreeMap<u32, Face>) -> PdfPage {
    let mut ops = Vec::new();
    for _ in 0..from.next() {
        match from.next() {
            0 => run(from, faces, &mut ops),
            _ => {
                let mut point = || LinePoint {
                    p: Point { x: Pt(from.real()), y: Pt(PAPER.1 - from.real()) },
                    bezier: false,
                };
                let line = Line { points: vec![point(), point()], is_closed: false };
                ops.push(Op::DrawLine { line });
            }
        }
    }
    PdfPage::new(Mm::from(Pt(PAPER.0)), Mm::from(Pt(PAPER.1)), ops)
}

/// Glyphs of one face beside one another.
fn run(from: &mut Numbers, faces: &BTreeMap<u32, Face>, ops: &mut Vec<Op>) {
    let face = &faces[&from.next()];
    let (y, size) = (from.real(), from.real());
    let mut items = Vec::new();
    let (mut first, mut pen) = (None, 0.0);
    for _ in 0..from.next() {
        let (gid, x, advance) = (from.next() as u16, from.real(), from.real());
        let at = if first.is_some() { pen } else { x };
        first = first.or(Some(x));
        items.push(TextItem::Offset((at - x) / size * 1000.0));
        let new = face.map.get(gid).expect("kept");
        items.push(TextItem::GlyphIds(vec![Codepoint::with_cid(new, 0.0, face.chars[&gid].to_string())]));
        pen = x + advance;
    }
    ops.extend([
        Op::StartTextSection,
        Op::SetFont { font: PdfFontHandle::External(face.id.clone()), size: Pt(size) },
        Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(first.unwrap_or_default()), Pt(PAPER.1 - y)) },
        Op::ShowText { items },
        Op::EndTextSection,
    ]);
}

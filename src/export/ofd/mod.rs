//! Pages → OFD (GB/T 33190-2016), the fixed layout that 公文系统 and archives take: the very pages of the PDF, with the
//! faces reduced to what is used. No seal and no signature: those the 公文系统 puts on. Equal pages give equal bytes.

mod content;
mod truetype;

use super::{ExportError, Exporter, InPackage, Make, ReadsBack, escaped, on_pages, zipped};
use crate::format::Format;
use crate::page::blocks::Doc;
use crate::page::fonts::Fonts;
use crate::page::pages::{Ink, OutlineEntry, Page, Pages};
use crate::page::{self, MM};
use crate::report::picture::{PictureKind, Shape};
use content::PageContent;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use truetype::TrueType;

pub const EXPORTER: Exporter = Exporter {
    format: Format { name: "OFD", extensions: &["ofd"] },
    tip: "按公文版式导出成 .ofd，给公文系统、档案系统和国产电脑用",
    make: Make::Document(|doc, fonts| {
        let fonts = fonts();
        let (pages, fonts) = page::lay_out_filled(doc, &fonts);
        Ok(on_pages(write(doc, &pages, &fonts)?, doc, &pages, &fonts))
    }),
    reads_back: ReadsBack::AsPrinted,
    in_package: InPackage::WhenChosen,
};

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMES: &str = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";
const PROGRAM: &str = "公开年报 gongkai";

/// A face as the document holds it.
struct Font {
    id: usize,
    name: String,
    made: TrueType,
}

/// A picture as the document holds it.
struct Image<'a> {
    id: usize,
    shape: Shape,
    bytes: &'a [u8],
}

/// Everything that pages point to, by its place among the faces and pictures of the pages.
#[derive(Default)]
struct Resources<'a> {
    fonts: BTreeMap<usize, Font>,
    images: BTreeMap<usize, Image<'a>>,
}

/// Numbers of things in the document, each once.
#[derive(Default)]
struct Ids(usize);

impl Ids {
    fn next(&mut self) -> usize {
        self.0 += 1;
        self.0
    }
}

/// Writes pages laid out before.
pub fn write(doc: &Doc, pages: &Pages, fonts: &Fonts) -> Result<Vec<u8>, ExportError> {
    let mut ids = Ids::default();
    let resources = resources(pages, fonts, &mut ids)?;
    let numbers: Vec<usize> = pages.pages.iter().map(|_| ids.next()).collect();
    let contents: Vec<String> =
        pages.pages.iter().map(|p| PageContent { resources: &resources, ids: &mut ids }.of(p)).collect();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    let (public, local) = (public_resources(&resources), document_resources(&resources));
    for f in resources.fonts.into_values() {
        parts.push((format!("Doc_0/Res/font_{}.ttf", f.id), f.made.bytes));
    }
    for i in resources.images.into_values() {
        parts.push((format!("Doc_0/Res/{}", file(&i)), i.bytes.to_vec()));
    }
    for (i, c) in contents.into_iter().enumerate() {
        parts.push((format!("Doc_0/Pages/Page_{i}/Content.xml"), c.into_bytes()));
    }
    parts.push(("Doc_0/PublicRes.xml".into(), public.into_bytes()));
    parts.push(("Doc_0/DocumentRes.xml".into(), local.into_bytes()));
    parts.push(("Doc_0/Document.xml".into(), document(pages, &numbers, ids.0).into_bytes()));
    // The file's name of itself follows from what it shows.
    let mut digest = Sha256::new();
    parts.iter().for_each(|(_, bytes)| digest.update(bytes));
    let id: String = digest.finalize().iter().take(16).map(|b| format!("{b:02x}")).collect();
    parts.insert(0, ("OFD.xml".into(), root(doc, &id).into_bytes()));
    let parts = parts.iter().map(|(name, bytes)| (name.clone(), bytes.as_slice()));
    zipped::parts(parts).map_err(|e| ExportError::Ofd { detail: e.to_string() })
}

fn resources<'a>(pages: &'a Pages, fonts: &Fonts, ids: &mut Ids) -> Result<Resources<'a>, ExportError> {
    let mut out = Resources::default();
    for (i, used) in used(&pages.pages) {
        let Some(face) = fonts.faces.get(i) else { continue };
        let made = truetype::reduce(face, &used)
            .ok_or_else(|| ExportError::Ofd { detail: format!("字体{}读不出来", face.name) })?;
        out.fonts.insert(i, Font { id: ids.next(), name: face.name.clone(), made });
    }
    for (i, picture) in pages.pictures.iter().enumerate() {
        // Only sound ones were laid out.
        let Some(shape) = picture.sound() else { continue };
        out.images.insert(i, Image { id: ids.next(), shape, bytes: picture.bytes() });
    }
    Ok(out)
}

/// Which glyphs each face is used for, with the characters that each stands for.
fn used(pages: &[Page]) -> BTreeMap<usize, BTreeSet<(u16, char)>> {
    let mut used: BTreeMap<usize, BTreeSet<(u16, char)>> = BTreeMap::new();
    for ink in pages.iter().flat_map(|p| p.items.iter().map(|i| &i.ink).chain(&p.number)) {
        if let Ink::Run { line, .. } = ink {
            for g in line.glyphs.iter().filter(|g| !g.ch.is_whitespace()) {
                used.entry(g.face).or_default().insert((g.gid, g.ch));
            }
        }
    }
    used
}

fn root(doc: &Doc, id: &str) -> String {
    let date = doc.date.map_or(String::new(), |d| {
        let day = format!("{:04}-{:02}-{:02}", d.year, d.month, d.day);
        format!("<ofd:CreationDate>{day}</ofd:CreationDate><ofd:ModDate>{day}</ofd:ModDate>")
    });
    format!(
        "{XML}<ofd:OFD {NAMES} Version=\"1.0\" DocType=\"OFD\"><ofd:DocBody><ofd:DocInfo><ofd:DocID>{id}</ofd:DocID><ofd:Title>{}</ofd:Title><ofd:Author>{}</ofd:Author>{date}<ofd:Creator>{PROGRAM}</ofd:Creator></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        escaped(&doc.title),
        escaped(&doc.author),
    )
}

fn document(pages: &Pages, numbers: &[usize], most: usize) -> String {
    let mut out = format!(
        "{XML}<ofd:Document {NAMES}><ofd:CommonData><ofd:MaxUnitID>{most}</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData><ofd:Pages>"
    );
    for (i, id) in numbers.iter().enumerate() {
        let _ = write!(out, "<ofd:Page ID=\"{id}\" BaseLoc=\"Pages/Page_{i}/Content.xml\"/>");
    }
    out += "</ofd:Pages>";
    let shown: Vec<&OutlineEntry> = pages.outline.iter().filter(|e| e.level <= 2).collect();
    if !shown.is_empty() {
        out += "<ofd:Outlines>";
        outline(&shown, numbers, &mut out);
        out += "</ofd:Outlines>";
    }
    out + "</ofd:Document>"
}

/// Headings, each with the smaller ones that follow it inside.
fn outline(entries: &[&OutlineEntry], numbers: &[usize], out: &mut String) {
    let mut rest = entries;
    while let Some((e, behind)) = rest.split_first() {
        let inner = behind.iter().take_while(|b| b.level > e.level).count();
        let (children, next) = behind.split_at(inner);
        let page = numbers.get(e.page).copied().unwrap_or_default();
        let _ = write!(
            out,
            "<ofd:OutlineElem Title=\"{}\" Count=\"{inner}\"><ofd:Actions><ofd:Action Event=\"CLICK\"><ofd:Goto><ofd:Dest Type=\"XYZ\" PageID=\"{page}\" Left=\"{}\" Top=\"{}\" Zoom=\"0\"/></ofd:Goto></ofd:Action></ofd:Actions>",
            escaped(&e.text),
            mm(e.at.0),
            mm(e.at.1),
        );
        outline(children, numbers, out);
        *out += "</ofd:OutlineElem>";
        rest = next;
    }
}

fn public_resources(resources: &Resources<'_>) -> String {
    let mut out = format!("{XML}<ofd:Res {NAMES} BaseLoc=\"Res\"><ofd:Fonts>");
    for f in resources.fonts.values() {
        let (id, name) = (f.id, escaped(&f.name));
        let _ = write!(
            out,
            "<ofd:Font ID=\"{id}\" FontName=\"{name}\" FamilyName=\"{name}\"><ofd:FontFile>font_{id}.ttf</ofd:FontFile></ofd:Font>"
        );
    }
    out + "</ofd:Fonts></ofd:Res>"
}

fn document_resources(resources: &Resources<'_>) -> String {
    let mut out = format!("{XML}<ofd:Res {NAMES} BaseLoc=\"Res\">");
    if !resources.images.is_empty() {
        out += "<ofd:MultiMedias>";
        for i in resources.images.values() {
            let _ = write!(
                out,
                "<ofd:MultiMedia ID=\"{}\" Type=\"Image\" Format=\"{}\"><ofd:MediaFile>{}</ofd:MediaFile></ofd:MultiMedia>",
                i.id,
                if i.shape.kind == PictureKind::Png { "PNG" } else { "JPEG" },
                file(i),
            );
        }
        out += "</ofd:MultiMedias>";
    }
    out + "</ofd:Res>"
}

fn file(i: &Image<'_>) -> String {
    format!("image_{}.{}", i.id, if i.shape.kind == PictureKind::Png { "png" } else { "jpg" })
}

/// Points as millimetres, as many places as a printer could tell apart.
fn mm(points: f32) -> String {
    let digits = format!("{:.4}", points / MM);
    let short = digits.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".into() } else { short.into() }
}

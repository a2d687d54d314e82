//! The report as a Word document: the same blocks as the PDF, in the official faces by name, on the 28 × 22
//! grid. Elements stand in the order of the schema (ECMA-376 part 1), which Word insists on.

mod parts;

use super::{ExportError, Exporter, InPackage, Made, Make, ReadsBack, escaped, unsound, zipped};
use crate::form::grid::{Content, Tile};
use crate::format::Format;
use crate::page::blocks::{Doc, DocBlock, TableBlock};
use crate::page::columns;
use crate::page::fonts::{Fonts, Gaps};
use crate::page::pictures;
use crate::page::tile::{self, PAD, Text};
use crate::page::{HEIGHT, PITCH, WIDTH};
use crate::page::{signature, tables, titles};
use crate::report::picture::{PictureKind, Shape};
use crate::report::text::Para;
use parts::{
    KAI, NAMES, PACKAGE, RELATIONS, SECTION, SETTINGS, TYPES, XML, core, font_table, footer, styles,
};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Rows up to which a table is kept on one page.
const KEPT_ROWS: usize = 6;

pub const EXPORTER: Exporter = Exporter {
    format: Format { name: "Word", extensions: &["docx"] },
    tip: "按公文版式导出成 .docx，可以再改",
    make: Make::Document(|doc, fonts| Ok(Made { bytes: write(doc, &fonts())?, warnings: left_out(doc) })),
    reads_back: ReadsBack::AsPrinted,
    in_package: InPackage::Always,
};

/// What the pages have and the Word file has not.
fn left_out(doc: &Doc) -> Vec<String> {
    let any = |wanted: fn(&DocBlock) -> bool| doc.blocks.iter().any(wanted);
    let warnings = [
        (any(|b| matches!(b, DocBlock::Chart(_))), "Word 文件里没有画图表，PDF 和网页里有"),
        (any(|b| matches!(b, DocBlock::Table(t) if t.turned)), "Word 文件里的表格没有横排，PDF 里是横排的"),
    ];
    warnings
        .into_iter()
        .filter(|(so, _)| *so)
        .map(|(_, words)| words.to_string())
        .chain(unsound(doc))
        .collect()
}

/// The document's bytes. Equal reports give equal bytes.
pub fn write(doc: &Doc, fonts: &Fonts) -> Result<Vec<u8>, ExportError> {
    let pictures: Vec<(String, &[u8])> = pictures(doc).map(|(i, s, b)| (file(i, s), b)).collect();
    let parts = [
        ("[Content_Types].xml", TYPES.to_string()),
        ("_rels/.rels", PACKAGE.to_string()),
        ("docProps/core.xml", core(doc)),
        ("word/_rels/document.xml.rels", relations(doc)),
        ("word/document.xml", document(doc, fonts)),
        ("word/styles.xml", styles()),
        ("word/fontTable.xml", font_table()),
        ("word/settings.xml", SETTINGS.to_string()),
        ("word/footer1.xml", footer("right", "right")),
        ("word/footer2.xml", footer("left", "left")),
    ];
    let texts = parts.iter().map(|(name, text)| (name.to_string(), text.as_bytes()));
    let pictures = pictures.into_iter().map(|(name, bytes)| (format!("word/{name}"), bytes));
    zipped::parts(texts.chain(pictures)).map_err(|e| ExportError::Word { detail: e.to_string() })
}

/// The pictures that can be shown, numbered by their blocks.
fn pictures(doc: &Doc) -> impl Iterator<Item = (usize, Shape, &[u8])> {
    doc.blocks.iter().enumerate().filter_map(|(i, b)| match b {
        DocBlock::Picture { picture, .. } => picture.sound().map(|s| (i, s, picture.bytes())),
        _ => None,
    })
}

/// The name of a picture's file within the document.
fn file(i: usize, shape: Shape) -> String {
    let extension = if shape.kind == PictureKind::Png { "png" } else { "jpeg" };
    format!("media/image{i}.{extension}")
}

fn relations(doc: &Doc) -> String {
    let picture = |(i, shape, _): (usize, Shape, &[u8])| {
        format!(
            r#"<Relationship Id="picture{i}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="{}"/>"#,
            file(i, shape)
        )
    };
    RELATIONS
        .replace("</Relationships>", &(pictures(doc).map(picture).collect::<String>() + "</Relationships>"))
}

/// A picture in a paragraph of its own, in the text's measure (English Metric Units, 12,700 a point). Its line is as
/// tall as the picture: one of a fixed pitch would show a strip of it.
fn picture(i: usize, shape: Shape, caption: &str) -> String {
    let (w, h) = pictures::fitted(shape);
    let emu = |points: f32| (points * 12_700.0).round() as i64;
    let (w, h, name) = (emu(w), emu(h), escaped(caption));
    let n = i + 1;
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="Caption"/><w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{w}" cy="{h}"/><wp:docPr id="{n}" name="图{n}" descr="{name}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="{n}" name="图{n}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="picture{i}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{w}" cy="{h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#
    )
}

/// Twentieths of a point.
fn twips(points: f32) -> i64 {
    (points * 20.0).round() as i64
}

fn paragraph(style: &str, properties: &str, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#,
        escaped(text)
    )
}

/// A paragraph, a heading that it begins with in the heading's face.
fn body(text: &str, keep: &str) -> String {
    let (opening, rest) = text.split_at(Para::opening(text).len());
    if opening.is_empty() {
        return paragraph("BodyText", keep, text);
    }
    let run = |properties: &str, words: &str| {
        format!(r#"<w:r>{properties}<w:t xml:space="preserve">{}</w:t></w:r>"#, escaped(words))
    };
    let face = format!(r#"<w:rPr><w:rFonts w:ascii="{KAI}" w:hAnsi="{KAI}" w:eastAsia="{KAI}"/></w:rPr>"#);
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="BodyText"/>{keep}</w:pPr>{}{}</w:p>"#,
        run(&face, opening),
        run("", rest)
    )
}

fn document(doc: &Doc, fonts: &Fonts) -> String {
    let mut out = format!(r#"{XML}<w:document {NAMES}><w:body>"#);
    for (i, b) in doc.blocks.iter().enumerate() {
        match b {
            DocBlock::Title(t) => {
                let lines: Vec<String> = titles::lines(t)
                    .iter()
                    .map(|l| format!(r#"<w:t xml:space="preserve">{}</w:t>"#, escaped(l)))
                    .collect();
                let runs = lines.join("<w:br/>");
                let _ =
                    write!(out, r#"<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r>{runs}</w:r></w:p>"#);
            }
            DocBlock::Heading { level, text } => {
                out.push_str(&paragraph(&format!("Heading{level}"), "", text))
            }
            DocBlock::Para(t) => {
                // The signature never stands alone on a page (GB/T 9704-2012 7.3.5).
                let signed = matches!(doc.blocks.get(i.saturating_add(1)), Some(DocBlock::Signature { .. }));
                out.push_str(&body(t, if signed { "<w:keepNext/>" } else { "" }));
            }
            DocBlock::Picture { picture: shown, caption } => {
                if let Some(shape) = shown.sound() {
                    out.push_str(&picture(i, shape, caption));
                }
                out.push_str(&paragraph("Caption", "", caption));
            }
            // Word has charts of another kind; the clerk is told.
            DocBlock::Chart(_) => {}
            DocBlock::Table(t) => {
                out.push_str(&table(t, fonts));
                // Between a table and what follows Word wants a paragraph; a narrow one.
                out.push_str(
                    r#"<w:p><w:pPr><w:pStyle w:val="Normal"/><w:snapToGrid w:val="0"/><w:spacing w:line="160" w:lineRule="exact"/></w:pPr></w:p>"#,
                );
            }
            DocBlock::Signature { office, date, seal } => {
                out.push_str(&signature(office, date, *seal, fonts))
            }
        }
    }
    out.push_str(SECTION);
    out.push_str("</w:body></w:document>");
    out
}

/// Name and date by what stands left of them, so that the date keeps its two characters behind the name's first in
/// any face; a line stays blank above.
fn signature(office: &str, date: &str, seal: bool, fonts: &Fonts) -> String {
    let (name_x, date_x) = signature::places(office, date, seal, fonts);
    let blank = r#"<w:spacing w:before="579" w:after="0" w:line="579" w:lineRule="exact"/>"#;
    let lines = [(office, name_x, "<w:keepNext/>"), (date, date_x, "")];
    let mut out = String::new();
    for (text, x, keep) in lines.into_iter().filter(|(text, ..)| !text.is_empty()) {
        let above = if out.is_empty() { blank } else { "" };
        let place = format!(r#"{keep}{above}<w:ind w:left="{}"/><w:jc w:val="left"/>"#, twips(x));
        out.push_str(&paragraph("Normal", &place, text));
    }
    out
}

fn table(t: &TableBlock, fonts: &Fonts) -> String {
    let grid = &t.grid;
    let measured = tables::measure(t, (WIDTH, HEIGHT - PITCH), fonts, &mut Gaps::default());
    let edges: Vec<i64> = measured.edges.iter().copied().map(twips).collect();
    let mut out = format!(
        r#"<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{v}" w:type="dxa"/><w:left w:w="{h}" w:type="dxa"/><w:bottom w:w="{v}" w:type="dxa"/><w:right w:w="{h}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>"#,
        edges[grid.cols],
        ["top", "left", "bottom", "right", "insideH", "insideV"]
            .map(|s| format!(r#"<w:{s} w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#))
            .concat(),
        v = twips(measured.pad),
        h = twips(PAD),
    );
    for w in edges.windows(2) {
        let _ = write!(out, r#"<w:gridCol w:w="{}"/>"#, w[1] - w[0]);
    }
    out.push_str("</w:tblGrid>");
    let mut rows: BTreeMap<usize, Vec<(&Tile, Option<&Text>)>> = BTreeMap::new();
    for (tile, text) in grid.tiles.iter().zip(&measured.texts) {
        for row in tile.row..tile.below() {
            rows.entry(row).or_default().push((tile, (row == tile.row).then_some(text)));
        }
    }
    for (row, mut tiles) in rows {
        tiles.sort_by_key(|(t, _)| t.col);
        let least = twips(measured.least_row());
        let head = if row < grid.head_rows { "<w:tblHeader/>" } else { "" };
        let _ = write!(out, r#"<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{least}"/>{head}</w:trPr>"#);
        let opens = tiles.iter().all(|(t, _)| t.cell().is_none());
        let small = grid.rows <= KEPT_ROWS && row + 1 < grid.rows;
        for (tile, text) in tiles {
            let width = edges[tile.right()] - edges[tile.col];
            let keep = if opens || small { "<w:keepNext/>" } else { "" };
            out.push_str(&cell(t, tile, text, width, keep));
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
    out
}

/// A cell with its words as they are set on the page; none of its text in the rows it goes on through.
fn cell(t: &TableBlock, tile: &Tile, text: Option<&Text>, width: i64, keep: &str) -> String {
    let mut out = format!(r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>"#);
    if tile.cols > 1 {
        let _ = write!(out, r#"<w:gridSpan w:val="{}"/>"#, tile.cols);
    }
    if tile.rows > 1 {
        out.push_str(if text.is_some() { r#"<w:vMerge w:val="restart"/>"# } else { "<w:vMerge/>" });
    }
    let label = matches!(tile.content, Content::Label(_));
    let upright = label && tile.rows > columns::UPRIGHT_ROWS;
    if upright {
        out.push_str(r#"<w:textDirection w:val="tbRlV"/>"#);
    }
    out.push_str(r#"<w:vAlign w:val="center"/></w:tcPr>"#);
    let style = match tile.content {
        Content::Caption(_) => "TableCaption",
        Content::Label(_) if tile.col > 0 && tile.right() == t.grid.label_cols => "TableLabel",
        _ => "TableText",
    };
    // The lines of heads and of groups end where they do on the page: 社会公益｜组织.
    let parted = !upright && (matches!(tile.content, Content::Head(_)) || label && tile.rows > 1);
    let lines: Vec<String> = match text {
        Some(set) if parted => set.lines.iter().map(|l| l.glyphs.iter().map(|g| g.ch).collect()).collect(),
        Some(_) => vec![tile::words(t, tile).to_string()],
        None => vec![String::new()],
    };
    let lines: Vec<String> =
        lines.iter().map(|l| format!(r#"<w:t xml:space="preserve">{}</w:t>"#, escaped(l))).collect();
    // Half points; a number too wide for its column is as small as on the page, never on two lines.
    let size = text.map(|t| (t.size * 2.0).floor()).filter(|s| *s < tile::SIZE * 2.0);
    let size =
        size.map_or(String::new(), |s| format!(r#"<w:rPr><w:sz w:val="{s}"/><w:szCs w:val="{s}"/></w:rPr>"#));
    let _ = write!(
        out,
        r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr><w:r>{size}{}</w:r></w:p></w:tc>"#,
        lines.join("<w:br/>")
    );
    out
}

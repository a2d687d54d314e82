//! The report as a Word document: the same blocks as the PDF, in the official faces by name, on the 28 × 22
//! grid. Elements stand in the order of the schema (ECMA-376 part 1), which Word insists on.

mod parts;

use super::{ExportError, Exporter, Made, Make, ReadsBack, escaped, unsound};
use crate::form::grid::{Content, Tile};
use crate::format::Format;
use crate::page::blocks::{Doc, DocBlock, TableBlock};
use crate::page::columns;
use crate::page::fonts::{Fonts, Style};
use crate::page::pictures;
use crate::page::{EM, WIDTH};
use crate::page::{signature, titles};
use crate::report::picture::{PictureKind, Shape};
use crate::report::text::Para;
use parts::{KAI, NAMES, PACKAGE, RELATIONS, SECTION, SETTINGS, TYPES, XML, core, footer, styles};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Rows up to which a table is kept on one page.
const KEPT_ROWS: usize = 6;

pub const EXPORTER: Exporter = Exporter {
    format: Format { name: "Word", extensions: &["docx"] },
    tip: "按公文版式导出成 .docx，可以再改",
    make: Make::Document(|doc, fonts| Ok(Made { bytes: write(doc, &fonts())?, warnings: left_out(doc) })),
    reads_back: ReadsBack::AsPrinted,
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
        ("word/settings.xml", SETTINGS.to_string()),
        ("word/footer1.xml", footer("right", "right")),
        ("word/footer2.xml", footer("left", "left")),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Else a Windows machine would sign itself into the file.
    let options = SimpleFileOptions::DEFAULT.system(zip::System::Unix);
    let texts = parts.iter().map(|(name, text)| (name.to_string(), text.as_bytes()));
    let pictures = pictures.into_iter().map(|(name, bytes)| (format!("word/{name}"), bytes));
    for (name, bytes) in texts.chain(pictures) {
        let done = zip.start_file(name, options).and_then(|()| Ok(zip.write_all(bytes)?));
        done.map_err(|e| ExportError::Word { detail: e.to_string() })?;
    }
    let bytes = zip.finish().map_err(|e| ExportError::Word { detail: e.to_string() })?;
    Ok(bytes.into_inner())
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

/// A picture in a paragraph of its own, in the text's measure (English Metric Units, 12,700 a point).
fn picture(i: usize, shape: Shape, caption: &str) -> String {
    let (w, h) = pictures::fitted(shape);
    let emu = |points: f32| (points * 12_700.0).round() as i64;
    let (w, h, name) = (emu(w), emu(h), escaped(caption));
    let n = i + 1;
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="Caption"/><w:keepNext/></w:pPr><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{w}" cy="{h}"/><wp:docPr id="{n}" name="图{n}" descr="{name}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="{n}" name="图{n}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="picture{i}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{w}" cy="{h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#
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
fn body(text: &str) -> String {
    let (opening, rest) = text.split_at(Para::opening(text).len());
    if opening.is_empty() {
        return paragraph("BodyText", "", text);
    }
    let run = |properties: &str, words: &str| {
        format!(r#"<w:r>{properties}<w:t xml:space="preserve">{}</w:t></w:r>"#, escaped(words))
    };
    let face = format!(r#"<w:rPr><w:rFonts w:ascii="{KAI}" w:hAnsi="{KAI}" w:eastAsia="{KAI}"/></w:rPr>"#);
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>{}{}</w:p>"#,
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
                out.push_str(r#"<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr></w:p>"#);
            }
            DocBlock::Heading { level, text } => {
                out.push_str(&paragraph(&format!("Heading{level}"), "", text))
            }
            DocBlock::Para(t) => out.push_str(&body(t)),
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

fn signature(office: &str, date: &str, seal: bool, fonts: &Fonts) -> String {
    let (name_x, date_x) = signature::places(office, date, seal, fonts);
    let mut out = String::from(r#"<w:p><w:pPr><w:pStyle w:val="Normal"/><w:keepNext/></w:pPr></w:p>"#);
    for (text, x, keep) in [(office, name_x, "<w:keepNext/>"), (date, date_x, "")] {
        if text.is_empty() {
            continue;
        }
        let right = (WIDTH - x - fonts.width(Style::Fang, text) * EM).max(0.0);
        let place = format!(r#"{keep}<w:ind w:right="{}"/><w:jc w:val="right"/>"#, twips(right));
        out.push_str(&paragraph("Normal", &place, text));
    }
    out
}

fn table(t: &TableBlock, fonts: &Fonts) -> String {
    let grid = &t.grid;
    let edges: Vec<i64> = columns::edges(t, WIDTH, fonts).into_iter().map(twips).collect();
    let mut out = format!(
        r#"<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="44" w:type="dxa"/><w:right w:w="44" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>"#,
        edges[grid.cols],
        ["top", "left", "bottom", "right", "insideH", "insideV"]
            .map(|s| format!(r#"<w:{s} w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#))
            .concat(),
    );
    for w in edges.windows(2) {
        let _ = write!(out, r#"<w:gridCol w:w="{}"/>"#, w[1] - w[0]);
    }
    out.push_str("</w:tblGrid>");
    let mut rows: BTreeMap<usize, Vec<(&Tile, bool)>> = BTreeMap::new();
    for tile in &grid.tiles {
        for row in tile.row..tile.below() {
            rows.entry(row).or_default().push((tile, row == tile.row));
        }
    }
    for (row, mut tiles) in rows {
        tiles.sort_by_key(|(t, _)| t.col);
        let head = if row < grid.head_rows { "<w:tblHeader/>" } else { "" };
        let _ = write!(out, r#"<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="364"/>{head}</w:trPr>"#);
        let opens = tiles.iter().all(|(t, _)| t.cell().is_none());
        let small = grid.rows <= KEPT_ROWS && row + 1 < grid.rows;
        for (tile, first) in tiles {
            let width = edges[tile.right()] - edges[tile.col];
            cell(&mut out, t, tile, first, width, opens || small);
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
    out
}

fn cell(out: &mut String, t: &TableBlock, tile: &Tile, first: bool, width: i64, keep: bool) {
    let _ = write!(out, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>"#);
    if tile.cols > 1 {
        let _ = write!(out, r#"<w:gridSpan w:val="{}"/>"#, tile.cols);
    }
    if tile.rows > 1 {
        out.push_str(if first { r#"<w:vMerge w:val="restart"/>"# } else { "<w:vMerge/>" });
    }
    out.push_str(r#"<w:vAlign w:val="center"/></w:tcPr>"#);
    let words = match tile.cell() {
        Some(k) => t.values.get(k).map_or("", String::as_str),
        None => tile.text(),
    };
    let style = match tile.content {
        Content::Caption(_) => "TableCaption",
        Content::Label(_) if tile.col > 0 && tile.right() == t.grid.label_cols => "TableLabel",
        _ => "TableText",
    };
    let keep = if keep { "<w:keepNext/>" } else { "" };
    out.push_str(&paragraph(style, keep, if first { words } else { "" }));
    out.push_str("</w:tc>");
}

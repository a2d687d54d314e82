//! The report as a Word document: the same blocks as the PDF, in the official faces by name, on the 28 × 22
//! grid. Elements stand in the order of the schema (ECMA-376 part 1), which Word insists on.

mod body;
mod comments;
mod issue;
mod parts;
mod pictures;
mod standing;
mod words;

use super::{ExportError, Exporter, InPackage, Made, Make, ReadsBack, escaped, unsound, zipped};
use crate::form::grid::{Content, Tile};
use crate::format::Format;
use crate::page::blocks::{Doc, DocBlock, DocComment, TableBlock};
use crate::page::columns;
use crate::page::fonts::{Fonts, Gaps};
use crate::page::lines::{self, SetLine, Setting};
use crate::page::running;
use crate::page::sheet::PageSheet;
use crate::page::tile::{self, PAD, Text};
use crate::page::{signature, tables, titles};
use body::Body;
use parts::{
    FaceNames, PACKAGE, RELATIONS, TYPES, core, font_table, footer, settings, styles, twips, twips_within,
};
use pictures::Figure;
use standing::TableStanding;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use words::body;

/// Width of a table's rules in points, which a row has besides its words.
const RULE: f32 = 0.5;
/// A table leaves so much of its page free, in points: not every program draws its rules within its rows.
const SPARE: f32 = 6.0;

pub const EXPORTER: Exporter = Exporter {
    format: Format { name: "Word", extensions: &["docx"] },
    tip: "按公文版式导出成 .docx，可以再改",
    make: Make::Document(|doc, fonts| {
        Ok(Made { warnings: unsound(doc).collect(), ..Made::plainly(write(doc, &fonts())?) })
    }),
    reads_back: ReadsBack::AsPrinted,
    in_package: InPackage::Always,
};

/// The document's bytes. Equal reports give equal bytes.
pub fn write(doc: &Doc, fonts: &Fonts) -> Result<Vec<u8>, ExportError> {
    let figures = pictures::all(doc, fonts);
    let commented = (!doc.comments.is_empty()).then(|| (comments::PART, comments::part(doc)));
    let types = match commented {
        Some(_) => TYPES.replace("</Types>", &format!("{}</Types>", comments::TYPE)),
        None => TYPES.to_string(),
    };
    let faces = FaceNames::of(&doc.set);
    let parts = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", PACKAGE.to_string()),
        ("docProps/core.xml", core(doc)),
        ("word/_rels/document.xml.rels", relations(doc, &figures)),
        ("word/document.xml", document(doc, &figures, fonts, &faces)),
        ("word/styles.xml", styles(&doc.sheet, &faces)),
        ("word/fontTable.xml", font_table(&faces)),
        ("word/settings.xml", settings()),
        ("word/footer1.xml", footer(&doc.set, "right", &doc.sheet)),
        ("word/footer2.xml", footer(&doc.set, "left", &doc.sheet)),
    ];
    let texts = parts.iter().chain(&commented).map(|(name, text)| (name.to_string(), text.as_bytes()));
    let pictures = figures.iter().map(|s| (format!("word/{}", s.file()), &*s.bytes));
    zipped::parts(texts.chain(pictures)).map_err(|e| ExportError::Word { detail: e.to_string() })
}

fn relations(doc: &Doc, figures: &[Figure<'_>]) -> String {
    let pictures: String = figures.iter().map(Figure::relation).collect();
    let comments = if doc.comments.is_empty() { "" } else { comments::RELATION };
    RELATIONS.replace("</Relationships>", &format!("{pictures}{comments}</Relationships>"))
}

fn paragraph(style: &str, properties: &str, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#,
        escaped(text)
    )
}

/// Words that look alike.
fn run(look: &str, words: &str) -> String {
    let look = if look.is_empty() { String::new() } else { format!("<w:rPr>{look}</w:rPr>") };
    format!(r#"<w:r>{look}<w:t xml:space="preserve">{}</w:t></w:r>"#, escaped(words))
}

/// The lines of a heading or a paragraph as they stand on the page, and how much wider than their type its characters
/// stand.
fn set<'a>(text: &str, setting: &Setting<'a>, fonts: &Fonts) -> (Vec<SetLine>, f32) {
    (lines::set(text, setting, fonts, &mut Gaps::default()), setting.apart)
}

fn document(doc: &Doc, figures: &[Figure<'_>], fonts: &Fonts, faces: &FaceNames) -> String {
    let mut out = Body::of(&doc.sheet);
    let standing = TableStanding::of(doc, fonts);
    for (i, b) in doc.blocks.iter().enumerate() {
        let next = doc.blocks.get(i.saturating_add(1));
        out.turn(lies_turned(doc, i));
        // A table with a page to itself begins it with its heading, and what follows begins the next.
        let alone = |b: Option<&DocBlock>| matches!(b, Some(DocBlock::Table(t)) if t.alone);
        let heads = matches!(b, DocBlock::Heading { .. }) && alone(next);
        let behind = alone(i.checked_sub(1).and_then(|i| doc.blocks.get(i)));
        let spaced = i.checked_sub(1).filter(|table| is_spaced(doc, *table)).and_then(|t| doc.blocks.get(t));
        let page = match spaced {
            _ if heads || behind => "<w:pageBreakBefore/>".to_string(),
            Some(DocBlock::Table(t)) => {
                format!(r#"<w:spacing w:before="{}"/>"#, twips_within(standing.below(t)))
            }
            _ => String::new(),
        };
        let marked = |xml: String| comments::marked(xml, comments::beside(doc, i));
        let block = (&doc.sheet, if out.turned { doc.sheet.height } else { doc.sheet.width });
        match b {
            DocBlock::Title(t) => out.push(&marked(title(t, &doc.sheet))),
            DocBlock::Heading { level, text, emphasis } => {
                let setting = running::heading(running::heading_style(*level), emphasis, block);
                let (lines, apart) = set(text, &setting, fonts);
                let style = format!("Heading{level}");
                out.push(&marked(body((&style, &page), text, (0, ""), emphasis, (&lines, apart))));
            }
            DocBlock::Para { text, opening, emphasis } => {
                // The signature never stands alone on a page (GB/T 9704-2012 7.3.5).
                let signed = matches!(next, Some(DocBlock::Signature { .. }));
                let keep = format!("{}{page}", if signed { "<w:keepNext/>" } else { "" });
                let (lines, apart) = set(text, &running::paragraph(text, *opening, emphasis, block), fonts);
                let opening = (*opening, faces.kai.as_str());
                out.push(&marked(body(("BodyText", &keep), text, opening, emphasis, (&lines, apart))));
            }
            DocBlock::Picture { caption, .. } => out.figure(i, figures, caption),
            DocBlock::Chart(chart) => out.figure(i, figures, &chart.caption()),
            DocBlock::Table(t) => {
                let beside: Vec<_> = comments::beside(doc, i).collect();
                out.push(&table(t, (&doc.sheet, standing.whole.contains(&t.key)), fonts, &beside));
                if !is_spaced(doc, i) {
                    out.push(
                        r#"<w:p><w:pPr><w:pStyle w:val="Normal"/><w:snapToGrid w:val="0"/><w:spacing w:line="160" w:lineRule="exact"/></w:pPr></w:p>"#,
                    );
                }
            }
            DocBlock::Signature { office, date, seal } => {
                signature(doc, (office, date, *seal), fonts).iter().for_each(|p| out.push(p));
            }
            DocBlock::RedHead { mark, number } => {
                issue::red_head(mark, number, &doc.sheet, fonts, faces).iter().for_each(|p| out.push(p));
            }
            DocBlock::Imprint { copies_to, issuer, date } => {
                issue::imprint([copies_to, issuer, date], &doc.sheet, fonts).iter().for_each(|p| out.push(p));
            }
        }
    }
    out.end()
}

/// Whether a block stands on turned pages: a table does, and the heading right above it.
fn lies_turned(doc: &Doc, i: usize) -> bool {
    let turned = |i: usize| matches!(doc.blocks.get(i), Some(DocBlock::Table(t)) if t.turned);
    turned(i) || matches!(doc.blocks.get(i), Some(DocBlock::Heading { .. })) && turned(i.saturating_add(1))
}

/// Whether what follows a table keeps the blank below it by itself. Else a narrow paragraph does: Word wants one between
/// two tables, and the last of a section says how its pages lie; where a page ends with the table it would begin the next.
fn is_spaced(doc: &Doc, table: usize) -> bool {
    let below = table.saturating_add(1);
    matches!(doc.blocks.get(table), Some(DocBlock::Table(_)))
        && matches!(doc.blocks.get(below), Some(DocBlock::Heading { .. } | DocBlock::Para { .. }))
        && lies_turned(doc, table) == lies_turned(doc, below)
}

fn title(text: &str, sheet: &PageSheet) -> String {
    let line = |l: &String| format!(r#"<w:t xml:space="preserve">{}</w:t>"#, escaped(l));
    let lines: Vec<String> = titles::lines(text, sheet.width / sheet.title).iter().map(line).collect();
    let above = twips(sheet.above_title(lines.len()));
    let runs = lines.join("<w:br/>");
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="Title"/><w:spacing w:before="{above}"/></w:pPr><w:r>{runs}</w:r></w:p>"#
    )
}

/// Name and date by what stands left of them, so that the date keeps its two characters behind the name's first in
/// any face; a line stays blank above.
fn signature(doc: &Doc, (office, date, seal): (&str, &str, bool), fonts: &Fonts) -> Vec<String> {
    let name = signature::name_lines(office, doc.sheet.words_width(office, fonts), &doc.sheet);
    let (name_x, date_x) = signature::places(&name, date, seal, &doc.sheet, fonts);
    let pitch = twips_within(doc.sheet.pitch);
    let blank = format!(r#"<w:spacing w:before="{pitch}" w:after="0" w:line="{pitch}" w:lineRule="exact"/>"#);
    let name = name.iter().map(|l| (l.as_str(), name_x, "<w:keepNext/>"));
    let mut out = Vec::new();
    for (text, x, keep) in name.chain([(date, date_x, "")]).filter(|(text, ..)| !text.is_empty()) {
        let above = if out.is_empty() { blank.as_str() } else { "" };
        let place = format!(r#"{keep}{above}<w:ind w:left="{}"/><w:jc w:val="left"/>"#, twips(x));
        out.push(paragraph("Normal", &place, text));
    }
    out
}

/// A table, `whole` where it is not to be cut.
fn table<'a>(
    t: &TableBlock,
    (sheet, whole): (&PageSheet, bool),
    fonts: &Fonts,
    beside: &[(usize, &'a DocComment)],
) -> String {
    let grid = &t.grid;
    let (width, height) = sheet.table_room(t.turned);
    let placed = |c: &(usize, &'a DocComment)| Some((comments::place(c.1, grid)?, *c));
    let beside: Vec<_> = beside.iter().filter_map(placed).collect();
    let measured = tables::measure(t, (width, height - SPARE), fonts, &mut Gaps::default());
    let edges: Vec<i64> = measured.edges.iter().copied().map(twips).collect();
    let mut out = format!(
        r#"<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{v}" w:type="dxa"/><w:left w:w="{h}" w:type="dxa"/><w:bottom w:w="{v}" w:type="dxa"/><w:right w:w="{h}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>"#,
        edges[grid.cols],
        ["top", "left", "bottom", "right", "insideH", "insideV"]
            .map(|s| format!(r#"<w:{s} w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#))
            .concat(),
        v = twips(measured.pad - RULE / 2.0),
        // Some programs take a cell's rules from the room of its words.
        h = twips(PAD - RULE),
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
        let least = twips(measured.least_row() - RULE);
        let head = if row < grid.head_rows { "<w:tblHeader/>" } else { "" };
        let _ = write!(out, r#"<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{least}"/>{head}</w:trPr>"#);
        let opens =
            row < grid.head_rows || !grid.is_worded() && tiles.iter().all(|(t, _)| t.cell().is_none());
        let kept = whole && row + 1 < grid.rows;
        for (tile, text) in tiles {
            let width = edges[tile.right()] - edges[tile.col];
            let keep = if opens || kept { "<w:keepNext/>" } else { "" };
            let is_here = |at: &(usize, usize)| text.is_some() && *at == (tile.row, tile.col);
            let here = beside.iter().filter(|(at, _)| is_here(at)).map(|(_, c)| *c);
            out.push_str(&comments::marked(cell(t, tile, text, width, keep), here));
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
    // Half points; a number too wide for its column is as small as on the page, never on two lines.
    let size = text.map(|t| (t.size * 2.0).floor()).filter(|s| *s < tile::SIZE * 2.0);
    let size = size.map_or(String::new(), |s| format!(r#"<w:sz w:val="{s}"/><w:szCs w:val="{s}"/>"#));
    let runs = match text {
        Some(set) if parted => {
            let line = |l: &SetLine| run(&size, &l.glyphs.iter().map(|g| g.ch).collect::<String>());
            set.lines.iter().map(line).collect::<Vec<_>>().join("<w:r><w:br/></w:r>")
        }
        Some(set) => words::cell(tile::words(t, tile), &set.lines, &size),
        None => String::new(),
    };
    // The lines of smaller type stand closer.
    let leading = text.map(|t| twips(t.leading)).filter(|l| *l < twips(tile::LEADING * tile::SIZE));
    let closer = leading.map_or(String::new(), |l| {
        format!(r#"<w:spacing w:before="0" w:after="0" w:line="{l}" w:lineRule="exact"/>"#)
    });
    let _ =
        write!(out, r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{closer}</w:pPr>{runs}</w:p></w:tc>"#);
    out
}

//! The parts of a Word file that hardly change with what is in it: styles, footers, settings, the list of parts.

use crate::export::escaped;
use crate::page::blocks::Doc;
use crate::page::breaks::{CLOSERS, OPENERS};
use crate::page::sheet::PageSheet;
use crate::page::{PAPER, TEXT};
use crate::report::{FaceRole, NumberPiece, NumberPlace, StyleSet};

const FANG: &str = "仿宋_GB2312";
const SONG: &str = "宋体";

/// The faces of a document by name: those that its style names, or the norm's.
pub struct FaceNames {
    pub title: String,
    pub hei: String,
    /// Of second headings and captions.
    pub kai: String,
    pub fang: String,
}

impl FaceNames {
    /// What the norm calls them, and what stands for each where it is not installed (every Chinese Windows has 仿宋,
    /// few 仿宋_GB2312).
    const NORM: [(&str, &str); 4] =
        [(FANG, "仿宋"), ("楷体_GB2312", "楷体"), ("方正小标宋简体", "华文中宋"), ("黑体", "SimHei")];

    pub fn of(set: &StyleSet) -> FaceNames {
        let name = |role: FaceRole, norm: &str| {
            set.style.faces.get(&role).map_or_else(|| norm.to_string(), |n| escaped(n))
        };
        let [(fang, _), (kai, _), (title, _), (hei, _)] = FaceNames::NORM;
        FaceNames {
            title: name(FaceRole::Title, title),
            hei: name(FaceRole::Heading, hei),
            kai: name(FaceRole::Subheading, kai),
            fang: name(FaceRole::Body, fang),
        }
    }

    /// Faces of Latin and of Chinese, to which marks that both have belong: “ ” — …
    fn of_scripts(latin: &str, chinese: &str) -> String {
        format!(r#"<w:rFonts w:hint="eastAsia" w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}"/>"#)
    }

    /// What a run in a face says of it.
    pub fn run(face: &str) -> String {
        FaceNames::of_scripts(face, face)
    }
}

/// Twentieths of a point.
pub fn twips(points: f32) -> i64 {
    (points * 20.0).round() as i64
}

/// The same, and no more than there are.
pub fn twips_within(points: f32) -> i64 {
    (points * 20.0).floor() as i64
}

pub fn core(doc: &Doc) -> String {
    format!(
        r#"{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:creator>{}</dc:creator></cp:coreProperties>"#,
        escaped(&doc.title),
        escaped(&doc.author)
    )
}

/// — 1 —, one character in from the side, or how and where the office wants it.
pub fn footer(set: &StyleSet, side: &str, sheet: &PageSheet) -> String {
    let paragraph = match set.numbers {
        NumberPlace::Outside => {
            format!(r#"<w:ind w:{side}="{}"/><w:jc w:val="{side}"/>"#, twips(sheet.em))
        }
        NumberPlace::Middle => r#"<w:jc w:val="center"/>"#.to_string(),
        NumberPlace::Nowhere => {
            return format!(
                r#"{XML}<w:ftr {NAMES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p></w:ftr>"#
            );
        }
    };
    let text = |t: &str| format!(r#"<w:r><w:t xml:space="preserve">{t}</w:t></w:r>"#);
    let field = |name: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    let written = |p: &NumberPiece| match p {
        NumberPiece::Words(w) => text(w),
        NumberPiece::Page => field("PAGE"),
        NumberPiece::All => field("NUMPAGES"),
    };
    let number: String = set.style.numbers.pieces().iter().map(written).collect();
    format!(
        r#"{XML}<w:ftr {NAMES}><w:p><w:pPr><w:pStyle w:val="Footer"/>{paragraph}</w:pPr>{number}</w:p></w:ftr>"#
    )
}

/// A paragraph style: id, name, face, half points, how much wider than their type its characters stand in twips, and properties of the paragraph in the schema's order.
fn style(id: &str, name: &str, face: &str, size: u32, apart: i64, paragraph: &str) -> String {
    let (default, based) = match id {
        "Normal" => (r#" w:default="1""#, ""),
        _ => ("", r#"<w:basedOn w:val="Normal"/>"#),
    };
    // Digits are 宋体 beside 仿宋, as on the pages.
    let latin = if face == FANG { SONG } else { face };
    // Enter behind a heading begins a paragraph.
    let next = if id.starts_with("Heading") { r#"<w:next w:val="BodyText"/>"# } else { "" };
    format!(
        r#"<w:style w:type="paragraph"{default} w:styleId="{id}"><w:name w:val="{name}"/>{based}{next}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{}<w:spacing w:val="{apart}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>"#,
        FaceNames::of_scripts(latin, face)
    )
}

pub fn styles(sheet: &PageSheet, faces: &FaceNames) -> String {
    let FaceNames { hei, kai, fang, .. } = faces;
    // No more than fits: 22 lines of 579 are a page of 12,756 twips; one more each, and it is 21.
    let pitch = twips_within(sheet.pitch);
    let line = format!(r#"<w:spacing w:before="0" w:after="0" w:line="{pitch}" w:lineRule="exact"/>"#);
    let indent = format!(r#"<w:ind w:firstLineChars="200" w:firstLine="{}"/>"#, twips(2.0 * sheet.em));
    // Pages filled to the last line, no mark over the line's end, no blank between Chinese and digits, as in print.
    // LibreOffice 7.4 reads the last of these nowhere.
    const CLOSE: &str = r#"<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>"#;
    const CELL: &str =
        r#"<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="260" w:lineRule="exact"/>"#;
    // 16 pt type at 15.75 pt: 28 characters in 156 mm.
    let apart = twips(sheet.apart());
    let text = |id: &str, name: &str, face: &str, properties: &str| {
        style(id, name, face, (TEXT * 2.0) as u32, apart, properties)
    };
    let heading = |level: u32, face: &str| {
        let properties = format!(r#"<w:keepNext/>{line}{indent}<w:outlineLvl w:val="{}"/>"#, level - 1);
        text(&format!("Heading{level}"), &format!("heading {level}"), face, &properties)
    };
    let cell = |id: &str, name: &str, face: &str, side: &str| {
        style(id, name, face, 21, 0, &format!(r#"{CELL}<w:jc w:val="{side}"/>"#))
    };
    let all = [
        text("Normal", "Normal", fang, &format!(r#"{CLOSE}{line}<w:jc w:val="both"/>"#)),
        text("BodyText", "Body Text", fang, &indent),
        title(sheet, pitch, &faces.title),
        heading(1, hei),
        heading(2, kai),
        heading(3, fang),
        heading(4, fang),
        style("Caption", "caption", kai, 28, 0, r#"<w:jc w:val="center"/>"#),
        cell("TableText", "报告表格", fang, "center"),
        cell("TableLabel", "报告表格标签", fang, "left"),
        cell("TableCaption", "报告表格标题", hei, "center"),
        style(
            "Footer",
            "footer",
            SONG,
            28,
            0,
            r#"<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>"#,
        ),
    ];
    format!(
        r#"{XML}<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr>{}<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>{}</w:styles>"#,
        FaceNames::of_scripts(SONG, fang),
        all.concat()
    )
}

/// Below it one line stays blank. Off the grid, or each of its lines takes two.
fn title(sheet: &PageSheet, pitch: i64, face: &str) -> String {
    let properties = format!(
        r#"<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="{pitch}" w:line="{}" w:lineRule="exact"/><w:jc w:val="center"/>"#,
        twips(sheet.title_pitch())
    );
    style("Title", "Title", face, (sheet.title * 2.0) as u32, 0, &properties)
}

/// The faces, and which stands for each where it is not installed.
pub fn font_table(faces: &FaceNames) -> String {
    let named = [&faces.fang, &faces.kai, &faces.title, &faces.hei];
    let others = FaceNames::NORM.map(|(_, other)| other);
    let fonts = named.into_iter().map(String::as_str).zip(others).chain([(SONG, "SimSun")]);
    let font = |(name, other): (&str, &str)| {
        format!(
            r#"<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>"#
        )
    };
    format!(r#"{XML}<w:fonts {NAMES}>{}</w:fonts>"#, fonts.map(font).collect::<String>())
}

pub const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
pub const NAMES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
pub const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/word/footer2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;
pub const PACKAGE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;
pub const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer2.xml"/><Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/></Relationships>"#;
/// Marks give way as the runs say; what may not begin or end a line is what may not on the pages.
pub fn settings() -> String {
    format!(
        r#"{XML}<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="289"/><w:characterSpacingControl w:val="doNotCompress"/><w:noLineBreaksAfter w:lang="zh-CN" w:val="{OPENERS}"/><w:noLineBreaksBefore w:lang="zh-CN" w:val="{CLOSERS}"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"#
    )
}

/// How the pages of a section lie: the paper, what is blank around the text, of a turned page the same paper's; the
/// number 7 mm below the text block. The characters of a line come from the type's spacing, which every program reads
/// alike; a character grid (linesAndChars) they don't.
pub fn section(turned: bool, sheet: &PageSheet) -> String {
    /// From the text block to the foot of the number.
    const NUMBER: i64 = 589;
    let (w, h) = (twips(PAPER.0), twips(PAPER.1));
    let (top, left) = (twips(sheet.top), twips(sheet.left));
    let (right, bottom) = (w - left - twips(sheet.width), h - top - twips(sheet.height));
    let (size, [top, right, bottom, left]) = match turned {
        true => (format!(r#"w:w="{h}" w:h="{w}" w:orient="landscape""#), [left, top, right, bottom]),
        false => (format!(r#"w:w="{w}" w:h="{h}""#), [top, right, bottom, left]),
    };
    let (footer, pitch) = (bottom - NUMBER, twips_within(sheet.pitch));
    format!(
        r#"<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/><w:pgSz {size}/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="851" w:footer="{footer}" w:gutter="0"/><w:cols w:space="720"/><w:docGrid w:type="lines" w:linePitch="{pitch}"/></w:sectPr>"#
    )
}

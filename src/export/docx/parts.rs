//! The parts of a Word file that hardly change with what is in it: styles, footers, settings, the list of parts.

use crate::export::escaped;
use crate::page::blocks::Doc;
use crate::report::NumberPlace;

const FANG: &str = "仿宋_GB2312";
const SONG: &str = "宋体";
/// 楷体, of second headings and captions.
pub const KAI: &str = "楷体_GB2312";

pub fn core(doc: &Doc) -> String {
    format!(
        r#"{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:creator>{}</dc:creator></cp:coreProperties>"#,
        escaped(&doc.title),
        escaped(&doc.author)
    )
}

/// — 1 —, one character in from the side, or where the office wants it.
pub fn footer(place: NumberPlace, side: &str) -> String {
    let paragraph = match place {
        NumberPlace::Outside => format!(r#"<w:ind w:{side}="316"/><w:jc w:val="{side}"/>"#),
        NumberPlace::Middle => r#"<w:jc w:val="center"/>"#.to_string(),
        NumberPlace::Nowhere => {
            return format!(
                r#"{XML}<w:ftr {NAMES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p></w:ftr>"#
            );
        }
    };
    let text = |t: &str| format!(r#"<w:r><w:t xml:space="preserve">{t}</w:t></w:r>"#);
    format!(
        r#"{XML}<w:ftr {NAMES}><w:p><w:pPr><w:pStyle w:val="Footer"/>{paragraph}</w:pPr>{}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>{}</w:p></w:ftr>"#,
        text("— "),
        text(" —"),
    )
}

/// A paragraph style: id, name, face, half points, and properties of the paragraph in the schema's order.
fn style(id: &str, name: &str, face: &str, size: u32, paragraph: &str) -> String {
    let (default, based) = match id {
        "Normal" => (r#" w:default="1""#, ""),
        _ => ("", r#"<w:basedOn w:val="Normal"/>"#),
    };
    // Digits are 宋体 beside 仿宋, as on the pages.
    let latin = if face == FANG { SONG } else { face };
    // Enter behind a heading begins a paragraph.
    let next = if id.starts_with("Heading") { r#"<w:next w:val="BodyText"/>"# } else { "" };
    // 16 pt type at 15.75 pt: 28 characters in 156 mm.
    let closer = if size == 32 { r#"<w:spacing w:val="-5"/>"# } else { r#"<w:spacing w:val="0"/>"# };
    format!(
        r#"<w:style w:type="paragraph"{default} w:styleId="{id}"><w:name w:val="{name}"/>{based}{next}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr><w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{face}"/>{closer}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>"#
    )
}

pub fn styles() -> String {
    // 22 lines of 579 are a page of 12,756 twips; one more each, and it is 21.
    const LINE: &str = r#"<w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/>"#;
    // Pages filled to the last line, no blank between Chinese and digits, as in print. LibreOffice 7.4 reads it nowhere.
    const CLOSE: &str = r#"<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>"#;
    const INDENT: &str = r#"<w:ind w:firstLineChars="200" w:firstLine="632"/>"#;
    const CELL: &str =
        r#"<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="260" w:lineRule="exact"/>"#;
    let heading = |level: u32, face: &str| {
        let properties = format!(r#"<w:keepNext/>{LINE}{INDENT}<w:outlineLvl w:val="{}"/>"#, level - 1);
        style(&format!("Heading{level}"), &format!("heading {level}"), face, 32, &properties)
    };
    let all = [
        style("Normal", "Normal", FANG, 32, &format!(r#"{CLOSE}{LINE}<w:jc w:val="both"/>"#)),
        style("BodyText", "Body Text", FANG, 32, INDENT),
        style(
            "Title",
            "Title",
            "方正小标宋简体",
            44,
            // Below it one line stays blank. Off the grid, or each of its lines takes two.
            r#"<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="579" w:line="720" w:lineRule="exact"/><w:jc w:val="center"/>"#,
        ),
        heading(1, "黑体"),
        heading(2, KAI),
        heading(3, FANG),
        heading(4, FANG),
        style("Caption", "caption", KAI, 28, r#"<w:jc w:val="center"/>"#),
        style("TableText", "报告表格", FANG, 21, &format!(r#"{CELL}<w:jc w:val="center"/>"#)),
        style("TableLabel", "报告表格标签", FANG, 21, &format!(r#"{CELL}<w:jc w:val="left"/>"#)),
        style("TableCaption", "报告表格标题", "黑体", 21, &format!(r#"{CELL}<w:jc w:val="center"/>"#)),
        style(
            "Footer",
            "footer",
            SONG,
            28,
            r#"<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>"#,
        ),
    ];
    format!(
        r#"{XML}<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{SONG}" w:hAnsi="{SONG}" w:eastAsia="{FANG}"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>{}</w:styles>"#,
        all.concat()
    )
}

/// The faces, and which stands for each where it is not installed (every Chinese Windows has 仿宋, few 仿宋_GB2312).
pub fn font_table() -> String {
    let fonts =
        [(FANG, "仿宋"), (KAI, "楷体"), ("方正小标宋简体", "华文中宋"), ("黑体", "SimHei"), (SONG, "SimSun")];
    let font = |(name, other): (&str, &str)| {
        format!(
            r#"<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>"#
        )
    };
    format!(r#"{XML}<w:fonts {NAMES}>{}</w:fonts>"#, fonts.map(font).concat())
}

pub const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
pub const NAMES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
pub const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/word/footer2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;
pub const PACKAGE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;
pub const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer2.xml"/><Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/></Relationships>"#;
pub const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="289"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"#;
/// How the pages of a section lie. A4; margins 37, 26, 35, 28 mm, of a turned page the same paper's; the number 7 mm
/// below the text block; 22 lines. The 28 characters of a line come from the type's spacing, which every program reads
/// alike; a character grid (linesAndChars) they don't.
pub fn section(turned: bool) -> String {
    let (size, margins) = if turned {
        (r#"w:w="16838" w:h="11906" w:orient="landscape""#, (1588, 2098, 1474, 1984, 885))
    } else {
        (r#"w:w="11906" w:h="16838""#, (2098, 1474, 1984, 1588, 1395))
    };
    let (top, right, bottom, left, footer) = margins;
    format!(
        r#"<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/><w:pgSz {size}/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="851" w:footer="{footer}" w:gutter="0"/><w:cols w:space="720"/><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>"#
    )
}

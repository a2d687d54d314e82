//! The red head and the 版记 of a Word file, where they stand on the pages.

use super::parts::{FaceNames, twips, twips_within};
use crate::export::escaped;
use crate::page::TEXT;
use crate::page::fonts::{Fonts, Gaps, Style};
use crate::page::issue::{
    self, ABOVE_MARK, ABOVE_RULE, HeadPlan, IMPRINT_PITCH, IMPRINT_SIZE, MARK_LEADING, RED_RULE, THICK, THIN,
};
use crate::page::sheet::PageSheet;

/// A rule at a side of a paragraph: its thickness, its distance from the words in points, its colour.
fn rule(side: &str, thick: f32, away: f32, colour: &str) -> String {
    let (eighths, away) = ((thick * 8.0).round(), away.round());
    format!(r#"<w:{side} w:val="single" w:sz="{eighths}" w:space="{away}" w:color="{colour}"/>"#)
}

/// A paragraph of what is neither heading nor text: its properties in the schema's order, those of its words, its words.
fn paragraph(properties: &str, looks: &str, words: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="Normal"/>{properties}</w:pPr><w:r><w:rPr>{looks}</w:rPr>{words}</w:r></w:p>"#
    )
}

fn text(words: &str) -> String {
    format!(r#"<w:t xml:space="preserve">{}</w:t>"#, escaped(words))
}

/// The mark, the number, and the red rule below the last of them.
pub fn red_head(
    mark: &str,
    number: &str,
    sheet: &PageSheet,
    fonts: &Fonts,
    faces: &FaceNames,
) -> Vec<String> {
    const RED: &str = "FF0000";
    let HeadPlan { parts, size, below, .. } = HeadPlan::of(mark, number, sheet, fonts, &mut Gaps::default());
    let border = format!("<w:pBdr>{}</w:pBdr>", rule("bottom", RED_RULE, ABOVE_RULE, RED));
    let place = |last: bool, before: f32, line: f32| {
        let (border, after) = if last { (border.as_str(), twips(below)) } else { ("", 0) };
        format!(
            r#"<w:keepNext/>{border}<w:snapToGrid w:val="0"/><w:spacing w:before="{}" w:after="{after}" w:line="{}" w:lineRule="exact"/><w:jc w:val="center"/>"#,
            twips(before),
            twips(line)
        )
    };
    let half = (size * 2.0).round();
    let looks = format!(
        r#"{}<w:color w:val="{RED}"/><w:spacing w:val="0"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>"#,
        FaceNames::run(&faces.title)
    );
    let words: Vec<String> = parts.iter().map(|l| text(l)).collect();
    let properties = place(number.is_empty(), ABOVE_MARK, size * MARK_LEADING);
    let mut out = vec![paragraph(&properties, &looks, &words.join("<w:br/>"))];
    if !number.is_empty() {
        out.push(paragraph(&place(true, 2.0 * sheet.pitch, TEXT), "", &text(number)));
    }
    out
}

/// The 版记: a table at the foot of the page that the report ends on, whatever stands above it.
pub fn imprint([copies_to, issuer, date]: [&str; 3], sheet: &PageSheet, fonts: &Fonts) -> Vec<String> {
    let (width, one, line) = (twips_within(sheet.width), twips(IMPRINT_SIZE), twips(IMPRINT_PITCH));
    let borders = [rule("top", THICK, 0.0, "000000"), rule("bottom", THICK, 0.0, "000000")].concat()
        + &rule("insideH", THIN, 0.0, "000000");
    let half = IMPRINT_SIZE * 2.0;
    let looks = format!(r#"<w:spacing w:val="0"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>"#);
    let cell = |width: i64, span: &str, place: &str, words: &str| {
        let properties = format!(
            r#"<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>{place}"#
        );
        format!(
            r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="bottom"/></w:tcPr>{}</w:tc>"#,
            paragraph(&properties, &looks, words)
        )
    };
    let issued = issue::issued(date);
    let day = fonts.width(Style::Fang, &issued) * IMPRINT_SIZE;
    let right = twips(day + 2.0 * IMPRINT_SIZE);
    let mut rows = Vec::new();
    if !copies_to.is_empty() {
        let words = format!("{}{}", issue::COPIES, issue::copies(copies_to));
        let place = format!(
            r#"<w:ind w:left="{}" w:right="{one}" w:hanging="{}"/><w:jc w:val="left"/>"#,
            4 * one,
            3 * one
        );
        rows.push(cell(width, r#"<w:gridSpan w:val="2"/>"#, &place, &text(&words)));
    }
    let (left_in, right_in) = (
        format!(r#"<w:ind w:left="{one}"/><w:jc w:val="left"/>"#),
        format!(r#"<w:ind w:right="{one}"/><w:jc w:val="right"/>"#),
    );
    let issuer: Vec<String> = issue::issuer_lines(issuer, day, sheet).0.iter().map(|l| text(l)).collect();
    rows.push(
        cell(width - right, "", &left_in, &issuer.join("<w:br/>"))
            + &cell(right, "", &right_in, &text(&issued)),
    );
    let rows: String = rows.into_iter().map(|r| format!("<w:tr>{r}</w:tr>")).collect();
    // Between the signature and it, and behind it: a table ends no document.
    let narrow = r#"<w:p><w:pPr><w:pStyle w:val="Normal"/><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>"#;
    let table = format!(
        r#"<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="margin" w:horzAnchor="margin" w:tblpXSpec="center" w:tblpYSpec="bottom"/><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{}"/><w:gridCol w:w="{right}"/></w:tblGrid>{rows}</w:tbl>"#,
        width - right
    );
    vec![table, narrow.to_string()]
}

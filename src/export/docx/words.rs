//! Running text of a Word file, in runs of words that look alike. Its lines end by themselves, as on the pages: what
//! stands closer there is written so, since programs do not agree on which marks give way.

use super::parts::{FaceNames, twips, twips_within};
use crate::form::bounds::between;
use crate::page::lines::SetLine;
use crate::report::emphasis::{self, Emphasis, Emphasised};
use std::ops::Range;

/// Bytes of a text, and the spacing of their characters in twips where it is not the style's.
type Spaced = (Range<usize>, Option<i64>);

/// A paragraph of which some words stand out, the heading of so many bytes that it begins with in the heading's face;
/// set in `lines` of characters that stand so much apart from what their type says.
pub fn body(
    (style, properties): (&str, &str),
    text: &str,
    opening: (usize, &str),
    emphasis: &[Emphasised],
    (lines, apart): (&[SetLine], f32),
) -> String {
    let (opening, kai) = opening;
    let face = FaceNames::run(kai);
    let run = |(words, e): (&str, Emphasis), face: &str, spacing: Option<i64>| {
        let bold = if e.bold { "<w:b/>" } else { "" };
        let spacing = spacing.map_or(String::new(), |s| format!(r#"<w:spacing w:val="{s}"/>"#));
        let underline = if e.underline { r#"<w:u w:val="single"/>"# } else { "" };
        let own = format!("{face}{bold}{spacing}{underline}");
        super::run(&own, words)
    };
    let closer = closer_words(text, lines, apart);
    let mut runs = String::new();
    for (range, face) in [(0..opening, face.as_str()), (opening..text.len(), "")] {
        for (words, spacing) in spaced(range, &closer) {
            runs.extend(emphasis::pieces(text, words, emphasis).into_iter().map(|p| run(p, face, spacing)));
        }
    }
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>"#)
}

/// The words of a cell, as close as on the page: a line that took in its last character so takes it in here too.
pub fn cell(text: &str, lines: &[SetLine], size: &str) -> String {
    let run = |(words, spacing): Spaced| {
        let spacing = spacing.map_or(String::new(), |s| format!(r#"<w:spacing w:val="{s}"/>"#));
        super::run(&format!("{spacing}{size}"), text.get(words).unwrap_or_default())
    };
    spaced(0..text.len(), &closer_words(text, lines, 0.0)).into_iter().map(run).collect()
}

/// The words of a text that stand closer than the style says.
fn closer_words(text: &str, lines: &[SetLine], usual: f32) -> Vec<Spaced> {
    let mut out: Vec<Spaced> = Vec::new();
    for (at, by) in lines.iter().flat_map(|l| l.closer.iter().copied()) {
        let Some(ch) = text.get(at..).and_then(|t| t.chars().next()) else { continue };
        let (range, spacing) = (at..at + ch.len_utf8(), Some(twips(usual) + twips_within(by)));
        match out.last_mut() {
            Some((r, s)) if r.end == at && *s == spacing => r.end = range.end,
            _ => out.push((range, spacing)),
        }
    }
    out
}

/// Some bytes of a text in pieces of one spacing.
fn spaced(range: Range<usize>, closer: &[Spaced]) -> Vec<Spaced> {
    let within = |at: usize| between(at, range.start, range.end);
    let mut out = Vec::new();
    let mut at = range.start;
    for (r, spacing) in closer {
        out.extend([(at..within(r.start), None), (within(r.start)..within(r.end), *spacing)]);
        at = within(r.end);
    }
    out.push((at..range.end, None));
    out.retain(|(r, _)| !r.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::fonts::Fonts;
    use crate::page::running;
    use crate::page::sheet::PageSheet;

    #[test]
    fn marks_stand_as_close_in_word_as_on_the_page_and_nothing_else_does() {
        let (text, sheet) = ("（一）公开《条例》（试行），改。", PageSheet::default());
        let opening = "（一）公开".len();
        let setting = running::paragraph(text, opening, &[], (&sheet, sheet.width));
        let lines = super::super::set(text, &setting, &Fonts::new(None)).0;
        let xml = body(("BodyText", ""), text, (opening, "楷体"), &[], (&lines, setting.apart));
        let runs: Vec<(bool, &str)> = xml
            .split("<w:r>")
            .skip(1)
            .map(|r| {
                let words = r.split_once(r#""preserve">"#).and_then(|(_, w)| w.split_once('<'));
                (r.contains(r#"<w:spacing w:val="-165"/>"#), words.map_or("", |(w, _)| w))
            })
            .collect();
        let wanted = [
            (false, "（一）公开"),
            (false, "《条例"),
            (true, "》"),
            (false, "（试行"),
            (true, "）"),
            (false, "，改。"),
        ];
        assert_eq!(runs, wanted);
    }
}

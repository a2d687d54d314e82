//! 批注 in a Word file: the part that holds them, and the marks in the text.

use super::parts::{NAMES, XML};
use crate::export::escaped;
use crate::form::grid::{Content, Tile, TileGrid};
use crate::page::blocks::{Doc, DocComment};
use crate::report::Anchor;
use std::fmt::Write as _;

/// Its name in the package, its relation and its kind.
pub const PART: &str = "word/comments.xml";
pub const RELATION: &str = r#"<Relationship Id="rIdComments" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/>"#;
pub const TYPE: &str = r#"<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>"#;

/// The part.
pub fn part(doc: &Doc) -> String {
    let mut out = format!("{XML}<w:comments {NAMES}>");
    for (id, c) in doc.comments.iter().enumerate() {
        let by = escaped(&c.by);
        let initials: String = c.by.chars().take(1).collect();
        let date = c.date.map(|d| format!(r#" w:date="{}-{:02}-{:02}T00:00:00Z""#, d.year, d.month, d.day));
        let _ = write!(
            out,
            r#"<w:comment w:id="{id}" w:author="{by}" w:initials="{}"{}>"#,
            escaped(&initials),
            date.unwrap_or_default()
        );
        // Word calls a comment without a paragraph damaged.
        let lines = c.text.lines().chain(c.text.is_empty().then_some(""));
        for line in lines {
            let _ = write!(out, r#"<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#, escaped(line));
        }
        out.push_str("</w:comment>");
    }
    out + "</w:comments>"
}

/// The comments beside a block, with their numbers.
pub fn beside(doc: &Doc, block: usize) -> impl Iterator<Item = (usize, &DocComment)> {
    doc.comments.iter().enumerate().filter(move |(_, c)| c.block == block)
}

/// Where in a table a comment stands, by row and column: at its cell, or at the name of its row where it has one.
pub fn place(comment: &DocComment, grid: &TileGrid) -> Option<(usize, usize)> {
    let Anchor::Cells(keys) = &comment.about else { return None };
    let cell = keys.first().and_then(|key| grid.tiles.iter().find(|t| t.cell() == Some(key)))?;
    let is_name = |t: &&Tile| {
        matches!(t.content, Content::Label(_)) && t.row == cell.row && t.right() == grid.label_cols
    };
    let name = grid.tiles.iter().find(is_name).filter(|_| keys.len() > 1);
    let at = name.unwrap_or(cell);
    Some((at.row, at.col))
}

/// A paragraph as it is written, with the marks of the comments beside its words, or beside the whole of it.
pub fn marked<'a>(mut xml: String, comments: impl Iterator<Item = (usize, &'a DocComment)>) -> String {
    for (id, c) in comments {
        let words = match &c.about {
            Anchor::Quote { words, .. } => escaped(words).to_string(),
            Anchor::Cells(_) => String::new(),
        };
        let (start, end) = (
            format!(r#"<w:commentRangeStart w:id="{id}"/>"#),
            format!(r#"<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>"#),
        );
        xml = within(&xml, &words, &start, &end).unwrap_or_else(|| around(&xml, &start, &end));
    }
    xml
}

/// The marks around some words, over as many runs as they take; the runs that they begin and end in are parted. Words
/// that stand in the markup are not meant, nor what an escaped sign is made of: amp in A&amp;B.
fn within(xml: &str, words: &str, start: &str, end: &str) -> Option<String> {
    const OPEN: &str = r#"<w:t xml:space="preserve">"#;
    const CLOSE: &str = "</w:t></w:r>";
    // The texts of the runs, each with where it stands in the paragraph and how its run begins.
    let mut texts: Vec<(usize, &str, &str)> = Vec::new();
    let mut at = 0;
    while let Some(run) = xml.get(at..).and_then(|x| x.find("<w:r>")).and_then(|i| at.checked_add(i)) {
        let Some((opened, rest)) = xml.get(run..)?.split_once(OPEN) else { break };
        // A run that is no words: the mark of another comment.
        if opened.contains("</w:r>") {
            at = run.checked_add("<w:r>".len())?;
            continue;
        }
        let (text, _) = rest.split_once(CLOSE)?;
        if text.contains('<') {
            return None;
        }
        let from = run.checked_add(opened.len())?.checked_add(OPEN.len())?;
        texts.push((from, text, opened));
        at = from.checked_add(text.len())?;
    }
    let whole: String = texts.iter().map(|(_, t, _)| *t).collect();
    let is_half = |at: usize| {
        let before = whole.get(..at).unwrap_or_default();
        before.rfind('&').is_some_and(|sign| !before.get(sign..).unwrap_or_default().contains(';'))
    };
    let mut all = whole.match_indices(words).map(|(at, _)| at).filter(|_| !words.is_empty());
    let first = all.find(|at| !is_half(*at))?;
    let last = first.checked_add(words.len())?;
    let (mut cuts, mut seen) = (Vec::new(), 0_usize);
    for (from, text, opened) in texts {
        let to = seen.checked_add(text.len())?;
        if cuts.is_empty() && first < to {
            cuts.push((from.checked_add(first.checked_sub(seen)?)?, opened, start));
        }
        if cuts.len() == 1 && last <= to {
            cuts.push((from.checked_add(last.checked_sub(seen)?)?, opened, end));
        }
        seen = to;
    }
    let mut out = xml.to_string();
    for (at, opened, mark) in cuts.iter().rev() {
        out.insert_str(*at, &format!("{CLOSE}{mark}{opened}{OPEN}"));
    }
    (cuts.len() == 2).then_some(out)
}

/// The marks around all that a paragraph holds.
fn around(xml: &str, start: &str, end: &str) -> String {
    const PROPERTIES: &str = "</w:pPr>";
    const OVER: &str = "</w:p>";
    let begun = xml.replacen(PROPERTIES, &format!("{PROPERTIES}{start}"), 1);
    match begun.rfind(OVER) {
        Some(at) => format!("{}{end}{}", &begun[..at], &begun[at..]),
        None => begun,
    }
}

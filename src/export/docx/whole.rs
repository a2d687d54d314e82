//! Which tables a Word file keeps on one page.

use crate::page::blocks::{Doc, DocBlock, TableBlock};
use crate::page::fonts::Fonts;
use crate::page::lay_out;
use crate::page::structure::{Area, Source};
use std::collections::BTreeSet;

/// Rows up to which a table is kept together in any case.
const FEW: usize = 6;

/// Tables by their keys that begin a page of ours, and end on it: the Word file does not cut them either. One that stands
/// whole behind text may be cut where a line more stands above it, rather than leave half a page blank.
pub fn tables(doc: &Doc, fonts: &Fonts) -> BTreeSet<String> {
    let pages = lay_out(doc, fonts).pages;
    let whole = |t: &&TableBlock| {
        let own = |a: &Area| matches!(&a.source, Source::Cell(k) if t.values.contains_key(k));
        let mut on = pages.iter().filter(|p| p.areas.iter().any(own));
        let (Some(page), None) = (on.next(), on.next()) else { return false };
        // Where the lines of an office's own pitch do not fill the page, other programs begin them lower: a table that
        // fills it to the last line would be too long for them.
        let lines = doc.sheet.height / doc.sheet.pitch;
        let fills = (lines - lines.round()).abs() < 0.01;
        let bottom = page.areas.iter().filter(|a| own(a)).map(|a| a.rect[3]).fold(0.0, f32::max);
        let spare = t.turned || fills || bottom + doc.sheet.pitch <= doc.sheet.top + doc.sheet.height;
        spare && page.areas.iter().take_while(|a| !own(a)).all(|a| matches!(a.source, Source::Chapter(_)))
    };
    let tables = doc.blocks.iter().filter_map(|b| match b {
        DocBlock::Table(t) => Some(t),
        _ => None,
    });
    tables.filter(|t| t.grid.rows <= FEW || whole(t)).map(|t| t.key.clone()).collect()
}

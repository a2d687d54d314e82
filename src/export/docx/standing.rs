//! How tables stand in a Word file beside the pages: which it keeps on one page, and what stays blank below them.

use crate::page::blocks::{Doc, DocBlock, TableBlock};
use crate::page::fonts::Fonts;
use crate::page::lay_out;
use crate::page::pages::Page;
use crate::page::sheet::PageSheet;
use crate::page::structure::{Area, Source};
use std::collections::{BTreeMap, BTreeSet};

/// Rows up to which a table is kept together in any case.
const FEW: usize = 6;

/// What stays blank below a table at least, in points.
const BELOW: f32 = 8.0;
/// What the rows of a table may be higher in other programs, all together.
const ROUNDING: f32 = 2.0;

/// Tables by their keys: those that are not to be cut, and the blank below each.
pub struct TableStanding {
    pub whole: BTreeSet<String>,
    below: BTreeMap<String, f32>,
}

impl TableStanding {
    pub fn of(doc: &Doc, fonts: &Fonts) -> TableStanding {
        let pages = lay_out(doc, fonts).pages;
        let tables = || {
            doc.blocks.iter().filter_map(|b| match b {
                DocBlock::Table(t) => Some(t),
                _ => None,
            })
        };
        let below = tables().filter_map(|t| Some((t.key.clone(), below(t, &pages, &doc.sheet)?)));
        TableStanding { whole: whole(tables(), &pages, &doc.sheet), below: below.collect() }
    }

    /// What stays blank below a table.
    pub fn below(&self, t: &TableBlock) -> f32 {
        self.below.get(&t.key).map_or(BELOW, |blank| blank - ROUNDING)
    }
}

fn is_of(t: &TableBlock, area: &Area) -> bool {
    matches!(&area.source, Source::Cell(k) if t.values.contains_key(k))
}

fn bottom(t: &TableBlock, page: &Page) -> f32 {
    page.areas.iter().filter(|a| is_of(t, a)).map(|a| a.rect[3]).fold(0.0, f32::max)
}

/// As on the pages, where lines stand on a grid: else the words below every table would begin a little higher, and a
/// page less come of it here and there.
fn below(t: &TableBlock, pages: &[Page], sheet: &PageSheet) -> Option<f32> {
    let page = pages.iter().rfind(|p| p.areas.iter().any(|a| is_of(t, a))).filter(|_| !t.turned)?;
    let end = bottom(t, page) - sheet.top;
    let next = ((end + BELOW) / sheet.pitch - 0.02).ceil() * sheet.pitch;
    Some(next - end)
}

/// Tables by their keys that begin a page of ours, and end on it: the Word file does not cut them either. One that stands
/// whole behind text may be cut where a line more stands above it, rather than leave half a page blank.
fn whole<'a>(
    tables: impl Iterator<Item = &'a TableBlock>,
    pages: &[Page],
    sheet: &PageSheet,
) -> BTreeSet<String> {
    let whole = |t: &&TableBlock| {
        let own = |a: &Area| is_of(t, a);
        let mut on = pages.iter().filter(|p| p.areas.iter().any(own));
        let (Some(page), None) = (on.next(), on.next()) else { return false };
        // Where the lines of an office's own pitch do not fill the page, other programs begin them lower: a table that
        // fills it to the last line would be too long for them.
        let lines = sheet.height / sheet.pitch;
        let fills = (lines - lines.round()).abs() < 0.01;
        let spare = t.turned || fills || bottom(t, page) + sheet.pitch <= sheet.top + sheet.height;
        spare && page.areas.iter().take_while(|a| !own(a)).all(|a| matches!(a.source, Source::Chapter(_)))
    };
    tables.filter(|t| t.grid.rows <= FEW || whole(t)).map(|t| t.key.clone()).collect()
}

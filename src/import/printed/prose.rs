//! Lines → paragraphs, over the ends of pages too; pieces of tables → tables.

use super::lines::PrintedLine;
use super::paragraphs::{Margins, go_on};
use super::sheet::{PrintedBlock, PrintedSheet};
use super::shown::ShownPicture;
use super::tables::PrintedTable;
use crate::import::raw::{Line, Piece, Raw};
use crate::import::text;

/// Fewer lines tell nothing of the margins of their page.
const ENOUGH: usize = 8;

/// The document, page after page.
pub fn put_together(sheets: Vec<PrintedSheet>) -> Raw {
    let all = prose(sheets.iter().flat_map(|s| &s.blocks));
    let whole = Margins::of(all.iter().copied());
    // Tables reach from margin to margin, as nothing else may where each paragraph is a line.
    let tables = sheets.iter().flat_map(|s| &s.blocks);
    let edge = tables.filter_map(|b| if let PrintedBlock::Table(t) = b { Some(t.left()) } else { None });
    let edge = edge.filter(|x| x.is_finite()).fold(f32::INFINITY, f32::min);
    let whole = whole.behind(edge, all.iter().copied());
    let mut out = Together::default();
    let mut pages = Vec::with_capacity(sheets.len());
    for s in &sheets {
        let own = prose(s.blocks.iter());
        let own = || own.iter().copied();
        let few = own().count() < ENOUGH;
        let margins = || Margins::of(own()).or(whole, own()).behind(whole.left(), own());
        pages.push(if few { whole } else { margins() });
    }
    for (s, margins) in sheets.into_iter().zip(pages) {
        out.first = true;
        let mut pictures = s.pictures.into_iter().peekable();
        for b in s.blocks {
            while let Some(p) = pictures.next_if(|p| (p.y0 + p.y1) / 2.0 < b.top()) {
                out.shown.push(ShownPicture::of(p));
            }
            match b {
                PrintedBlock::Line(l) => out.line(l, margins),
                PrintedBlock::Table(t) => out.table(t),
            }
            out.first = false;
        }
        out.shown.extend(pictures.map(ShownPicture::of));
        // Words below a picture stand on its page.
        out.shown.iter_mut().for_each(|p| p.open = false);
    }
    out.end()
}

/// Lines that are no row of a table without rules.
fn prose<'a>(blocks: impl Iterator<Item = &'a PrintedBlock>) -> Vec<&'a PrintedLine> {
    let lines = blocks.filter_map(|b| if let PrintedBlock::Line(l) = b { Some(l) } else { None });
    lines.filter(|l| !text::is_row(&l.text)).collect()
}

#[derive(Default)]
struct Together {
    raw: Raw,
    number: usize,
    /// The paragraph being put together, and its last line.
    open: Option<(String, PrintedLine, Margins)>,
    table: Option<PrintedTable>,
    /// Whether nothing of the page came yet.
    first: bool,
    /// Pictures that come behind what is being put together.
    shown: Vec<ShownPicture>,
}

impl Together {
    fn line(&mut self, l: PrintedLine, margins: Margins) {
        if self.shown.last_mut().is_some_and(|p| p.takes(&l, margins)) {
            return;
        }
        self.end_table();
        if text::is_row(&l.text) {
            self.end_paragraph();
            self.number += 1;
            self.raw.lines.push(Line::new(self.number, Piece::Text(l.text)));
            return;
        }
        match &mut self.open {
            // A page may stand farther to the left than the one before it.
            Some((words, above, of)) if of.with(margins, above, &l) => {
                go_on(words, &l.text);
                (*above, *of) = (l, margins);
            }
            _ => {
                self.end_paragraph();
                self.open = Some((l.text.clone(), l, margins));
            }
        }
    }

    fn table(&mut self, t: PrintedTable) {
        self.end_paragraph();
        match &mut self.table {
            Some(open) if self.first && open.goes_on_in(&t) => open.append(t),
            _ => {
                self.end_table();
                self.table = Some(t);
            }
        }
    }

    fn end_paragraph(&mut self) {
        if let Some((words, ..)) = self.open.take() {
            self.number += 1;
            self.raw.lines.push(Line::new(self.number, Piece::Text(words)));
        }
        self.show();
    }

    /// Puts pictures where nothing is being put together.
    fn show(&mut self) {
        if self.open.is_some() || self.table.is_some() {
            return;
        }
        for p in std::mem::take(&mut self.shown) {
            self.number += 1;
            self.raw.lines.push(Line::new(self.number, Piece::Picture(Some(p.raw))));
        }
    }

    fn end_table(&mut self) {
        if let Some(t) = self.table.take() {
            let number = self.number + 1;
            self.number += t.rows;
            self.raw.lines.push(Line::new(number, Piece::Table(t.grid(number))));
        }
        self.show();
    }

    fn end(mut self) -> Raw {
        self.end_paragraph();
        self.end_table();
        self.raw
    }
}

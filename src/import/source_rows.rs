//! A document as rows: a paragraph is a row of one cell, a table has its own. Tables that only arrange the page
//! dissolve into what they hold.

use super::raw::{Grid, GridCell, Line, Piece, Raw, RawPicture, SEAM};
use crate::chinese::variants::without_radicals;
use std::borrow::Cow;

/// A cell with more words than this is no cell of a statutory table.
const LONGEST: usize = 160;

/// What is known of a row's cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// A paragraph, or a line of a flat table.
    Line,
    Blank,
    Gap,
    Picture,
    /// Each cell stands in its columns.
    Placed,
    /// The cells stand in this order, empty ones too; what columns they take is not known.
    Counted,
    /// All rows have as many cells, as a spreadsheet copies them: a cell stands in its column, and merged ones leave
    /// empty ones behind.
    Even,
}

impl SourceKind {
    /// It has no words.
    pub fn is_empty(self) -> bool {
        matches!(self, SourceKind::Blank | SourceKind::Gap | SourceKind::Picture)
    }
}

#[derive(Clone, Debug)]
pub struct SourceCell {
    pub text: String,
    pub col: usize,
    pub cols: usize,
    pub rows: usize,
}

#[derive(Clone, Debug)]
pub struct SourceRow {
    pub line: usize,
    /// The table it stood in, counted from 1; 0 for none.
    pub table: usize,
    pub kind: SourceKind,
    pub cells: Vec<SourceCell>,
    pub indent: usize,
    /// Of a row that is one, where it can be had.
    pub picture: Option<RawPicture>,
}

impl SourceRow {
    fn new(line: usize, kind: SourceKind) -> SourceRow {
        SourceRow { line, table: 0, kind, cells: Vec::new(), indent: 0, picture: None }
    }
    /// A line of words.
    pub fn of_line(line: usize, text: &str) -> SourceRow {
        let cell = SourceCell { text: text.into(), col: 0, cols: 1, rows: 1 };
        SourceRow { cells: vec![cell], ..SourceRow::new(line, SourceKind::Line) }
    }
    /// Cells in their order.
    pub fn counted(line: usize, cells: impl Iterator<Item = String>) -> SourceRow {
        let cell = |(col, text)| SourceCell { text, col, cols: 1, rows: 1 };
        SourceRow {
            cells: cells.enumerate().map(cell).collect(),
            ..SourceRow::new(line, SourceKind::Counted)
        }
    }
    /// The words of a paragraph.
    pub fn text(&self) -> Option<&str> {
        self.cells.first().filter(|_| self.kind == SourceKind::Line).map(|c| c.text.as_str())
    }
    /// The words of a row that has no more than one cell of them.
    pub fn alone(&self) -> Option<&str> {
        let mut filled = self.cells.iter().filter(|c| !c.text.is_empty());
        filled.next().filter(|_| filled.next().is_none()).map(|c| c.text.as_str())
    }
    /// Its words as a person sees them.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|c| c.text.as_str()).filter(|t| !t.is_empty())
    }
    /// Whether it stands in a table of the source, or is a line apart by marks.
    pub fn is_of_table(&self) -> bool {
        matches!(self.kind, SourceKind::Placed | SourceKind::Counted | SourceKind::Even)
    }
}

/// Words of prose: without seams and radicals.
fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| c == SEAM || ('\u{2e80}'..='\u{2fd5}').contains(&c)) {
        without_radicals(&text.replace(SEAM, "")).into()
    } else {
        text.into()
    }
}

/// The rows of a document.
pub fn rows(raw: &Raw) -> Vec<SourceRow> {
    let mut out = Vec::with_capacity(raw.lines.len());
    flatten(&raw.lines, &mut 0, &mut out);
    even(&mut out);
    out
}

/// Tells lines apart by marks that all have as many cells.
pub fn even(rows: &mut [SourceRow]) {
    /// Fewer lines may be even by chance.
    const SEVERAL: usize = 3;
    let counted = |r: &SourceRow| r.kind == SourceKind::Counted && r.table == 0;
    let mut i = 0;
    while i < rows.len() {
        let end = (i..rows.len()).find(|n| !counted(&rows[*n])).unwrap_or(rows.len());
        let wide = rows[i].cells.len();
        if end - i >= SEVERAL && wide > 2 && rows[i..end].iter().all(|r| r.cells.len() == wide) {
            rows[i..end].iter_mut().for_each(|r| r.kind = SourceKind::Even);
        }
        i = end.max(i + 1);
    }
}

fn flatten(lines: &[Line], tables: &mut usize, out: &mut Vec<SourceRow>) {
    for l in lines {
        match &l.piece {
            Piece::Text(t) => {
                out.push(SourceRow { indent: l.indent, ..SourceRow::of_line(l.number, &clean(t)) })
            }
            Piece::Blank => out.push(SourceRow::new(l.number, SourceKind::Blank)),
            Piece::Gap => out.push(SourceRow::new(l.number, SourceKind::Gap)),
            Piece::Picture(picture) => out.push(SourceRow {
                picture: picture.clone(),
                ..SourceRow::new(l.number, SourceKind::Picture)
            }),
            Piece::Row(cells) => {
                out.push(SourceRow::counted(l.number, cells.iter().map(|t| without_radicals(t))));
            }
            Piece::Table(grid) => of_grid(grid, l.number, tables, out),
        }
    }
}

fn of_grid(grid: &Grid, number: usize, tables: &mut usize, out: &mut Vec<SourceRow>) {
    let arranges = grid.cells.iter().all(|c| c.col == 0);
    *tables += 1;
    let table = *tables;
    let mut rest = &grid.cells[..];
    while let Some(first) = rest.first() {
        let end = rest.iter().position(|c| c.row != first.row).unwrap_or(rest.len());
        let (cells, next) = rest.split_at(end);
        rest = next;
        if arranges || cells.iter().any(is_page) {
            cells.iter().for_each(|c| flatten(&c.body, tables, out));
            continue;
        }
        let line = cells.iter().find_map(|c| c.body.first()).map_or(number + first.row, |b| b.number);
        let kind = if grid.loose { SourceKind::Counted } else { SourceKind::Placed };
        let cell = |c: &GridCell| SourceCell {
            text: without_radicals(&c.text()),
            col: c.col,
            cols: c.cols,
            rows: c.rows,
        };
        let pictures =
            cells.iter().flat_map(|c| &c.body).filter(|l| matches!(l.piece, Piece::Picture(_))).count();
        let cells = cells.iter().map(cell).collect();
        out.push(SourceRow { table, cells, ..SourceRow::new(line, kind) });
        // A number may be one: nobody reads it.
        out.extend((0..pictures).map(|_| SourceRow::new(line, SourceKind::Picture)));
    }
}

/// Whether a cell holds a part of the page instead of a number or a label.
fn is_page(c: &GridCell) -> bool {
    c.body.iter().any(|l| matches!(l.piece, Piece::Table(_))) || c.text().chars().count() > LONGEST
}

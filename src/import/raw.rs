//! What every reader yields: a document as a run of lines, tables and pictures, with nothing said about
//! their meaning.

/// A piece of a document, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A paragraph, or a line of a flat table.
    Text(String),
    /// An empty cell that is known to be one.
    Blank,
    /// The end of a table row, or an empty line.
    Break,
    /// A table whose cells are known.
    Table(Grid),
    Picture,
}

/// A piece with the line of the source it came from, counted from 1: a line of a text, else a paragraph
/// or a table row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub number: usize,
    pub piece: Piece,
}

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    pub lines: Vec<Line>,
}

/// A table: cells in reading order, merged ones once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    pub cells: Vec<GridCell>,
}

/// A cell of a table, with its place and spans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    pub row: usize,
    pub col: usize,
    pub rows: usize,
    pub cols: usize,
    pub body: Vec<Line>,
}

/// A cell with more words than this is no cell of a statutory table.
const LONGEST: usize = 160;

impl GridCell {
    /// The words of the cell, its paragraphs put together.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for l in &self.body {
            if let Piece::Text(t) = &l.piece {
                out.push_str(t.trim());
            }
        }
        out
    }
}

impl Grid {
    /// Whether it arranges other things on a page instead of holding numbers.
    fn is_layout(&self) -> bool {
        let nested = |c: &GridCell| c.body.iter().any(|l| matches!(l.piece, Piece::Table(_)));
        self.cells.len() < 2 || self.cells.iter().any(|c| nested(c) || c.text().chars().count() > LONGEST)
    }
}

impl Raw {
    /// The document with its tables as lines: the cells row by row, empty ones as such. Tables that only
    /// arrange the page dissolve into what they hold.
    pub fn flat(&self) -> Vec<Line> {
        let mut out = Vec::with_capacity(self.lines.len());
        flatten(&self.lines, &mut out);
        out
    }
}

fn flatten(lines: &[Line], out: &mut Vec<Line>) {
    for l in lines {
        let Piece::Table(grid) = &l.piece else {
            out.push(l.clone());
            continue;
        };
        let layout = grid.is_layout();
        let mut row = None;
        for c in &grid.cells {
            if layout {
                flatten(&c.body, out);
                continue;
            }
            let number = c.body.first().map_or(l.number, |b| b.number);
            if row.is_some_and(|r| r != c.row) {
                out.push(Line { number, piece: Piece::Break });
            }
            row = Some(c.row);
            let text = c.text();
            let piece = if text.is_empty() { Piece::Blank } else { Piece::Text(text) };
            out.push(Line { number, piece });
        }
        if !layout {
            out.push(Line { number: l.number, piece: Piece::Break });
        }
    }
}

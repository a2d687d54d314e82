//! What every reader yields: a document as a run of lines, tables and pictures, with nothing said about
//! their meaning.

use crate::report::NoteKind;

/// A piece of a document, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A paragraph, or a line of a flat table.
    Text(String),
    /// An empty cell that is known to be one.
    Blank,
    /// The end of a table row.
    Break,
    /// An empty line: the end of a row in some texts, nothing in others.
    Gap,
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
    /// The table it stood in, counted from 1; 0 where that isn't known.
    pub table: usize,
}

impl Line {
    /// A piece that stands in no table.
    pub fn new(number: usize, piece: Piece) -> Line {
        Line { number, piece, table: 0 }
    }
    /// The words, if it has any.
    pub fn text(&self) -> Option<&str> {
        match &self.piece {
            Piece::Text(t) => Some(t),
            _ => None,
        }
    }
}

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    pub lines: Vec<Line>,
    /// What the reader has to say of it.
    pub remarks: Vec<Remark>,
    /// Why none of it can be relied on, where that is so.
    pub doubt: Option<String>,
}

/// Something that a reader left out, or isn't sure of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub kind: NoteKind,
    pub line: Option<usize>,
    pub text: String,
}

impl Remark {
    /// Of the whole document.
    pub fn new(kind: NoteKind, text: impl Into<String>) -> Remark {
        Remark { kind, line: None, text: text.into() }
    }
    /// Of a line of it.
    pub fn at(kind: NoteKind, line: usize, text: impl Into<String>) -> Remark {
        Remark { line: Some(line), ..Remark::new(kind, text) }
    }
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
        flatten(&self.lines, &mut 0, &mut out);
        out
    }
}

fn flatten(lines: &[Line], tables: &mut usize, out: &mut Vec<Line>) {
    for l in lines {
        let Piece::Table(grid) = &l.piece else {
            out.push(l.clone());
            continue;
        };
        if grid.is_layout() {
            for c in &grid.cells {
                flatten(&c.body, tables, out);
            }
            continue;
        }
        *tables += 1;
        let table = *tables;
        let mut row = None;
        let mut push = |number, piece| out.push(Line { number, piece, table });
        for c in &grid.cells {
            let number = c.body.first().map_or(l.number + c.row, |b| b.number);
            if row.is_some_and(|r| r != c.row) {
                push(number, Piece::Break);
            }
            row = Some(c.row);
            let text = c.text();
            push(number, if text.is_empty() { Piece::Blank } else { Piece::Text(text) });
        }
        push(l.number, Piece::Break);
    }
}

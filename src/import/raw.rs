//! What every reader yields: a document as a run of lines, tables and pictures, with nothing said about
//! their meaning.

pub use crate::report::emphasis::{Emphasis, Emphasised};
use crate::report::picture::Picture;
pub use crate::report::value::SEAM;
use crate::report::{Date, NoteKind};

/// A piece of a document, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A paragraph, or a line of a flat table.
    Text(String),
    /// An empty cell that is known to be one.
    Blank,
    /// An empty line: the end of a row in some texts, nothing in others.
    Gap,
    /// A line whose cells stand apart by marks (tabs, bars), empty ones too; how many columns each takes is not known.
    Row(Vec<String>),
    Table(Grid),
    /// As the document shows it, where it can be had.
    Picture(Option<RawPicture>),
}

/// A picture of a document, and the words below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawPicture {
    pub picture: Picture,
    pub caption: String,
}

/// A piece with the line of the source it came from, counted from 1: a line of a text, else a paragraph
/// or a table row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub number: usize,
    pub piece: Piece,
    /// By how many half characters a line of text is indented.
    pub indent: usize,
}

impl Line {
    pub fn new(number: usize, piece: Piece) -> Line {
        Line { number, piece, indent: 0 }
    }
    /// The words, if it has any.
    pub fn text(&self) -> Option<&str> {
        match &self.piece {
            Piece::Text(t) => Some(t),
            _ => None,
        }
    }
    /// Its words, or those below its picture.
    pub fn shown(&self) -> Option<&str> {
        match &self.piece {
            Piece::Picture(Some(p)) => Some(&p.caption),
            _ => self.text(),
        }
    }
    /// The same so many lines farther down.
    pub fn behind(mut self, before: usize) -> Line {
        self.number += before;
        if let Piece::Table(grid) = &mut self.piece {
            grid.cells.iter_mut().flat_map(|c| &mut c.body).for_each(|b| b.number += before);
        }
        self
    }
    /// Where the words below a picture go, if it is one that has none yet.
    pub fn uncaptioned(&mut self) -> Option<&mut String> {
        match &mut self.piece {
            Piece::Picture(Some(p)) if p.caption.is_empty() => Some(&mut p.caption),
            _ => None,
        }
    }
}

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    pub lines: Vec<Line>,
    /// Words struck out, each with its line: nobody reads them as part of the text, everybody should know.
    pub struck: Vec<(usize, String)>,
    /// Its paragraphs may be broken into lines at the margin.
    pub broken: bool,
    /// What the reader has to say of it.
    pub remarks: Vec<Remark>,
    /// What was written beside it.
    pub comments: Vec<RawComment>,
    /// Paragraphs of which some words stand out.
    pub emphasis: Vec<RawEmphasis>,
    /// Why none of it can be relied on, where that is so.
    pub doubt: Option<String>,
}

/// A paragraph of which some words stand out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawEmphasis {
    pub words: String,
    pub on: Vec<Emphasised>,
}

impl RawEmphasis {
    /// None where nothing stands out.
    pub fn of(words: &str, on: Vec<Emphasised>) -> Option<RawEmphasis> {
        (!on.is_empty()).then(|| RawEmphasis { words: words.into(), on })
    }
}

/// A 批注 of the document, with the line that it stands beside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawComment {
    pub line: usize,
    /// The words that it is about, and the paragraph in which they stand.
    pub words: String,
    pub paragraph: String,
    /// The words of the cells right of its own, where it stands in a row of a table.
    pub behind: Vec<String>,
    pub by: String,
    pub date: Option<Date>,
    pub text: String,
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
    /// Only the order of the cells in their rows is known, not the columns they take.
    pub loose: bool,
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

impl GridCell {
    /// The words of the cell, those below its pictures too, a seam between its paragraphs.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for t in self.body.iter().filter_map(Line::shown).map(str::trim).filter(|t| !t.is_empty()) {
            if !out.is_empty() {
                out.push(SEAM);
            }
            out.push_str(t);
        }
        out
    }
}

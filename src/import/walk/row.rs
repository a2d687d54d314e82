//! A row of a table as it was met: its label, and the cells behind it.

use std::ops::Range;

/// How the cells of a row are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowShape {
    /// Each in its columns.
    Placed,
    /// Each in its columns, where no span can be wrong.
    Even,
    /// In their order, empty ones too.
    Counted,
    /// In their order; empty ones may be lost.
    Loose,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    Row(String),
    /// The rows of a group, where it stands itself in the place of a row.
    Group(Vec<String>),
    /// Words that are no label, or none.
    Other(String),
}

/// A cell behind a label; its words are empty where it is.
#[derive(Clone, Debug)]
pub struct HeldCell {
    pub text: String,
    pub cols: Option<Range<usize>>,
    pub tall: bool,
    /// It stood alone on its line, as a page's number does.
    pub lone: bool,
    /// It stands as the document's other cells do not: a page's number, if its row has all its cells without it.
    pub stray: bool,
}

impl HeldCell {
    /// One of several in their line.
    pub fn beside(text: &str) -> HeldCell {
        HeldCell { text: text.into(), cols: None, tall: false, lone: false, stray: false }
    }
    pub fn alone(text: &str) -> HeldCell {
        HeldCell { lone: true, ..HeldCell::beside(text) }
    }
}

/// A row as met.
#[derive(Clone, Debug)]
pub struct SeenRow {
    pub line: usize,
    pub label: Label,
    /// Its label as it stands there.
    pub words: String,
    pub shape: RowShape,
    /// Which heads it stands under.
    pub heads: usize,
    pub cells: Vec<HeldCell>,
    /// How many cells the whole row has, and how many of them come before the label ends.
    pub before: usize,
    /// Something near it was out of its place: its number may be another's.
    pub shaken: bool,
    /// Its cells stood in two lines, the second without a label: its sums have to show that they are one row's.
    pub in_two_lines: bool,
}

impl SeenRow {
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|c| c.text.as_str()).filter(|t| !t.is_empty())
    }
    /// It has numbers, and no label at all.
    pub fn has_numbers_alone(&self) -> bool {
        matches!(&self.label, Label::Other(w) if w.trim().is_empty()) && self.values().next().is_some()
    }
    /// Its cells without those that may be a page's number.
    pub fn sure(&self) -> Vec<usize> {
        (0..self.cells.len()).filter(|i| !self.cells[*i].stray).collect()
    }
    pub fn has_strays(&self) -> bool {
        self.cells.iter().any(|c| c.stray)
    }
}

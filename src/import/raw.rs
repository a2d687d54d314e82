//! What every reader yields: a document as a run of lines and cells, with nothing said about their meaning.

/// A piece of a document, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A paragraph, or a line of a flat table.
    Text(String),
    /// An empty cell that is known to be one.
    Blank,
    /// The end of a table row, or an empty line.
    Break,
}

/// A piece with the line of the source it came from, counted from 1.
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

//! A word in the head of a table, and a column of it as its heads say.

use super::scale::Scale;
use std::ops::Range;

/// A word in the head of a table.
#[derive(Clone, Debug)]
pub struct Word {
    pub text: String,
    /// The words of the official head; none where it is not understood.
    pub head: Option<String>,
    pub scale: Option<Scale>,
    pub row: usize,
    /// The columns it stands over, where they are known.
    pub cols: Option<Range<usize>>,
}

/// A column of the source, as its heads say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadSlot {
    /// Its key on the form; none where the form has no such column, or nobody knows.
    pub key: Option<String>,
    pub scale: Option<Scale>,
    pub cols: Option<Range<usize>>,
}

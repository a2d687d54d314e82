//! What a clerk changed by hand in a report that was made of a collection: kept when that is brought up to date, unless
//! it is said otherwise.

use crate::form::table::CellKey;
use std::collections::BTreeSet;

/// Whether somebody typed a number of a report over: it is no sum of what the report was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByHand {
    No,
    /// The sum was adjusted, before or since.
    Perhaps,
    Yes,
}

/// What somebody changed in a report by hand: a number, or a paragraph with the sentence of what the numbers cover.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HandMade {
    Cell(CellKey),
    Words(String),
}

/// What of it stays.
pub type KeptByHand = BTreeSet<HandMade>;

//! Whether parts of a whole go on behind a stop that ends others.

use super::super::words::words;
use super::lex::{Count, PlainPiece};
use super::{PlainParts, SumWalk};
use std::ops::Range;

impl<'p> SumWalk<'p> {
    /// Whether parts go on behind a semicolon: 「主动公开960件，占80%；不公开240件，占20%」.
    pub(super) fn goes_on(&self, pieces: Range<usize>, whole: &Count) -> bool {
        use PlainPiece::{Comma, Count, Percent, Words};
        match &self.pieces[pieces] {
            [Words(_), Count(c), Comma, Words(w), Percent(..), ..] => {
                c.unit == whole.unit && words().plain.shares.iter().any(|s| w.ends_with(s.as_str()))
            }
            _ => false,
        }
    }

    /// Whether parts stand each between semicolons: 「其中：动态38条；公告1条；解读6条」, 「其中：1.文件1条；2.动态12条」.
    pub(super) fn lists_on(&self, pieces: Range<usize>, whole: &Count, parts: &PlainParts<'p>) -> bool {
        use PlainPiece::{Count, Semicolon, Words};
        let one = !parts.foreign && !parts.stopped && !parts.all.is_empty();
        match &self.pieces[pieces] {
            [Words(_), Count(c)] | [Words(_), Count(c), Semicolon, ..] => one && c.unit == whole.unit,
            [Words(_), Count(c), PlainPiece::Comma] => one && c.unit == whole.unit,
            _ => false,
        }
    }

    /// Whether what remains of the whole is named: 「动态20条、公告30条，其他10条」.
    pub(super) fn is_rest(&self, pieces: Range<usize>, whole: &Count) -> bool {
        let rest = |w: &str| words().plain.rest.iter().any(|r| w == r);
        matches!(&self.pieces[pieces], [PlainPiece::Words(w), PlainPiece::Count(c), ..] if rest(w) && c.unit == whole.unit)
    }
}

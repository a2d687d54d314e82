//! What the stream of an old workbook is made of: records, and strings that go over several of them.

use super::PIECE;
use super::xls_styles::font_look;
use super::{SheetWords, WordsLook};
use crate::import::budget::Budget;
use crate::import::compound::{place, word};

/// The records from a place on: kind and bytes.
pub fn records(stream: &[u8], from: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = from;
    std::iter::from_fn(move || {
        let (kind, length) = (word(stream, at)?, usize::from(word(stream, at.checked_add(2)?)?));
        let body = stream.get(at + 4..at.checked_add(4 + length)?)?;
        at += 4 + length;
        Some((kind, body))
    })
}

/// Strings in a record and those that continue it.
pub struct Strings<'a> {
    records: std::vec::IntoIter<&'a [u8]>,
    rest: &'a [u8],
}

impl<'a> Strings<'a> {
    pub fn of(records: Vec<&'a [u8]>) -> Strings<'a> {
        let mut records = records.into_iter();
        let rest = records.next().unwrap_or_default();
        Strings { records, rest }
    }

    /// So many bytes, or those up to the end of the record.
    fn some(&mut self, most: usize) -> &'a [u8] {
        let (some, rest) = self.rest.split_at(most.min(self.rest.len()));
        self.rest = rest;
        some
    }

    /// Goes on to the next record where this one is at its end.
    fn go_on(&mut self) -> Option<()> {
        if self.rest.is_empty() {
            self.rest = self.records.next()?;
        }
        Some(())
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            self.go_on()?;
            bytes -= self.some(bytes).len();
        }
        Some(())
    }

    /// The next string, its characters in the looks that these fonts give them.
    pub fn next(&mut self, fonts: &[WordsLook], budget: &Budget<'_>) -> Option<SheetWords> {
        self.go_on()?;
        let head = self.some(3);
        let (count, mut flags) = (usize::from(word(head, 0)?), *head.get(2)?);
        if !budget.take(1 + count / PIECE) {
            return None;
        }
        let runs = if flags & 8 != 0 { usize::from(word(self.some(2), 0)?) * 4 } else { 0 };
        let more = if flags & 4 != 0 { place(self.some(4), 0)? } else { 0 };
        let mut units: Vec<u16> = Vec::new();
        while units.len() < count {
            if self.rest.is_empty() {
                self.go_on()?;
                // A string that goes on says anew how wide its characters are.
                flags = *self.some(1).first()?;
            }
            let left = count - units.len();
            match flags & 1 {
                0 => units.extend(self.some(left).iter().map(|c| u16::from(*c))),
                _ => {
                    let pairs = self.some(left * 2).chunks(2);
                    units.extend(pairs.map(|c| u16::from_le_bytes([c[0], c.get(1).copied().unwrap_or(0)])));
                }
            }
        }
        let runs = self.runs(runs, fonts)?;
        self.skip(more)?;
        let mut out = SheetWords::default();
        // Before the first of them the look is that of the cell.
        let mut from = (0, None);
        for (at, look) in runs.into_iter().map(|(at, look)| (at, Some(look))).chain([(units.len(), None)]) {
            let own = units.get(from.0..at.min(units.len())).unwrap_or_default();
            out.push(&String::from_utf16_lossy(own), from.1);
            from = (at, look);
        }
        Some(out)
    }

    /// From which character on which look holds: four bytes each, which another record may go on with.
    fn runs(&mut self, bytes: usize, fonts: &[WordsLook]) -> Option<Vec<(usize, WordsLook)>> {
        let mut all = Vec::new();
        while all.len() < bytes {
            self.go_on()?;
            let more = self.some(bytes - all.len());
            all.extend_from_slice(more);
        }
        let look = |run: &[u8]| Some((usize::from(word(run, 0)?), font_look(fonts, word(run, 2)?.into())));
        all.chunks_exact(4).map(look).collect()
    }
}

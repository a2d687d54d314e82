//! The pieces that the text of an old Word document is put together of, in its order ([MS-DOC] 2.8.35, 2.9.38).

use super::formatting::PAGE;
use crate::import::compound::{long, place, slice, word};

/// A piece of the text: characters, where in the file, whether one byte each.
pub(super) struct TextPiece {
    count: usize,
    at: usize,
    narrow: bool,
}

impl TextPiece {
    /// Its bytes, if they lie in the file.
    pub fn bytes<'a>(&self, main: &'a [u8]) -> Option<&'a [u8]> {
        slice(main, self.at, if self.narrow { self.count } else { self.count.checked_mul(2)? })
    }

    /// Its characters, each with its place in the file.
    pub fn chars<'a>(&self, main: &'a [u8]) -> Box<dyn Iterator<Item = (char, usize)> + 'a> {
        let (bytes, start) = (self.bytes(main).unwrap_or_default(), self.at);
        if self.narrow {
            let decoded = bytes.chunks(PAGE).flat_map(|b| {
                let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(b);
                text.chars().collect::<Vec<_>>()
            });
            return Box::new(decoded.enumerate().map(move |(i, c)| (c, start + i)));
        }
        let units = bytes.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]]));
        Box::new(char::decode_utf16(units).scan(start, |at, c| {
            let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
            let here = *at;
            *at += 2 * c.len_utf16();
            Some((c, here))
        }))
    }
}

/// The piece table within the Clx.
pub(super) fn pieces(mut clx: &[u8]) -> Option<Vec<TextPiece>> {
    while *clx.first()? == 1 {
        clx = clx.get(3 + usize::from(word(clx, 1)?)..)?;
    }
    if *clx.first()? != 2 {
        return None;
    }
    let table = slice(clx, 5, place(clx, 1)?)?;
    let count = table.len().checked_sub(4)? / 12;
    (0..count)
        .map(|i| {
            let (from, to) = (place(table, 4 * i)?, place(table, 4 * (i + 1))?);
            let raw = long(table, 4 * (count + 1) + 8 * i + 2)?;
            let narrow = raw & 0x4000_0000 != 0;
            let at = usize::try_from(raw & 0x3fff_ffff).ok()?;
            Some(TextPiece { count: to.checked_sub(from)?, at: if narrow { at / 2 } else { at }, narrow })
        })
        .collect()
}

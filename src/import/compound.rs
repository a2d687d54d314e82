//! Compound files ([MS-CFB]), in which Office kept its documents before 2007, and keeps encrypted ones today.

use super::ImportError;
use crate::form::bounds::between;
use std::io::{Cursor, Read};

/// A compound file that somebody can read.
pub struct Compound<'a> {
    file: cfb::CompoundFile<Cursor<&'a [u8]>>,
    /// Streams of a whole file hold no more than the file: so many bytes are left.
    most: usize,
}

impl<'a> Compound<'a> {
    /// Opens it, unless it is encrypted.
    pub fn open(bytes: &'a [u8], name: &str) -> Result<Compound<'a>, ImportError> {
        let damaged = || ImportError::Damaged { name: name.into() };
        if names_tables_over_and_over(bytes) {
            return Err(damaged());
        }
        let file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged())?;
        if file.exists("/EncryptedPackage") || file.exists("/EncryptionInfo") {
            return Err(ImportError::Encrypted { name: name.into() });
        }
        Ok(Compound { file, most: bytes.len() })
    }

    /// Whether it has a stream of that name.
    pub fn has(&self, stream: &str) -> bool {
        self.file.exists(stream)
    }

    /// A stream's bytes, if it is there and whole.
    pub fn stream(&mut self, name: &str) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        self.file.open_stream(name).ok()?.take(self.most as u64).read_to_end(&mut out).ok()?;
        self.most -= out.len();
        Some(out)
    }
}

/// Whether a compound file names more sectors of tables than a file of its length can have: each is read, and the
/// same one may be named any number of times. ([MS-CFB] 2.5.)
fn names_tables_over_and_over(bytes: &[u8]) -> bool {
    /// What ends a chain, or stands for no sector.
    const NONE: usize = 0xffff_fffa;
    let sector = 1usize << between(word(bytes, 0x1e).unwrap_or(9), 9, 12);
    let entries = sector / 4;
    let tables = bytes.len() / sector / entries + 1;
    let mut next = place(bytes, 0x44);
    for _ in 0..tables / entries + 2 {
        let Some(at) = next.filter(|n| *n < NONE) else { return false };
        next = at.checked_add(2).and_then(|n| place(bytes, n.checked_mul(sector)? - 4));
    }
    next.is_some_and(|n| n < NONE)
}

/// Two bytes as a number.
pub fn word(b: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(b.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// Four bytes as a number.
pub fn long(b: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(b.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// Four bytes as a place or a length.
pub fn place(b: &[u8], at: usize) -> Option<usize> {
    usize::try_from(long(b, at)?).ok()
}

/// So many bytes from a place on.
pub fn slice(b: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    b.get(at..at.checked_add(length)?)
}

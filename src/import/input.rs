//! A file's content as the importers look at it to know it: what kind of container it is told once, here, and what
//! stands in it; its text is decoded once.

use super::budget::{Budget, MOST_SOURCE};
use super::compound::Compound;
use super::package::Package;
use super::{ImportError, decode};
use std::cell::OnceCell;

/// The bytes of a file, and what is known of them.
pub struct Input<'a> {
    pub bytes: &'a [u8],
    /// The file's, for what is said of it.
    pub name: &'a str,
    pub budget: &'a Budget<'a>,
    holds: Holds<'a>,
    text: OnceCell<Option<String>>,
}

/// What kind of container it is.
enum Holds<'a> {
    Package(Package<'a>),
    Compound(Compound<'a>),
    /// None: a stream of bytes, or text.
    Bytes,
}

impl<'a> Input<'a> {
    /// Opens the container, where it is one.
    pub fn open(bytes: &'a [u8], name: &'a str, budget: &'a Budget<'a>) -> Result<Input<'a>, ImportError> {
        let holds = if bytes.starts_with(b"PK\x03\x04") {
            Holds::Package(Package::open(bytes, name, budget)?)
        } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            Holds::Compound(Compound::open(bytes, name)?)
        } else {
            Holds::Bytes
        };
        Ok(Input { bytes, name, budget, holds, text: OnceCell::new() })
    }

    /// Whether it is a zip archive: a document of many parts, or anything packed.
    pub fn is_package(&self) -> bool {
        matches!(self.holds, Holds::Package(_))
    }

    /// The name of the part that an Office package calls its main one, where it is there.
    pub fn main_part(&self) -> Option<&str> {
        match &self.holds {
            Holds::Package(p) => Some(p.main()).filter(|m| p.has(m)),
            _ => None,
        }
    }

    /// Whether it is a zip archive with this part.
    pub fn has_part(&self, part: &str) -> bool {
        matches!(&self.holds, Holds::Package(p) if p.has(part))
    }

    /// Whether it is a zip archive with a part of this name in any case.
    pub fn has_part_like(&self, part: &str) -> bool {
        matches!(&self.holds, Holds::Package(p) if p.like(part).is_some())
    }

    /// Whether it is a compound file, as Office wrote them before 2007.
    pub fn is_compound(&self) -> bool {
        matches!(self.holds, Holds::Compound(_))
    }

    /// Whether it is a compound file with this stream.
    pub fn has_stream(&self, stream: &str) -> bool {
        matches!(&self.holds, Holds::Compound(c) if c.has(stream))
    }

    /// Its text, where it is text of a length that is read.
    pub fn text(&self) -> Option<&str> {
        let decoded = || (self.bytes.len() <= MOST_SOURCE).then(|| decode::page(self.bytes)).flatten();
        self.text.get_or_init(decoded).as_deref()
    }

    /// The zip archive that it is.
    pub fn into_package(self) -> Result<Package<'a>, ImportError> {
        match self.holds {
            Holds::Package(p) => Ok(p),
            _ => Err(ImportError::Damaged { name: self.name.into() }),
        }
    }

    /// The compound file that it is.
    pub fn into_compound(self) -> Result<Compound<'a>, ImportError> {
        match self.holds {
            Holds::Compound(c) => Ok(c),
            _ => Err(ImportError::Damaged { name: self.name.into() }),
        }
    }

    /// The text that it is.
    pub fn into_text(self) -> Result<String, ImportError> {
        let name = self.name.to_string();
        if self.bytes.len() > MOST_SOURCE {
            return Err(ImportError::TooMuch { name });
        }
        // It may be decoded already, for somebody who wanted to know it.
        let decoded = self.text.into_inner().unwrap_or_else(|| decode::page(self.bytes));
        decoded.ok_or_else(|| unreadable(self.bytes, &name))
    }
}

/// Why bytes that no reader knows are not read.
pub fn unreadable(bytes: &[u8], name: &str) -> ImportError {
    let name = name.to_string();
    match image::guess_format(bytes) {
        Ok(_) => ImportError::Picture { name },
        Err(_) => ImportError::Binary { name },
    }
}

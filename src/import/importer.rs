//! What a reader of a format is: how a document of it is known, what it gives, and what the clerk says besides.

use super::ImportError;
use super::input::Input;
use super::raw::{Raw, Remark};
use crate::format::Format;
use crate::report::Report;

/// What the clerk says of a document besides the document itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// It decides where the document doesn't say.
    pub year: Option<u16>,
    /// Sheets of a workbook that are meant, where several hold the same table.
    pub sheets: Vec<String>,
    /// The sheet of a workbook that alone is the document.
    pub alone: Option<String>,
}

impl From<Option<u16>> for Hints {
    fn from(year: Option<u16>) -> Hints {
        Hints { year, ..Hints::default() }
    }
}

/// A format of documents: how one is known by its content, never by its file's name, and who reads it.
pub struct Importer {
    pub format: Format,
    pub is: fn(&Input<'_>) -> bool,
    /// `None` where it is known but not read.
    pub read: Option<fn(Input<'_>) -> Result<Imported, ImportError>>,
}

/// What a document gave.
pub enum Imported {
    /// Its lines and tables, for the recogniser.
    Raw(Raw),
    /// The same of each sheet of a workbook, and what is to be said of all.
    Sheets(Vec<SheetRaw>, Vec<Remark>),
    /// Of data with keys: the report itself.
    Report(Box<Report>),
}

/// A sheet of a workbook: its name, and what stands in it.
pub struct SheetRaw {
    pub name: String,
    pub raw: Raw,
}

/// A format that nobody reads here; what it is can be said.
pub const fn unread(
    name: &'static str,
    extensions: &'static [&'static str],
    is: fn(&Input<'_>) -> bool,
) -> Importer {
    Importer { format: Format { name, extensions }, is, read: None }
}

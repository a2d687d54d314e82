//! What the window learns of work that the clerk waited for.

use super::auditing::AuditTable;
use super::foreground::Batch;
use super::reading::{Purpose, WhichSheet};
use super::version_read::VersionRead;
use crate::import::plain_rows::PlainRows;
use crate::store::StoreError;
use crate::store::versions::Version;
use std::path::PathBuf;

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Arrived {
    Nothing,
    Opened,
    /// Notes have to be looked at first.
    Review,
    /// There is unsaved work in its way that the clerk was not asked about.
    Unsaved,
    /// A workbook holds several reports.
    WhichSheet(WhichSheet),
    /// Another report is there to be looked at.
    Other(Purpose),
    /// The versions kept of the open report.
    Versions(Vec<Version>),
    /// One of them, as it was then.
    Version(Result<VersionRead, StoreError>),
    /// Whether a file stands in the way at this place.
    Stands(PathBuf, bool),
    /// What became of many reports that were sent out.
    Many(Batch),
    /// Many reports that were judged.
    Audited(AuditTable),
    /// A collection was saved, or was not.
    CollectionSaved(bool),
    /// A table was read, by its rows.
    Rows(PlainRows),
    /// Reports came into the collection.
    Taken,
    /// The report of the collection's sums is open.
    SumsReport,
    /// A report that was made of the collection waits to be brought up to date.
    Update,
    /// It is done, and told.
    Done,
    Failed,
}

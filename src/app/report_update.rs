//! A report that was made of a collection and waits to be brought up to date.

use super::collecting::made_report::MadeReport;
use super::collection_known::CollectionKnown;
use std::path::PathBuf;
use std::sync::Arc;

/// What changes, before it is made.
pub struct Update {
    pub path: PathBuf,
    pub made: MadeReport,
    /// What it is brought up to.
    pub(super) known: Arc<CollectionKnown>,
}

//! What was made of the open report since it was opened.

use crate::report::Shared;
use std::path::PathBuf;

/// A document that was made of the report, or a printout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentOut {
    /// The folder of a 发布包; nothing of a printout.
    pub file: Option<PathBuf>,
    /// When it was made, in words.
    pub at: String,
    /// The report as it stood then.
    pub report: Shared,
}

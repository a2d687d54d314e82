//! Somebody else's report, looked at without being opened: what is found in it, and what it is called.

use crate::checks::{self, Finding};
use crate::report::{Date, Report, Shared};
use std::path::PathBuf;
use std::sync::Arc;

/// See the module.
pub struct Other {
    pub path: PathBuf,
    pub report: Shared,
    pub findings: Vec<Finding>,
}

impl Other {
    /// Looks at a report that stands at `path`.
    pub fn of(report: Report, path: PathBuf, today: Option<Date>) -> Other {
        let findings = checks::run(&report, today);
        Other { path, report: Arc::new(report), findings }
    }

    /// The file's name.
    pub fn name(&self) -> String {
        self.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

//! Somebody else's report, looked at without being opened: what is found in it, and what it is called.

use super::open;
use crate::checks::{self, Finding};
use crate::report::{Date, Predecessor, Report, Shared};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The report with its findings and the file it came from.
pub struct OtherReport {
    pub path: PathBuf,
    /// Of the file's bytes.
    digest: String,
    /// It is the open report's own file.
    pub(super) is_open: bool,
    pub report: Shared,
    /// The worst first.
    pub findings: Vec<Finding>,
    /// The open report as it went out before this one came back, where that is kept on the disk.
    pub then: Option<Shared>,
}

impl OtherReport {
    /// Looks at a report that stands at `path`.
    pub fn of(
        report: Report,
        path: PathBuf,
        digest: String,
        is_open: bool,
        today: Option<Date>,
    ) -> OtherReport {
        let findings = judged(&report, today);
        OtherReport { path, digest, is_open, report: Arc::new(report), findings, then: None }
    }

    /// Judges it against its own last year's report too.
    pub fn take_last(&mut self, last: OtherReport, today: Option<Date>) {
        let mut report = (*self.report).clone();
        report.notes.extend(open::of_last(&last.report.notes));
        report.predecessor = Some(last.into_predecessor(None));
        self.findings = judged(&report, today);
        self.report = Arc::new(report);
    }

    /// As last year's of a report that stands at `beside`.
    pub(super) fn into_predecessor(self, beside: Option<&Path>) -> Predecessor {
        let path = open::path_from(beside, &self.path);
        Predecessor { path, digest: self.digest, snapshot: self.report.snapshot().into() }
    }

    /// The file's name.
    pub fn name(&self) -> String {
        self.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

/// What is found, the worst first.
fn judged(report: &Report, today: Option<Date>) -> Vec<Finding> {
    let mut findings = checks::run(report, today);
    findings.sort_by_key(|f| f.level);
    findings
}

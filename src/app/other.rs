//! Somebody else's report, looked at without being opened: what is found in it, and what it is called.

use super::message::Message;
use super::open;
use super::session::Session;
use crate::checks::{self, Finding};
use crate::report::edit::Edit;
use crate::report::{Date, Predecessor, Report, Shared};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The report with its findings and the file it came from.
pub struct Other {
    pub path: PathBuf,
    /// Of the file's bytes.
    digest: String,
    /// It is the open report's own file.
    is_open: bool,
    pub report: Shared,
    pub findings: Vec<Finding>,
}

impl Other {
    /// Looks at a report that stands at `path`.
    pub fn of(report: Report, path: PathBuf, digest: String, is_open: bool, today: Option<Date>) -> Other {
        let findings = checks::run(&report, today);
        Other { path, digest, is_open, report: Arc::new(report), findings }
    }

    /// Judges it against its own last year's report too.
    pub fn take_last(&mut self, last: Other, today: Option<Date>) {
        let mut report = (*self.report).clone();
        report.predecessor = Some(last.into_predecessor(None));
        self.findings = checks::run(&report, today);
        self.report = Arc::new(report);
    }

    /// As last year's of a report that stands at `beside`.
    fn into_predecessor(self, beside: Option<&Path>) -> Predecessor {
        let path = open::path_from(beside, &self.path);
        Predecessor { path, digest: self.digest, snapshot: self.report.snapshot().into() }
    }

    /// The file's name.
    pub fn name(&self) -> String {
        self.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

impl Session {
    /// Takes what was looked at as last year's report of the open one.
    pub fn take_as_last(&mut self) {
        let (Some(o), Some(year)) = (self.other.take(), self.report().map(|r| r.year)) else { return };
        let theirs = o.report.year;
        if o.is_open || self.report().is_some_and(|r| r.snapshot() == o.report.snapshot()) {
            return self.tell(Message::bad("选的就是打开着的这一份，没有改动；请选去年的报告。"));
        }
        if let Some(open) = &mut self.open {
            open.keeping.sources.push(o.path.clone());
        }
        let last = o.into_predecessor(self.path());
        self.apply("指定去年的报告", None, [Edit::Predecessor(Some(Box::new(last)))]);
        let words = match theirs.checked_add(1) == Some(year) {
            true => "已和去年的报告对照着审核；F3 并排看。".to_string(),
            false => {
                format!("请注意：选的是{theirs}年的报告，打开的是{year}年的；已照样对照，选错了可以撤销。")
            }
        };
        self.tell(Message::good(words));
    }
}

//! What was made of the open report: known with its file, so that it is still known when it is opened again.

use crate::report::Shared;
use crate::store::path_text;
use crate::store::settings::SentNote;
use std::path::{Path, PathBuf};

/// A document that was made of the report, or a printout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentOut {
    /// The folder of a 发布包; nothing of a printout.
    pub file: Option<PathBuf>,
    /// When it was made, in words.
    pub at: String,
    /// The report as it stood then, where that was since it was opened.
    report: Option<Shared>,
    /// Of the report's file where that holds it so; empty where none ever did.
    digest: String,
    /// Of the document as it was written; empty of a folder and a printout.
    made: String,
}

impl SentOut {
    pub fn new(document: Option<(PathBuf, String)>, at: String, report: Shared) -> SentOut {
        let (file, made) = document.unzip();
        SentOut { file, at, report: Some(report), digest: String::new(), made: made.unwrap_or_default() }
    }
    /// The report's file holds `report` now.
    pub fn stands_in_file(&mut self, report: &Shared, digest: &str) {
        if self.report.as_ref() == Some(report) {
            self.digest = digest.into();
        }
    }
    /// Whether the report is still what it was made of; `digest` is of its file, where that is how it stands.
    pub fn holds(&self, report: &Shared, digest: Option<&str>) -> bool {
        self.report.as_ref().map_or(digest == Some(self.digest.as_str()), |then| then == report)
    }
    /// The report as it stood then, where that was since it was opened.
    pub fn report(&self) -> Option<&Shared> {
        self.report.as_ref()
    }
    /// Of the report's file that held it so.
    pub fn digest(&self) -> Option<&str> {
        Some(self.digest.as_str()).filter(|d| !d.is_empty())
    }
    /// Of the document as it was written.
    pub fn made(&self) -> Option<&str> {
        Some(self.made.as_str()).filter(|d| !d.is_empty())
    }
    /// To be remembered with the report's file.
    pub fn note(&self, of: &str) -> SentNote {
        let file = self.file.as_deref().and_then(path_text::text).unwrap_or_default();
        let (digest, made) = (self.digest.clone(), self.made.clone());
        SentNote { of: of.into(), file, at: self.at.clone(), digest, made }
    }
    /// What is remembered of a report's file.
    pub fn of_file(notes: &[SentNote], file: &Path) -> Vec<SentOut> {
        let name = path_text::text(file);
        let of = notes.iter().filter(|n| Some(&n.of) == name.as_ref());
        let sent = of.map(|n| SentOut {
            file: Some(n.file.as_str()).filter(|f| !f.is_empty()).and_then(path_text::path),
            at: n.at.clone(),
            report: None,
            digest: n.digest.clone(),
            made: n.made.clone(),
        });
        sent.collect()
    }
}

//! Where a document is read, and for whom.

use super::claim::{ClaimedFile, LockClaim, NamedPath};
use super::keeping::Leaving;
use crate::import::Hints;
use crate::import::budget::Budget;
use crate::report::Shared;
use crate::store::{Disk, versions};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Where it is read, and for whom.
pub struct ReadContext {
    pub disk: Arc<dyn Disk>,
    /// The sheets of a workbook that the clerk chose.
    pub(super) sheets: Vec<String>,
    /// The open report's file.
    pub(super) own: Option<NamedPath>,
    /// Somebody else has its lock.
    pub(super) reads_only: bool,
    /// Files that are being let go of.
    pub(super) leaving: Vec<Leaving>,
    /// Where the versions of the open report are kept, and the digest of the one that went out as a Word file.
    pub(super) went_out: Option<(PathBuf, String)>,
}

impl ReadContext {
    /// A reader beside no open report.
    pub fn new(disk: Arc<dyn Disk>) -> ReadContext {
        ReadContext {
            disk,
            sheets: Vec::new(),
            own: None,
            reads_only: false,
            leaving: Vec::new(),
            went_out: None,
        }
    }
    pub(super) fn hints(&self) -> Hints {
        Hints { sheets: self.sheets.clone(), ..Hints::default() }
    }
    /// The open report as it went out.
    pub(super) fn then(&self) -> Option<Shared> {
        let ((data, digest), own) = (self.went_out.as_ref()?, self.own.as_ref()?);
        versions::of_digest(&*self.disk, data, &own.path, digest).map(Shared::new)
    }
    pub(super) fn is_own(&self, at: &NamedPath) -> bool {
        self.own.as_ref().is_some_and(|own| own.is(&*self.disk, at))
    }
    /// The lock of a document that is about to be opened. What we are just letting go of is waited for.
    pub(super) fn claim(&self, path: &Path, budget: &Budget<'_>) -> ClaimedFile {
        const SOON: Duration = Duration::from_millis(20);
        let at = NamedPath::of(&*self.disk, path);
        if self.is_own(&at) && !self.reads_only {
            return ClaimedFile { at, claim: LockClaim::Own };
        }
        let same = |l: &&Leaving| l.at.as_ref().is_some_and(|left| left.is(&*self.disk, &at));
        for l in self.leaving.iter().filter(same) {
            while !l.is_done(SOON) && !budget.is_called_off() {}
        }
        let claim = LockClaim::ask(&self.disk, path, false);
        ClaimedFile { at, claim }
    }
}

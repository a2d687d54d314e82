//! One file and two editors: what the clerk has to decide where somebody else has the document open, or wrote to its
//! file meanwhile.

use super::differences::{self, Difference};
use super::merge;
use super::ticks::Ticks;
use crate::report::{Report, Shared};
use crate::store::StoreError;
use crate::store::lock::Holder;
use crate::store::watch::Theirs;

/// What a clerk has to decide about the document's file.
#[derive(Clone, Debug)]
pub enum Question {
    /// Somebody has it open.
    Locked(Holder),
    /// Others wrote to it.
    Changed(Box<Change>),
}

/// A file that others wrote to while it was open here.
#[derive(Clone, Debug)]
pub struct Change {
    /// What stands there now, if it can be read.
    pub theirs: Result<Shared, StoreError>,
    pub differences: Vec<Difference>,
    /// Those that only they made since the file was last the same as ours.
    pub only_theirs: Vec<bool>,
    pub(super) digest: String,
}

impl Change {
    pub(super) fn between(mine: &Report, base: Option<&Shared>, theirs: Theirs) -> Change {
        let Theirs { report, digest } = theirs;
        let differences = report.as_ref().map(|t| differences::between(mine, t)).unwrap_or_default();
        let only = |d: &Difference| base.is_some_and(|b| merge::only_theirs(b, mine, &d.what));
        let only_theirs = differences.iter().map(only).collect();
        Change { theirs: report, differences, only_theirs, digest }
    }
    /// What only they changed is ticked.
    pub fn ticks(&self) -> Ticks {
        Ticks::new(&self.differences, |i| self.only_theirs[i])
    }
}

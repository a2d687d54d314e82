//! What the window works on: a report, a collection of many, or nothing yet. Commands ask it whether they can be given.

use super::open_collection::OpenCollection;
use super::open_report::OpenReport;

/// See the module.
#[derive(Clone, Copy)]
pub enum WorkedOn<'a> {
    Nothing,
    Report(&'a OpenReport),
    Collection(&'a OpenCollection),
}

impl<'a> WorkedOn<'a> {
    pub fn report(self) -> Option<&'a OpenReport> {
        match self {
            WorkedOn::Report(o) => Some(o),
            _ => None,
        }
    }
    pub fn collection(self) -> Option<&'a OpenCollection> {
        match self {
            WorkedOn::Collection(c) => Some(c),
            _ => None,
        }
    }
    /// Name of the step that 撤销 takes back.
    pub fn undo_name(self) -> Option<&'a str> {
        match self {
            WorkedOn::Nothing => None,
            WorkedOn::Report(o) => o.document().undo_name(),
            WorkedOn::Collection(c) => c.work().undo_name(),
        }
    }
    /// Name of the step that 重做 brings again.
    pub fn redo_name(self) -> Option<&'a str> {
        match self {
            WorkedOn::Nothing => None,
            WorkedOn::Report(o) => o.document().redo_name(),
            WorkedOn::Collection(c) => c.work().redo_name(),
        }
    }
}

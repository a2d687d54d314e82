//! A report being edited: its history, its revision, and whether it is saved. One step is one thing the
//! clerk did; keystrokes in one place within a step are one step.

use super::edit::{Edit, Spot};
use super::{Report, Shared};
use std::sync::Arc;

/// How many steps can be taken back.
const STEPS: usize = 2000;

/// A step of the history: the report before it.
#[derive(Clone, Debug)]
struct HistoryStep {
    before: Shared,
    name: String,
    spot: Spot,
    /// Steps with the same group that follow one another are one.
    group: Option<String>,
}

/// A report with its history.
#[derive(Clone, Debug)]
pub struct Document {
    report: Shared,
    past: std::collections::VecDeque<HistoryStep>,
    future: Vec<HistoryStep>,
    saved: Option<Shared>,
    revision: u64,
}

impl Document {
    /// A document not saved yet.
    pub fn new(report: Report) -> Document {
        Document {
            report: Arc::new(report),
            past: Default::default(),
            future: Vec::new(),
            saved: None,
            revision: 1,
        }
    }

    /// A document as it stands in its file.
    pub fn opened(report: Report) -> Document {
        let mut d = Document::new(report);
        d.saved = Some(d.report.clone());
        d
    }

    /// The report as it stands.
    pub fn report(&self) -> &Shared {
        &self.report
    }

    /// Grows with every change, undo and redo: what was made from the report holds while this stands.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether something would be lost without saving.
    pub fn is_changed(&self) -> bool {
        self.saved.as_ref().is_none_or(|s| !Arc::ptr_eq(s, &self.report) && **s != *self.report)
    }

    /// Notes that `report` stands in the file now.
    pub fn mark_saved(&mut self, report: Shared) {
        self.saved = Some(report);
        self.end_group();
    }

    /// What stands in the file, as far as is known.
    pub fn saved(&self) -> Option<&Shared> {
        self.saved.as_ref()
    }

    /// Notes that the file is gone: everything would be lost.
    pub fn mark_unsaved(&mut self) {
        self.saved = None;
    }

    /// Carries out edits as one step called `name`. Returns false if nothing changed.
    pub fn apply(&mut self, name: &str, edits: impl IntoIterator<Item = Edit>) -> bool {
        self.apply_grouped(name, None, edits)
    }

    /// Like `apply`; follows on to the step before if that has the same group.
    pub fn apply_grouped(
        &mut self,
        name: &str,
        group: Option<&str>,
        edits: impl IntoIterator<Item = Edit>,
    ) -> bool {
        let mut edits = edits.into_iter().peekable();
        let Some(spot) = edits.peek().map(Edit::spot) else { return false };
        let mut next = (*self.report).clone();
        edits.for_each(|e| e.apply(&mut next));
        if next == *self.report {
            return false;
        }
        let before = std::mem::replace(&mut self.report, Arc::new(next));
        self.revision = self.revision.saturating_add(1);
        self.future.clear();
        let joins = group.is_some() && self.past.back().is_some_and(|s| s.group.as_deref() == group);
        if !joins {
            self.past.push_back(HistoryStep {
                before,
                name: name.into(),
                spot,
                group: group.map(Into::into),
            });
            if self.past.len() > STEPS {
                self.past.pop_front();
            }
        }
        true
    }

    /// The next keystroke begins a new step.
    pub fn end_group(&mut self) {
        if let Some(s) = self.past.back_mut() {
            s.group = None;
        }
    }

    /// Name of the step that undo takes back.
    pub fn undo_name(&self) -> Option<&str> {
        self.past.back().map(|s| s.name.as_str())
    }

    /// Name of the step that redo brings again.
    pub fn redo_name(&self) -> Option<&str> {
        self.future.last().map(|s| s.name.as_str())
    }

    /// Takes the last step back; says where it was.
    pub fn undo(&mut self) -> Option<Spot> {
        let step = self.past.pop_back()?;
        let now = std::mem::replace(&mut self.report, step.before);
        self.revision = self.revision.saturating_add(1);
        let spot = step.spot.clone();
        self.future.push(HistoryStep { before: now, group: None, ..step });
        Some(spot)
    }

    /// Brings the last undone step again; says where it is.
    pub fn redo(&mut self) -> Option<Spot> {
        let step = self.future.pop()?;
        let now = std::mem::replace(&mut self.report, step.before);
        self.revision = self.revision.saturating_add(1);
        let spot = step.spot.clone();
        self.past.push_back(HistoryStep { before: now, ..step });
        Some(spot)
    }
}

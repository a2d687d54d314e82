//! A report being edited: its history, its revision, and whether it is saved. One step is one thing the
//! clerk did; keystrokes in one place within a step are one step.

use super::change::ReportChange;
use super::edit::{Edit, Spot};
use super::last_years_text::come_in;
use super::weight::TooHeavy;
use super::{Report, Shared};
use std::sync::Arc;

/// How many steps can be taken back.
const STEPS: usize = 2000;
/// And what they may take of memory together, in bytes: steps of a whole report's text are forgotten earlier.
const MOST_BYTES: usize = 40 << 20;

/// A step of the history: what makes the report on its other side.
#[derive(Clone, Debug)]
struct HistoryStep {
    change: ReportChange,
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

/// What came of edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    pub changed: bool,
    /// Characters that nobody sees were taken out of the words.
    pub unseen: bool,
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
        self.apply_grouped(name, None, edits).is_ok_and(|a| a.changed)
    }

    /// Like `apply`; follows on to the step before if that has the same group. Says why where it would be too much
    /// for a report.
    pub fn apply_grouped(
        &mut self,
        name: &str,
        group: Option<&str>,
        edits: impl IntoIterator<Item = Edit>,
    ) -> Result<Applied, TooHeavy> {
        let mut edits = edits.into_iter().peekable();
        let nothing = Applied { changed: false, unseen: false };
        let Some(spot) = edits.peek().map(Edit::spot) else { return Ok(nothing) };
        let mut next = (*self.report).clone();
        let past = &self.past;
        edits.for_each(|e| {
            come_in::apply(e, &mut next, past.iter().rev().flat_map(|s| s.change.paras()));
        });
        let unseen = next.make_seen();
        if next == *self.report {
            return Ok(Applied { unseen, ..nothing });
        }
        next.weighed()?;
        let joins = group.is_some() && self.past.back().is_some_and(|s| s.group.as_deref() == group);
        let before = std::mem::replace(&mut self.report, Arc::new(next));
        self.revision = self.revision.saturating_add(1);
        self.future.clear();
        match self.past.back_mut().filter(|_| joins) {
            Some(step) => {
                // What stood before the first of them.
                let mut first = (*before).clone();
                step.change.clone().apply(&mut first);
                step.change = ReportChange::between(&self.report, &first);
            }
            None => {
                let change = ReportChange::between(&self.report, &before);
                self.past.push_back(HistoryStep {
                    change,
                    name: name.into(),
                    spot,
                    group: group.map(Into::into),
                });
            }
        }
        self.forget();
        Ok(Applied { changed: true, unseen })
    }

    /// About how many bytes the history takes.
    pub fn memory(&self) -> usize {
        self.past.iter().chain(&self.future).map(|s| s.change.size()).sum()
    }

    /// Lets the oldest steps go where there are too many, or they take too much.
    fn forget(&mut self) {
        let mut room = MOST_BYTES;
        let fits = |s: &&HistoryStep| {
            let left = room.checked_sub(s.change.size());
            room = left.unwrap_or(0);
            left.is_some()
        };
        let kept = self.past.iter().rev().take(STEPS).take_while(fits).count().max(1);
        self.past.drain(..self.past.len().saturating_sub(kept));
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
        let spot = step.spot.clone();
        let back = self.turn(step);
        self.future.push(HistoryStep { group: None, ..back });
        Some(spot)
    }

    /// Brings the last undone step again; says where it is.
    pub fn redo(&mut self) -> Option<Spot> {
        let step = self.future.pop()?;
        let spot = step.spot.clone();
        let back = self.turn(step);
        self.past.push_back(back);
        Some(spot)
    }

    /// Goes to the other side of a step, which then leads back.
    fn turn(&mut self, step: HistoryStep) -> HistoryStep {
        let mut next = (*self.report).clone();
        step.change.apply(&mut next);
        let now = std::mem::replace(&mut self.report, Arc::new(next));
        self.revision = self.revision.saturating_add(1);
        HistoryStep { change: ReportChange::between(&self.report, &now), ..step }
    }
}

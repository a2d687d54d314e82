//! A collection being worked on: its history, and whether it is saved. Reports are shared between the steps, so each
//! costs little.

use super::Collection;
use super::edit::CollectEdit;
use super::weight::TooMany;
use std::collections::VecDeque;
use std::sync::Arc;

/// How many steps can be taken back.
const STEPS: usize = 200;

/// A collection with its history.
#[derive(Clone, Debug)]
pub struct Collecting {
    now: Arc<Collection>,
    past: VecDeque<(&'static str, Arc<Collection>)>,
    future: Vec<(&'static str, Arc<Collection>)>,
    saved: Option<Arc<Collection>>,
    revision: u64,
}

impl Collecting {
    /// One that stands in no file yet.
    pub fn new(now: Arc<Collection>) -> Collecting {
        Collecting { now, past: VecDeque::new(), future: Vec::new(), saved: None, revision: 1 }
    }
    /// One as it stands in its file.
    pub fn opened(now: Arc<Collection>) -> Collecting {
        let mut c = Collecting::new(now);
        c.saved = Some(c.now.clone());
        c
    }
    pub fn collection(&self) -> &Arc<Collection> {
        &self.now
    }
    /// Grows with every change: what was made of the collection holds while this stands.
    pub fn revision(&self) -> u64 {
        self.revision
    }
    pub fn is_changed(&self) -> bool {
        self.saved.as_ref().is_none_or(|s| !Arc::ptr_eq(s, &self.now) && **s != *self.now)
    }
    /// Notes that this stands in the file now.
    pub fn mark_saved(&mut self, collection: Arc<Collection>) {
        self.saved = Some(collection);
    }

    /// Carries edits out as one step, called after the first. Says why where it would be too much to be saved.
    pub fn apply(&mut self, edits: impl IntoIterator<Item = CollectEdit>) -> Result<bool, TooMany> {
        let mut next = (*self.now).clone();
        let mut name = None;
        for e in edits {
            name = name.or(Some(e.name()));
            e.apply(&mut next);
        }
        let Some(name) = name.filter(|_| next != *self.now) else { return Ok(false) };
        next.weighed()?;
        self.past.push_back((name, self.now.clone()));
        if self.past.len() > STEPS {
            self.past.pop_front();
        }
        self.future.clear();
        self.turn(Arc::new(next));
        Ok(true)
    }

    fn turn(&mut self, next: Arc<Collection>) -> Arc<Collection> {
        self.revision = self.revision.saturating_add(1);
        std::mem::replace(&mut self.now, next)
    }

    /// Name of the step that undo takes back.
    pub fn undo_name(&self) -> Option<&'static str> {
        self.past.back().map(|(name, _)| *name)
    }
    pub fn redo_name(&self) -> Option<&'static str> {
        self.future.last().map(|(name, _)| *name)
    }
    /// Takes the last step back; false where there is none.
    pub fn undo(&mut self) -> bool {
        let Some((name, before)) = self.past.pop_back() else { return false };
        let now = self.turn(before);
        self.future.push((name, now));
        true
    }
    /// Brings the last undone step again.
    pub fn redo(&mut self) -> bool {
        let Some((name, after)) = self.future.pop() else { return false };
        let now = self.turn(after);
        self.past.push_back((name, now));
        true
    }
}

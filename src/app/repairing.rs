//! A report being put right, repair after repair. What a repair makes wrong in the sentence that it changes is put right
//! with it: where 「收到申请35件，同比增长16.7%」 becomes 32件, the growth is reckoned again.

use crate::checks::judged::Judged;
use crate::checks::{Finding, Fix};
use crate::report::Shared;
use crate::report::edit::Edit;
use crate::report::text::sentences;

/// More repairs than this are not made in one go.
const MOST: usize = 60;

/// See the module.
pub struct Repairing<'j> {
    /// As it stood before the first repair.
    pub first: &'j Judged,
    pub judged: Judged,
    edits: Vec<Edit>,
    /// Two sentences may say one number of a table: it is the repair that is done, not what it is about. One that is
    /// asked for again, the same to the word, put nothing right.
    done: Vec<Vec<Edit>>,
}

impl<'j> Repairing<'j> {
    pub fn of(first: &'j Judged) -> Repairing<'j> {
        Repairing { first, judged: first.clone(), edits: Vec::new(), done: Vec::new() }
    }
    /// How many repairs were made.
    pub fn count(&self) -> usize {
        self.done.len()
    }
    pub fn is_full(&self) -> bool {
        self.count() >= MOST
    }
    pub fn is_done(&self, fix: &Fix) -> bool {
        self.done.contains(&fix.edits)
    }
    pub fn make(&mut self, edits: Vec<Edit>) {
        let mut after = self.judged.report().clone();
        edits.iter().cloned().for_each(|e| e.apply(&mut after));
        self.edits.extend(edits.iter().cloned());
        self.done.push(edits);
        self.judged = self.judged.again(&Shared::new(after), self.judged.today());
    }
    /// With what follows: how many repairs, all edits, and how the report is judged then.
    pub fn end(mut self) -> (usize, Vec<Edit>, Judged) {
        for _ in 0..MOST {
            let found = self.judged.findings.iter().filter(|f| self.is_of_repairs(f));
            let fix = found.filter_map(|f| f.fix.as_ref()).find(|x| !self.is_done(x));
            let Some(edits) = fix.map(|x| x.edits.clone()) else { break };
            self.make(edits);
        }
        (self.count(), self.edits, self.judged)
    }
    /// One repair with what follows.
    pub fn through(mut self, edits: Vec<Edit>) -> (usize, Vec<Edit>, Judged) {
        self.make(edits);
        self.end()
    }
    fn is_of_repairs(&self, f: &Finding) -> bool {
        is_of_repairs(self.first, &self.judged, f)
    }
}

/// Whether something is found in a sentence only since repairs changed it.
pub fn is_of_repairs(first: &Judged, now: &Judged, f: &Finding) -> bool {
    let Some((part, (paragraph, range))) = f.part.zip(f.stretch.as_ref()).filter(|_| f.is_open()) else {
        return false;
    };
    let report = now.report();
    let words = report.paras(part).get(*paragraph).map(|p| p.resolved(report)).unwrap_or_default();
    let here = sentences(&words).into_iter().filter(|s| s.start < range.end && range.start < s.end);
    let before = first.report().words(part);
    let altered = here.into_iter().any(|s| !before.contains(&words[s]));
    altered && !first.findings.iter().any(|o| (o.code, &o.message) == (f.code, &f.message))
}

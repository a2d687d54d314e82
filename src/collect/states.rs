//! How each unit stands: found from what came in and what was ruled, never stored.

use super::Collection;
use super::matching::{Matcher, Placement};
use super::submission::Submission;
use super::suspects::Suspects;
use super::unit_row::{FilesSeen, StrayRow, UnitRow, UnitState};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Who each submission is of.
#[derive(Debug, Default)]
pub struct Places {
    pub of_units: BTreeMap<usize, Vec<usize>>,
    pub strays: Vec<StrayRow>,
}

impl Places {
    pub fn of(collection: &Collection) -> Places {
        let matcher = Matcher::of(collection);
        let mut out = Places::default();
        for (i, s) in collection.submissions.iter().enumerate() {
            match matcher.place(s) {
                Placement::Of(unit) => out.of_units.entry(unit).or_default().push(i),
                Placement::Unsure { why, likely } if s.set_aside.is_none() => {
                    out.strays.push(StrayRow { submission: i, why, likely });
                }
                Placement::Unsure { .. } => {}
            }
        }
        out
    }
}

/// The rows of all units, in the roster's order.
pub fn rows(collection: &Collection, places: &Places, seen: &FilesSeen) -> Vec<UnitRow> {
    let mut returned: BTreeMap<&str, usize> = BTreeMap::new();
    for r in &collection.returns {
        let n = returned.entry(r.unit.as_str()).or_default();
        *n = n.saturating_add(1);
    }
    let sent_back: HashSet<&str> = collection.returns.iter().map(|r| r.digest.as_str()).collect();
    let none = Vec::new();
    let mut rows: Vec<UnitRow> = collection
        .units
        .iter()
        .enumerate()
        .map(|(unit, u)| {
            let submissions = places.of_units.get(&unit).unwrap_or(&none);
            let own = Own { collection, submissions, sent_back: &sent_back };
            let mut row = own.row(unit);
            row.returned = returned.get(u.id.as_str()).copied().unwrap_or(0);
            row.changed = row
                .shown
                .and_then(|s| collection.submissions.get(s))
                .is_some_and(|s| s.files.iter().all(|f| seen.changed.contains(f) || seen.gone.contains(f)));
            row
        })
        .collect();
    let suspects = Suspects::among(collection, &rows);
    for row in &mut rows {
        suspects.look(collection, row);
    }
    rows
}

/// What came in of one unit.
struct Own<'a> {
    collection: &'a Collection,
    submissions: &'a [usize],
    /// Digests of what was sent back.
    sent_back: &'a HashSet<&'a str>,
}

impl Own<'_> {
    fn get(&self, at: usize) -> Option<&Arc<Submission>> {
        self.collection.submissions.get(at)
    }

    fn row(&self, unit: usize) -> UnitRow {
        let (state, shown) = self.state(unit);
        let submission = shown.and_then(|s| self.get(s));
        let counts = shown.filter(|_| {
            use UnitState as S;
            matches!(state, S::Returned | S::Wrong | S::Warned | S::Passed)
        });
        UnitRow {
            unit,
            state,
            submissions: self.submissions.to_vec(),
            counts,
            shown,
            received: submission.and_then(|s| s.received),
            errors: submission.map_or(0, |s| s.errors()),
            warnings: submission.map_or(0, |s| s.warnings()),
            returned: 0,
            changed: false,
            suspicion: None,
        }
    }

    /// The state, and the submission that it is of.
    fn state(&self, unit: usize) -> (UnitState, Option<usize>) {
        use super::roster::Duty;
        let duty = self.collection.units.get(unit).map(|u| &u.duty);
        let standing: Vec<usize> = self
            .submissions
            .iter()
            .copied()
            .filter(|s| self.get(*s).is_some_and(|s| s.set_aside.is_none()))
            .collect();
        let of_year = |s: &usize| self.get(*s).and_then(|s| s.year()) == Some(self.collection.year);
        let rightful: Vec<usize> = standing.iter().copied().filter(of_year).collect();
        let late = standing.first().copied();
        match (duty, rightful.is_empty()) {
            (Some(Duty::Exempt(_)), true) => (UnitState::Exempt, late),
            (Some(Duty::Abolished { .. }), true) => (UnitState::Abolished, late),
            // What nobody expects is looked at first.
            (Some(Duty::Exempt(_) | Duty::Abolished { .. }), false) => self.unexpected(&rightful),
            (_, false) => self.judged(&rightful),
            (_, true) => match standing.iter().find(|s| self.get(**s).is_some_and(|s| s.year().is_some())) {
                Some(other) => (UnitState::WrongYear, Some(*other)),
                None if standing.is_empty() => (UnitState::Absent, None),
                None => (UnitState::Unreadable, late),
            },
        }
    }

    fn unexpected(&self, rightful: &[usize]) -> (UnitState, Option<usize>) {
        match self.judged(rightful) {
            (state, Some(s)) if self.get(s).is_some_and(|s| s.accepted.is_some()) => (state, Some(s)),
            (_, s) => (UnitState::Unchecked, s),
        }
    }

    /// Of several that say the same one counts; of others those sent back go behind what came after.
    fn judged(&self, rightful: &[usize]) -> (UnitState, Option<usize>) {
        let sent_back = |s: &usize| self.get(*s).is_some_and(|s| self.sent_back.contains(s.digest.as_str()));
        let (back, fresh): (Vec<usize>, Vec<usize>) = rightful.iter().partition(|s| sent_back(s));
        let pool = if fresh.is_empty() { &back } else { &fresh };
        let accepted: Vec<usize> =
            pool.iter().copied().filter(|s| self.get(*s).is_some_and(|s| s.accepted.is_some())).collect();
        let pool = if accepted.is_empty() { pool } else { &accepted };
        let rank = |s: &usize| self.get(*s).map(|s| (s.doubts().len(), s.errors(), s.file().to_string()));
        let Some(best) = pool.iter().copied().min_by_key(rank) else { return (UnitState::Absent, None) };
        let figures = |s: usize| self.get(s).and_then(|s| s.figures());
        if pool.iter().any(|s| !same_numbers(figures(*s), figures(best))) {
            return (UnitState::Duplicate, Some(best));
        }
        let Some(s) = self.get(best) else { return (UnitState::Absent, None) };
        let is_accepted = s.accepted.is_some();
        let state = match s {
            _ if !is_accepted && figures(best).is_some_and(|f| f.edition() != self.collection.edition) => {
                UnitState::OtherEdition
            }
            s if !is_accepted && !s.doubts().is_empty() => UnitState::Unchecked,
            _ if fresh.is_empty() => UnitState::Returned,
            s if s.errors() > 0 => UnitState::Wrong,
            s if s.warnings() > 0 => UnitState::Warned,
            _ => UnitState::Passed,
        };
        (state, Some(best))
    }
}

/// Whether two say the same in every cell, however the total came about.
fn same_numbers(a: Option<&Arc<super::figures::Figures>>, b: Option<&Arc<super::figures::Figures>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            a == b
                || a.edition() == b.edition()
                    && (0..a.cells().len().max(b.cells().len())).all(|p| a.value(p) == b.value(p))
        }
        _ => false,
    }
}

//! How each unit stands: found from what came in and what was ruled, never stored.

use super::Collection;
use super::figures::{Figures, number};
use super::lower::LowerCollection;
use super::matching::{Matcher, Placement, Stray};
use super::roster::Duty;
use super::ruling::CountQuestion;
use super::sent_back::Returned;
use super::submission::Submission;
use super::suspects;
use super::unit_row::{FilesSeen, StrayRow, UnitRow, UnitState};
use crate::report::value::Value;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// Who each submission is of.
#[derive(Debug, Default)]
pub struct Places {
    pub of_units: BTreeMap<usize, Vec<usize>>,
    pub strays: Vec<StrayRow>,
}

impl Places {
    pub fn of(collection: &Collection, matcher: &Matcher<'_>, seen: &FilesSeen) -> Places {
        let mut out = Places::default();
        for (i, s) in collection.submissions.iter().enumerate().filter(|(_, s)| !seen.void(s)) {
            match matcher.place(s) {
                Placement::Of(unit) => out.of_units.entry(unit).or_default().push(i),
                // Nobody need be asked what that is.
                Placement::Unsure { why: Stray::Whole(_), .. } if collection.is_beside(&s.digest) => {}
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
pub fn rows(
    (collection, matcher): (&Collection, &Matcher<'_>),
    places: &Places,
    seen: &FilesSeen,
) -> Vec<UnitRow> {
    let mut returns: HashMap<&str, Vec<&Returned>> = HashMap::new();
    for r in &collection.returns {
        returns.entry(r.unit.as_str()).or_default().push(r);
    }
    let mut rows: Vec<UnitRow> = collection
        .units
        .iter()
        .enumerate()
        .map(|(unit, u)| {
            let submissions = places.of_units.get(&unit).map(Vec::as_slice).unwrap_or_default();
            let returns = returns.get(u.id.as_str()).map(Vec::as_slice).unwrap_or_default();
            let mut row = Own { collection, submissions, returns, duty: &u.duty, seen }.row(unit);
            row.changed = row.shown.and_then(|s| collection.submissions.get(s)).is_some_and(|s| seen.lack(s));
            row
        })
        .collect();
    // What others hold makes none of these the whole, nor a twin; once those are known, what is left is looked at.
    let held = suspects::held(collection, &rows);
    suspects::look_apart((collection, matcher), &mut rows, &held);
    suspects::look_within(collection, &mut rows);
    if !held.is_empty() {
        suspects::look_apart((collection, matcher), &mut rows, &HashSet::new());
    }
    rows
}

/// What came in of one unit.
struct Own<'a> {
    collection: &'a Collection,
    submissions: &'a [usize],
    /// Each time that it was sent back.
    returns: &'a [&'a Returned],
    duty: &'a Duty,
    seen: &'a FilesSeen,
}

/// A state, the submission that it is of, and what is asked of it.
struct StateOf(UnitState, Option<usize>, Option<CountQuestion>);

impl Own<'_> {
    fn get(&self, at: usize) -> Option<&Arc<Submission>> {
        self.collection.submissions.get(at)
    }
    fn digest(&self, at: usize) -> &str {
        self.get(at).map_or("", |s| s.digest.as_str())
    }

    fn row(&self, unit: usize) -> UnitRow {
        let StateOf(state, shown, asks) = self.state();
        let submission = shown.and_then(|s| self.get(s));
        UnitRow {
            unit,
            state,
            submissions: self.submissions.to_vec(),
            counts: shown.filter(|_| state.counts()),
            shown,
            received: submission.and_then(|s| s.received),
            errors: submission.map_or(0, |s| s.errors()),
            warnings: submission.map_or(0, |s| s.warnings()),
            returned: self.returns.len(),
            changed: false,
            asks,
            suspicion: None,
        }
    }

    fn state(&self) -> StateOf {
        let plain = |state, shown| StateOf(state, shown, None);
        let standing: Vec<usize> = self
            .submissions
            .iter()
            .copied()
            .filter(|s| self.get(*s).is_some_and(|s| s.set_aside.is_none()))
            .collect();
        let of_year = |s: &usize| self.get(*s).and_then(|s| s.year()) == Some(self.collection.year);
        let rightful: Vec<usize> = standing.iter().copied().filter(of_year).collect();
        let late = standing.first().copied();
        match (self.duty, rightful.is_empty()) {
            (Duty::Exempt(_), true) => plain(UnitState::Exempt, late),
            (Duty::Abolished { .. }, true) => plain(UnitState::Abolished, late),
            // What nobody expects is looked at first.
            (Duty::Exempt(_) | Duty::Abolished { .. }, false) => self.unexpected(&rightful),
            (_, false) => self.judged(&rightful),
            (_, true) => match standing.iter().find(|s| self.get(**s).is_some_and(|s| s.year().is_some())) {
                Some(other) => plain(UnitState::WrongYear, Some(*other)),
                None if standing.is_empty() => plain(UnitState::Absent, None),
                None => plain(UnitState::Unreadable, late),
            },
        }
    }

    fn unexpected(&self, rightful: &[usize]) -> StateOf {
        let judged = self.judged(rightful);
        let asked = CountQuestion::NotDue(format!("{}：{}", self.duty.word(), self.duty.reason()));
        match judged.1.and_then(|s| self.get(s)).is_some_and(|s| s.accepts(&asked)) {
            true => judged,
            false => StateOf(UnitState::Unchecked, judged.1, Some(asked)),
        }
    }

    /// Those that one is chosen from: what came after it was sent back, else what was sent back last; a sending back
    /// makes nothing count that did not. Whether nothing came after.
    fn pool(&self, rightful: &[usize]) -> (Vec<usize>, bool) {
        let is_fresh = |s: &usize, since: &[&Returned]| !since.iter().any(|r| r.holds(self.digest(*s)));
        let fresh = |since: &[&Returned]| -> Vec<usize> {
            rightful.iter().copied().filter(|s| is_fresh(s, since)).collect()
        };
        let all = fresh(self.returns);
        if !all.is_empty() {
            return (all, false);
        }
        let before = (0..self.returns.len()).rev().filter_map(|n| self.returns.get(..n));
        let pool = before.map(fresh).find(|p| !p.is_empty());
        (pool.unwrap_or_default(), true)
    }

    /// Of several that say the same one counts.
    fn judged(&self, rightful: &[usize]) -> StateOf {
        let (pool, waits) = self.pool(rightful);
        let others = |s: usize| {
            let others = pool.iter().filter(|o| **o != s).map(|o| self.digest(*o).to_string());
            CountQuestion::Chosen(others.collect())
        };
        let is_chosen = |s: &usize| pool.len() > 1 && self.get(*s).is_some_and(|r| r.accepts(&others(*s)));
        // Of those that say the same the collection, which says of whom, and the one that owns up to most of what it
        // lacks; else one that is still there.
        let rank = |s: &usize| {
            let rank = |s: &Arc<Submission>| {
                let (is_single, file) = (s.report().is_some(), s.file().to_string());
                let lacks = Reverse(s.collection().map_or(0, LowerCollection::lacks));
                (is_single, lacks, s.doubts().len(), s.errors(), self.seen.lack(s), file)
            };
            self.get(*s).map(rank)
        };
        let chosen = pool.iter().copied().find(is_chosen);
        let Some(best) = chosen.or_else(|| pool.iter().copied().min_by_key(rank)) else {
            return StateOf(UnitState::Absent, None, None);
        };
        let figures = |s: usize| self.get(s).and_then(|s| s.figures());
        if chosen.is_none() && pool.iter().any(|s| !same_numbers(figures(*s), figures(best))) {
            return StateOf(UnitState::Duplicate, Some(best), Some(others(best)));
        }
        let Some(s) = self.get(best) else { return StateOf(UnitState::Absent, None, None) };
        let open = |q: CountQuestion| Some(q).filter(|q| !s.accepts(q));
        let edition = figures(best).map(|f| f.edition()).filter(|e| **e != self.collection.edition);
        if let Some(asked) = edition.and_then(|e| open(CountQuestion::Edition(e.into()))) {
            return StateOf(UnitState::OtherEdition, Some(best), Some(asked));
        }
        let doubts = Some(s.doubts()).filter(|d| !d.is_empty());
        if let Some(asked) = doubts.and_then(|d| open(CountQuestion::Doubts(d.to_vec()))) {
            return StateOf(UnitState::Unchecked, Some(best), Some(asked));
        }
        let state = match s {
            _ if waits => UnitState::Returned,
            s if s.errors() > 0 => UnitState::Wrong,
            s if s.warnings() > 0 => UnitState::Warned,
            _ => UnitState::Passed,
        };
        StateOf(state, Some(best), None)
    }
}

/// Whether two say the same in every cell, however a total came about and an amount is written.
fn same_numbers(a: Option<&Arc<Figures>>, b: Option<&Arc<Figures>>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    let amount = |v: Option<Value>| v.filter(|v| matches!(v, Value::Amount { .. })).as_ref().and_then(number);
    let same = |p: usize| {
        let (a, b) = (a.value(p), b.value(p));
        a == b || amount(a).is_some_and(|a| amount(b) == Some(a))
    };
    a == b || a.edition() == b.edition() && (0..a.cells().len().max(b.cells().len())).all(same)
}

//! Reports that would count something twice: two units with nearly the same numbers, one that is as large as all others
//! together, one that another has in its numbers. They count only after somebody looked.

use super::Collection;
use super::alike::{self, Leaves};
use super::figures::Figures;
use super::matching::Matcher;
use super::roster::UnitKind;
use super::ruling::CountQuestion;
use super::submission::Submission;
use super::unit_row::{Suspicion, UnitRow, UnitState};
use super::within;
use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Of so many numbers one may be less than the others': a unit that came late, a slip.
const LESS: usize = 8;
/// Among fewer units one may well be larger than the others together.
const FEWEST: usize = 4;

/// What is known of all that would count.
struct Suspects {
    twins: HashMap<usize, usize>,
    namesakes: HashMap<usize, usize>,
    whole: Option<usize>,
    /// Units that say that all others' numbers are in theirs.
    of_all: HashSet<usize>,
    /// Digests of what would count, by unit.
    digests: HashMap<usize, String>,
}

impl Suspects {
    fn among(
        (collection, matcher): (&Collection, &Matcher<'_>),
        mut counted: Vec<(usize, &Arc<Submission>)>,
        held: &HashSet<usize>,
    ) -> Suspects {
        counted.retain(|(unit, _)| !held.contains(unit));
        let all: Vec<(usize, Arc<Figures>)> =
            counted.iter().filter_map(|(unit, s)| Some((*unit, s.figures()?.clone()))).collect();
        let units: Vec<usize> = all.iter().map(|(unit, _)| *unit).collect();
        Suspects {
            twins: twins(collection, &all),
            namesakes: matcher.namesakes(&units),
            whole: whole(collection, &all),
            of_all: of_all(collection, &counted),
            digests: counted.iter().map(|(unit, s)| (*unit, s.digest.clone())).collect(),
        }
    }

    /// Takes out of the sums what nobody has looked at yet.
    fn look(&self, collection: &Collection, row: &mut UnitRow) {
        let Some(submission) = row.counts.and_then(|s| collection.submissions.get(s)) else { return };
        let of = |known: &HashMap<usize, usize>| known.get(&row.unit).copied();
        let digest = |unit: usize| self.digests.get(&unit).cloned().unwrap_or_default();
        let id = |unit: usize| collection.units.get(unit).map(|u| u.id.clone()).unwrap_or_default();
        let is_whole = self.whole == Some(row.unit);
        let all = [
            of(&self.twins).map(|o| (Suspicion::Twin(o), CountQuestion::Twin(digest(o)))),
            of(&self.namesakes).map(|o| (Suspicion::Namesake(o), CountQuestion::Namesake(id(o)))),
            is_whole.then_some((Suspicion::Whole, CountQuestion::Whole)),
            self.of_all.contains(&row.unit).then_some((Suspicion::SaysAll, CountQuestion::Whole)),
        ];
        if let Some(asked) = all.into_iter().flatten().find(|(_, q)| !submission.accepts(q)) {
            hold_back(row, asked);
        }
    }
}

/// Units that another has in its numbers.
pub fn held(collection: &Collection, rows: &[UnitRow]) -> HashSet<usize> {
    let all = within::of(collection, &counted(collection, rows)).into_iter();
    all.filter(|(_, s)| matches!(s, Suspicion::Within(_))).map(|(unit, _)| unit).collect()
}

/// Takes out of the sums what is suspicious by itself or beside another unit, those that are `held` left aside.
pub fn look_apart(
    (collection, matcher): (&Collection, &Matcher<'_>),
    rows: &mut [UnitRow],
    held: &HashSet<usize>,
) {
    let suspects = Suspects::among((collection, matcher), counted(collection, rows), held);
    rows.iter_mut().filter(|r| !held.contains(&r.unit)).for_each(|row| suspects.look(collection, row));
}

/// Takes out of the sums the units that another has in its numbers which is in the sums itself.
pub fn look_within(collection: &Collection, rows: &mut [UnitRow]) {
    let counted = counted(collection, rows);
    let digests: HashMap<usize, &Arc<Submission>> = counted.iter().copied().collect();
    let mut within = within::of(collection, &counted);
    for row in rows {
        let Some(submission) = row.counts.and_then(|s| collection.submissions.get(s)) else { continue };
        let Some(suspicion) = within.remove(&row.unit) else { continue };
        let (Suspicion::Within(other) | Suspicion::Shares(other, _)) = &suspicion else { continue };
        let asked = CountQuestion::Within(digests.get(other).map(|s| s.digest.clone()).unwrap_or_default());
        if !submission.accepts(&asked) {
            hold_back(row, (suspicion, asked));
        }
    }
}

fn hold_back(row: &mut UnitRow, (suspicion, asked): (Suspicion, CountQuestion)) {
    (row.state, row.counts) = (UnitState::Unchecked, None);
    (row.suspicion, row.asks) = (Some(suspicion), Some(asked));
}

/// What would count, by unit.
fn counted<'a>(collection: &'a Collection, rows: &[UnitRow]) -> Vec<(usize, &'a Arc<Submission>)> {
    rows.iter().filter_map(|r| Some((r.unit, collection.submissions.get(r.counts?)?))).collect()
}

fn twins(collection: &Collection, all: &[(usize, Arc<Figures>)]) -> HashMap<usize, usize> {
    let form = collection.form();
    let (units, leaves): (Vec<usize>, Vec<Leaves>) =
        all.iter().filter_map(|(unit, f)| Some((*unit, Leaves::of(f, form)?))).unzip();
    let mut out = HashMap::new();
    for (a, b) in alike::pairs(&leaves) {
        let (Some(a), Some(b)) = (units.get(a), units.get(b)) else { continue };
        out.entry(*a).or_insert(*b);
        out.entry(*b).or_insert(*a);
    }
    out
}

/// Units that say so of their reports, beside others; what a government below says of all is of its own area.
fn of_all(collection: &Collection, counted: &[(usize, &Arc<Submission>)]) -> HashSet<usize> {
    let says = |(at, s): &&(usize, &Arc<Submission>)| {
        let unit = collection.units.get(*at);
        s.report().is_some_and(|r| r.is_of_all) && unit.is_some_and(|u| u.kind != UnitKind::LowerGovernment)
    };
    let all = counted.iter().filter(says).map(|(at, _)| *at);
    if counted.len() > 1 { all.collect() } else { HashSet::new() }
}

/// The unit whose numbers hold those of all others together, nearly each of them.
fn whole(collection: &Collection, all: &[(usize, Arc<Figures>)]) -> Option<usize> {
    if all.len() < FEWEST {
        return None;
    }
    let form = collection.form();
    let numbers: Vec<(usize, Vec<Decimal>)> =
        all.iter().filter_map(|(unit, f)| Some((*unit, alike::leaves(f, form)?))).collect();
    let mut sums: Vec<Decimal> = vec![Decimal::ZERO; numbers.first().map_or(0, |(_, n)| n.len())];
    for (_, of_unit) in &numbers {
        for (sum, n) in sums.iter_mut().zip(of_unit) {
            *sum = sum.checked_add(*n).unwrap_or(Decimal::MAX);
        }
    }
    let contains = |of_unit: &Vec<Decimal>| {
        let others: Vec<(Decimal, Decimal)> =
            sums.iter().zip(of_unit).map(|(s, n)| (s.checked_sub(*n).unwrap_or_default(), *n)).collect();
        let says = others.iter().filter(|(o, _)| !o.is_zero()).count();
        let less = others.iter().filter(|(o, n)| n < o).count();
        says >= alike::TELLING && less.saturating_mul(LESS) <= says
    };
    numbers.iter().find(|(_, n)| contains(n)).map(|(unit, _)| *unit)
}

//! Reports that would count something twice: two units with the same numbers, one that is as large as all others
//! together. They count only after somebody looked.

use super::Collection;
use super::figures::{self, Figures};
use super::matching;
use super::unit_row::{Suspicion, UnitRow, UnitState};
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::sync::Arc;

/// Fewer numbers than this are alike by chance.
const TELLING: usize = 4;
/// Among fewer units one may well be larger than the others together.
const FEWEST: usize = 4;

/// What is known of all that would count.
pub struct Suspects {
    twins: HashMap<usize, usize>,
    namesakes: HashMap<usize, usize>,
    whole: Option<usize>,
}

impl Suspects {
    pub fn among(collection: &Collection, rows: &[UnitRow]) -> Suspects {
        let figures = |row: &UnitRow| {
            let s = collection.submissions.get(row.counts?)?;
            Some((row.unit, s.figures()?.clone()))
        };
        let all: Vec<(usize, Arc<Figures>)> = rows.iter().filter_map(figures).collect();
        let counted: Vec<usize> = all.iter().map(|(unit, _)| *unit).collect();
        Suspects {
            twins: twins(&all),
            namesakes: matching::namesakes(collection, &counted),
            whole: whole(collection, &all),
        }
    }

    /// Takes out of the sums what nobody has looked at yet.
    pub fn look(&self, collection: &Collection, row: &mut UnitRow) {
        let due = collection.units.get(row.unit).is_some_and(|u| u.duty.is_due());
        let of = |known: &HashMap<usize, usize>| known.get(&row.unit).copied();
        row.suspicion = match (of(&self.twins), of(&self.namesakes)) {
            (Some(other), _) => Some(Suspicion::Twin(other)),
            (None, Some(other)) => Some(Suspicion::Namesake(other)),
            _ if self.whole == Some(row.unit) => Some(Suspicion::Whole),
            _ if !due && !row.submissions.is_empty() => Some(Suspicion::NotDue),
            _ => None,
        };
        let accepted =
            row.counts.and_then(|s| collection.submissions.get(s)).is_some_and(|s| s.accepted.is_some());
        if row.suspicion.is_some() && row.counts.is_some() && !accepted {
            (row.state, row.counts) = (UnitState::Unchecked, None);
        }
    }
}

/// Numbers that say something: more than a few are not 0.
fn telling(figures: &Figures) -> Option<Vec<Option<Decimal>>> {
    let numbers: Vec<Option<Decimal>> =
        (0..figures.cells().len()).map(|p| figures.value(p).as_ref().and_then(figures::number)).collect();
    let says = numbers.iter().flatten().filter(|n| !n.is_zero()).count();
    (says >= TELLING).then_some(numbers)
}

fn twins(all: &[(usize, Arc<Figures>)]) -> HashMap<usize, usize> {
    let mut alike: HashMap<Vec<Option<Decimal>>, Vec<usize>> = HashMap::new();
    for (unit, figures) in all {
        telling(figures).into_iter().for_each(|n| alike.entry(n).or_default().push(*unit));
    }
    let mut out = HashMap::new();
    for units in alike.into_values() {
        if let [first, rest @ ..] = units.as_slice()
            && let Some(second) = rest.first()
        {
            out.insert(*first, *second);
            out.extend(rest.iter().map(|u| (*u, *first)));
        }
    }
    out
}

/// The unit that each number of the others together is contained in.
fn whole(collection: &Collection, all: &[(usize, Arc<Figures>)]) -> Option<usize> {
    if all.len() < FEWEST {
        return None;
    }
    let ledger = collection.form().ledger();
    let leaves: Vec<usize> =
        (0..ledger.keys.len()).filter(|p| ledger.follows.get(*p).is_some_and(Option::is_none)).collect();
    let number = |f: &Figures, p: usize| f.value(p).as_ref().and_then(figures::number).unwrap_or_default();
    let numbers: Vec<(usize, Vec<Decimal>)> = all
        .iter()
        .filter(|(_, f)| f.edition() == collection.edition)
        .map(|(unit, f)| (*unit, leaves.iter().map(|p| number(f, *p)).collect()))
        .collect();
    let mut sums: Vec<Decimal> = vec![Decimal::ZERO; leaves.len()];
    for (_, of_unit) in &numbers {
        for (sum, n) in sums.iter_mut().zip(of_unit) {
            *sum = sum.checked_add(*n).unwrap_or(Decimal::MAX);
        }
    }
    let contains = |of_unit: &Vec<Decimal>| {
        let others: Vec<(Decimal, Decimal)> =
            sums.iter().zip(of_unit).map(|(s, n)| (s.checked_sub(*n).unwrap_or_default(), *n)).collect();
        let says = others.iter().filter(|(o, _)| !o.is_zero()).count();
        says >= TELLING && others.iter().all(|(o, n)| n >= o)
    };
    numbers.iter().find(|(_, n)| contains(n)).map(|(unit, _)| *unit)
}

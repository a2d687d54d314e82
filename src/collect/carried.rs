//! What was carried over and what is in force, against last year's collection: unit by unit, so that a difference in
//! the sums says whose it is.

use super::Collection;
use super::figures::{self, Figures};
use super::roster::Duty;
use super::standing::Standing;
use crate::form::relation::CarryRelation;
use crate::form::table::CellKey;
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::sync::Arc;

/// One number that does not follow from last year's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarryGap {
    pub cell: CellKey,
    /// What last year's numbers of all units, with what came and went this year, come to.
    pub expected: Decimal,
    /// As it stands in the sums.
    pub found: Decimal,
    /// Of it what was adjusted.
    pub adjusted: Decimal,
    /// Whose it is, the largest first.
    pub units: Vec<UnitGap>,
}

/// One unit's part in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitGap {
    pub unit: usize,
    pub expected: Decimal,
    pub found: Decimal,
    pub why: GapReason,
}

/// What explains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapReason {
    /// It was not there last year.
    New,
    /// It did not report last year.
    Silent,
    /// It is not in this year's sums.
    Missing,
    /// It took over another unit's.
    Successor,
    /// The two reports differ.
    Differs,
}

impl GapReason {
    pub fn words(self) -> &'static str {
        match self {
            GapReason::New => "今年新增",
            GapReason::Silent => "去年没有汇总",
            GapReason::Missing => "今年没有汇总",
            GapReason::Successor => "含并入单位的",
            GapReason::Differs => "和去年的报告接不上",
        }
    }
}

impl UnitGap {
    pub fn difference(&self) -> Decimal {
        self.found.checked_sub(self.expected).unwrap_or_default()
    }
}

/// What is known of each unit's last year.
struct LastFigures {
    /// By place of the unit, with those it took over.
    of_units: HashMap<usize, Vec<Arc<Figures>>>,
    successors: Vec<usize>,
    known: Vec<bool>,
}

/// All of them, in the form's order.
pub fn gaps(collection: &Collection, standing: &Standing) -> Vec<CarryGap> {
    let Some(last) = last_figures(collection) else { return Vec::new() };
    let relations = collection.form().carry_relations();
    let leaf = |r: &&CarryRelation| collection.form().total_of(&r.this).is_none();
    relations.iter().filter(leaf).filter_map(|r| gap(collection, standing, &last, r)).collect()
}

fn last_figures(collection: &Collection) -> Option<LastFigures> {
    let last = collection.last.as_ref()?;
    let places: HashMap<&str, usize> =
        collection.units.iter().enumerate().map(|(i, u)| (u.id.as_str(), i)).collect();
    let mut out = LastFigures {
        of_units: HashMap::new(),
        successors: Vec::new(),
        known: collection.units.iter().map(|u| last.units.contains_key(&u.id)).collect(),
    };
    for id in last.units.keys() {
        let Some(at) = places.get(id.as_str()) else { continue };
        let heir = heir(collection, &places, *at);
        if heir != *at {
            out.successors.push(heir);
        }
        let figures = last.figures(id, collection.form());
        out.of_units.entry(heir).or_default().extend(figures);
    }
    Some(out)
}

/// Who has what this unit carried over: itself, or whoever it went into.
fn heir(collection: &Collection, places: &HashMap<&str, usize>, unit: usize) -> usize {
    let mut at = unit;
    // A chain of mergers is no longer than the roster.
    for _ in 0..collection.units.len() {
        let next = match collection.units.get(at).map(|u| &u.duty) {
            Some(Duty::Abolished { successor: Some(id), .. }) => places.get(id.as_str()).copied(),
            _ => None,
        };
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

fn number(figures: &Figures, key: &CellKey) -> Option<Decimal> {
    figures.by_key(key).as_ref().and_then(figures::number)
}

fn sum(numbers: impl Iterator<Item = Option<Decimal>>) -> Decimal {
    numbers.flatten().fold(Decimal::ZERO, |a, b| a.checked_add(b).unwrap_or(Decimal::MAX))
}

fn gap(
    collection: &Collection,
    standing: &Standing,
    last: &LastFigures,
    relation: &CarryRelation,
) -> Option<CarryGap> {
    let mut units = Vec::new();
    let (mut all_expected, mut all_found) = (Decimal::ZERO, Decimal::ZERO);
    for (unit, row) in standing.rows.iter().enumerate() {
        let now = standing.figures(unit);
        let before = last.of_units.get(&unit).map(Vec::as_slice).unwrap_or_default();
        let of_now = |keys: &[CellKey]| sum(keys.iter().map(|k| number(now?, k)));
        let carried = sum(before.iter().flat_map(|f| relation.last.iter().map(|k| number(f, k))));
        let expected = carried.checked_add(of_now(&relation.plus))?.checked_sub(of_now(&relation.minus))?;
        let found = now.and_then(|f| number(f, &relation.this)).unwrap_or_default();
        all_expected = all_expected.checked_add(expected)?;
        all_found = all_found.checked_add(found)?;
        let gone = !collection.units.get(row.unit).is_some_and(|u| u.duty.is_due()) && now.is_none();
        if found == expected || gone && carried.is_zero() {
            continue;
        }
        let why = match now {
            None => GapReason::Missing,
            Some(_) if last.successors.contains(&unit) => GapReason::Successor,
            Some(_) if !last.known.get(unit).copied().unwrap_or(false) => GapReason::New,
            Some(_) if before.is_empty() => GapReason::Silent,
            Some(_) => GapReason::Differs,
        };
        units.push(UnitGap { unit, expected, found, why });
    }
    if units.is_empty() {
        return None;
    }
    units.sort_by_key(|u| (std::cmp::Reverse(u.difference().abs()), u.unit));
    let place = collection.form().ledger().place(relation.this.as_str());
    let total = place.and_then(|p| standing.totals.cell(p));
    let adjusted = total.map(|t| t.adjusted).unwrap_or_default();
    // What is beyond a cell is told of by the units' numbers.
    let shown = total.and_then(|t| t.value.as_ref()).and_then(figures::number);
    let found = shown.or_else(|| all_found.checked_add(adjusted))?;
    Some(CarryGap { cell: relation.this.clone(), expected: all_expected, found, adjusted, units })
}

//! Where one number of the sums comes from: every unit's own, last year's beside it, what is missing, what was adjusted.

use super::Collection;
use super::figures;
use super::ruling::{Adjustment, Ruling};
use super::standing::Standing;
use super::totals::CellTotal;
use crate::form::table::CellKey;
use crate::report::value::Value;
use rust_decimal::Decimal;
use std::cmp::Reverse;

/// The way back from one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    pub cell: CellKey,
    pub total: CellTotal,
    /// Units in the sums, the largest number first.
    pub parts: Vec<Contribution>,
    /// Places of units that are due and not in the sums.
    pub missing: Vec<usize>,
    pub adjustments: Vec<Adjustment>,
    /// By which 未填 counts as 0 here.
    pub zero: Option<Ruling>,
}

/// What one unit gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    pub unit: usize,
    pub value: Option<Value>,
    /// The total that the unit printed, where that is not what its parts come to.
    pub printed: Option<Value>,
    pub number: Option<Decimal>,
    pub last: Option<Value>,
    /// Of the whole, in tenths of a percent; none where that says nothing.
    pub permille: Option<u32>,
    /// Where it is a lower government's: its own units' numbers, the largest first.
    pub below: Vec<(String, Option<Value>)>,
}

impl Trace {
    pub fn of(collection: &Collection, standing: &Standing, cell: &CellKey) -> Option<Trace> {
        let form = collection.form();
        let place = form.ledger().place(cell.as_str())?;
        let total = standing.totals.cell(place)?.clone();
        let whole = total.value.as_ref().and_then(figures::number);
        let mut parts: Vec<Contribution> = standing
            .counted()
            .map(|(unit, f)| {
                let value = f.value(place);
                let printed =
                    printed(collection, standing, unit, place).filter(|p| Some(p) != value.as_ref());
                let number = value.as_ref().and_then(figures::number);
                Contribution {
                    unit,
                    printed,
                    last: last(collection, unit, cell),
                    permille: number.zip(whole).and_then(|(n, w)| permille(n, w)),
                    below: below(collection, standing, unit, cell),
                    value,
                    number,
                }
            })
            .collect();
        parts.sort_by_key(|p| (Reverse(p.number), p.unit));
        let missing = standing.rows.iter().filter(|r| r.counts.is_none() && r.is_expected(collection));
        let leaves = match form.total_of(cell) {
            Some(r) => leaves(form, &r.left),
            None => vec![cell.clone()],
        };
        Some(Trace {
            cell: cell.clone(),
            total,
            parts,
            missing: missing.map(|r| r.unit).collect(),
            adjustments: collection
                .adjustments
                .iter()
                .filter(|a| leaves.contains(&a.cell))
                .cloned()
                .collect(),
            zero: collection.zeros.get(cell).cloned(),
        })
    }
}

/// The cells that a total comes to in the end.
fn leaves(form: &'static crate::form::Form, parts: &[CellKey]) -> Vec<CellKey> {
    let of = |k: &CellKey| match form.total_of(k) {
        Some(r) => leaves(form, &r.left),
        None => vec![k.clone()],
    };
    parts.iter().flat_map(of).collect()
}

fn permille(n: Decimal, whole: Decimal) -> Option<u32> {
    if whole <= Decimal::ZERO || n < Decimal::ZERO {
        return None;
    }
    let share = n.checked_mul(Decimal::ONE_THOUSAND)?.checked_div(whole)?.round();
    u32::try_from(share).ok()
}

/// What a unit's report itself says there.
fn printed(collection: &Collection, standing: &Standing, unit: usize, place: usize) -> Option<Value> {
    let own = collection.submissions.get(standing.rows.get(unit)?.counts?)?.figures()?;
    own.value(place).filter(|_| own.edition() == collection.edition)
}

fn last(collection: &Collection, unit: usize, cell: &CellKey) -> Option<Value> {
    let id = &collection.units.get(unit)?.id;
    collection.last.as_ref()?.figures(id, collection.form())?.by_key(cell)
}

fn below(
    collection: &Collection,
    standing: &Standing,
    unit: usize,
    cell: &CellKey,
) -> Vec<(String, Option<Value>)> {
    let counted = standing.rows.get(unit).and_then(|r| collection.submissions.get(r.counts?));
    let Some(c) = counted.and_then(|s| s.collection()) else { return Vec::new() };
    let of = |f: &std::sync::Arc<figures::Figures>| figures::in_edition(f, collection.form()).by_key(cell);
    let mut parts: Vec<(String, Option<Value>)> =
        c.parts.iter().map(|p| (p.name.clone(), of(&p.figures))).collect();
    parts.sort_by_key(|(name, v)| (Reverse(v.as_ref().and_then(figures::number)), name.clone()));
    parts
}

//! The sums: every cell that is no total is added up over the units, exactly; totals follow from those. 未填 is not 0:
//! whose number is missing is named with each sum.

use super::Collection;
use super::figures::{self, Figures};
use super::ruling::Adjustment;
use crate::form::Form;
use crate::form::bounds::at;
use crate::report::value::Value;
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// One cell of the sums.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellTotal {
    /// What it comes to with what was adjusted; none where no unit gave a number, or it is beyond what a cell takes.
    pub value: Option<Value>,
    /// Units that gave a number, 不适用 among them.
    pub given: usize,
    pub not_applicable: usize,
    /// Places of the units that gave none, and of which nobody said that it is 0.
    pub unfilled: Vec<usize>,
    /// Places of the units that gave words, or an amount without a unit.
    pub unread: Vec<usize>,
    pub adjusted: Decimal,
    /// It is below 0, or larger than a cell takes.
    pub beyond: bool,
}

impl CellTotal {
    /// Whether it may come to something else once all is known.
    pub fn is_open(&self) -> bool {
        !self.unfilled.is_empty() || !self.unread.is_empty() || self.beyond
    }
}

/// The sums, by place in the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub cells: Vec<CellTotal>,
}

/// Whose numbers are added up.
pub struct Addend {
    /// Place of the unit.
    pub unit: usize,
    pub figures: Arc<Figures>,
    /// Places that units below it left open.
    pub open: BTreeSet<usize>,
}

impl Totals {
    pub fn of(collection: &Collection, addends: &[Addend]) -> Totals {
        let form = collection.form();
        let ledger = form.ledger();
        let mut adjusted: HashMap<usize, Vec<&Adjustment>> = HashMap::new();
        for a in &collection.adjustments {
            ledger.place(a.cell.as_str()).into_iter().for_each(|p| adjusted.entry(p).or_default().push(a));
        }
        let mut cells = vec![CellTotal::default(); ledger.keys.len()];
        let mut sums: Vec<Option<Decimal>> = vec![None; ledger.keys.len()];
        for (place, key) in ledger.keys.iter().enumerate() {
            if at(&ledger.follows, place).is_some() {
                continue;
            }
            let zeros = collection.zeros.get(key).map(|r| &r.units);
            let is_zero = |unit: usize| {
                collection.units.get(unit).is_some_and(|u| zeros.is_some_and(|z| z.contains(&u.id)))
            };
            let (mut cell, mut sum) = added(addends, place, &is_zero);
            for a in adjusted.get(&place).into_iter().flatten() {
                cell.adjusted = cell.adjusted.checked_add(a.by).unwrap_or(Decimal::MAX);
                sum = sum.or(Some(Decimal::ZERO)).and_then(|s| s.checked_add(a.by));
            }
            cell.value = sum.and_then(|s| figures::value(form.kind(key), s));
            cell.beyond = cell.value.is_none() && (sum.is_some() || cell.given > 0);
            cells.get_mut(place).into_iter().for_each(|c| *c = cell.clone());
            sums.get_mut(place).into_iter().for_each(|s| *s = sum);
        }
        for place in &ledger.order {
            let parts =
                at(&ledger.follows, *place).and_then(|s| ledger.sums.get(s)).map(|s| s.left.as_slice());
            let (cell, sum) = total(parts.unwrap_or_default(), &cells, &sums);
            let value = sum.and_then(|s| figures::value(form.kind(ledger.keys.get(*place)?), s));
            let beyond = cell.beyond || value.is_none() && sum.is_some();
            cells.get_mut(*place).into_iter().for_each(|c| {
                *c = CellTotal { value: value.clone(), beyond, ..cell.clone() };
            });
            sums.get_mut(*place).into_iter().for_each(|s| *s = sum);
        }
        Totals { cells }
    }

    /// As the numbers of a report.
    pub fn figures(&self, form: &'static Form) -> Figures {
        Figures::of_values(form, self.cells.iter().map(|c| c.value.clone()).collect())
    }

    pub fn cell(&self, place: usize) -> Option<&CellTotal> {
        self.cells.get(place)
    }

    /// How many 未填 of units stand behind the sums that are no totals.
    pub fn unfilled(&self, form: &Form) -> usize {
        let leaves = self.cells.iter().zip(&form.ledger().follows).filter(|(_, f)| f.is_none());
        leaves.map(|(c, _)| c.unfilled.len()).sum()
    }
}

/// What the units give for one cell.
fn added(addends: &[Addend], place: usize, is_zero: &dyn Fn(usize) -> bool) -> (CellTotal, Option<Decimal>) {
    let mut cell = CellTotal::default();
    let mut sum: Option<Decimal> = None;
    let mut beyond = false;
    for a in addends {
        let value = a.figures.value(place);
        let number = value.as_ref().and_then(figures::number);
        match (&value, number) {
            (Some(v), Some(n)) => {
                cell.given = cell.given.saturating_add(1);
                cell.not_applicable =
                    cell.not_applicable.saturating_add(usize::from(*v == Value::NotApplicable));
                let added = sum.unwrap_or_default().checked_add(n);
                beyond |= added.is_none();
                sum = added.or(sum);
            }
            (Some(_), None) => cell.unread.push(a.unit),
            (None, _) if is_zero(a.unit) => {
                cell.given = cell.given.saturating_add(1);
                sum = sum.or(Some(Decimal::ZERO));
            }
            (None, _) => cell.unfilled.push(a.unit),
        }
        if value.is_some() && a.open.contains(&place) && !is_zero(a.unit) {
            cell.unfilled.push(a.unit);
        }
    }
    (cell, sum.filter(|_| !beyond))
}

/// What the parts of a total come to.
fn total(parts: &[usize], cells: &[CellTotal], sums: &[Option<Decimal>]) -> (CellTotal, Option<Decimal>) {
    let mut cell = CellTotal::default();
    let (mut unfilled, mut unread) = (BTreeSet::new(), BTreeSet::new());
    let mut sum: Option<Decimal> = None;
    for part in parts {
        let Some(c) = cells.get(*part) else { continue };
        cell.given = cell.given.max(c.given);
        cell.adjusted = cell.adjusted.checked_add(c.adjusted).unwrap_or(Decimal::MAX);
        cell.beyond |= c.beyond;
        unfilled.extend(&c.unfilled);
        unread.extend(&c.unread);
        if let Some(n) = at(sums, *part) {
            let added = sum.unwrap_or_default().checked_add(n);
            cell.beyond |= added.is_none();
            sum = added.or(sum);
        }
    }
    cell.unfilled = unfilled.into_iter().collect();
    cell.unread = unread.into_iter().collect();
    (cell.clone(), sum.filter(|_| !cell.beyond))
}

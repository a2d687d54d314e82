//! The sums: every cell that is no total is added up over the units, exactly; totals follow from those. 未填 is not 0:
//! whose number is missing is named with each sum.

use super::Collection;
use super::figures::{self, Figures};
use super::ruling::Adjustment;
use crate::form::Form;
use crate::form::bounds::at;
use crate::form::ledger::Ledger;
use crate::form::table::{CellKey, Kind};
use crate::report::value::{Cell, Value};
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

/// A sum on its way: once it is beyond what can be reckoned it stays so.
#[derive(Clone, Copy, Debug, Default)]
struct Running {
    sum: Option<Decimal>,
    beyond: bool,
}

impl Running {
    fn add(&mut self, n: Decimal) {
        match self.sum.unwrap_or_default().checked_add(n) {
            Some(sum) => self.sum = Some(sum),
            None => self.beyond = true,
        }
    }
    /// Puts what it comes to into a cell of the form: the one place that says so.
    fn close(&mut self, kind: Kind, cell: &mut CellTotal) {
        let value = self.sum.and_then(|s| figures::value(kind, s));
        self.beyond |= self.sum.is_some() && value.is_none();
        cell.beyond = self.beyond;
        cell.value = value.filter(|_| !self.beyond);
    }
}

impl Totals {
    pub fn of(collection: &Collection, addends: &[Addend]) -> Totals {
        let form = collection.form();
        let ledger = form.ledger();
        let mut adjusted: HashMap<usize, Vec<&Adjustment>> = HashMap::new();
        for a in &collection.adjustments {
            ledger.place(a.cell.as_str()).into_iter().for_each(|p| adjusted.entry(p).or_default().push(a));
        }
        let mut cells = vec![(CellTotal::default(), Running::default()); ledger.keys.len()];
        let put = |cells: &mut Vec<(CellTotal, Running)>, place: usize, (mut cell, mut sum)| {
            let Some(kind) = ledger.keys.get(place).map(|k| form.kind(k)) else { return };
            Running::close(&mut sum, kind, &mut cell);
            cells.get_mut(place).into_iter().for_each(|c| *c = (cell.clone(), sum));
        };
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
                sum.add(a.by);
            }
            put(&mut cells, place, (cell, sum));
        }
        for place in &ledger.order {
            let parts =
                at(&ledger.follows, *place).and_then(|s| ledger.sums.get(s)).map(|s| s.left.as_slice());
            let of = total(parts.unwrap_or_default(), &cells);
            put(&mut cells, *place, of);
        }
        Totals { cells: cells.into_iter().map(|(cell, _)| cell).collect() }
    }

    /// As the numbers of a report: what is beyond stays open, in totals too, which otherwise follow their parts.
    pub fn figures(&self, form: &'static Form) -> Figures {
        let cell = |(place, total): (usize, &CellTotal)| match &total.value {
            _ if total.beyond => Cell::Unfilled,
            _ if at(&form.ledger().follows, place).is_some() => Cell::Computed,
            Some(v) => Cell::Typed(v.clone()),
            None => Cell::Unfilled,
        };
        Figures::of_cells(form, self.cells.iter().enumerate().map(cell).collect())
    }

    /// Sums that may come to something else yet, or can't be written; of totals those that can't.
    pub fn open<'a>(
        &'a self,
        form: &'static Form,
    ) -> impl Iterator<Item = (&'static CellKey, &'a CellTotal)> {
        let ledger = form.ledger();
        let of = |(place, key): (usize, &'static CellKey)| {
            let total = self.cell(place)?;
            let is_leaf = at(&ledger.follows, place).is_none();
            (total.beyond || is_leaf && total.is_open()).then_some((key, total))
        };
        ledger.keys.iter().enumerate().filter_map(of)
    }

    /// Whether a part of a total, however deep, can't be written.
    pub fn lacks_a_part(&self, ledger: &Ledger, place: usize) -> bool {
        let parts = at(&ledger.follows, place).and_then(|s| ledger.sums.get(s)).map(|s| s.left.as_slice());
        let lacks = |p: &usize| self.cell(*p).is_some_and(|c| c.beyond) || self.lacks_a_part(ledger, *p);
        parts.unwrap_or_default().iter().any(lacks)
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
fn added(addends: &[Addend], place: usize, is_zero: &dyn Fn(usize) -> bool) -> (CellTotal, Running) {
    let mut cell = CellTotal::default();
    let mut sum = Running::default();
    for a in addends {
        let value = a.figures.value(place);
        let number = value.as_ref().and_then(figures::number);
        match (&value, number) {
            (Some(_), Some(n)) => {
                cell.given = cell.given.saturating_add(1);
                sum.add(n);
            }
            (Some(_), None) => cell.unread.push(a.unit),
            (None, _) if is_zero(a.unit) => {
                cell.given = cell.given.saturating_add(1);
                sum.add(Decimal::ZERO);
            }
            (None, _) => cell.unfilled.push(a.unit),
        }
        if value.is_some() && a.open.contains(&place) && !is_zero(a.unit) {
            cell.unfilled.push(a.unit);
        }
    }
    (cell, sum)
}

/// What the parts of a total come to.
fn total(parts: &[usize], cells: &[(CellTotal, Running)]) -> (CellTotal, Running) {
    let mut cell = CellTotal::default();
    let (mut unfilled, mut unread) = (BTreeSet::new(), BTreeSet::new());
    let mut sum = Running::default();
    for (c, part) in parts.iter().filter_map(|p| cells.get(*p)) {
        cell.given = cell.given.max(c.given);
        cell.adjusted = cell.adjusted.checked_add(c.adjusted).unwrap_or(Decimal::MAX);
        unfilled.extend(&c.unfilled);
        unread.extend(&c.unread);
        sum.beyond |= part.beyond;
        part.sum.into_iter().for_each(|n| sum.add(n));
    }
    cell.unfilled = unfilled.into_iter().collect();
    cell.unread = unread.into_iter().collect();
    (cell, sum)
}

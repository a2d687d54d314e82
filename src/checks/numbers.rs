//! The numbers of a report on an array, by the places of the form's ledger: what sums are judged and repairs
//! are tried on. A number is known once everything it depends on is filled.

use crate::form::ledger::Ledger;
use crate::report::Report;
use crate::report::value::Cell;

/// What stands in a cell, as far as sums care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Unfilled,
    /// Follows its parts.
    Computed,
    Number(i128),
    /// Text or an amount.
    Other,
}

/// See the module.
#[derive(Clone)]
pub struct Numbers {
    pub ledger: &'static Ledger,
    slots: Vec<Slot>,
    values: Vec<Option<i128>>,
}

impl Numbers {
    /// Of a report.
    pub fn of(report: &Report) -> Numbers {
        let ledger = report.form().ledger();
        let slot = |c: Option<&Cell>| match c {
            None | Some(Cell::Unfilled) => Slot::Unfilled,
            Some(Cell::Computed) => Slot::Computed,
            Some(Cell::Typed(v)) => v.whole().map_or(Slot::Other, Slot::Number),
        };
        let slots: Vec<Slot> = ledger.keys.iter().map(|k| slot(report.cells.get(k))).collect();
        let mut n = Numbers { ledger, values: vec![None; slots.len()], slots };
        n.settle();
        n
    }

    /// What stands in a cell.
    pub fn slot(&self, place: usize) -> Slot {
        self.slots[place]
    }
    /// The number of a cell once everything it depends on is filled.
    pub fn value(&self, place: usize) -> Option<i128> {
        self.values[place]
    }
    /// Both sides of a relation once every cell of it is known.
    pub fn sides(&self, sum: usize) -> Option<(i128, i128)> {
        let sum = &self.ledger.sums[sum];
        Some((self.add(&sum.left)?, self.add(&sum.right)?))
    }
    /// Whether a relation is known not to hold.
    pub fn is_broken(&self, sum: usize) -> bool {
        self.sides(sum).is_some_and(|(l, r)| l != r)
    }
    /// The sum of cells once all of them are known.
    pub fn add(&self, places: &[usize]) -> Option<i128> {
        places.iter().map(|p| self.values[*p]).sum()
    }

    /// Puts something else in cells for as long as `look` looks.
    pub fn with<T>(&mut self, cells: &[(usize, Slot)], look: impl FnOnce(&Numbers) -> T) -> T {
        let was: Vec<Slot> = cells.iter().map(|(p, s)| std::mem::replace(&mut self.slots[*p], *s)).collect();
        self.settle();
        let seen = look(self);
        cells.iter().zip(was).rev().for_each(|((p, _), s)| self.slots[*p] = s);
        self.settle();
        seen
    }

    fn settle(&mut self) {
        for (p, s) in self.slots.iter().enumerate() {
            self.values[p] = if let Slot::Number(n) = s { Some(*n) } else { None };
        }
        // Totals of totals (the corner of table three) become known in the second round.
        for _ in 0..2 {
            for p in 0..self.slots.len() {
                if self.slots[p] == Slot::Computed
                    && let Some(sum) = self.ledger.follows[p]
                {
                    self.values[p] = self.add(&self.ledger.sums[sum].left);
                }
            }
        }
    }
}

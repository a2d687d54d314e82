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

/// Every cell as a number, `None` where it is not known.
pub struct Numbers {
    pub ledger: &'static Ledger,
    slots: Vec<Slot>,
    values: Vec<Option<i128>>,
    /// By how much the left side of each relation exceeds its right.
    excess: Vec<Option<i128>>,
    /// They are sums of units' numbers, not written by anybody.
    pub gathered: bool,
}

impl Numbers {
    /// Of a report.
    pub fn of(report: &Report) -> Numbers {
        let ledger = report.form().ledger();
        let slot = |c: Option<&Cell>| match c {
            None | Some(Cell::Unfilled) => Slot::Unfilled,
            Some(Cell::Computed | Cell::Compared(_)) => Slot::Computed,
            Some(Cell::Typed(v)) => v.whole().map_or(Slot::Other, Slot::Number),
        };
        let slots: Vec<Slot> = ledger.spread(&report.cells).into_iter().map(slot).collect();
        let values = slots.iter().map(|s| if let Slot::Number(n) = s { Some(*n) } else { None }).collect();
        let gathered = !report.units.is_empty();
        let mut n = Numbers { ledger, slots, values, excess: Vec::new(), gathered };
        for p in &ledger.order {
            if let (Slot::Computed, Some(sum)) = (n.slots[*p], ledger.follows[*p]) {
                n.values[*p] = n.add(&ledger.sums[sum].left);
            }
        }
        n.excess = (0..ledger.sums.len()).map(|s| n.sides(s).map(|(l, r)| l - r)).collect();
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
        self.excess[sum].is_some_and(|e| e != 0)
    }
    /// Whether any relation is known not to hold.
    pub fn any_broken(&self) -> bool {
        (0..self.excess.len()).any(|sum| self.is_broken(sum))
    }
    /// The sum of cells once all of them are known.
    pub fn add(&self, places: &[usize]) -> Option<i128> {
        places.iter().map(|p| self.values[*p]).sum()
    }

    /// How many broken relations come right when cells change by so much; none if `sum` doesn't, or another
    /// breaks. Totals that follow their parts follow the change.
    pub fn mended_by(&self, sum: usize, changes: &[(usize, i128)]) -> Option<usize> {
        let mut moved: Vec<(usize, i128)> = Vec::new();
        changes.iter().for_each(|(place, by)| self.moves(*place, *by, &mut moved));
        let (mut right, mut count) = (false, 0_usize);
        for (s, by) in moved {
            let Some(excess) = self.excess[s] else { continue };
            match (excess, excess + by) {
                (0, 0) => {}
                (0, _) => return None,
                (_, 0) => count = count.saturating_add(1),
                _ => continue,
            }
            right |= s == sum && excess + by == 0;
        }
        right.then_some(count)
    }

    /// By how much each relation's excess moves when a cell changes by `by`.
    fn moves(&self, place: usize, by: i128, out: &mut Vec<(usize, i128)>) {
        for (sum, left) in &self.ledger.member[place] {
            let by_side = if *left { by } else { -by };
            match out.iter_mut().find(|(s, _)| s == sum) {
                Some((_, b)) => *b += by_side,
                None => out.push((*sum, by_side)),
            }
            let total = self.ledger.sums[*sum].right.first().filter(|_| *left);
            if let Some(total) = total
                && self.ledger.follows[*total] == Some(*sum)
                && self.slots[*total] == Slot::Computed
            {
                self.moves(*total, by, out);
            }
        }
    }
}

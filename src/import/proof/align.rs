//! Which cell of a row stands in which column: by the columns it takes, or by its turn where the row's own sums or the
//! other rows show that none is lost and none too many.

use super::shown::{RowSums, Shown, says_nothing};
use crate::import::head::HeadSlot;
use crate::import::walk::{HeldCell, RowShape, SeenRow};

/// Pairs of column and cell.
type Pairs = Vec<(usize, usize)>;

/// A row under its heads.
pub struct RowPlaces<'a> {
    pub row: &'a SeenRow,
    pub slots: &'a [HeadSlot],
    /// That its cells stand in these columns, its sums have to show.
    pub by_sums: bool,
    /// The other rows under the same heads.
    pub others: Vec<&'a SeenRow>,
    /// How many columns the form has here.
    pub width: usize,
    pub shown: Shown,
    pub sums: RowSums,
}

fn filled(cells: &[HeldCell]) -> Vec<usize> {
    cells.iter().enumerate().filter(|(_, c)| !c.text.is_empty()).map(|(i, _)| i).collect()
}

fn pairs(cells: &[usize]) -> Pairs {
    cells.iter().copied().enumerate().collect()
}

fn counted(from: usize, n: usize) -> Pairs {
    (0..n).map(|i| (i, from + i)).collect()
}

impl RowPlaces<'_> {
    /// The cells of the row in its columns.
    pub fn find(&self) -> Option<Pairs> {
        if self.row.cells.iter().any(|c| c.tall && !c.text.is_empty()) {
            return None;
        }
        let found = match self.row.shape {
            RowShape::Loose => self.loose(),
            RowShape::Placed | RowShape::Even if self.slots.iter().all(|s| s.cols.is_some()) => self.placed(),
            RowShape::Placed | RowShape::Even | RowShape::Counted => self.in_turn(),
        };
        found.filter(|pairs| !self.by_sums || self.sums.hold_at(self.row, pairs, self.slots.len()))
    }

    /// One behind the other, as a text gives them.
    fn loose(&self) -> Option<Pairs> {
        let n = self.slots.len();
        let mut cells = self.row.sure();
        if cells.len() < n && self.row.has_strays() {
            if !self.shown.strays_are_cells() {
                return None;
            }
            cells = (0..self.row.cells.len()).collect();
        }
        let is_full = |i: &usize| self.row.cells.get(*i).is_some_and(|c| !c.text.is_empty());
        let filled: Vec<usize> = cells.iter().copied().filter(is_full).collect();
        if !self.heads_are_whole() {
            return None;
        }
        if filled.len() == n {
            let at: Vec<usize> = (0..cells.len()).filter(|i| is_full(&cells[*i])).collect();
            return (self.is_layout(&at, cells.len()) && self.is_count_proof(&filled))
                .then(|| pairs(&filled));
        }
        // Some are empty, and known to be cells.
        (cells.len() == n && self.shown.keeps_blanks()).then(|| pairs(&cells))
    }

    /// Whether as many numbers as columns are all of the row's, each in its turn.
    fn is_count_proof(&self, filled: &[usize]) -> bool {
        let holds = || self.sums.are_some() && self.sums.hold_in(self.row, filled);
        if self.row.in_two_lines
            && !(holds() && self.shown.is_whole())
            && !self.sums.tell_in(self.row, filled)
        {
            return false;
        }
        match self.shown.loses_blanks() {
            true if self.shown.counts_pages => self.sums.prove(self.row, filled),
            true => self.sums.hold_in(self.row, filled),
            false => self.shown.is_whole() || self.sums.hold_in(self.row, filled),
        }
    }

    /// Of fewer heads than the form has, some may be lost, and as many numbers: all rows have to agree.
    fn heads_are_whole(&self) -> bool {
        let n = self.slots.len();
        let full = self.others.iter().filter(|o| filled(&o.cells).len() == n).count();
        n >= self.width || (full > 0 && full * 10 >= self.others.len() * 8)
    }

    /// Whether the blanks of a row are mere layout: its cells are as far apart as they can be, and begin where those of
    /// other rows do. Else a blank may be a cell, and a number be none.
    fn is_layout(&self, filled: &[usize], cells: usize) -> bool {
        let n = self.slots.len();
        if cells == n || (filled.last() == Some(&(n - 1)) && filled.len() == n) {
            return true;
        }
        let full = self.others.iter().filter(|o| self::filled(&o.cells).len() == n && o.cells.len() > n);
        let firsts: Vec<Option<usize>> = full.map(|o| self::filled(&o.cells).first().copied()).collect();
        let same = firsts.iter().filter(|f| **f == filled.first().copied()).count();
        is_even(filled) && !self.shown.keeps_blanks() && same * 2 > firsts.len()
    }

    /// By the columns that cells take; where a table's spans are broken, by as many cells as columns.
    fn placed(&self) -> Option<Pairs> {
        let (row, slots) = (self.row, self.slots);
        if let Some(one) = self.nothing_over_all() {
            return Some((0..slots.len()).map(|slot| (slot, one)).collect());
        }
        let under = |c: &HeldCell| {
            let cols = c.cols.as_ref()?;
            slots
                .iter()
                .position(|s| s.cols.as_ref().is_some_and(|r| r.start <= cols.start && cols.end <= r.end))
        };
        let mut out: Pairs = Vec::new();
        let fits =
            row.cells.iter().enumerate().filter(|(_, c)| !c.text.is_empty()).all(|(i, c)| match under(c) {
                Some(slot) if out.iter().all(|(s, _)| *s != slot) => {
                    out.push((slot, i));
                    true
                }
                _ => false,
            });
        let edges = |c: Option<&std::ops::Range<usize>>| c.map(|c| (c.start, c.end));
        let cell = |h: Option<&HeldCell>| edges(h.and_then(|h| h.cols.as_ref()));
        let slot = |s: Option<&HeadSlot>| edges(s.and_then(|s| s.cols.as_ref()));
        let begins = cell(row.cells.first()).map(|c| c.0) == slot(slots.first()).map(|c| c.0);
        let ends = cell(row.cells.last()).map(|c| c.1) >= slot(slots.last()).map(|c| c.1);
        // A row that was pushed aside by a span that is wrong begins elsewhere; one that ends early lost a cell, and
        // nobody knows which.
        let whole = ends && (begins || row.cells.len() > slots.len());
        // Where most rows have numbers under no head, the heads stand aside themselves, and a row that fits does by chance.
        let strays = |o: &&&SeenRow| {
            o.cells.iter().any(|c| c.cols.is_some() && !c.text.is_empty() && under(c).is_none())
        };
        let aside = self.others.iter().filter(strays).count() * 2 > self.others.len();
        if fits && !aside && (whole || row.shape == RowShape::Even) {
            return Some(out);
        }
        // Cells that begin and end where the heads do are merged, and no span is broken.
        let last = slot(slots.last()).map(|c| c.1);
        let is_merged = begins && row.cells.iter().any(|c| cell(Some(c)).map(|c| c.1) == last);
        let as_many = row.cells.len() == slots.len() && row.shape == RowShape::Placed;
        (as_many && !is_merged).then(|| counted(0, slots.len()))
    }

    /// The only cell of the row, where it stands under all columns and says that there was nothing: then there was
    /// nothing in each.
    fn nothing_over_all(&self) -> Option<usize> {
        let [one] = filled(&self.row.cells)[..] else { return None };
        let cell = self.row.cells.get(one)?;
        let edge = |s: Option<&HeadSlot>| s.and_then(|s| s.cols.clone());
        let (first, last) = (edge(self.slots.first())?, edge(self.slots.last())?);
        let over_all = cell.cols.as_ref().is_some_and(|c| c.start <= first.start && last.end <= c.end);
        (over_all && self.slots.len() > 1 && says_nothing(&cell.text)).then_some(one)
    }

    /// By their turn: as many cells as columns, or as many numbers where other rows have theirs in the same places.
    fn in_turn(&self) -> Option<Pairs> {
        let (cells, n) = (&self.row.cells, self.slots.len());
        if cells.len() == n {
            return Some(counted(0, n));
        }
        let filled = filled(cells);
        let whole = |o: &&&SeenRow| o.cells.len() > n && self::filled(&o.cells).len() == n;
        let full: Vec<&&SeenRow> = self.others.iter().filter(whole).collect();
        let first = |cells: &[HeldCell]| self::filled(cells).first().copied();
        // Where other rows have more numbers than there are columns, so many are no proof.
        let too_many = self.others.iter().any(|o| self::filled(&o.cells).len() > n);
        let alike = match full.is_empty() {
            true => first(cells) == Some(0) || (self.sums.are_some() && self.sums.hold_in(self.row, &filled)),
            false => full.iter().any(|o| first(&o.cells) == first(cells)),
        };
        if filled.len() == n && is_even(&filled) && !too_many && alike {
            return Some(pairs(&filled));
        }
        // A merged label leaves empty cells before the numbers. That the numbers stand at the end, full rows show.
        let more = cells.len().checked_sub(n).filter(|_| n > 1)?;
        let at_end = |o: &&&SeenRow| first(&o.cells) == Some(o.cells.len() - n);
        let shown = !full.is_empty() && full.iter().all(at_end);
        let same = full.iter().any(|o| o.cells.len() + o.before == cells.len() + self.row.before);
        let empty = cells.iter().take(more).all(|c| c.text.is_empty());
        (shown && same && empty).then(|| counted(more, n))
    }
}

/// Whether cells stand one behind the other, or each as far from the next as all of them.
fn is_even(cells: &[usize]) -> bool {
    let mut steps = cells.windows(2).map(|w| w[1] - w[0]);
    steps.next().is_none_or(|first| steps.all(|s| s == first))
}

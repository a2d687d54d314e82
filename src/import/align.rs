//! Which cell of a row stands in which column: only where the count, or the place, of its cells leaves no doubt.

use super::heads::HeadSlot;
use super::walk::{HeldLabel, RowShape, SeenRow};

/// Pairs of column and cell.
type Pairs = Vec<(usize, usize)>;

/// The cells of a row in its columns; `others` are the rows under the same heads, `width` the columns of the form.
pub fn align(row: &SeenRow, slots: &[HeadSlot], others: &[&SeenRow], width: usize) -> Option<Pairs> {
    if row.cells.iter().any(|c| c.tall && !c.text.is_empty()) {
        return None;
    }
    let n = slots.len();
    let filled: Vec<usize> = filled(&row.cells);
    // Of fewer heads than the form has, some may be lost, and as many numbers: all rows have to agree.
    let agreed = || {
        let full = others.iter().filter(|o| self::filled(&o.cells).len() == n).count();
        slots.len() >= width || full * 10 >= others.len() * 8
    };
    if row.shape == RowShape::Loose && !agreed() {
        return None;
    }
    match row.shape {
        RowShape::Loose if filled.len() == n => is_layout(&filled, others, n).then(|| pairs(&filled)),
        RowShape::Loose if row.cells.len() == n => Some(counted(0, n)),
        RowShape::Loose => None,
        RowShape::Placed | RowShape::Even if slots.iter().all(|s| s.cols.is_some()) => placed(row, slots),
        RowShape::Placed | RowShape::Even | RowShape::Counted => in_turn(row, &filled, n, others),
    }
}

fn filled(cells: &[HeldLabel]) -> Vec<usize> {
    cells.iter().enumerate().filter(|(_, c)| !c.text.is_empty()).map(|(i, _)| i).collect()
}

fn pairs(cells: &[usize]) -> Pairs {
    cells.iter().copied().enumerate().collect()
}

fn counted(from: usize, n: usize) -> Pairs {
    (0..n).map(|i| (i, from + i)).collect()
}

/// By the columns that cells take; where a table's spans are broken, by as many cells as columns.
fn placed(row: &SeenRow, slots: &[HeadSlot]) -> Option<Pairs> {
    let under = |c: &HeldLabel| {
        let cols = c.cols.as_ref()?;
        slots.iter().position(|s| s.cols.as_ref().is_some_and(|r| r.start <= cols.start && cols.end <= r.end))
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
    let cell = |h: Option<&HeldLabel>| edges(h.and_then(|h| h.cols.as_ref()));
    let slot = |s: Option<&HeadSlot>| edges(s.and_then(|s| s.cols.as_ref()));
    let begins = cell(row.cells.first()).map(|c| c.0) == slot(slots.first()).map(|c| c.0);
    let ends = cell(row.cells.last()).map(|c| c.1) >= slot(slots.last()).map(|c| c.1);
    // A row that was pushed aside by a span that is wrong begins elsewhere; one that ends early lost a cell, and
    // nobody knows which.
    let whole = ends && (begins || row.cells.len() > slots.len());
    if fits && (whole || row.shape == RowShape::Even) {
        return Some(out);
    }
    (row.cells.len() == slots.len() && row.shape == RowShape::Placed).then(|| counted(0, slots.len()))
}

/// By their turn: as many cells as columns, or as many numbers.
fn in_turn(row: &SeenRow, filled: &[usize], n: usize, others: &[&SeenRow]) -> Option<Pairs> {
    let cells = &row.cells;
    if cells.len() == n {
        return Some(counted(0, n));
    }
    // Where other rows have more numbers than there are columns, so many are no proof.
    let too_many = || others.iter().any(|o| self::filled(&o.cells).len() > n);
    if filled.len() == n && is_even(filled) && !too_many() {
        return Some(pairs(filled));
    }
    // A merged label leaves empty cells before the numbers. That the numbers stand at the end, full rows show.
    let more = cells.len().checked_sub(n).filter(|_| n > 1)?;
    let full = others.iter().filter(|o| o.cells.len() > n && self::filled(&o.cells).len() == n);
    let at_end = |o: &&SeenRow| self::filled(&o.cells).first() == Some(&(o.cells.len() - n));
    let full: Vec<&&SeenRow> = full.collect();
    let shown = !full.is_empty() && full.iter().all(|o| at_end(o));
    let same = full.iter().any(|o| o.cells.len() + o.before == cells.len() + row.before);
    let empty = cells.iter().take(more).all(|c| c.text.is_empty());
    (shown && same && empty).then(|| counted(more, n))
}

/// Whether the blanks of a row are mere layout: all cells are as far apart, and begin where those of other rows do.
/// Else a blank may be a cell, and the last number that of a page.
fn is_layout(filled: &[usize], others: &[&SeenRow], n: usize) -> bool {
    let first = |cells: &[usize]| cells.first().copied();
    let full = others.iter().map(|o| self::filled(&o.cells)).filter(|f| f.len() == n);
    let (same, all) = full.fold((0, 0), |(s, a), f| (s + usize::from(first(&f) == first(filled)), a + 1));
    is_even(filled) && (first(filled) == Some(0) || same * 2 > all)
}

/// Whether cells stand one behind the other, or each as far from the next as all of them.
fn is_even(cells: &[usize]) -> bool {
    let mut steps = cells.windows(2).map(|w| w[1] - w[0]);
    steps.next().is_none_or(|first| steps.all(|s| s == first))
}

//! What the rows of a document's flat tables show of how its text gives their cells: all of them, the empty ones as
//! lines too, or without the empty ones. By that, and by the sums of a row, a count of cells is proof or none.

use crate::form::table::{self, Block, Kind, Table};
use crate::import::cell::{self, CellSaid};
use crate::import::head::HeadSlot;
use crate::import::lone::is_like_page;
use crate::import::walk::{Label, RowShape, SeenRow, Walk};
use std::collections::{BTreeMap, BTreeSet};

/// How many rows whose cells are known by their order alone have as many cells as columns, fewer, more.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shown {
    exact: usize,
    short: usize,
    long: usize,
    /// Rows that have just their cells without a number that may be a page's, and those that need it.
    without_strays: usize,
    with_strays: usize,
    /// Somewhere a number without a frame stands that is no cell: the document counts its pages so.
    pub counts_pages: bool,
}

impl Shown {
    /// Of a document that counts its pages by bare numbers, as far as is known.
    pub fn new(counts_pages: bool) -> Shown {
        Shown { counts_pages, ..Shown::default() }
    }

    /// Takes up the rows of a table.
    pub fn table(&mut self, table: &Table, walk: &Walk) {
        for block in &table.blocks {
            let own: BTreeSet<String> =
                table::leaves(&block.rows).iter().map(|r| r.node().key.clone()).collect();
            let mut widths: BTreeMap<usize, Option<usize>> = BTreeMap::new();
            let is_own = |s: &&SeenRow| matches!(&s.label, Label::Row(k) if own.contains(k));
            for s in walk.rows.iter().filter(is_own) {
                let columns = || walk.heads[s.heads].columns(&block.columns);
                let width = widths.entry(s.heads).or_insert_with(|| columns().ok().map(|c| c.slots.len()));
                // A head repeated at a page break looks like a row without cells.
                let again = || walk.rows.iter().any(|o| o.label == s.label && o.values().next().is_some());
                if let Some(width) = width
                    && (!s.cells.is_empty() || !again())
                {
                    self.see(s, *width);
                }
            }
        }
    }

    /// Takes up a row that stands under so many columns.
    fn see(&mut self, row: &SeenRow, columns: usize) {
        if row.shape != RowShape::Loose || !matches!(row.label, Label::Row(_)) {
            return;
        }
        let sure = row.sure().len();
        let has_page = row.cells.iter().any(|c| c.lone && is_like_page(&c.text));
        self.counts_pages |= row.has_strays() || (has_page && row.values().count() > columns);
        if row.has_strays() {
            self.without_strays += usize::from(sure >= columns);
            self.with_strays += usize::from(sure < columns && row.cells.len() == columns);
        }
        match sure.cmp(&columns) {
            std::cmp::Ordering::Less if row.has_strays() => {}
            std::cmp::Ordering::Less => self.short += 1,
            std::cmp::Ordering::Equal => self.exact += 1,
            std::cmp::Ordering::Greater => self.long += 1,
        }
    }

    /// Empty cells are lines of their own: nearly all rows have as many cells as columns.
    pub fn keeps_blanks(self) -> bool {
        self.exact * 10 >= (self.exact + self.short + self.long) * 8 && self.exact > 2
    }
    /// Empty cells may be lost: some row has too few.
    pub fn loses_blanks(self) -> bool {
        self.short > 0
    }
    /// Several rows are whole, and none has too few.
    pub fn is_whole(self) -> bool {
        /// The row itself, and two more.
        const SEVERAL: usize = 3;
        self.short == 0 && self.exact >= SEVERAL
    }
    /// What stands otherwise than the cells is a cell all the same: each row that has such a number needs it.
    pub fn strays_are_cells(self) -> bool {
        self.without_strays == 0 && self.with_strays > 1 && self.short == 0
    }
}

/// What a cell says, as far as sums want to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SumPart {
    Number(i128),
    /// A number that is not plain.
    Any,
    Blank,
}

/// The sums within a row, by the columns of the source.
pub struct RowSums(Vec<(Vec<usize>, usize)>);

impl RowSums {
    /// Those whose columns are all there.
    pub fn of(block: &Block, slots: &[HeadSlot]) -> RowSums {
        let at = |key: &String| slots.iter().position(|s| s.key.as_ref() == Some(key));
        let whole = |(total, parts): (String, Vec<String>)| {
            Some((parts.iter().map(at).collect::<Option<Vec<_>>>()?, at(&total)?))
        };
        RowSums(table::totals(&block.columns).into_iter().filter_map(whole).collect())
    }

    fn hold(&self, cells: &[SumPart]) -> bool {
        self.0.iter().all(|(parts, total)| {
            let parts = || parts.iter().filter_map(|i| cells.get(*i));
            let known: i128 =
                parts().filter_map(|p| if let SumPart::Number(n) = p { Some(*n) } else { None }).sum();
            match cells.get(*total) {
                Some(SumPart::Number(n)) if parts().any(|p| *p == SumPart::Any) => known <= *n,
                Some(SumPart::Number(n)) => known == *n,
                Some(SumPart::Any) => true,
                Some(SumPart::Blank) | None => false,
            }
        })
    }

    /// Whether there are sums, and all hold with these cells in these of `n` columns.
    pub fn hold_at(&self, row: &SeenRow, pairs: &[(usize, usize)], n: usize) -> bool {
        let mut cells = vec![SumPart::Blank; n];
        for (slot, i) in pairs {
            if let (Some(c), Some(held)) = (cells.get_mut(*slot), row.cells.get(*i)) {
                *c = part(&held.text);
            }
        }
        self.are_some() && self.hold(&cells)
    }

    pub fn are_some(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether all sums hold in a row with just these cells.
    pub fn hold_in(&self, row: &SeenRow, cells: &[usize]) -> bool {
        let held = cells.iter().filter_map(|i| row.cells.get(*i));
        self.hold(&held.map(|c| part(&c.text)).collect::<Vec<_>>())
    }

    /// Whether there are sums, they hold with just these cells, and something is summed.
    pub fn tell_in(&self, row: &SeenRow, cells: &[usize]) -> bool {
        let nothing = |i: &usize| row.cells.get(*i).is_some_and(|c| says_nothing(&c.text));
        self.are_some() && self.hold_in(row, cells) && !cells.iter().all(nothing)
    }

    /// Whether the cells of a row, one for each column, can be read so and not otherwise: its sums hold, and would not
    /// if a number that stands alone, as a page's does, were none of the row's, and a cell of it lost.
    pub fn prove(&self, row: &SeenRow, cells: &[usize]) -> bool {
        let held: Vec<_> = cells.iter().filter_map(|i| row.cells.get(*i)).collect();
        let parts: Vec<SumPart> = held.iter().map(|c| part(&c.text)).collect();
        let page = |i: &usize| held.get(*i).is_some_and(|c| c.lone && is_like_page(&c.text));
        let otherwise = |page: usize| {
            let mut rest = parts.clone();
            rest.remove(page);
            (0..=rest.len()).any(|lost| {
                let mut other = rest.clone();
                other.insert(lost, SumPart::Blank);
                self.hold(&other)
            })
        };
        self.hold(&parts) && !(0..held.len()).filter(page).any(otherwise)
    }
}

/// Whether a cell says that there was nothing: 0, 无.
pub fn says_nothing(text: &str) -> bool {
    matches!(cell::said(Kind::Count, None, text), CellSaid::Value(v) if v.is_zero())
}

fn part(text: &str) -> SumPart {
    match cell::said(Kind::Count, None, text) {
        CellSaid::Nothing => SumPart::Blank,
        CellSaid::Value(v) | CellSaid::Marked(v) => {
            let nothing = v == crate::report::value::Value::NotApplicable;
            v.whole().or(nothing.then_some(0)).map_or(SumPart::Any, SumPart::Number)
        }
        CellSaid::Unclear => SumPart::Any,
    }
}

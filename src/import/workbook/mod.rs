//! Workbooks → `Raw`. A reader of one format gives sheets of cells that are there, never a rectangle: a mark far
//! down a sheet costs no more than its own cell. `blocks` makes lines and tables of them.

pub mod blocks;
pub mod csv;
mod data;
mod hidden;
mod keyed;
mod number_look;
pub mod ods;
mod ods_beside;
mod ods_styles;
mod old_names;
mod records;
mod seen;
mod spread;
pub mod xls;
mod xls_beside;
mod xls_styles;
pub mod xlsx;
mod xlsx_beside;
mod xlsx_styles;

use super::budget::Budget;
use super::marks::Script;
use hidden::{HiddenLines, HiddenParts};
pub use number_look::{NumberFormat, NumberLook, is_nothing, says_nothing};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Most cells with something in them: a thousand times those of a report.
const MOST_CELLS: usize = 200_000;
/// So many bytes of words, or cells that are merged, are a piece of the budget.
const PIECE: usize = 32;

/// A range of cells that is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MergedArea {
    pub top: usize,
    pub left: usize,
    pub bottom: usize,
    pub right: usize,
}

/// A defined name and what it leads to: `'申请情况'!$D$4`.
pub type DefinedName = (String, String);

#[derive(Clone, Debug, Default)]
pub struct WorkSheet {
    pub name: String,
    pub hidden: bool,
    /// What stands in a cell, by row and column from 0.
    pub cells: BTreeMap<(usize, usize), String>,
    pub merged: Vec<MergedArea>,
    /// Rows and columns that nobody sees, with what stands in them.
    pub hidden_parts: HiddenParts,
    /// Those that were left out.
    pub rows_hidden: HiddenLines,
    pub columns_hidden: HiddenLines,
    /// Cells whose value is reckoned.
    pub formulas: BTreeSet<(usize, usize)>,
    /// Those of them that nobody ever calculated.
    pub uncalculated: Vec<(usize, usize)>,
    /// Cells whose format shows another number than is kept (38000 as 3.8).
    pub disguised: Vec<(usize, usize)>,
    /// What was remarked on cells.
    pub comments: Vec<SheetComment>,
    /// Words in boxes and shapes that are drawn on it, and how many pictures.
    pub drawn: Vec<String>,
    pub pictures: usize,
    /// Words that were struck out, with their cells: they are none of what stands there.
    pub struck: Vec<((usize, usize), String)>,
}

/// A 批注 of a cell.
#[derive(Clone, Debug)]
pub struct SheetComment {
    pub at: (usize, usize),
    pub by: String,
    pub text: String,
}

/// The words of a cell as they look: by a look of their own, or by that of the cell.
#[derive(Clone, Debug, Default)]
pub struct SheetWords(Vec<(String, Option<WordsLook>)>);

impl SheetWords {
    /// Words in the look of their cell.
    pub fn plain(words: &str) -> SheetWords {
        SheetWords(vec![(words.into(), None)])
    }
    /// Words go on.
    pub fn push(&mut self, words: &str, look: Option<WordsLook>) {
        self.0.push((words.into(), look));
    }
    /// What is read of them in a cell of that look, and what was struck out.
    fn parted(&self, cell: WordsLook) -> (String, String) {
        let (mut read, mut struck) = (String::new(), String::new());
        for (words, look) in &self.0 {
            let look = look.unwrap_or(cell);
            match look.is_unread(cell) {
                true => struck.push_str(words),
                false => read.push_str(&look.script.written(words)),
            }
        }
        (read, struck.trim().into())
    }
}

/// How a font, or a style, makes words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordsLook {
    pub struck: bool,
    pub script: Script,
    pub white: bool,
    /// A colour lies behind them.
    pub filled: bool,
}

impl WordsLook {
    /// Nobody reads words in a cell of that look that are struck out, or white on white.
    fn is_unread(self, cell: WordsLook) -> bool {
        self.struck || self.white && !(self.filled || cell.filled)
    }
}

impl WorkSheet {
    pub fn new(name: &str, hidden: bool) -> WorkSheet {
        WorkSheet { name: name.into(), hidden, ..WorkSheet::default() }
    }

    /// The row's number in the sheet, counted from 1.
    pub fn number(&self, row: usize) -> usize {
        self.rows_hidden.own(row) + 1
    }

    /// Puts words into a cell; false where there are too many already.
    pub fn put(&mut self, row: usize, col: usize, words: &str, budget: &Budget<'_>) -> bool {
        let words = words.trim();
        if !budget.take(words.len() / PIECE) {
            return false;
        }
        if !words.is_empty() {
            self.cells.insert((row, col), words.into());
        }
        self.cells.len() <= MOST_CELLS
    }

    /// Puts words into a cell of that look, but for those that are struck out; false where there are too many already.
    pub fn put_words(
        &mut self,
        at: (usize, usize),
        words: &SheetWords,
        look: WordsLook,
        budget: &Budget<'_>,
    ) -> bool {
        let (read, struck) = words.parted(look);
        let fits = budget.take(struck.len() / PIECE);
        self.struck.extend(Some((at, struck)).filter(|s| !s.1.is_empty()));
        fits && self.put(at.0, at.1, &read, budget)
    }

    /// A remark on a cell; programs write its author's name before it. An empty one says nothing.
    pub fn comment(&mut self, at: (usize, usize), by: &str, text: &str) {
        let by = by.trim();
        let own = text.trim().strip_prefix(by).and_then(|t| t.strip_prefix([':', '：']));
        let text = own.filter(|_| !by.is_empty()).unwrap_or(text).trim();
        if !text.is_empty() {
            self.comments.push(SheetComment { at, by: by.into(), text: text.into() });
        }
    }

    /// What stands in a cell was struck out as a whole.
    pub fn strike(&mut self, at: (usize, usize)) {
        self.struck.extend(self.cells.remove(&at).map(|words| (at, words)));
    }

    /// Puts a number into a cell as its format shows it; nothing where that is another number.
    pub fn put_number(
        &mut self,
        at: (usize, usize),
        v: f64,
        shown: (NumberFormat, Days),
        budget: &Budget<'_>,
    ) -> bool {
        let words = match shown.0.look(v) {
            NumberLook::Otherwise => {
                self.disguised.push(at);
                return budget.take(1);
            }
            NumberLook::Nothing => return budget.take(1),
            NumberLook::Day => shown.1.day(v).unwrap_or_else(|| number(v)),
            NumberLook::AsKept => number(v),
        };
        self.put(at.0, at.1, &words, budget)
    }
}

/// A number as a sheet keeps it. Files keep binary fractions, and programs write 96171.6 as 96171.60000000001: no
/// more than 15 digits mean anything.
pub fn number(v: f64) -> String {
    let digits = format!("{v:.14e}");
    match Decimal::from_scientific(&digits) {
        Ok(d) => d.normalize().to_string(),
        Err(_) => v.to_string(),
    }
}

/// AB12 as row and column from 0.
pub fn reference(r: &str) -> Option<(usize, usize)> {
    let letters = r.trim_start_matches('$');
    let end = letters.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, digits) = letters.split_at(end);
    if letters.len() > 3 {
        return None;
    }
    let col = letters.bytes().fold(0usize, |n, b| n * 26 + usize::from(b.to_ascii_uppercase() - b'A') + 1);
    let row: usize = digits.trim_start_matches('$').parse().ok()?;
    Some((row.checked_sub(1).filter(|r| *r < 1 << 20)?, col.checked_sub(1)?))
}

/// How a workbook writes days.
#[derive(Clone, Copy, Debug, Default)]
pub struct Days {
    pub from_1904: bool,
}

impl Days {
    /// The day that a number is, as it stands in a signature.
    pub fn day(self, v: f64) -> Option<String> {
        let first =
            if self.from_1904 { jiff::civil::date(1904, 1, 1) } else { jiff::civil::date(1899, 12, 30) };
        let days = Some(v).filter(|v| (1.0..100_000.0).contains(v))?;
        let day = first.checked_add(jiff::Span::new().days(days as i64)).ok()?;
        Some(format!("{}年{}月{}日", day.year(), day.month(), day.day()))
    }
}

#[cfg(test)]
mod tests;

//! How the numbers of a document's tables stand in its text, and what a number is that stands otherwise: a page's has
//! a line to itself where cells share theirs, empty lines around it where cells have none, or another indent.

use super::cell::is_value;
use super::labels::Labels;
use super::source_rows::{SourceKind, SourceRow};
use std::collections::BTreeMap;

/// What a number alone on its line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lone {
    Cell,
    /// A page's, or the cell of the row before it: other rows have theirs in one line with the label.
    Doubtful,
    Page,
}

/// How numbers stand in a document.
#[derive(Debug, Default)]
pub struct LoneNumbers {
    /// Rows whose numbers share a line, and those that have one in a line with their label.
    whole: usize,
    with_numbers: usize,
    /// Numbers alone on their lines; between empty lines; by their indent.
    single: usize,
    apart: usize,
    indents: BTreeMap<usize, usize>,
}

impl LoneNumbers {
    /// Of the rows of all tables of a document, each with the labels of its table.
    pub fn of<'a>(tables: impl Iterator<Item = (&'a Labels, &'a [SourceRow])>) -> LoneNumbers {
        let mut s = LoneNumbers::default();
        for (labels, rows) in tables {
            for (i, r) in rows.iter().enumerate() {
                let several = |t: &str| labels.split(t).is_some_and(|s| s.1.len() > 1);
                s.whole += usize::from(r.text().is_some_and(several));
                s.with_numbers += usize::from(has_numbers(labels, r));
                if r.text().is_some_and(is_value) {
                    s.single += 1;
                    s.apart += usize::from(is_between_gaps(rows, i));
                    *s.indents.entry(r.indent).or_default() += 1;
                }
            }
        }
        s
    }

    /// What the number alone on line `i` is.
    pub fn of_number(&self, rows: &[SourceRow], i: usize) -> Lone {
        let Some(row) = rows.get(i) else { return Lone::Cell };
        let short = |t: &str| t.len() <= 3 && t.bytes().all(|b| b.is_ascii_digit());
        if !row.text().is_some_and(short) {
            return Lone::Cell;
        }
        let shares_lines = self.whole >= 3 && self.single * 5 <= self.whole;
        let gaps_tell = self.apart * 4 <= self.single && is_between_gaps(rows, i);
        if shares_lines || gaps_tell || self.is_indented_otherwise(row.indent) {
            Lone::Page
        } else if self.with_numbers >= 2 && self.single * 3 <= self.with_numbers {
            Lone::Doubtful
        } else {
            Lone::Cell
        }
    }

    /// Whether hardly any number is indented so, and nearly all are in one other way.
    fn is_indented_otherwise(&self, indent: usize) -> bool {
        /// Of fewer numbers nobody knows.
        const SEVERAL: usize = 5;
        let most = self.indents.values().max().copied().unwrap_or(0);
        let same = self.indents.get(&indent).copied().unwrap_or(0);
        self.single >= SEVERAL && most * 10 >= self.single * 8 && same * 10 <= self.single
    }
}

/// Whether a label and a number of its row stand in one line: 行政许可 22.
fn has_numbers(labels: &Labels, r: &SourceRow) -> bool {
    let is_row = |t: &str| labels.find(t).is_some_and(|m| m.row.is_some());
    match r.text() {
        Some(t) => labels.split(t).is_some_and(|(label, numbers)| is_row(label) && !numbers.is_empty()),
        None => r.words().any(is_row) && r.words().any(is_value),
    }
}

fn is_between_gaps(rows: &[SourceRow], i: usize) -> bool {
    let gap = |r: Option<&SourceRow>| r.is_none_or(|r| r.kind == SourceKind::Gap);
    gap(i.checked_sub(1).and_then(|i| rows.get(i))) && gap(rows.get(i + 1))
}

/// Whether a number can be a page's.
pub fn is_like_page(text: &str) -> bool {
    text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()) && text.parse().is_ok_and(|n: u8| n > 0)
}

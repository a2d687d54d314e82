//! Workbooks → `Raw`. A reader of one format gives sheets of cells that are there, never a rectangle: a mark far
//! down a sheet costs no more than its own cell. Empty rows part a sheet into blocks, and a block into paragraphs and
//! a table.

pub mod csv;
pub mod ods;
pub mod xls;
pub mod xlsx;

use super::budget::Budget;
use super::raw::{Grid, GridCell, Line, Piece, Raw, Remark};
use crate::report::NoteKind;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Most cells with something in them: a thousand times those of a report.
const MOST_CELLS: usize = 200_000;
/// Most merged ranges of a sheet.
const MOST_MERGED: usize = 10_000;
/// So many bytes of words, or cells that are merged, are a piece of the budget.
const PIECE: usize = 32;
/// A table of a report has no more columns.
const WIDEST: usize = 64;
/// Longer words are a paragraph.
const LONGEST: usize = 40;

/// A range of cells that is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub top: usize,
    pub left: usize,
    pub bottom: usize,
    pub right: usize,
}

#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub name: String,
    pub hidden: bool,
    /// What stands in a cell, by row and column from 0.
    pub cells: BTreeMap<(usize, usize), String>,
    pub merged: Vec<Area>,
    /// Cells whose formula nobody ever calculated.
    pub uncalculated: Vec<(usize, usize)>,
}

impl Sheet {
    pub fn new(name: &str, hidden: bool) -> Sheet {
        Sheet { name: name.into(), hidden, ..Sheet::default() }
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
}

/// A number as a sheet shows it. Files keep binary fractions, and programs write 96171.6 as 96171.60000000001: no
/// more than 15 digits mean anything.
pub fn number(v: f64) -> String {
    let digits = format!("{v:.14e}");
    match Decimal::from_scientific(&digits) {
        Ok(d) => d.normalize().to_string(),
        Err(_) => v.to_string(),
    }
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

/// Whether a number's format shows a day.
pub fn shows_day(id: usize, code: Option<&str>) -> bool {
    match code {
        Some(code) => {
            let plain: String = code.split(['"', '[', ']']).step_by(2).collect();
            let lower = plain.to_lowercase();
            lower.contains('y') && lower.contains('m') || code.contains('年')
        }
        None => matches!(id, 14..=17 | 22 | 27..=31 | 36 | 50..=58),
    }
}

/// The workbook as lines and tables.
pub fn raw(sheets: Vec<Sheet>, budget: &Budget<'_>) -> Raw {
    let mut out = Raw::default();
    let mut number = 1;
    for s in sheets {
        if s.hidden {
            if !s.cells.is_empty() {
                let text = format!("隐藏的工作表“{}”没有读入；要读入它，请取消隐藏再导入", s.name);
                out.remarks.push(Remark::new(NoteKind::Dropped, text));
            }
            continue;
        }
        if let Some(&(row, col)) = s.uncalculated.first() {
            let text = format!(
                "工作表“{}”里有{}格是公式，文件里没有算出来的数（{}{}），留作未填；请用 Excel、WPS 打开，保存一次再导入",
                s.name,
                s.uncalculated.len(),
                place(row, col),
                if s.uncalculated.len() > 1 { "等" } else { "" }
            );
            out.remarks.push(Remark::new(NoteKind::Doubtful, text));
        }
        if s.merged.len() > MOST_MERGED && !budget.take(usize::MAX) {
            return Raw::default();
        }
        for rows in blocks(&s) {
            if !budget.take(rows.len() * (1 + s.merged.len() / PIECE)) {
                return Raw::default();
            }
            number = Block::of(&s, rows).put(number, &mut out, budget);
        }
    }
    out
}

/// C5
fn place(row: usize, col: usize) -> String {
    let mut letters = Vec::new();
    let mut n = col + 1;
    while n > 0 {
        letters.push(char::from(b'A' + ((n - 1) % 26) as u8));
        n = (n - 1) / 26;
    }
    letters.iter().rev().chain(format!("{}", row + 1).chars().collect::<Vec<_>>().iter()).collect()
}

/// Rows of a sheet in pieces that wholly empty rows part.
fn blocks(s: &Sheet) -> Vec<Vec<usize>> {
    let mut rows: BTreeSet<usize> = s.cells.keys().map(|k| k.0).collect();
    for a in s.merged.iter().filter(|a| s.cells.contains_key(&(a.top, a.left))) {
        rows.extend(a.top..=a.bottom.min(a.top + WIDEST));
    }
    let mut out: Vec<Vec<usize>> = Vec::new();
    for r in rows {
        match out.last_mut() {
            Some(b) if b.last() == Some(&(r.saturating_sub(1))) => b.push(r),
            _ => out.push(vec![r]),
        }
    }
    out
}

/// Rows of a sheet that follow each other.
struct Block<'a> {
    sheet: &'a Sheet,
    rows: Vec<usize>,
    /// The first and the last row with several cells, by their number here.
    wide: Option<(usize, usize)>,
    /// Its first and last column.
    sides: (usize, usize),
}

impl<'a> Block<'a> {
    fn of(sheet: &'a Sheet, rows: Vec<usize>) -> Block<'a> {
        let mut block = Block { sheet, rows, wide: None, sides: (usize::MAX, 0) };
        for (i, row) in block.rows.iter().enumerate() {
            let filled = block.filled(*row);
            if filled.len() > 1 {
                block.wide = Some((block.wide.map_or(i, |w| w.0), i));
            }
            if let (Some(first), Some(last)) = (filled.first(), filled.last()) {
                block.sides = (block.sides.0.min(first.0), block.sides.1.max(last.0));
            }
        }
        block.sides.0 = block.sides.0.min(block.sides.1);
        block
    }

    /// Puts its paragraphs and tables behind `out`; the number of the next line.
    fn put(&self, mut number: usize, out: &mut Raw, budget: &Budget<'_>) -> usize {
        let mut table: Vec<usize> = Vec::new();
        for (i, row) in self.rows.iter().enumerate() {
            let Some(words) = self.paragraph(i) else {
                table.push(*row);
                continue;
            };
            number = self.end(&mut table, number, out, budget);
            for t in words.lines().map(str::trim).filter(|t| !t.is_empty()) {
                out.lines.push(Line::new(number, Piece::Text(t.into())));
            }
            number += 1;
        }
        self.end(&mut table, number, out, budget)
    }

    /// The filled cells of a row.
    fn filled(&self, row: usize) -> Vec<(usize, &'a str)> {
        let cells = self.sheet.cells.range((row, 0)..(row + 1, 0));
        cells.map(|(k, t)| (k.1, t.as_str())).collect()
    }

    /// The words of the row where they are a paragraph: nothing else stands in it, nor beside it in the table.
    fn paragraph(&self, i: usize) -> Option<&str> {
        let row = *self.rows.get(i)?;
        let filled = self.filled(row);
        let [(col, words)] = filled[..] else { return None };
        let beside =
            |a: &&Area| a.top < row && row <= a.bottom && self.sheet.cells.contains_key(&(a.top, a.left));
        if self.sheet.merged.iter().any(|a| beside(&a)) {
            return None;
        }
        let area = self.sheet.merged.iter().find(|a| (a.top, a.left) == (row, col));
        let (left, right) = self.sides;
        let whole = area.is_some_and(|a| a.left <= left && a.right >= right) || left == right;
        let above = self.wide.is_some_and(|w| w.0 < i);
        let below = self.wide.is_some_and(|w| w.1 > i);
        let prose = words.chars().count() > LONGEST || words.ends_with(['。', '；']) || words.contains('\n');
        let next_wide = self.rows.get(i + 1).is_some_and(|r| self.filled(*r).len() > 1);
        let paragraph = match (above, below) {
            _ if prose => true,
            // Title and headings above a table; what stands right over it may be a row of it.
            (false, true) => !next_wide || is_heading(words),
            (true, true) => whole && is_heading(words),
            (true, false) => area.is_none() || whole,
            (false, false) => true,
        };
        paragraph.then_some(words)
    }

    /// Ends the table of these rows.
    fn end(&self, rows: &mut Vec<usize>, number: usize, out: &mut Raw, budget: &Budget<'_>) -> usize {
        let rows = std::mem::take(rows);
        let (Some(first), Some(last)) = (rows.first().copied(), rows.last().copied()) else { return number };
        let part = Block::of(self.sheet, rows);
        let (left, last_col) = part.sides;
        let merged: Vec<&Area> =
            self.sheet.merged.iter().filter(|a| a.top >= first && a.bottom <= last).collect();
        let widest = left + WIDEST;
        let right = merged.iter().map(|a| a.right).fold(last_col, usize::max).min(widest);
        if last_col > right {
            let text =
                format!("工作表“{}”里离表格很远的列（{}以后）没有读入", self.sheet.name, place(first, right));
            out.remarks.push(Remark::at(NoteKind::Dropped, number, text));
        }
        let size = |a: &&Area| (a.bottom + 1 - a.top) * (a.right.min(right) + 1).saturating_sub(a.left);
        let sizes: usize = merged.iter().map(size).sum();
        if !budget.take((right + 1 - left) * part.rows.len() + sizes / PIECE) {
            return number;
        }
        let area: BTreeMap<(usize, usize), &Area> = merged.iter().map(|a| ((a.top, a.left), *a)).collect();
        let mut covered = BTreeSet::new();
        for a in &merged {
            let columns = a.left..=a.right.min(right);
            let places = (a.top..=a.bottom).flat_map(|r| columns.clone().map(move |c| (r, c)));
            covered.extend(places.filter(|p| *p != (a.top, a.left)));
        }
        let mut grid = Grid::default();
        for row in first..=last {
            for col in left..=right {
                if covered.contains(&(row, col)) {
                    continue;
                }
                let words = self.sheet.cells.get(&(row, col));
                let line = number + row - first;
                let body = words.map(|t| Line::new(line, Piece::Text(one_line(t)))).into_iter().collect();
                let (rows, cols) = area
                    .get(&(row, col))
                    .map_or((1, 1), |a| (a.bottom + 1 - a.top, a.right.min(right) + 1 - a.left));
                grid.cells.push(GridCell { row: row - first, col: col - left, rows, cols, body });
            }
        }
        out.lines.push(Line::new(number, Piece::Table(grid)));
        number + last + 1 - first
    }
}

/// Words of a cell without its line breaks; numbers one above the other stay apart.
fn one_line(t: &str) -> String {
    let mut out = String::new();
    for l in t.lines().map(str::trim) {
        if out.ends_with(|c: char| c.is_ascii_alphanumeric())
            && l.starts_with(|c: char| c.is_ascii_alphanumeric())
        {
            out.push(' ');
        }
        out.push_str(l);
    }
    out
}

/// 二、… as headings are numbered, or 第二部分.
fn is_heading(words: &str) -> bool {
    let rest = words.trim_start_matches(crate::chinese::numerals::counts);
    (rest.len() < words.len() && rest.starts_with(['、', '．', '.']))
        || (words.starts_with('第') && words.contains("部分"))
}

#[cfg(test)]
mod tests;

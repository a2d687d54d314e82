//! Sheets → `Raw`: empty rows part a sheet into blocks, and a block is paragraphs and a table.

use super::seen;
use super::spread::{Spread, one_line};
use super::{MergedArea, PIECE, SheetComment, WorkSheet};
use crate::import::budget::Budget;
use crate::import::raw::{Line, Piece, Raw, RawComment, Remark};
use crate::import::{Imported, SheetRaw, residue};
use crate::report::NoteKind;
use std::collections::BTreeSet;

/// Most merged ranges of a sheet.
const MOST_MERGED: usize = 10_000;
/// A table of a report has no more columns.
const WIDEST: usize = 64;
/// Longer words are a paragraph.
const LONGEST: usize = 40;
/// Words of more than one line that are no longer may be a caption.
const SHORT: usize = 16;

/// The sheets that are seen, each as lines and tables; rows are counted as in the sheet.
pub fn imported(sheets: Vec<WorkSheet>, budget: &Budget<'_>) -> Imported {
    let mut out: Vec<SheetRaw> = Vec::new();
    let mut remarks = Vec::new();
    for s in sheets {
        if !s.hidden {
            let (s, hidden) = seen::seen(s);
            let mut raw = raw(&s, budget);
            raw.remarks.extend(hidden);
            out.push(SheetRaw { name: s.name.clone(), raw });
        } else if !s.cells.is_empty() {
            let text = format!("隐藏的工作表“{}”没有读入；要读入它，请取消隐藏再导入", s.name);
            remarks.push(Remark::new(NoteKind::Dropped, text));
        }
    }
    Imported::Sheets(out, remarks)
}

/// A sheet as lines and tables.
pub fn raw(s: &WorkSheet, budget: &Budget<'_>) -> Raw {
    let mut out = Raw::default();
    out.remarks.extend(unread(s, &s.uncalculated, "是公式，文件里没有算出来的数"));
    out.remarks.extend(unread(s, &s.disguised, "显示的数和存着的数不一样（单元格格式）"));
    out.remarks.extend(drawn(s));
    out.comments.extend(s.comments.iter().map(|c| beside(s, c)));
    out.struck.extend(s.struck.iter().map(|((row, _), words)| (row + 1, words.clone())));
    if s.merged.len() > MOST_MERGED && !budget.take(usize::MAX) {
        return out;
    }
    for rows in blocks(s) {
        if !budget.take(rows.len() * (1 + s.merged.len() / PIECE)) {
            break;
        }
        SheetBlock::of(s, rows).put(&mut out, budget);
    }
    out
}

/// A remark with the row that its cell stands in.
fn beside(s: &WorkSheet, c: &SheetComment) -> RawComment {
    let words = s.cells.get(&c.at).map(|t| one_line(t)).unwrap_or_default();
    let (by, text) = (c.by.clone(), c.text.clone());
    RawComment { line: s.number(c.at.0), paragraph: words.clone(), words, by, date: None, text }
}

/// What is drawn on a sheet is no part of its cells.
fn drawn(s: &WorkSheet) -> Vec<Remark> {
    let many = if s.drawn.len() > 1 { format!("等{}处", s.drawn.len()) } else { String::new() };
    let words = s.drawn.first().map(|first| {
        let first = residue::short(first);
        format!("工作表“{}”上图形、文本框里的文字“{first}”{many}没有读入；请对照原文", s.name)
    });
    let pictures =
        (s.pictures > 0).then(|| format!("工作表“{}”上的{}张图片没有读入；请对照原文", s.name, s.pictures));
    [words, pictures].into_iter().flatten().map(|t| Remark::new(NoteKind::Doubtful, t)).collect()
}

/// Cells that were left out, and why.
pub fn unread(s: &WorkSheet, cells: &[(usize, usize)], why: &str) -> Option<Remark> {
    /// Most cells that are named.
    const NAMED: usize = 5;
    let (row, _) = cells.first()?;
    let named: Vec<String> = cells.iter().take(NAMED).map(|(r, c)| place(*r, *c)).collect();
    let more = if cells.len() > NAMED { "等" } else { "" };
    let text = format!(
        "工作表“{}”里有{}格{why}（{}{more}），留作未填；请用 Excel、WPS 打开，把它们改成数值、保存一次再导入",
        s.name,
        cells.len(),
        named.join("、"),
    );
    Some(Remark::at(NoteKind::Doubtful, row + 1, text))
}

/// C5
pub fn place(row: usize, col: usize) -> String {
    let mut letters = Vec::new();
    let mut n = col + 1;
    while n > 0 {
        letters.push(char::from(b'A' + ((n - 1) % 26) as u8));
        n = (n - 1) / 26;
    }
    letters.iter().rev().chain(format!("{}", row + 1).chars().collect::<Vec<_>>().iter()).collect()
}

/// Rows of a sheet in pieces that wholly empty rows part.
fn blocks(s: &WorkSheet) -> Vec<Vec<usize>> {
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
struct SheetBlock<'a> {
    sheet: &'a WorkSheet,
    rows: Vec<usize>,
    /// The first and the last row with several cells, by their number here.
    wide: Option<(usize, usize)>,
    /// Its first and last column.
    sides: (usize, usize),
}

impl<'a> SheetBlock<'a> {
    fn of(sheet: &'a WorkSheet, rows: Vec<usize>) -> SheetBlock<'a> {
        let mut block = SheetBlock { sheet, rows, wide: None, sides: (usize::MAX, 0) };
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

    /// Puts its paragraphs and tables behind `out`.
    fn put(&self, out: &mut Raw, budget: &Budget<'_>) {
        let mut table: Vec<usize> = Vec::new();
        for (i, row) in self.rows.iter().enumerate() {
            let Some(words) = self.paragraph(i) else {
                table.push(*row);
                continue;
            };
            self.end(&mut table, out, budget);
            let words = words.lines().map(str::trim).filter(|t| !t.is_empty());
            let number = self.sheet.number(*row);
            let line = |t: &str| Line::new(number, Piece::Text(t.into()));
            out.lines.extend(words.take_while(|_| budget.take(1)).map(line));
        }
        self.end(&mut table, out, budget);
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
        let beside = |a: &&MergedArea| {
            a.top < row && row <= a.bottom && self.sheet.cells.contains_key(&(a.top, a.left))
        };
        if self.sheet.merged.iter().any(|a| beside(&a)) {
            return None;
        }
        let area = self.sheet.merged.iter().find(|a| (a.top, a.left) == (row, col));
        let (left, right) = self.sides;
        let whole = area.is_some_and(|a| a.left <= left && a.right >= right) || left == right;
        let above = self.wide.is_some_and(|w| w.0 < i);
        let below = self.wide.is_some_and(|w| w.1 > i);
        let prose = words.chars().count() > LONGEST
            || words.ends_with(['。', '；'])
            || words.contains('\n') && words.chars().count() > SHORT
            || words.contains('，') && words.ends_with('：');
        let next_wide = self.rows.get(i + 1).is_some_and(|r| self.filled(*r).len() > 1);
        let paragraph = match (above, below) {
            _ if prose => true,
            // Title and headings above a table; what stands right over it may be a row of it.
            (false, true) => !next_wide || is_heading(words),
            (true, true) => (whole || (self.sheet.merged.is_empty() && col == left)) && is_heading(words),
            (true, false) => area.is_none() || whole,
            (false, false) => true,
        };
        paragraph.then_some(words)
    }

    /// C5, as the sheet has it.
    fn place(&self, row: usize, col: usize) -> String {
        place(self.sheet.rows_hidden.own(row), self.sheet.columns_hidden.own(col))
    }

    /// Ends the table of these rows.
    fn end(&self, rows: &mut Vec<usize>, out: &mut Raw, budget: &Budget<'_>) {
        let rows = std::mem::take(rows);
        let (Some(first), Some(last)) = (rows.first().copied(), rows.last().copied()) else { return };
        let part = SheetBlock::of(self.sheet, rows);
        let (left, last_col) = part.sides;
        let merged: Vec<&MergedArea> =
            self.sheet.merged.iter().filter(|a| a.top >= first && a.bottom <= last).collect();
        let widest = left + WIDEST;
        let right = merged.iter().map(|a| a.right).fold(last_col, usize::max).min(widest);
        if last_col > right {
            let text = format!(
                "工作表“{}”里离表格很远的列（{}以后）没有读入",
                self.sheet.name,
                self.place(first, right)
            );
            out.remarks.push(Remark::at(NoteKind::Doubtful, self.sheet.number(first), text));
        }
        let size = |a: &&MergedArea| (a.bottom + 1 - a.top) * (a.right.min(right) + 1).saturating_sub(a.left);
        let sizes: usize = merged.iter().map(size).sum();
        if !budget.take((right + 1 - left) * part.rows.len() + sizes / PIECE) {
            return;
        }
        let spread = Spread { rows: first..=last, columns: left..=right, merged };
        if spread.merged.is_empty() {
            out.lines.extend(spread.even(self.sheet));
        } else {
            out.lines.push(Line::new(self.sheet.number(first), Piece::Table(spread.grid(self.sheet))));
        }
    }
}

/// 二、… as headings are numbered, or 第二部分.
fn is_heading(words: &str) -> bool {
    let rest = words.trim_start_matches(crate::chinese::numerals::counts);
    (rest.len() < words.len() && rest.starts_with(['、', '．', '.']))
        || (words.starts_with('第') && words.contains("部分"))
}

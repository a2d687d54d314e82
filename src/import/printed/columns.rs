//! Tables without ruling lines, or with upright ones only: what stands over and under each other is a column. Lines
//! of words tell nothing of it: of 自然人 and 法人或其他组织 side by side the lower one would come last. A row of
//! numbers whose columns are not plain is written so that nobody takes it apart.

use super::lines::{self, PrintedLine, PrintedPart};
use super::row_labels::{PITCH, PrintedLabel, labels, with_labels, words};
use super::sheet::PrintedBlock;
use super::tables::{PrintedCell, PrintedTable};
use crate::import::budget::Budget;
use crate::import::text::is_page_number;

/// So few other lines may stand between two rows of numbers.
const BETWEEN: usize = 6;
/// So many lines over the first row may be heads.
const HEADS: usize = 10;
/// More numbers side by side are none of a report's tables.
const WIDEST: usize = 40;
/// Longer words are prose.
const LONGEST: usize = 48;
/// So many lines of a page may stand above or below its table: a running head, a page's number.
const AT_THE_EDGE: usize = 3;

/// From where to where a column's numbers stand.
pub type Column = (f32, f32);

/// The lines of a page, where rows of numbers among them are tables. `open`: the columns of the table that the page
/// before ended with, and then of that with which this one does; without heads of its own its rows go on.
pub fn of(lines: Vec<PrintedLine>, open: &mut Option<Vec<Column>>, budget: &Budget<'_>) -> Vec<PrintedBlock> {
    let mut out = Vec::new();
    let mut done = 0;
    let mut before = open.take();
    while let Some(first) = (done..lines.len()).find(|i| numbers(&lines[*i]).len() > 1) {
        let (last, columns) = run(&lines, first, budget);
        let before = before.take().filter(|_| first <= AT_THE_EDGE);
        let Some(columns) = columns else {
            out.extend(lines[done..=last].iter().map(held_together).map(PrintedBlock::Line));
            done = last + 1;
            continue;
        };
        let with_labels = with_labels(&lines, done, first..last + 1, columns.first().map_or(0.0, |c| c.0));
        let near = (done..with_labels.start).rev().take(HEADS).take_while(|i| !is_prose(&lines[*i]));
        let begin = near.last().unwrap_or(with_labels.start);
        let (heads, others) = heads(&lines[begin..with_labels.start], &columns);
        let rows = &lines[with_labels.clone()];
        if !heads.columns.iter().all(Option::is_some) && !before.is_some_and(|b| is_same(&b, &columns)) {
            out.extend(lines[done..=last].iter().map(held_together).map(PrintedBlock::Line));
            done = last + 1;
            continue;
        }
        if heads.is_ambiguous() && is_full(rows, &columns) {
            // Groups of columns under heads of their own: the lines tell their order.
            out.extend(lines[done..=last].iter().cloned().map(PrintedBlock::Line));
            done = last + 1;
            continue;
        }
        out.extend(lines[done..begin].iter().cloned().chain(others).map(PrintedBlock::Line));
        out.push(PrintedBlock::Table(table(rows, &columns, heads)));
        done = with_labels.end;
        *open = Some(columns).filter(|_| done + AT_THE_EDGE >= lines.len());
    }
    out.extend(lines[done..].iter().cloned().map(PrintedBlock::Line));
    out
}

/// The heads of a table: over its labels, and over each column.
struct ColumnHeads {
    corner: Vec<PrintedPart>,
    columns: Vec<Option<PrintedPart>>,
}

impl ColumnHeads {
    /// Whether two columns have the same head, as 结果维持 stands over three.
    fn is_ambiguous(&self) -> bool {
        let words: Vec<&str> = self.columns.iter().flatten().map(|p| p.text.as_str()).collect();
        words.iter().enumerate().any(|(i, w)| words.iter().skip(i + 1).any(|o| o == w))
    }
}

/// Whether columns stand where those of another page do.
fn is_same(one: &[Column], other: &[Column]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.0 < b.1 && b.0 < a.1)
}

/// Whether each row of numbers has one in each column.
fn is_full(rows: &[PrintedLine], columns: &[Column]) -> bool {
    rows.iter().map(|l| numbers(l).len()).all(|n| n == 0 || n == columns.len())
}

/// The lowest words over each column, and the lines that are none of them. Heads of several columns are left out:
/// over which they stand, no line tells.
fn heads(above: &[PrintedLine], columns: &[Column]) -> (ColumnHeads, Vec<PrintedLine>) {
    let begin = columns.first().map_or(0.0, |c| c.0);
    let mut used = vec![false; above.len()];
    let mut over_column = Vec::new();
    for column in columns {
        let mut found: Option<(PrintedPart, f32)> = None;
        for (i, l) in above.iter().enumerate().rev() {
            // What begins over the labels is a heading or a caption.
            let mut own = l.parts.iter().filter(|p| p.x0 >= begin - l.size && overlap(p, *column));
            let (Some(p), None) = (own.next(), own.next()) else { continue };
            match &mut found {
                None => found = Some((p.clone(), l.y)),
                Some((head, y)) if *y - l.y < PITCH * l.size => {
                    head.text.insert_str(0, &p.text);
                    *y = l.y;
                }
                Some(_) => break,
            }
            used[i] = true;
        }
        over_column.push(found.map(|f| f.0));
    }
    let is_label = |p: &&PrintedPart| p.x1 <= begin;
    let all = || above.iter().zip(&used);
    let corner = all().filter(|(_, used)| **used).flat_map(|(l, _)| l.parts.iter().filter(is_label));
    // A unit is no head of several columns; nor is what begins over the labels.
    let of_several = |l: &PrintedLine| l.x0 >= begin - l.size && !l.text.contains('元');
    let others = all().filter(|(l, used)| !**used && !of_several(l)).map(|(l, _)| l.clone()).collect();
    (ColumnHeads { corner: corner.cloned().collect(), columns: over_column }, others)
}

/// The numbers that a line ends with.
fn numbers(l: &PrintedLine) -> &[PrintedPart] {
    if is_page_number(&l.text) {
        return &[];
    }
    let bare = |t: &str| t.trim_end_matches('元').trim_end_matches('万').to_string();
    let is_number =
        |t: &str| lines::is_number(&bare(t)) && (t.contains(lines::is_digit) || matches!(t, "/" | "-"));
    let count = l.parts.iter().rev().take_while(|p| is_number(&p.text)).count();
    let count = if count > WIDEST { 0 } else { count };
    l.parts.get(l.parts.len() - count..).unwrap_or_default()
}

fn is_prose(l: &PrintedLine) -> bool {
    l.text.contains('。') || l.text.chars().count() > LONGEST && l.parts.len() < 2
}

fn overlap(p: &PrintedPart, c: Column) -> bool {
    p.x0 < c.1 && c.0 < p.x1
}

/// The last row that stands in the columns of the first, and these columns; none where they are not plain.
fn run(all: &[PrintedLine], first: usize, budget: &Budget<'_>) -> (usize, Option<Vec<Column>>) {
    let mut rows: Vec<&PrintedLine> = Vec::new();
    let (mut last, mut found, mut other): (usize, Option<Vec<Column>>, usize) = (first, None, 0);
    for (i, l) in all.iter().enumerate().skip(first) {
        let is_row = !numbers(l).is_empty() && !is_prose(l);
        if !is_row {
            other += 1;
            let fits = |p: &PrintedPart| {
                let over = |c: &[Column]| c.iter().filter(|c| overlap(p, **c)).count() == 1;
                found.as_deref().is_none_or(|c| c.first().is_none_or(|f| p.x1 <= f.0) || over(c))
            };
            if other > BETWEEN || is_prose(l) || !l.parts.iter().all(fits) {
                break;
            }
            continue;
        }
        rows.push(l);
        if !budget.take(rows.len()) {
            break;
        }
        match columns(&rows) {
            Some(c) => (last, found, other) = (i, Some(c), 0),
            None => break,
        }
    }
    (last, found)
}

/// Columns in which each row has no more than one number, and some row all.
fn columns(rows: &[&PrintedLine]) -> Option<Vec<Column>> {
    let mut all: Vec<Column> = rows.iter().flat_map(|l| numbers(l)).map(|p| (p.x0, p.x1)).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<Column> = Vec::new();
    for (x0, x1) in all {
        match out.last_mut() {
            Some(c) if x0 < c.1 => c.1 = c.1.max(x1),
            _ => out.push((x0, x1)),
        }
    }
    let own = |l: &PrintedLine, c: &Column| numbers(l).iter().filter(|p| overlap(p, *c)).count();
    let once = rows.iter().all(|l| out.iter().all(|c| own(l, c) <= 1));
    let full = rows.iter().any(|l| numbers(l).len() == out.len());
    // A label reaches into no column.
    let mut labels = rows.iter().flat_map(|l| l.parts.iter().take(l.parts.len() - numbers(l).len()));
    let clear = labels.all(|p| out.first().is_none_or(|c| p.x1 <= c.0));
    (once && full && clear).then_some(out)
}

/// A row whose numbers are not taken apart.
fn held_together(l: &PrintedLine) -> PrintedLine {
    let numbers = numbers(l);
    if numbers.len() < 2 {
        return l.clone();
    }
    let labels = l.parts.iter().take(l.parts.len() - numbers.len()).map(|p| p.text.as_str());
    let held = numbers.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("、");
    let text = labels.chain([held.as_str()]).collect::<Vec<_>>().join(lines::WIDE);
    PrintedLine { text, ..l.clone() }
}

fn table(rows: &[PrintedLine], columns: &[Column], heads: ColumnHeads) -> PrintedTable {
    // Each column reaches up to the next one; that of the labels up to the first.
    let begins: Vec<f32> = columns.iter().map(|c| c.0).collect();
    let first = begins.first().copied().unwrap_or(0.0);
    let left = rows.iter().map(|l| l.x0).fold(first - 10.0, f32::min);
    let ends = begins.iter().skip(1).copied().chain(columns.last().map(|c| c.1.max(c.0 + 10.0)));
    let sides: Vec<Column> = begins.iter().copied().zip(ends).collect();
    let labels = labels(rows, first);
    let numbered: Vec<f32> = rows.iter().filter(|l| !numbers(l).is_empty()).map(|l| l.y).collect();
    let beside = |l: &PrintedLabel| numbered.iter().filter(|y| l.is_beside(**y)).count();
    // What is no part of a row's label is one itself, or heads of the rows that follow.
    let is_row = |l: &&PrintedLine| {
        let of_label = || labels.iter().any(|o| o.from <= l.y && l.y <= o.to && beside(o) > 0);
        !numbers(l).is_empty() || l.parts.iter().any(|p| p.x1 > first) || !of_label()
    };
    let rows: Vec<&PrintedLine> = rows.iter().filter(is_row).collect();
    // Labels of several rows say nothing of one; of several side by side the last is the row's.
    let labels: Vec<&PrintedLabel> = labels.iter().filter(|l| beside(l) == 1).collect();
    let (y, size) = rows.first().map_or((0.0, 10.0), |l| (l.y, l.size));
    let mut cells = Vec::new();
    let mut put = |row: usize, side: Column, lines: Vec<PrintedLine>| {
        cells.push(PrintedCell { row, rows: 1, x0: side.0, x1: side.1, lines });
    };
    let headed = usize::from(heads.columns.iter().any(Option::is_some));
    if headed > 0 {
        put(0, (left, first), heads.corner.iter().map(|p| words(p, y - size, size)).collect());
        for (side, h) in sides.iter().zip(&heads.columns) {
            put(0, *side, h.iter().map(|p| words(p, y - size, size)).collect());
        }
    }
    for (i, l) in rows.iter().enumerate() {
        let i = i + headed;
        let near = labels.iter().filter(|o| numbered.contains(&l.y) && o.is_beside(l.y));
        let whole = near.max_by(|a, b| a.words.x0.total_cmp(&b.words.x0));
        let beside = || l.parts.iter().rfind(|p| p.x1 <= first).map(|p| words(p, l.y, l.size));
        let label = whole.map(|w| w.words.clone()).or_else(beside);
        put(i, (left, first), label.into_iter().collect());
        for (side, c) in sides.iter().zip(columns) {
            let own = l.parts.iter().find(|p| p.x1 > first && overlap(p, *c)).map(|p| words(p, l.y, l.size));
            put(i, *side, own.into_iter().collect());
        }
    }
    PrintedTable::placed(y - size, rows.len() + headed, cells)
}

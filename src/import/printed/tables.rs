//! Regions with their words → tables; the pieces of a table that pages cut, put together again.

use super::grid::{self, NEAR, RuledGrid};
use super::lines::{self, PrintedLine};
use super::page::{PrintedGlyph, PrintedPage, Rule};
use super::paragraphs;
use super::rules;
use crate::import::budget::Budget;
use crate::import::raw::{Grid, GridCell, Line, Piece};

/// A cell with more words is prose in a frame.
const LONGEST: usize = 160;

#[derive(Clone, Debug)]
pub struct PrintedCell {
    pub row: usize,
    pub rows: usize,
    pub x0: f32,
    pub x1: f32,
    pub lines: Vec<PrintedLine>,
}

impl PrintedCell {
    pub fn words(&self) -> String {
        lines::cell(&self.lines, self.x1 - self.x0)
    }
    /// Whether its last line reaches from side to side.
    fn is_full(&self) -> bool {
        let room = |l: &PrintedLine| (self.x1 - self.x0) - (l.x1 - l.x0) < 12.0 + 1.2 * l.size;
        self.lines.last().is_some_and(room)
    }
    fn stands_like(&self, other: &PrintedCell) -> bool {
        (self.x0 - other.x0).abs() <= NEAR && (self.x1 - other.x1).abs() <= NEAR
    }
}

/// A table of one page, or of several.
#[derive(Clone, Debug)]
pub struct PrintedTable {
    pub top: f32,
    pub rows: usize,
    sides: (f32, f32),
    /// In reading order.
    pub cells: Vec<PrintedCell>,
}

/// The tables of a page, and the characters that stand in none.
pub fn of(
    glyphs: Vec<PrintedGlyph>,
    ruled: &[Rule],
    budget: &Budget<'_>,
) -> (Vec<PrintedTable>, Vec<PrintedGlyph>) {
    let mut rest = glyphs;
    let mut tables = Vec::new();
    for group in rules::groups(ruled, budget) {
        let Some(layout) = RuledGrid::of(&group) else { continue };
        if !budget.take(layout.regions.len() + rest.len() / 16) {
            break;
        }
        let mut inside: Vec<Vec<PrintedGlyph>> = vec![Vec::new(); layout.regions.len()];
        let mut outside = Vec::with_capacity(rest.len());
        for g in rest {
            let (x, y) = g.centre();
            match layout.at(x, y).and_then(|i| inside.get_mut(i)) {
                Some(cell) => cell.push(g),
                None => outside.push(g),
            }
        }
        rest = outside;
        if layout.rows() == 1 && inside.iter().any(|c| holds_column(c)) {
            // Nothing parts its rows: they are told as those of a table without lines.
            rest.extend(inside.into_iter().flatten());
        } else if inside.iter().any(|c| !c.is_empty()) {
            tables.push(table(&layout, inside));
        }
    }
    (tables, rest)
}

/// Whether numbers stand under each other in a cell, as those of several rows.
fn holds_column(cell: &[PrintedGlyph]) -> bool {
    /// Two may be one number, broken, where no head stands over them.
    const SEVERAL: usize = 3;
    let lines = lines::of(cell.to_vec(), lines::NARROW);
    let headed = lines.first().is_some_and(|l| !lines::is_number(&l.text));
    lines.iter().filter(|l| lines::is_number(&l.text)).count() + usize::from(headed) >= SEVERAL
}

fn table(layout: &RuledGrid, inside: Vec<Vec<PrintedGlyph>>) -> PrintedTable {
    let cell = |(r, glyphs): (&grid::Region, Vec<PrintedGlyph>)| PrintedCell {
        row: r.row,
        rows: r.rows,
        x0: r.x0,
        x1: r.x1,
        lines: lines::of(upright(glyphs), lines::NARROW),
    };
    let cells = layout.regions.iter().zip(inside).map(cell).collect();
    PrintedTable { top: layout.top(), rows: layout.rows(), sides: layout.sides(), cells }
}

/// Words of a cell that were turned, turned back.
fn upright(glyphs: Vec<PrintedGlyph>) -> Vec<PrintedGlyph> {
    let turned = glyphs.iter().filter(|g| g.way != 0).count();
    if turned * 2 <= glyphs.len() {
        return glyphs.into_iter().filter(|g| g.way == 0).collect();
    }
    PrintedPage { glyphs, ..PrintedPage::default() }.upright().glyphs
}

impl PrintedTable {
    /// A table whose cells are known otherwise than by ruling lines; no piece on another page goes on in it.
    pub fn placed(top: f32, rows: usize, cells: Vec<PrintedCell>) -> PrintedTable {
        PrintedTable { top, rows, sides: (f32::NEG_INFINITY, f32::NEG_INFINITY), cells }
    }

    /// Where it begins from the left; nowhere where no ruling line says so.
    pub fn left(&self) -> f32 {
        self.sides.0
    }

    /// Whether another piece may be this table's next: it stands between the same sides.
    pub fn goes_on_in(&self, next: &PrintedTable) -> bool {
        (self.sides.0 - next.sides.0).abs() <= NEAR && (self.sides.1 - next.sides.1).abs() <= NEAR
    }

    /// Takes over the rows of its next piece. What the page cut in two is one again: a row whose words go on
    /// below, a cell beside several rows.
    pub fn append(&mut self, next: PrintedTable) {
        let next = next.without_head_of(self);
        self.drop_sliver();
        let before = self.rows;
        let cut = self.is_cut_from(&next);
        let amid_heads = self.has_heads_in(self.rows.saturating_sub(1)) && next.has_heads_in(0);
        for mut c in next.cells {
            let top = c.row == 0;
            c.row += before;
            if cut {
                c.row -= 1;
            }
            let open = |a: &&mut PrintedCell| a.row + a.rows == before && a.stands_like(&c);
            match self.cells.iter_mut().filter(|_| top).find(open) {
                Some(above) if cut || above.goes_on_as(&c, amid_heads) => {
                    above.lines.append(&mut c.lines);
                    above.rows = c.row + c.rows - above.row;
                }
                _ => self.cells.push(c),
            }
        }
        self.rows = before + next.rows - usize::from(cut);
        self.cells
            .sort_by(|a, b| (a.row, a.x0).partial_cmp(&(b.row, b.x0)).unwrap_or(std::cmp::Ordering::Equal));
    }

    /// A row that had no room on its page left an empty strip there, beside cells that go on: it stands whole in the next
    /// piece.
    fn drop_sliver(&mut self) {
        let Some(last) = self.rows.checked_sub(1) else { return };
        let is_begun = |c: &PrintedCell| c.row == last;
        let reaches = |c: &PrintedCell| c.row < last && c.row + c.rows == self.rows;
        let goes_on = self.cells.iter().any(|c| reaches(c) && !c.words().is_empty());
        if !goes_on || self.cells.iter().any(|c| is_begun(c) && !c.words().is_empty()) {
            return;
        }
        self.cells.retain(|c| c.row < last);
        for c in self.cells.iter_mut().filter(|c| c.row + c.rows > last) {
            c.rows = last - c.row;
        }
        self.rows = last;
    }

    /// The piece without the rows at its top that repeat those at the top of the first piece.
    fn without_head_of(mut self, first: &PrintedTable) -> PrintedTable {
        let top = |t: &PrintedTable, rows: usize| -> Vec<(usize, usize, String)> {
            let inside = t.cells.iter().filter(|c| c.row + c.rows <= rows);
            inside.map(|c| (c.row, c.rows, c.words())).collect()
        };
        let closed =
            |t: &PrintedTable, rows: usize| t.cells.iter().all(|c| c.row >= rows || c.row + c.rows <= rows);
        let is_head = |rows: &usize| {
            let (own, others) = (top(&self, *rows), top(first, *rows));
            let words = own.iter().any(|c| !c.2.is_empty()) && !own.iter().any(|c| lines::is_number(&c.2));
            words && own == others && closed(&self, *rows) && closed(first, *rows)
        };
        let rows = (1..self.rows.min(first.rows)).rev().find(is_head).unwrap_or(0);
        self.cells.retain(|c| c.row >= rows);
        self.cells.iter_mut().for_each(|c| c.row -= rows);
        self.rows -= rows;
        self
    }

    /// Whether a row has words, and no numbers.
    fn has_heads_in(&self, row: usize) -> bool {
        let words = || self.cells.iter().filter(|c| c.row == row).map(PrintedCell::words);
        words().filter(|w| !w.is_empty()).count() > 1 && !words().any(|w| lines::is_number(&w))
    }

    /// Whether its last row goes on as the first of `next`: cell stands over cell, those beside several rows too, and of
    /// each two no more than one has words, or those of the upper one filled its line. Two numbers are never one.
    fn is_cut_from(&self, next: &PrintedTable) -> bool {
        let above: Vec<&PrintedCell> = self.cells.iter().filter(|c| c.row + c.rows == self.rows).collect();
        let below: Vec<&PrintedCell> = next.cells.iter().filter(|c| c.row == 0).collect();
        if above.is_empty() || above.len() != below.len() {
            return false;
        }
        let mut both = 0;
        let fits = above.iter().all(|a| {
            let Some(b) = below.iter().find(|b| a.stands_like(b)) else { return false };
            let (upper, lower) = (a.words(), b.words());
            let shared = !upper.is_empty() && !lower.is_empty();
            both += usize::from(shared && (a.rows == 1 || b.rows == 1));
            !shared || (a.is_full() && !lines::begins_anew(&lower) && !lines::is_number(&lower))
        });
        fits && both > 0
    }

    /// The table as a grid; its first row has line `number` of the source.
    pub fn grid(&self, number: usize) -> Grid {
        let edges = grid::clustered(self.cells.iter().flat_map(|c| [c.x0, c.x1]).collect());
        let column = |x: f32| edges.iter().rposition(|e| *e <= x + NEAR).unwrap_or(0);
        let cell = |c: &PrintedCell| {
            let (col, end) = (column(c.x0), column(c.x1));
            let number = number + c.row;
            let line = |t: String| Line::new(number, Piece::Text(t));
            let words = c.words();
            let body = if words.chars().count() > LONGEST {
                paragraphs::paragraphs(&c.lines).into_iter().map(line).collect()
            } else if words.trim().is_empty() {
                Vec::new()
            } else {
                vec![line(words)]
            };
            GridCell { row: c.row, col, rows: c.rows, cols: end.saturating_sub(col).max(1), body }
        };
        Grid { cells: self.cells.iter().map(cell).collect(), loose: false }
    }
}

impl PrintedCell {
    /// Whether the cell of the next piece right below is the rest of this one, which stands beside several rows; a head
    /// has words, and what is empty below it is its rest.
    fn goes_on_as(&self, below: &PrintedCell, amid_heads: bool) -> bool {
        let (upper, lower) = (self.words(), below.words());
        if upper.is_empty() || (self.rows == 1 && below.rows == 1 && !(amid_heads && lower.is_empty())) {
            return false;
        }
        lower.is_empty() || (upper != lower && !lines::begins_anew(&lower) && !lines::is_number(&lower))
    }
}

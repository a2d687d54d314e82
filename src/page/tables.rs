//! A statutory table inside 156 mm: the heights of its rows, and its cut into pieces that fit the pages, each
//! with its heads and open group labels.

use super::Glyph;
use super::blocks::TableBlock;
use super::breaks::CLOSERS;
use super::columns;
use super::fonts::{Fonts, Gaps};
use super::lines::SetLine;
use super::tile::{LEADING, PAD, PAD_V, TYPES, Text, set_all};
use crate::form::bounds::{at, part, part_mut};
use crate::form::grid::{Content, Tile};

/// A break goes up so many rows at most, to leave room for the names of the groups that it cuts.
const FEWER: usize = 6;
/// So few rows are a stump, which no page is begun for.
const STUMP: usize = 4;

/// A table measured.
pub struct Measured<'a> {
    pub block: &'a TableBlock,
    /// Left edges of the columns and the right edge of the last, in points.
    pub edges: Vec<f32>,
    pub texts: Vec<Text>,
    /// Places of the tiles of each row.
    rows: Vec<Vec<usize>>,
    /// Of the type.
    pub size: f32,
    /// Blank above and below the words of a row.
    pub pad: f32,
}

/// A piece of a table on one page; x and y from its left top corner.
#[derive(Default)]
pub struct TablePiece {
    pub height: f32,
    /// Horizontal or vertical: x0, y0, x1, y1.
    pub rules: Vec<(f32, f32, f32, f32)>,
    pub words: Vec<TileLine>,
    /// Tiles by their place in the grid's list, and the boxes they are drawn in.
    pub boxes: Vec<(usize, [f32; 4])>,
}

/// A line of a tile's words.
pub struct TileLine {
    pub tile: usize,
    pub line: SetLine,
    /// Of its baseline.
    pub y: f32,
    pub size: f32,
}

/// Measures a table that is `width` points wide, on pages that have `height` for it. One that is but little higher
/// is set closer, so that it stands on one page; one that then takes a page less is set in smaller type.
pub fn measure<'a>(block: &'a TableBlock, room: (f32, f32), fonts: &Fonts, gaps: &mut Gaps) -> Measured<'a> {
    let [usual, smaller @ ..] = TYPES;
    let widths = |(size, numbers, _)| columns::edges(block, room.0, (size, numbers), fonts);
    let mut set =
        |edges, (size, _, least_pad)| in_size(block, edges, (size, least_pad), room.1, (fonts, &mut *gaps));
    let mut tried = (usual.0, widths(usual));
    let mut best = set(tried.1.clone(), usual);
    if best.height() <= room.1 {
        return best;
    }
    let mut fewest = best.pages(room.1);
    for types in smaller {
        let next = (types.0, widths(types));
        // Numbers that need no more room are set as before.
        if next == tried {
            continue;
        }
        let measured = set(next.1.clone(), types);
        let pages = measured.pages(room.1);
        if pages < fewest {
            (fewest, best) = (pages, measured);
        }
        tried = next;
    }
    best
}

/// A table of such columns in type of some size, and the least blank above and below its words.
fn in_size<'a>(
    block: &'a TableBlock,
    edges: Vec<f32>,
    (size, least_pad): (f32, f32),
    height: f32,
    (fonts, gaps): (&Fonts, &mut Gaps),
) -> Measured<'a> {
    /// Steps from the usual blank to the least.
    const STEPS: u8 = 5;
    let texts = set_all(block, &edges, size, fonts, gaps);
    let mut m = Measured { block, edges, texts, rows: block.grid.tiles_by_row(), size, pad: PAD_V };
    let closer = (0..=STEPS).map(|i| PAD_V - (PAD_V - least_pad) * f32::from(i) / f32::from(STEPS));
    let fitting = closer.into_iter().find(|pad| {
        m.set_pad(*pad);
        m.height() <= height
    });
    m.set_pad(fitting.unwrap_or(PAD_V));
    m
}

/// The rows of a tile among `from..to`, counted from `from`.
fn rows_in(t: &Tile, from: usize, to: usize) -> (usize, usize) {
    (t.row.saturating_sub(from), t.below().min(to).saturating_sub(from))
}

impl Measured<'_> {
    fn set_pad(&mut self, pad: f32) {
        self.pad = pad;
        self.texts.iter_mut().for_each(|t| t.pad = pad);
    }

    /// The height of a row of one line.
    pub fn least_row(&self) -> f32 {
        LEADING * self.size + 2.0 * self.pad
    }

    /// Rows that repeat on every page.
    fn head(&self) -> usize {
        self.block.grid.head_rows
    }

    /// Whether the table may begin where there is so much room: its first block stands there, or a quarter
    /// of its rows, of a long list some.
    pub fn begins_well(&self, room: f32) -> bool {
        /// A quarter of a list of hundreds stands on no page.
        const SOME: usize = 12;
        let rows = self.block.grid.rows;
        let least = (1..rows)
            .find(|r| self.is_caption(*r))
            .unwrap_or(self.head().saturating_add(rows.saturating_sub(self.head()).div_ceil(4).min(SOME)));
        let height: f32 = self.heights(0, least.min(rows)).iter().sum();
        height <= room && (self.height() <= room || self.break_at(0, room) >= least)
    }

    /// Height of the whole table.
    pub fn height(&self) -> f32 {
        self.heights(0, self.block.grid.rows).iter().sum()
    }

    /// How many pages it takes that have `room` each.
    fn pages(&self, room: f32) -> usize {
        let rows = self.block.grid.rows;
        std::iter::successors(Some(0), |row| Some(self.break_at(*row, room)).filter(|next| *next < rows))
            .count()
    }

    /// Heights of the rows `from..to` when they stand on one page.
    fn heights(&self, from: usize, to: usize) -> Vec<f32> {
        let mut h = vec![self.least_row(); to.saturating_sub(from)];
        let mut tiles: Vec<(usize, &Tile, &Text)> = self.inside(from, to).collect();
        tiles.sort_by_key(|(_, t, _)| t.rows);
        for (_, t, text) in tiles {
            let (a, b) = rows_in(t, from, to);
            let have: f32 = part(&h, a..b).iter().sum();
            let lacking = text.height() - have;
            // A tile cut by the page has its words in the larger piece at least.
            if lacking > 0.0 && b.saturating_sub(a).saturating_mul(2) >= t.rows {
                let each = lacking / b.saturating_sub(a) as f32;
                part_mut(&mut h, a..b).iter_mut().for_each(|x| *x += each);
            }
        }
        h
    }

    /// The tiles in some rows, with their places in the grid's list and their words.
    fn inside(&self, from: usize, to: usize) -> impl Iterator<Item = (usize, &Tile, &Text)> {
        let rows = self.rows.iter().enumerate().take(to).skip(from);
        let of = move |i: &usize| Some((*i, self.block.grid.tiles.get(*i)?, self.texts.get(*i)?));
        rows.flat_map(move |(row, tiles)| {
            // One that reaches over several rows is met in the first of them.
            tiles.iter().filter_map(of).filter(move |(_, t, _)| t.row.max(from) == row)
        })
    }

    /// The next piece from row `from` that fits in `room`, with the row after it. At least one row.
    pub fn cut(&self, from: usize, room: f32) -> (TablePiece, usize) {
        let to = self.break_at(from, room);
        let mut piece = TablePiece::default();
        if from > 0 && self.head() > 0 {
            self.draw(0, self.head(), &mut piece);
        }
        self.draw(from, to, &mut piece);
        (piece, to)
    }

    /// The row after the piece from row `from` that fits in `room`.
    fn break_at(&self, from: usize, room: f32) -> usize {
        let head = if from > 0 { self.head() } else { 0 };
        let head_height: f32 = if head > 0 { self.heights(0, head).iter().sum() } else { 0.0 };
        let rows = self.block.grid.rows;
        let mut to = from.saturating_add(1);
        while to < rows && head_height + self.heights(from, to.saturating_add(1)).iter().sum::<f32>() <= room
        {
            to = to.saturating_add(1);
        }
        // A table of blocks breaks between them where it can, and no stump is left over where more can go with it.
        if to < rows {
            let most = rows.saturating_sub(STUMP).min(to).max(from.saturating_add(1));
            let block = |most: usize| (from.saturating_add(1)..=most).rev().find(|r| self.is_caption(*r));
            to = block(most).or_else(|| block(to)).unwrap_or(most);
        }
        // An open group's name must have room on both sides of the break, as it is or at least set closer; better
        // the break cuts fewer groups.
        if to < rows {
            let fitting = |height: fn(&Text) -> f32| {
                let fits = (from.saturating_add(1)..=to)
                    .rev()
                    .take(FEWER)
                    .filter(|r| self.names_fit(from, *r, height));
                fits.min_by_key(|r| self.cut_by(*r).count())
            };
            to = fitting(Text::height).or_else(|| fitting(Text::least_height)).unwrap_or(to);
        }
        // A caption or a head row belongs to what follows it.
        while to < rows && to > from.saturating_add(1) && self.opens_block(to.saturating_sub(1)) {
            to = to.saturating_sub(1);
        }
        to
    }

    /// Whether the names of the groups that a break before row `to` cuts fit on both its sides.
    fn names_fit(&self, from: usize, to: usize, height: fn(&Text) -> f32) -> bool {
        let row = self.least_row();
        let fits = |(_, t, text): (usize, &Tile, &Text)| {
            let (above, below) = (to.saturating_sub(t.row.max(from)), t.below().saturating_sub(to));
            height(text) <= above.min(below) as f32 * row
        };
        self.cut_by(to).all(fits)
    }

    /// The groups that a break before row `to` cuts.
    fn cut_by(&self, to: usize) -> impl Iterator<Item = (usize, &Tile, &Text)> {
        self.inside(to.saturating_sub(1), to).filter(move |(_, t, _)| t.below() > to)
    }

    fn is_caption(&self, row: usize) -> bool {
        let next = row.saturating_add(1);
        self.inside(row, next).any(|(_, t, _)| t.row == row && matches!(t.content, Content::Caption(_)))
    }

    fn opens_block(&self, row: usize) -> bool {
        if self.block.grid.is_worded() {
            return row < self.head();
        }
        self.inside(row, row.saturating_add(1)).all(|(_, t, _)| t.cell().is_none())
    }

    fn draw(&self, from: usize, to: usize, piece: &mut TablePiece) {
        let heights = self.heights(from, to);
        let mut tops = vec![piece.height];
        for h in &heights {
            piece.height += h;
            tops.push(piece.height);
        }
        for (i, t, text) in self.inside(from, to) {
            let (above, below) = rows_in(t, from, to);
            let (y0, y1) = (at(&tops, above), at(&tops, below));
            let (x0, x1) = (at(&self.edges, t.col), at(&self.edges, t.right()));
            piece.rules.extend([(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]);
            piece.boxes.push((i, [x0, y0, x1, y1]));
            // A group cut by the page says its name in each piece, closer where the piece is low.
            let text = text.within(y1 - y0);
            let block = text.lines.len() as f32 * text.leading;
            let mut y = (y0 + y1 - block) / 2.0;
            for line in &text.lines {
                // A mark behind a numeral hangs: 三 stands all but above 本 in an upright label, and 、 clear of the rule.
                const HANGING: f32 = 0.3;
                let upright = t.rows > columns::UPRIGHT_ROWS;
                let hangs = |g: &&Glyph| upright && line.glyphs.len() > 1 && CLOSERS.contains(g.ch);
                let last = line.glyphs.iter().rev().find(|g| !hangs(g));
                let ink = line.glyphs.last().filter(hangs).map_or(0.0, |_| HANGING * text.size);
                let width = last.map_or(0.0, |g| g.x + g.advance) + ink;
                let left_label = matches!(t.content, Content::Label(_))
                    && t.right() == self.block.grid.label_cols
                    && t.col > 0;
                let x = if left_label { x0 + PAD } else { (x0 + x1 - width) / 2.0 };
                let mut line = line.clone();
                line.glyphs.iter_mut().for_each(|g| g.x += x);
                let baseline = y + text.leading * 0.5 + text.size * 0.38;
                piece.words.push(TileLine { tile: i, line, y: baseline, size: text.size });
                y += text.leading;
            }
        }
    }
}

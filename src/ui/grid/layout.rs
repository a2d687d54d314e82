//! Where everything of a table stands, in points from its top left: made once for a width and a zoom.

use super::hairlines::{self, Hairline};
use super::measure::{NumberWidth, Sizes, sized};
use super::options::GridOptions;
use crate::form::bounds::at;
use crate::form::grid::{Tile, TileGrid};
use crate::form::table::{CellKey, Table};
use crate::report::Report;
use crate::report::value::{Cell, Value};
use egui::{Rect, Ui, Vec2, pos2, vec2};

/// Width of a digit in the cells, and of the room around a number.
const DIGIT: usize = 8;
const AROUND: usize = 16;
/// The same where last year's number stands beside it, and between the two.
const AROUND_BOTH: usize = 22;
/// Around the wider of them, where a table would be wider than the window.
const AROUND_TIGHT: usize = 12;
/// A number column is never narrower than so many digits.
const DIGITS: usize = 4;
/// What messages below take at most.
const MESSAGE: f32 = 90.0;

/// What stays together while the table is scrolled.
pub struct Layer {
    /// Whether it stays at the left; whether it stays at the top.
    pub pinned: (bool, bool),
    /// Places in the grid's tiles.
    pub tiles: Vec<usize>,
    pub lines: Vec<Hairline>,
}

impl Layer {
    /// How far it is moved where the visible part begins at `view`.
    pub fn shift(&self, view: Vec2) -> Vec2 {
        vec2(if self.pinned.0 { view.x } else { 0.0 }, if self.pinned.1 { view.y } else { 0.0 })
    }
}

/// Edition, table, room, and width of the numbers: while these stand, so does the layout.
type MadeFor = (String, String, [u32; 2], NumberWidth);

/// A table laid out.
pub struct GridLayout {
    /// Of the report whose numbers were measured.
    revision: u64,
    last_year: bool,
    made_for: MadeFor,
    /// Of type and rows, against their least.
    pub scale: f32,
    /// Last year's numbers stand over this year's.
    pub stacked: bool,
    pub grid: TileGrid,
    /// The cells as the keys and the clipboard walk them.
    pub rows: Vec<Vec<CellKey>>,
    /// Rectangles of the tiles, in the order of the grid's.
    pub rects: Vec<Rect>,
    /// Cells and the heads among them, then what is drawn over them: labels, heads, the corner.
    pub layers: [Layer; 4],
    pub size: Vec2,
    /// Width of the labels and height of the heads that stay in view.
    pub fixed: Vec2,
}

/// The cells of a table row by row, as the keys and the clipboard walk them.
pub fn rows_of(table: &Table) -> Vec<Vec<CellKey>> {
    let mut rows: Vec<Vec<CellKey>> = Vec::new();
    for k in table.cells() {
        match rows.last_mut().filter(|r| r.first().is_some_and(|f| f.row() == k.row())) {
            Some(r) => r.push(k),
            None => rows.push(vec![k]),
        }
    }
    rows
}

impl GridLayout {
    /// The layout remembered, if it still fits; a new one otherwise.
    pub fn cached(
        ui: &Ui,
        report: &Report,
        table: &Table,
        options: &GridOptions<'_>,
        kept: &mut Option<GridLayout>,
    ) -> GridLayout {
        let GridOptions { revision, last_year, .. } = *options;
        let room = vec2(ui.available_width() - 14.0, ui.available_height() - 2.0);
        let known = kept
            .as_ref()
            .filter(|l| l.revision == options.revision && l.last_year == options.last_year)
            .map(|l| l.made_for.3);
        let number = known.unwrap_or_else(|| {
            let cells = table.cells();
            let longest = |value: &dyn Fn(&CellKey) -> Option<String>| {
                cells.iter().filter_map(value).map(|t| t.chars().count()).max().unwrap_or(0)
            };
            let last = |k: &CellKey| report.last_year(k).map(|v| v.canonical(report.form().kind(k)));
            // Of words that are no number the beginning is seen, as much as a number takes; they make no column wide.
            let beginning = |k: &CellKey, t: String| match report.cell(k) {
                Cell::Typed(Value::Raw(_)) => t.chars().take(DIGITS).collect(),
                _ => t,
            };
            let this = longest(&|k| report.canonical(k).map(|t| beginning(k, t)));
            let both = options.last_year && report.predecessor.is_some();
            let last = if both { longest(&last) } else { 0 };
            let wide = |digits: usize, around: usize| digits.saturating_mul(DIGIT).saturating_add(around);
            let easy = match both {
                true => wide(this.max(DIGITS - 1).saturating_add(last), AROUND_BOTH),
                false => wide(this.max(DIGITS), AROUND),
            };
            let tight = wide(this.max(last).max(DIGITS - 1), AROUND_TIGHT);
            NumberWidth { easy, tight, both }
        });
        // A message that comes below and goes again moves no row: what is scrolled for a moment stays where it was.
        let before = kept.as_ref().map(|l| l.made_for.2).filter(|[width, _]| *width == room.x.round() as u32);
        let close = before.map(|[_, height]| height as f32).filter(|h| (h - room.y).abs() < MESSAGE);
        let room = vec2(room.x, close.unwrap_or(room.y));
        let made_for =
            (report.edition.clone(), table.key.clone(), [room.x, room.y].map(|x| x.round() as u32), number);
        match kept.take() {
            Some(l) if l.made_for == made_for => GridLayout { revision, last_year, ..l },
            _ => GridLayout { revision, last_year, ..GridLayout::new(ui, table, room, made_for) },
        }
    }

    fn new(ui: &Ui, table: &Table, room: Vec2, made_for: MadeFor) -> GridLayout {
        let grid = table.grid();
        let Sizes { scale, xs, ys, stacked } = sized(ui, &grid, room, made_for.3);
        let rect = |t: &Tile| {
            let from = pos2(at(&xs, t.col), at(&ys, t.row));
            Rect::from_min_max(from, pos2(at(&xs, t.right()), at(&ys, t.below())))
        };
        let rects = grid.tiles.iter().map(rect).collect();
        let size = vec2(at(&xs, grid.cols), at(&ys, grid.rows));
        let fixed = vec2(at(&xs, grid.label_cols), at(&ys, grid.head_rows));
        let layers = [(false, false), (true, false), (false, true), (true, true)].map(|pinned| {
            let mine = |t: &Tile| (t.right() <= grid.label_cols, t.row < grid.head_rows) == pinned;
            let tiles = grid.tiles.iter().enumerate().filter(|(_, t)| mine(t)).map(|(i, _)| i).collect();
            let lines = hairlines::around(grid.tiles.iter().filter(|t| mine(t)), &xs, &ys);
            Layer { pinned, tiles, lines }
        });
        GridLayout {
            revision: 0,
            last_year: false,
            made_for,
            scale,
            stacked,
            grid,
            rows: rows_of(table),
            rects,
            layers,
            size,
            fixed,
        }
    }

    /// The tiles of a layer with their rectangles.
    pub fn of<'a>(&'a self, layer: &'a Layer) -> impl Iterator<Item = (&'a Tile, Rect)> {
        layer.tiles.iter().filter_map(|i| Some((self.grid.tiles.get(*i)?, *self.rects.get(*i)?)))
    }

    /// Rectangle of a cell.
    pub fn rect(&self, key: &CellKey) -> Option<Rect> {
        let i = self.grid.tiles.iter().position(|t| t.cell() == Some(key))?;
        self.rects.get(i).copied()
    }
}

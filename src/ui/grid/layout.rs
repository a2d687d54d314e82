//! Where everything of a table stands, in points from its top left: made once for a width and a zoom.

use super::hairlines::{self, Hairline};
use super::options::GridOptions;
use crate::form::bounds::{at, between, part, part_mut};
use crate::form::grid::{Content, Tile, TileGrid};
use crate::form::table::{CellKey, Table};
use crate::report::Report;
use crate::report::value::{Cell, Value};
use egui::{FontId, Rect, Ui, Vec2, pos2, vec2};

const ROW: f32 = 20.0;
/// Where the window has room, type and rows grow, the largest that fits first.
const SCALES: [f32; 5] = [1.4, 1.3, 1.2, 1.1, 1.0];
/// Rows get the room that is left over, as far as this.
const TALLEST: f32 = 1.5;
/// What a message below takes at most.
const MESSAGE: f32 = 60.0;
/// A label longer than this takes a second line.
const LINE: f32 = 18.0;
/// Room at both sides of a label.
pub const PAD: f32 = 4.0;
/// Label type.
pub const SIZE: f32 = 13.0;
/// Width of a digit in the cells, and of the room around a number.
const DIGIT: usize = 8;
const AROUND: usize = 16;
/// The same where last year's number stands beside it, and between the two.
const AROUND_BOTH: usize = 22;
/// A number column is never narrower than so many digits.
const DIGITS: usize = 4;
/// So many digits' room is made for words.
const WORDS: usize = 8;
/// Nor wider than this: what is longer shows its beginning.
const WIDEST: f32 = 130.0;
/// A group over more rows than this stands upright.
const UPRIGHT: usize = 12;

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
type MadeFor = (String, String, [u32; 2], usize);

/// A table laid out.
pub struct GridLayout {
    /// Of the report whose numbers were measured.
    revision: u64,
    last_year: bool,
    made_for: MadeFor,
    /// Of type and rows, against their least.
    pub scale: f32,
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
            // Of words that are no number the beginning is seen; they make no column wide.
            let beginning = |k: &CellKey, t: String| match report.cell(k) {
                Cell::Typed(Value::Raw(_)) => t.chars().take(WORDS).collect(),
                _ => t,
            };
            let this = longest(&|k| report.canonical(k).map(|t| beginning(k, t)));
            match options.last_year && report.predecessor.is_some() {
                true => this
                    .max(DIGITS - 1)
                    .saturating_mul(DIGIT)
                    .saturating_add(longest(&last).saturating_mul(DIGIT))
                    .saturating_add(AROUND_BOTH),
                false => this.max(DIGITS).saturating_mul(DIGIT).saturating_add(AROUND),
            }
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
        let (scale, xs, ys) = sized(ui, &grid, room, made_for.3);
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

/// Where columns and rows begin, and how large type is: as large as the room allows.
fn sized(ui: &Ui, grid: &TileGrid, room: Vec2, number: usize) -> (f32, Vec<f32>, Vec<f32>) {
    let at_scale = |scale: f32| {
        let xs = edges(columns(grid, room.x / scale, number).into_iter().map(|w| w * scale));
        let ys = edges(rows(ui, grid, &xs, scale).into_iter());
        (scale, xs, ys)
    };
    let end = |edges: &[f32]| edges.last().copied().unwrap_or_default();
    let fits = |(_, xs, ys): &(f32, Vec<f32>, Vec<f32>)| end(xs) <= room.x && end(ys) <= room.y;
    let (scale, xs, ys) = SCALES.into_iter().map(at_scale).find(fits).unwrap_or_else(|| at_scale(1.0));
    let taller = between(room.y / end(&ys).max(1.0), 1.0, TALLEST);
    (scale, xs, ys.into_iter().map(|y| (y * taller).floor()).collect())
}

fn edges(sizes: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut x = 0.0;
    std::iter::once(0.0)
        .chain(sizes.map(|w| {
            x += w;
            x
        }))
        .collect()
}

/// Labels take what their words need on one line, the longest on two; numbers share the rest, and none is narrower
/// than the words above it: 自然人 is never broken.
fn columns(grid: &TileGrid, width: f32, number: usize) -> Vec<f32> {
    let numbers = grid.cols.saturating_sub(grid.label_cols);
    let number = (number as f32).min(WIDEST).max(head(grid));
    let mut out = vec![number; grid.cols];
    for t in grid.tiles.iter().filter(|t| t.cols == 1 && t.col < grid.label_cols) {
        let Content::Label(text) = &t.content else { continue };
        let chars = text.chars().count() as f32;
        let need = match t.rows {
            1 => line(chars),
            r if r > UPRIGHT => SIZE + 3.0 * PAD,
            _ => (chars / 2.0).ceil() * SIZE + 2.0 * PAD,
        };
        if let Some(width) = out.get_mut(t.col) {
            *width = if t.rows == 1 { width.max(need) } else { need };
        }
    }
    let groups: f32 = part(&out, ..grid.label_cols.saturating_sub(1)).iter().sum();
    let least = number * numbers as f32;
    if let Some(last) = grid.label_cols.checked_sub(1) {
        // Labels over several columns need their room too.
        for t in grid
            .tiles
            .iter()
            .filter(|t| t.row >= grid.head_rows && t.cols > 1 && t.right() == last.saturating_add(1))
        {
            let Content::Label(text) = &t.content else { continue };
            let before: f32 = part(&out, t.col..last).iter().sum();
            let need = line(text.chars().count() as f32) - before;
            part_mut(&mut out, last..=last).iter_mut().for_each(|w| *w = w.max(need));
        }
        // Labels wrap sooner than the table leaves the screen.
        let most = (width - groups - least).max(140.0);
        part_mut(&mut out, last..=last).iter_mut().for_each(|w| *w = w.min(most));
    }
    let labels: f32 = part(&out, ..grid.label_cols).iter().sum();
    let free = between((width - labels) / numbers.max(1) as f32, number, WIDEST);
    part_mut(&mut out, grid.label_cols..).fill(free);
    out
}

/// What a label of so many characters takes: all of it on one line, or the half of a long one.
fn line(chars: f32) -> f32 {
    let chars = if chars > LINE { (chars / 2.0).ceil().max(LINE) } else { chars };
    chars * SIZE + 2.0 * PAD + 2.0
}

/// What the heads over single columns need: 自然人 stays whole, 结果维持 may break in its middle.
fn head(grid: &TileGrid) -> f32 {
    const WHOLE: usize = 3;
    let need = |t: &Tile| match &t.content {
        Content::Head(text) if t.cols == 1 => text.chars().count().min(WHOLE) as f32 * SIZE + 2.0 * PAD + 2.0,
        _ => 0.0,
    };
    grid.tiles.iter().map(need).fold(0.0, f32::max)
}

/// The words of a label: one character a line in a column as narrow as one.
pub fn fold(text: &str, inner: f32, size: f32) -> String {
    if inner >= 2.0 * size {
        return text.into();
    }
    let mut out = String::new();
    for c in text.chars() {
        if !out.is_empty() && !"、，（）".contains(c) {
            out.push('\n');
        }
        out.push(c);
    }
    out
}

fn rows(ui: &Ui, grid: &TileGrid, xs: &[f32], scale: f32) -> Vec<f32> {
    let mut out = vec![ROW * scale; grid.rows];
    let size = SIZE * scale;
    let font = FontId::proportional(size);
    let mut tiles: Vec<_> = grid.tiles.iter().filter(|t| t.cell().is_none()).collect();
    tiles.sort_by_key(|t| t.rows);
    for t in tiles {
        let inner = at(xs, t.right()) - at(xs, t.col) - 2.0 * PAD;
        let need = ui
            .painter()
            .layout(fold(t.text(), inner, size), font.clone(), egui::Color32::BLACK, inner.max(2.0 * size))
            .size()
            .y
            + 1.0;
        let have: f32 = part(&out, t.row..t.below()).iter().sum();
        if need > have {
            let each = (need - have) / t.rows as f32;
            part_mut(&mut out, t.row..t.below()).iter_mut().for_each(|h| *h += each);
        }
    }
    out
}

//! A table laid out: its label trees as a physical grid with spans. Nothing else computes spans.

use super::table::{Block, CellKey, Node, Table, leaves};

/// What a tile of the physical grid shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A line over the whole width.
    Caption(String),
    /// The corner over the row labels.
    Corner(String),
    /// A column head.
    Head(String),
    /// A row label.
    Label(String),
    /// A number.
    Cell(CellKey),
}

/// A rectangle of the physical grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    pub row: usize,
    pub col: usize,
    pub rows: usize,
    pub cols: usize,
    pub content: Content,
}

impl Tile {
    /// The words a head, label, corner or caption shows; empty for a cell.
    pub fn text(&self) -> &str {
        match &self.content {
            Content::Caption(t) | Content::Corner(t) | Content::Head(t) | Content::Label(t) => t,
            Content::Cell(_) => "",
        }
    }
    /// The column behind its last one.
    pub fn right(&self) -> usize {
        self.col.saturating_add(self.cols)
    }
    /// The row below its last one.
    pub fn below(&self) -> usize {
        self.row.saturating_add(self.rows)
    }
    /// The key, when this is a cell.
    pub fn cell(&self) -> Option<&CellKey> {
        match &self.content {
            Content::Cell(k) => Some(k),
            _ => None,
        }
    }
}

/// A table laid out: every position of `rows × cols` is covered by exactly one tile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TileGrid {
    pub rows: usize,
    pub cols: usize,
    /// Columns at the left that hold row labels (0 in table four, 1 in table two, 3 in table three).
    pub label_cols: usize,
    /// Rows at the top that are heads of the whole table and repeat after a page break; 0 where each
    /// block has heads of its own.
    pub head_rows: usize,
    pub tiles: Vec<Tile>,
}

impl TileGrid {
    /// Whether it is a list in words: no row of it is a number's, and none the head of what follows.
    pub fn is_worded(&self) -> bool {
        self.label_cols >= self.cols
    }

    /// Places of the tiles that stand in each row, of those above that reach into it too, in the order of the list: looked
    /// up once, a long table is set in the time of its rows.
    pub fn tiles_by_row(&self) -> Vec<Vec<usize>> {
        let mut rows = vec![Vec::new(); self.rows];
        for (i, tile) in self.tiles.iter().enumerate() {
            rows.iter_mut().take(tile.below()).skip(tile.row).for_each(|row: &mut Vec<usize>| row.push(i));
        }
        rows
    }
    /// The tile of a cell.
    pub fn tile(&self, key: &CellKey) -> Option<&Tile> {
        self.tiles.iter().find(|t| t.cell() == Some(key))
    }
}

impl Table {
    /// The table laid out. Blocks with fewer columns span evenly over the widest common measure.
    pub fn grid(&self) -> TileGrid {
        let width = |b: &Block| b.columns.iter().map(Node::leaf_count).sum::<usize>();
        let measure = self.blocks.iter().map(width).fold(1, lcm);
        let label_depth = |b: &Block| {
            if leaves(&b.rows).iter().all(|l| l.node().label.is_empty()) {
                0
            } else {
                b.rows.iter().map(Node::depth).max().unwrap_or(0)
            }
        };
        let label_cols = self.blocks.iter().map(label_depth).max().unwrap_or(0);
        let cols = label_cols + measure;
        let mut tiles = Vec::new();
        let mut top = 0;
        for b in &self.blocks {
            if !b.caption.is_empty() {
                let content = Content::Caption(b.caption.clone());
                tiles.push(Tile { row: top, col: 0, rows: 1, cols, content });
                top += 1;
            }
            let head = b.columns.iter().map(Node::depth).max().unwrap_or(0);
            if label_cols > 0 {
                let content = Content::Corner(b.corner.clone());
                tiles.push(Tile { row: top, col: 0, rows: head, cols: label_cols, content });
            }
            let unit = measure / width(b).max(1);
            let mut col = label_cols;
            for n in &b.columns {
                col = lay_head(n, top, top + head, col, unit, &mut tiles);
            }
            top += head;
            let columns = leaves(&b.columns);
            for n in &b.rows {
                let start = top;
                top = lay_label(n, top, 0, label_cols, &mut tiles);
                for (i, leaf) in leaves(std::slice::from_ref(n)).iter().enumerate() {
                    for (j, c) in columns.iter().enumerate() {
                        tiles.push(Tile {
                            row: start + i,
                            col: label_cols + j * unit,
                            rows: 1,
                            cols: unit,
                            content: Content::Cell(CellKey::new(&leaf.node().key, &c.node().key)),
                        });
                    }
                }
            }
        }
        let head_rows = match self.blocks.as_slice() {
            [b] if b.caption.is_empty() => b.columns.iter().map(Node::depth).max().unwrap_or(0),
            _ => 0,
        };
        tiles.sort_by_key(|t| (t.row, t.col));
        TileGrid { rows: top, cols, label_cols, head_rows, tiles }
    }
}

fn lcm(a: usize, b: usize) -> usize {
    let (mut x, mut y) = (a, b.max(1));
    while y != 0 {
        (x, y) = (y, x % y);
    }
    a / x * b.max(1)
}

/// Lays a head from `top` to `bottom`; leaves reach down to the bottom. Returns the next free column.
fn lay_head(n: &Node, top: usize, bottom: usize, col: usize, unit: usize, out: &mut Vec<Tile>) -> usize {
    let cols = n.leaf_count() * unit;
    let rows = if n.is_leaf() { bottom - top } else { 1 };
    out.push(Tile { row: top, col, rows, cols, content: Content::Head(n.label.clone()) });
    let mut c = col;
    for child in &n.children {
        c = lay_head(child, top + 1, bottom, c, unit, out);
    }
    col + cols
}

/// Lays a row label from column `col` to `label_cols`; leaves reach to the right. Returns the next free row.
fn lay_label(n: &Node, top: usize, col: usize, label_cols: usize, out: &mut Vec<Tile>) -> usize {
    let rows = n.leaf_count();
    if label_cols > 0 {
        let cols = if n.is_leaf() { label_cols - col } else { 1 };
        out.push(Tile { row: top, col, rows, cols, content: Content::Label(n.label.clone()) });
    }
    let mut r = top;
    for child in &n.children {
        r = lay_label(child, r, col + 1, label_cols, out);
    }
    top + rows
}

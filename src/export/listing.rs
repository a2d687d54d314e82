//! A table of words for documents that are not the report itself: the statutory tables' layout, filled with
//! sentences; the last column takes the room.

use crate::form::grid::{Content, Tile, TileGrid};
use crate::page::blocks::{DocBlock, TableBlock};

/// A table with `heads` over `rows`.
pub fn table(title: &str, heads: &[&str], rows: &[Vec<String>]) -> DocBlock {
    let cols = heads.len();
    let tile = |row, col, content| Tile { row, col, rows: 1, cols: 1, content };
    let top = heads.iter().enumerate().map(|(col, h)| tile(0, col, Content::Head((*h).into())));
    let below = rows.iter().enumerate().flat_map(|(i, cells)| {
        cells.iter().enumerate().map(move |(col, c)| tile(i + 1, col, Content::Label(c.clone())))
    });
    let tiles = top.chain(below).collect();
    let grid = TileGrid { rows: rows.len() + 1, cols, label_cols: cols, head_rows: 1, tiles };
    DocBlock::Table(TableBlock {
        key: String::new(),
        title: title.into(),
        grid,
        values: Default::default(),
        turned: false,
        alone: false,
    })
}

//! Lists for documents that are not the report itself: the statutory tables' layout, filled with words and behind them
//! numbers. Where there are no numbers, the last column takes the room.

use crate::form::grid::{Content, Tile, TileGrid};
use crate::form::table::CellKey;
use crate::page::blocks::{DocBlock, TableBlock};
use std::collections::BTreeMap;

/// A list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    pub title: String,
    pub heads: Vec<String>,
    /// So many columns are words, those behind them numbers.
    pub words: usize,
    pub rows: Vec<Vec<String>>,
    /// Stands on turned pages.
    pub turned: bool,
}

/// A table of words with `heads` over `rows`.
pub fn table(title: &str, heads: &[&str], rows: &[Vec<String>]) -> DocBlock {
    let heads: Vec<String> = heads.iter().map(|h| (*h).into()).collect();
    Listing { title: title.into(), words: heads.len(), heads, rows: rows.to_vec(), turned: false }.block()
}

impl Listing {
    /// As a table of a document.
    pub fn block(&self) -> DocBlock {
        let cols = self.heads.len();
        let tile = |row, col, content| Tile { row, col, rows: 1, cols: 1, content };
        let mut tiles: Vec<Tile> =
            self.heads.iter().enumerate().map(|(col, h)| tile(0, col, Content::Head(h.clone()))).collect();
        let mut values = BTreeMap::new();
        for (i, cells) in self.rows.iter().enumerate() {
            for (col, text) in cells.iter().enumerate() {
                let content = if col < self.words {
                    Content::Label(text.clone())
                } else {
                    let key = CellKey::new(&i.to_string(), &col.to_string());
                    values.insert(key.clone(), text.clone());
                    Content::Cell(key)
                };
                tiles.push(tile(i + 1, col, content));
            }
        }
        let grid = TileGrid { rows: self.rows.len() + 1, cols, label_cols: self.words, head_rows: 1, tiles };
        DocBlock::Table(TableBlock {
            key: String::new(),
            title: self.title.clone(),
            grid,
            values,
            turned: self.turned,
            alone: false,
        })
    }
}

//! What the marks on the pages are, as a tree: a reader that speaks follows it, and a click finds its way back
//! to the report through it.

use crate::form::grid::{Content, Tile};
use crate::form::table::CellKey;
use crate::report::{Chapter, Part};

/// Where in the report a block or a cell comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A paragraph of a part, from 0; of the signature its one block.
    Para(Part, usize),
    Cell(CellKey),
    /// A section as a whole: its heading, its charts.
    Chapter(Chapter),
}

/// Which way a head of a table points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Column,
    Row,
    Both,
}

/// The kind of an element (ISO 32000-1 14.8.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagRole {
    /// From 1, without gaps: the title is 1.
    Heading(u8),
    Para,
    Caption,
    /// What leads to an address; its words are its parent's.
    Link,
    /// A picture or chart with words for who can't see it.
    Figure {
        alt: String,
    },
    Table,
    /// The rows of its heads, or the others.
    Rows {
        heads: bool,
    },
    Row,
    Head {
        scope: Scope,
        rows: usize,
        cols: usize,
    },
    Data {
        rows: usize,
        cols: usize,
    },
}

/// An element; its children come behind it in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct StructureElement {
    pub role: TagRole,
    /// `None` stands directly in the document.
    pub parent: Option<usize>,
}

/// A place on a page that belongs to something in the report: left, top, right, bottom.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    pub rect: [f32; 4],
    pub source: Source,
}

impl Area {
    /// Distance of a point from it, 0 inside.
    pub fn distance(&self, x: f32, y: f32) -> f32 {
        let [x0, y0, x1, y1] = self.rect;
        let (dx, dy) = ((x0 - x).max(x - x1).max(0.0), (y0 - y).max(y - y1).max(0.0));
        dx.hypot(dy)
    }
}

/// What a tile of a table is the head of; none where it is data.
pub fn scope(tile: &Tile) -> Option<Scope> {
    match &tile.content {
        Content::Head(_) => Some(Scope::Column),
        Content::Label(l) if !l.is_empty() => Some(Scope::Row),
        Content::Caption(_) => Some(Scope::Both),
        Content::Corner(c) if !c.is_empty() => Some(Scope::Column),
        _ => None,
    }
}

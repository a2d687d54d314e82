//! Arranging a report on pages by GB/T 9704-2012: blocks → lines, tables and charts → pages of positioned
//! glyphs and rules, in points, origin at the top left. No I/O: faces are handed in as bytes. Painting is `export::pdf`'s.

#![deny(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::string_slice)]

pub mod blocks;
pub mod breaks;
pub mod charts;
pub mod columns;
pub mod face;
mod filling;
mod flow;
pub mod font_file;
pub mod fonts;
pub mod issue;
mod joining;
pub mod lines;
pub mod links;
pub mod pages;
pub mod pictures;
mod placing;
mod rules;
pub mod running;
pub mod setting;
pub mod shaping;
pub mod sheet;
pub mod signature;
pub mod structure;
pub mod tables;
pub mod tile;
pub mod titles;

pub use flow::{lay_out, lay_out_filled};
pub use pages::{Page, Pages};

use crate::report::emphasis::Emphasis;

/// Points in a millimetre.
pub const MM: f32 = 72.0 / 25.4;
/// A4.
pub const PAPER: (f32, f32) = (210.0 * MM, 297.0 * MM);
/// 版心 156 × 225 mm: left and top margin, width and height.
pub const LEFT: f32 = 28.0 * MM;
pub const TOP: f32 = 37.0 * MM;
pub const WIDTH: f32 = 156.0 * MM;
pub const HEIGHT: f32 = 225.0 * MM;
/// 三号, the type of the text.
pub const TEXT: f32 = 16.0;
/// 28 characters a line, 22 lines a page. An office's own style has others: `PageSheet`.
pub const EM: f32 = WIDTH / 28.0;
pub const PITCH: f32 = HEIGHT / 22.0;

/// Bold words have their outlines drawn so thick, in type sizes: the official faces have no bold of their own.
pub const BOLD: f32 = 0.03;

/// A glyph in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    pub ch: char,
    pub face: usize,
    pub gid: u16,
    /// Left edge, in points from the left of the line or page.
    pub x: f32,
    /// How far it stands above the baseline.
    pub rise: f32,
    /// Its own width in points.
    pub advance: f32,
    pub emphasis: Emphasis,
}

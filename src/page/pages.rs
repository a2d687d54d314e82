//! What a laid-out document is: pages of marks in their places, what the marks are, the outline.

use super::PAPER;
use super::fonts::Gaps;
use super::lines::SetLine;
use super::structure::{Area, Source, StructureElement};
use crate::report::picture::Picture;

/// A mark; x and y from the top left of the paper, a run's y its baseline.
#[derive(Clone, Debug, PartialEq)]
pub enum Ink {
    Run {
        line: SetLine,
        y: f32,
        size: f32,
    },
    Rule {
        x0: f32,
        y0: f32,
        x1: f32,
        y1: f32,
    },
    /// A box filled with a grey: 0 black, 1 white.
    Fill {
        x0: f32,
        y0: f32,
        x1: f32,
        y1: f32,
        grey: f32,
    },
    /// A picture, by its place in `Pages::pictures`.
    Picture {
        picture: usize,
        x0: f32,
        y0: f32,
        x1: f32,
        y1: f32,
    },
}

impl Ink {
    /// The same mark elsewhere.
    pub(super) fn moved(mut self, dx: f32, dy: f32) -> Ink {
        match &mut self {
            Ink::Run { line, y, .. } => {
                line.glyphs.iter_mut().for_each(|g| g.x += dx);
                *y += dy;
            }
            Ink::Rule { x0, y0, x1, y1 }
            | Ink::Fill { x0, y0, x1, y1, .. }
            | Ink::Picture { x0, y0, x1, y1, .. } => {
                (*x0, *x1, *y0, *y1) = (*x0 + dx, *x1 + dx, *y0 + dy, *y1 + dy);
            }
        }
        self
    }
}

/// What text and rules are printed in; a box has a grey of its own where it is black.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    #[default]
    Black,
    Red,
}

/// A mark and the element it belongs to; without one it only adorns the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub ink: Ink,
    pub colour: Colour,
    pub element: Option<usize>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Lies on its side (A4 横排): x and y are those of the turned paper.
    pub turned: bool,
    pub items: Vec<Item>,
    /// The page number, where it stands on every page, turned or not.
    pub number: Option<Ink>,
    pub areas: Vec<Area>,
}

impl Page {
    /// Width and height as it is looked at.
    pub fn size(&self) -> (f32, f32) {
        if self.turned { (PAPER.1, PAPER.0) } else { PAPER }
    }
    /// What is printed at a point, or nearest to it.
    pub fn source_at(&self, x: f32, y: f32) -> Option<&Source> {
        let nearest = |a: &&Area, b: &&Area| a.distance(x, y).total_cmp(&b.distance(x, y));
        self.areas.iter().min_by(nearest).map(|a| &a.source)
    }
}

/// A place on a page that leads to an address.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// From 0.
    pub page: usize,
    /// Left, top, right, bottom.
    pub rect: [f32; 4],
    pub to: String,
    pub element: usize,
}

/// A heading in the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    pub level: u8,
    pub text: String,
    /// From 0.
    pub page: usize,
    /// Left and top of the heading.
    pub at: (f32, f32),
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pages {
    pub pages: Vec<Page>,
    pub outline: Vec<OutlineEntry>,
    pub links: Vec<Link>,
    /// What the marks are, in the order of reading.
    pub elements: Vec<StructureElement>,
    /// Picture files that the pages show.
    pub pictures: Vec<Picture>,
    /// Characters not set in the face meant for them.
    pub gaps: Gaps,
}

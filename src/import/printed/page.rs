//! A page as it is printed: characters and ruling lines at their places.

use crate::report::picture::Picture;

/// A character where it is printed.
#[derive(Clone, Debug)]
pub struct PrintedGlyph {
    pub c: char,
    /// Where it begins on its line; y grows downwards.
    pub x: f32,
    pub y: f32,
    /// How far the next one stands from it.
    pub width: f32,
    /// Height of the type.
    pub size: f32,
    /// Which way its line runs: to the right, downwards, to the left, upwards.
    pub way: u8,
}

/// A ruling line, or a box as thin as one.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    pub x0: f32,
    pub y0: f32,
    pub x1: f32,
    pub y1: f32,
}

/// A picture where it is printed.
#[derive(Clone, Debug)]
pub struct PrintedPicture {
    pub x0: f32,
    pub y0: f32,
    pub x1: f32,
    pub y1: f32,
    pub picture: Picture,
}

/// A page, in points.
#[derive(Clone, Debug, Default)]
pub struct PrintedPage {
    pub width: f32,
    pub height: f32,
    pub glyphs: Vec<PrintedGlyph>,
    pub rules: Vec<Rule>,
    pub pictures: Vec<PrintedPicture>,
}

impl PrintedGlyph {
    /// Where its ink is.
    pub fn centre(&self) -> (f32, f32) {
        let (along, up) = (self.width / 2.0, self.size * 0.35);
        match self.way {
            0 => (self.x + along, self.y - up),
            1 => (self.x + up, self.y + along),
            2 => (self.x - along, self.y + up),
            _ => (self.x - up, self.y - along),
        }
    }
    /// Where it ends on a line that runs to the right.
    pub fn end(&self) -> f32 {
        self.x + self.width
    }
}

impl PrintedPage {
    /// The page turned so that most of its text runs to the right.
    pub fn upright(mut self) -> PrintedPage {
        let mut ways = [0usize; 4];
        self.glyphs.iter().for_each(|g| ways[usize::from(g.way % 4)] += 1);
        let way = (0..4).rev().max_by_key(|w| ways[usize::from(*w)]).unwrap_or(0);
        if way == 0 {
            return self;
        }
        let (w, h) = (self.width, self.height);
        let turn = |x: f32, y: f32| match way {
            1 => (y, w - x),
            2 => (w - x, h - y),
            _ => (h - y, x),
        };
        for g in &mut self.glyphs {
            (g.x, g.y) = turn(g.x, g.y);
            g.way = (g.way + 4 - way) % 4;
        }
        for r in &mut self.rules {
            let ((ax, ay), (bx, by)) = (turn(r.x0, r.y0), turn(r.x1, r.y1));
            *r = Rule { x0: ax.min(bx), y0: ay.min(by), x1: ax.max(bx), y1: ay.max(by) };
        }
        for p in &mut self.pictures {
            let ((ax, ay), (bx, by)) = (turn(p.x0, p.y0), turn(p.x1, p.y1));
            (p.x0, p.y0, p.x1, p.y1) = (ax.min(bx), ay.min(by), ax.max(bx), ay.max(by));
        }
        if way % 2 == 1 {
            (self.width, self.height) = (h, w);
        }
        self
    }
}

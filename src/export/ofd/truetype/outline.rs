//! Outlines of glyphs as TrueType has them: curves of the second degree.

use hayro::kurbo::{CubicBez, Point};
use skrifa::outline::OutlinePen;

/// How far an outline may lie from the face's own, in units of the face.
const CLOSE: f64 = 0.5;

/// The most that one glyph has: points and contours.
#[derive(Default)]
pub struct Most {
    points: u16,
    contours: u16,
}

impl Most {
    pub fn table(&self, glyphs: u16) -> Vec<u8> {
        let head = [0, 1, 0, 0].into_iter().chain(glyphs.to_be_bytes());
        let counted = [self.points, self.contours, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0];
        head.chain(counted.into_iter().flat_map(u16::to_be_bytes)).collect()
    }
}

/// A glyph's contours: points and whether they are on the curve.
#[derive(Default)]
pub struct Outline {
    contours: Vec<Vec<(i16, i16, bool)>>,
    at: Point,
}

impl Outline {
    fn put(&mut self, p: Point, on: bool) {
        let round = |v: f64| v.round() as i16;
        self.contours.last_mut().into_iter().for_each(|c| c.push((round(p.x), round(p.y), on)));
    }

    /// As it stands in the file, and its left edge; empty where there is nothing to draw.
    pub fn glyph(mut self, most: &mut Most) -> Option<(Vec<u8>, i16)> {
        for c in &mut self.contours {
            // A contour closes by itself.
            if c.len() > 1 && c.first() == c.last() {
                c.pop();
            }
        }
        self.contours.retain(|c| c.len() > 1);
        let points: Vec<(i16, i16, bool)> = self.contours.concat();
        let Some((x0, y0, _)) = points.first().copied() else { return Some((Vec::new(), 0)) };
        let contours = u16::try_from(self.contours.len()).ok()?;
        most.points = most.points.max(u16::try_from(points.len()).ok()?);
        most.contours = most.contours.max(contours);
        let bounds = points
            .iter()
            .fold([x0, y0, x0, y0], |b, p| [b[0].min(p.0), b[1].min(p.1), b[2].max(p.0), b[3].max(p.1)]);
        let mut out: Vec<u8> = contours.to_be_bytes().into_iter().collect();
        out.extend(bounds.into_iter().flat_map(i16::to_be_bytes));
        let mut end = 0;
        for c in &self.contours {
            end += c.len();
            out.extend(u16::try_from(end - 1).ok()?.to_be_bytes());
        }
        out.extend([0, 0]);
        out.extend(packed(&points));
        Some((out, bounds[0]))
    }
}

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.contours.push(Vec::new());
        self.line_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.at = Point::new(f64::from(x), f64::from(y));
        self.put(self.at, true);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.put(Point::new(f64::from(x1), f64::from(y1)), false);
        self.line_to(x, y);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let p = |x: f32, y: f32| Point::new(f64::from(x), f64::from(y));
        let cubic = CubicBez::new(self.at, p(x1, y1), p(x2, y2), p(x, y));
        for (_, _, q) in cubic.to_quads(CLOSE) {
            self.put(q.p1, false);
            self.put(q.p2, true);
        }
        self.at = p(x, y);
    }
    fn close(&mut self) {}
}

/// Flags and differences of points: repeated flags once, small steps in a byte.
fn packed(points: &[(i16, i16, bool)]) -> Vec<u8> {
    let (mut flags, mut xs, mut ys): (Vec<u8>, Vec<u8>, Vec<u8>) = Default::default();
    let (mut x, mut y) = (0i16, 0i16);
    for p in points {
        let step_x = step(p.0.wrapping_sub(x), &mut xs, 0x02, 0x10);
        let step_y = step(p.1.wrapping_sub(y), &mut ys, 0x04, 0x20);
        flags.push(u8::from(p.2) | step_x | step_y);
        (x, y) = (p.0, p.1);
    }
    let mut out = Vec::new();
    for run in flags.chunk_by(|a, b| a == b) {
        for part in run.chunks(256) {
            match part {
                [flag] => out.push(*flag),
                [flag, rest @ ..] => out.extend([flag | 0x08, rest.len() as u8]),
                [] => {}
            }
        }
    }
    [out, xs, ys].concat()
}

/// Writes a step of a coordinate; its bits of the flag: short, and same or positive.
fn step(by: i16, out: &mut Vec<u8>, short: u8, same: u8) -> u8 {
    match by {
        0 => same,
        1..=255 => {
            out.push(by as u8);
            short | same
        }
        -255..=-1 => {
            out.push(by.unsigned_abs() as u8);
            short
        }
        by => {
            out.extend(by.to_be_bytes());
            0
        }
    }
}

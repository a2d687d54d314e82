//! What an interpreted page draws, kept: characters and ruling lines with their places, and how many pictures and
//! other shapes there were.

use super::glyphs::Codes;
use crate::import::budget::Budget;
use crate::import::printed::{PrintedGlyph, PrintedPage, Rule, THIN};
use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use hayro::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};

/// Farther out than this nothing stands on a page.
const FAR: f64 = 20_000.0;
/// A line that is off its direction by more than this part of its length is askew.
const ASKEW: f64 = 0.02;

/// What was drawn on a page.
pub struct DrawnPage {
    pub page: PrintedPage,
    /// Characters that are there to be found, and not to be seen.
    pub hidden: Vec<PrintedGlyph>,
    /// Characters whose codes nobody knows.
    pub unknown: usize,
    pub pictures: usize,
    pub paths: usize,
}

/// Takes down what is drawn.
pub struct Recorder<'a, 'b> {
    drawn: DrawnPage,
    codes: &'a mut Codes,
    budget: &'a Budget<'b>,
}

/// Unwinds the interpreter, which nothing else can stop. It is no panic: nobody is told of it.
struct Stop;

impl<'a, 'b> Recorder<'a, 'b> {
    pub fn new(width: f32, height: f32, codes: &'a mut Codes, budget: &'a Budget<'b>) -> Recorder<'a, 'b> {
        let page = PrintedPage { width, height, ..PrintedPage::default() };
        let drawn = DrawnPage { page, hidden: Vec::new(), unknown: 0, pictures: 0, paths: 0 };
        Recorder { drawn, codes, budget }
    }

    pub fn end(self) -> DrawnPage {
        self.drawn
    }

    fn take(&self, pieces: usize) {
        if !self.budget.take(pieces) {
            std::panic::resume_unwind(Box::new(Stop));
        }
    }

    fn rule(&mut self, a: Point, b: Point, thick: f64) {
        let (dx, dy) = ((b.x - a.x).abs(), (b.y - a.y).abs());
        let inside = [a.x, a.y, b.x, b.y].iter().all(|v| v.is_finite() && v.abs() < FAR);
        if !inside || thick >= f64::from(THIN) {
            return;
        }
        let half = thick / 2.0;
        let (x0, x1, y0, y1) = (a.x.min(b.x), a.x.max(b.x), a.y.min(b.y), a.y.max(b.y));
        let (wide, high) = if dy <= dx * ASKEW {
            (0.0, half)
        } else if dx <= dy * ASKEW {
            (half, 0.0)
        } else {
            return;
        };
        self.drawn.page.rules.push(Rule {
            x0: (x0 - wide) as f32,
            y0: (y0 - high) as f32,
            x1: (x1 + wide) as f32,
            y1: (y1 + high) as f32,
        });
    }

    /// The straight pieces of a stroked path.
    fn stroked(&mut self, path: &BezPath, transform: Affine, width: f64) {
        let scale = transform.determinant().abs().sqrt();
        let (mut begun, mut last) = (Point::ZERO, Point::ZERO);
        for e in path.elements() {
            match *e {
                PathEl::MoveTo(p) => (begun, last) = (p, p),
                PathEl::LineTo(p) => {
                    self.rule(transform * last, transform * p, width * scale);
                    last = p;
                }
                PathEl::ClosePath => {
                    self.rule(transform * last, transform * begun, width * scale);
                    last = begun;
                }
                PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => last = p,
            }
        }
    }

    /// The thin boxes of a filled path.
    fn filled(&mut self, path: &BezPath, transform: Affine) {
        let mut part = BezPath::new();
        for e in path.elements() {
            if matches!(e, PathEl::MoveTo(_)) {
                self.filled_box(std::mem::take(&mut part), transform);
            }
            part.push(*e);
        }
        self.filled_box(part, transform);
    }

    fn filled_box(&mut self, part: BezPath, transform: Affine) {
        if part.elements().len() < 2 {
            return;
        }
        let b: Rect = (transform * part).bounding_box();
        let (wide, high) = (b.width(), b.height());
        let middle = b.center();
        if high < f64::from(THIN) && wide > high {
            self.rule(Point::new(b.x0, middle.y), Point::new(b.x1, middle.y), high);
        } else if wide < f64::from(THIN) {
            self.rule(Point::new(middle.x, b.y0), Point::new(middle.x, b.y1), wide);
        }
    }
}

/// White on the page is what was wiped out.
fn is_white(paint: &Paint<'_>) -> bool {
    match paint {
        Paint::Color(c) => {
            let [r, g, b, a] = c.to_rgba().to_rgba8();
            a == 0 || (r > 250 && g > 250 && b > 250)
        }
        Paint::Pattern(_) => false,
    }
}

/// Which way a line of text runs, where it runs along the paper's edges.
fn way(dx: f64, dy: f64) -> Option<u8> {
    let (ax, ay) = (dx.abs(), dy.abs());
    match () {
        _ if ay <= ax * 0.1 && dx > 0.0 => Some(0),
        _ if ax <= ay * 0.1 && dy > 0.0 => Some(1),
        _ if ay <= ax * 0.1 && dx < 0.0 => Some(2),
        _ if ax <= ay * 0.1 && dy < 0.0 => Some(3),
        _ => None,
    }
}

impl<'a> Device<'a> for Recorder<'_, '_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.take(1 + path.elements().len() / 4);
        self.drawn.paths += 1;
        if is_white(&props.paint) {
            return;
        }
        match mode {
            DrawMode::Fill(_) => self.filled(path, props.transform),
            DrawMode::Stroke(s) => self.stroked(path, props.transform, f64::from(s.line_width)),
            DrawMode::FillAndStroke(_, s) => {
                self.filled(path, props.transform);
                self.stroked(path, props.transform, f64::from(s.line_width));
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        use hayro::hayro_interpret::font::Glyph as Source;
        for g in run.glyphs() {
            self.take(1);
            let place = props.transform * g.transform();
            let advance = match &**g {
                Source::Outline(o) => o.advance_width(),
                Source::Type3(t) => t.advance_width(),
            };
            let origin = place * Point::ZERO;
            let advance = place * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0) - origin;
            let along = place * Point::new(1000.0, 0.0) - origin;
            let size = (place * Point::new(0.0, 1000.0) - origin).hypot();
            let on_page = origin.x > -1.0
                && origin.y > -1.0
                && origin.x < f64::from(self.drawn.page.width) + 1.0
                && origin.y < f64::from(self.drawn.page.height) + 1.0;
            let Some(way) = way(along.x, along.y).filter(|_| on_page && size > 0.5 && size < 500.0) else {
                continue;
            };
            let mut chars: Vec<char> = Vec::with_capacity(1);
            self.codes.of(g, |c| chars.push(c));
            chars.retain(|c| !c.is_control() && *c != '\u{200b}' && *c != '\u{feff}');
            self.drawn.unknown += chars.iter().filter(|c| **c == char::REPLACEMENT_CHARACTER).count();
            let part = 1.0 / chars.len().max(1) as f64;
            for (i, c) in chars.into_iter().enumerate() {
                let at = origin + advance * (part * i as f64);
                let glyph = PrintedGlyph {
                    c,
                    x: at.x as f32,
                    y: at.y as f32,
                    width: (advance.hypot() * part) as f32,
                    size: size as f32,
                    way,
                };
                match mode {
                    DrawMode::Invisible => self.drawn.hidden.push(glyph),
                    _ => self.drawn.page.glyphs.push(glyph),
                }
            }
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.take(1);
        self.drawn.pictures += 1;
    }

    fn push_clip_path(&mut self, path: &ClipPath) {
        self.take(1 + path.path.elements().len() / 4);
    }
    fn pop_clip(&mut self) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.take(1);
    }
    fn pop_transparency_group(&mut self) {}
}

//! What pages draw, in whatever format they come: characters and ruling lines for `printed`, and how much besides;
//! whether that is a text at all.

pub mod pictured;
mod pictures;
mod unseen;

use super::ImportError;
use super::budget::Budget;
use super::printed::{self, PrintedGlyph, PrintedPage, Rule, THIN};
use super::raw::{Raw, Remark};
use crate::chinese::numerals::is_arabic;
use crate::report::NoteKind;
use hayro::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use pictured::DrawnPicture;
use std::collections::{BTreeSet, VecDeque};

/// Farther out than this nothing stands on a page.
const FAR: f64 = 20_000.0;
/// A line that is off its direction by more than this part of its length is askew.
const ASKEW: f64 = 0.02;

/// So many characters without a code are the file's fault, not a stray sign.
const MOST_UNKNOWN: usize = 20;
/// Fewer characters on a page are what a scanner or a stamp left there.
const FEW: usize = 8;
/// More lines than this, and no characters: the characters were drawn.
const DRAWN: usize = 200;
/// What covers more than this part of a page covers all of it.
const WHOLE: f64 = 0.8;
/// Of more areas than this that paint covers, the later ones are kept.
const MOST_GROUNDS: usize = 4096;

/// What was drawn on a page.
#[derive(Default)]
pub struct DrawnPage {
    pub page: PrintedPage,
    /// Characters that are there to be found, and not to be seen.
    pub hidden: Vec<PrintedGlyph>,
    /// Characters that something was painted over, that are cut off, struck out, or white on white.
    unseen: Vec<PrintedGlyph>,
    /// What was painted on, in its order, and whether white characters are to be seen on it.
    grounds: VecDeque<(Rect, bool)>,
    /// What lies over the page without being of it, as its readers say it.
    pub laid_over: BTreeSet<&'static str>,
    /// Characters whose codes nobody knows.
    pub unknown: usize,
    pub pictures: usize,
    pictured: Vec<DrawnPicture>,
    pub paths: usize,
}

impl DrawnPage {
    pub fn new(width: f32, height: f32) -> DrawnPage {
        DrawnPage { page: PrintedPage { width, height, ..PrintedPage::default() }, ..DrawnPage::default() }
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
        self.page.rules.push(Rule {
            x0: (x0 - wide) as f32,
            y0: (y0 - high) as f32,
            x1: (x1 + wide) as f32,
            y1: (y1 + high) as f32,
        });
    }

    /// The straight pieces of a stroked path.
    pub fn stroked(&mut self, path: &BezPath, transform: Affine, width: f64) {
        let scale = transform.determinant().abs().sqrt();
        let half = width * scale / 2.0;
        let has_pictures = !self.pictured.is_empty();
        for s in path.segments().take_while(|_| has_pictures) {
            self.hide_pictures((transform * s).bounding_box().inflate(half, half));
        }
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
    pub fn filled(&mut self, path: &BezPath, transform: Affine) {
        let mut part = BezPath::new();
        for e in path.elements() {
            if matches!(e, PathEl::MoveTo(_)) {
                self.filled_box(std::mem::take(&mut part), transform);
            }
            part.push(*e);
        }
        self.filled_box(part, transform);
    }

    /// A character; a white one is seen where something that is not white lies below it, one that is cut off isn't.
    pub fn put(&mut self, glyph: PrintedGlyph, is_white: bool, is_cut: bool) {
        let at = glyph.centre();
        let below = || self.grounds.iter().rev().find(|(area, _)| area.contains(at));
        if is_cut || is_white && !below().is_some_and(|(_, shows)| *shows) {
            self.unseen.push(glyph);
        } else {
            self.page.glyphs.push(glyph);
        }
    }

    /// Paint in that area.
    pub fn ground(&mut self, area: Rect, is_white: bool) {
        if self.grounds.len() >= MOST_GROUNDS {
            self.grounds.pop_front();
        }
        self.grounds.push_back((area, !is_white));
        self.hide_pictures(area);
    }

    /// Something that lets nothing through is painted on what stands there so far: it is no more to be seen.
    pub fn painted_over(&mut self, area: Rect) {
        // A ruling line covers nothing.
        if area.width().min(area.height()) >= f64::from(THIN) {
            self.unseen.extend(self.page.glyphs.extract_if(.., |g| area.contains(g.centre())));
        }
    }

    /// A picture that lets nothing through. What lies under one of the whole page a program guessed from it.
    pub fn pictured_over(&mut self, area: Rect) {
        let page = f64::from(self.page.width) * f64::from(self.page.height);
        if area.area() > page * WHOLE {
            self.hidden.extend(self.page.glyphs.extract_if(.., |g| area.contains(g.centre())));
        } else {
            self.painted_over(area);
        }
    }

    /// Whether digits stand there so far.
    pub fn has_digits(&self, area: Rect) -> bool {
        self.page.glyphs.iter().any(|g| is_arabic(g.c) && area.contains(g.centre()))
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

/// The box that a path is, where it is one.
pub fn as_box(path: &BezPath) -> Option<Rect> {
    let area = path.bounding_box();
    (area.is_finite() && path.area().abs() > area.area() * 0.99 && area.area() > 0.0).then_some(area)
}

/// Which way a line of text runs, where it runs along the paper's edges.
pub fn way(dx: f64, dy: f64) -> Option<u8> {
    let (ax, ay) = (dx.abs(), dy.abs());
    match () {
        _ if ay <= ax * 0.1 && dx > 0.0 => Some(0),
        _ if ax <= ay * 0.1 && dy > 0.0 => Some(1),
        _ if ay <= ax * 0.1 && dx < 0.0 => Some(2),
        _ if ax <= ay * 0.1 && dy < 0.0 => Some(3),
        _ => None,
    }
}

/// The document of that kind, PDF say, where its pages hold text.
pub fn raw(
    drawn: Vec<DrawnPage>,
    what: &'static str,
    name: &str,
    budget: &Budget<'_>,
) -> Result<Raw, ImportError> {
    let name = name.to_string();
    let count = |of: fn(&DrawnPage) -> usize| drawn.iter().map(of).sum::<usize>();
    let (glyphs, unknown) = (count(|d| d.page.glyphs.len() + d.hidden.len()), count(|d| d.unknown));
    if unknown > MOST_UNKNOWN && unknown * 50 > glyphs {
        return Err(ImportError::NoCodes { what, name });
    }
    if glyphs < FEW * drawn.len() {
        return Err(match (count(|d| d.pictures), count(|d| d.paths)) {
            (0, paths) if paths > DRAWN => ImportError::Outlines { what, name },
            (0, _) => ImportError::NoText { what, name },
            _ => ImportError::Scanned { what, name },
        });
    }
    let mut remarks = Vec::new();
    let mut recognised = false;
    let mut pages: Vec<PrintedPage> = Vec::with_capacity(drawn.len());
    for (i, mut d) in drawn.into_iter().enumerate() {
        remarks.extend(d.unseen_told(i + 1, budget));
        let few = d.page.glyphs.len() + d.hidden.len() < FEW;
        let drawn = few && (d.pictures > 0 || d.paths > DRAWN);
        if drawn {
            let text = format!("第{}页是图片，上面的文字没有读入；请对照原文补上", i + 1);
            remarks.push(Remark::new(NoteKind::Doubtful, text));
        }
        // Text that is there and not seen lies under a scan: a program guessed it from the picture.
        let scan = d.hidden.len() > 4 * d.page.glyphs.len();
        recognised |= scan;
        let (pictures, left) = d.taken_pictures();
        let mut page = d.page;
        if !scan && !drawn {
            remarks.extend(pictured::left(i + 1, left));
            page.pictures = pictures;
        }
        if scan {
            page.glyphs.extend(d.hidden);
        }
        pages.push(page);
    }
    if unknown > 0 {
        let text = format!("有{unknown}个字读不出来，写作“{}”；请对照原文改正", char::REPLACEMENT_CHARACTER);
        remarks.push(Remark::new(NoteKind::Doubtful, text));
    }
    remarks.extend(pictured::without_marks(&mut pages));
    remarks.extend(pictured::without_ornaments(&mut pages));
    let mut raw = printed::read(pages, budget);
    raw.remarks.extend(remarks);
    if recognised {
        raw.doubt = Some(format!(
            "这个 {what} 是扫描件，文字是文字识别（OCR）软件认出来的，可能有错；请把每个数字和原件核对一遍"
        ));
    }
    Ok(raw)
}

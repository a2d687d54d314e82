//! A page's objects as characters and lines at their places: an object stands in its boundary, moved by its matrix.

use super::paths;
use super::pictures::OfdPictures;
use crate::import::budget::Budget;
use crate::import::drawn::{DrawnPage, as_box, pictured, way};
use crate::import::printed::PrintedGlyph;
use crate::import::xml::Element;
use crate::report::picture::Picture;
use hayro::kurbo::{Affine, BezPath, Point, Rect, Shape};

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;
/// Width of a line that says none, in millimetres.
const LINE: f64 = 0.353;
/// Objects stand in blocks no deeper than this.
const DEEPEST: usize = 16;

/// Takes down what a page draws.
pub struct OfdPage<'a> {
    drawn: DrawnPage,
    budget: &'a Budget<'a>,
    pictures: &'a mut OfdPictures,
}

/// Width and height in millimetres that an area gives.
pub fn size(area: &Element) -> Option<(f64, f64)> {
    let numbers = numbers(&area.child("PhysicalBox")?.text());
    match numbers.as_slice() {
        [_, _, w, h] if *w > 0.0 && *h > 0.0 => Some((*w, *h)),
        _ => None,
    }
}

/// Numbers apart by blanks.
pub fn numbers(text: &str) -> Vec<f64> {
    text.split_whitespace().filter_map(|n| n.parse().ok()).filter(|n: &f64| n.is_finite()).collect()
}

/// Whether words stand anywhere in it.
pub fn has_words(e: &Element) -> bool {
    e.name == "TextObject" || e.elements().any(has_words)
}

impl<'a> OfdPage<'a> {
    pub fn new(
        (width, height): (f64, f64),
        budget: &'a Budget<'a>,
        pictures: &'a mut OfdPictures,
    ) -> OfdPage<'a> {
        OfdPage { drawn: DrawnPage::new((width * MM) as f32, (height * MM) as f32), budget, pictures }
    }

    pub fn end(self) -> DrawnPage {
        self.drawn
    }

    /// The layers of a page or of a template.
    pub fn content(&mut self, page: &Element) {
        let layers = page.child("Content").into_iter().flat_map(Element::elements);
        layers.filter(|e| e.name == "Layer").for_each(|l| self.objects(l, 0));
    }

    fn objects(&mut self, block: &Element, depth: usize) {
        for e in block.elements() {
            if depth > DEEPEST || !self.budget.take(1) {
                return;
            }
            if e.attribute("Visible").is_some_and(|v| v == "false" || v == "0") {
                continue;
            }
            match e.name.as_str() {
                "PageBlock" => self.objects(e, depth + 1),
                "TextObject" => self.text(e),
                "PathObject" => self.path(e),
                "ImageObject" | "CompositeObject" => self.picture(e),
                _ => {}
            }
        }
    }

    fn path(&mut self, e: &Element) {
        self.drawn.paths += 1;
        let data = e.child("AbbreviatedData").map(Element::text).unwrap_or_default();
        let Some(path) = paths::read(&data, self.budget) else { return };
        let is =
            |name: &str, otherwise: bool| e.attribute(name).map_or(otherwise, |v| v == "true" || v == "1");
        let place = placed(e);
        if is("Fill", false) {
            self.fill(e, &path, place);
        }
        if is("Stroke", true) && !is_white(e.child("StrokeColor")) {
            let width = e.attribute("LineWidth").and_then(|w| w.parse().ok()).unwrap_or(LINE);
            self.drawn.stroked(&path, place, width);
        }
    }

    /// A picture may let what is below show through, as a seal does: what it lies on is read as it stands, and told.
    fn picture(&mut self, e: &Element) {
        let [x, y, w, h] = numbers(e.attribute("Boundary").unwrap_or_default())[..] else {
            return self.drawn.picture(Rect::ZERO, None);
        };
        let area = Rect::new(x * MM, y * MM, (x + w) * MM, (y + h) * MM);
        self.drawn.ground(area, false);
        if self.budget.take(1 + self.drawn.page.glyphs.len() / 64) && self.drawn.has_digits(area) {
            self.drawn.laid_over.insert("图片");
        }
        let shown = self.shown(e, area);
        self.drawn.picture(area, shown);
    }

    /// The picture that fills this box upright, where nothing is cut off it and nothing shows through.
    fn shown(&mut self, e: &Element, area: Rect) -> Option<Picture> {
        let place = placed(e);
        let unit = (1.0, 1.0);
        let is_whole = pictured::stands(place, unit)
            && pictured::is_same(place.transform_rect_bbox(Rect::new(0.0, 0.0, unit.0, unit.1)), area);
        let plain = is_whole && is_opaque(e) && e.child("Clips").is_none() && self.drawn.may_picture(area);
        self.pictures.taken(e.attribute("ResourceID").filter(|_| plain)?)
    }

    fn fill(&mut self, e: &Element, path: &BezPath, place: Affine) {
        let is_white = is_white(e.child("FillColor"));
        if !is_white {
            self.drawn.filled(path, place);
        }
        let whole = place * path.clone();
        let area = as_box(&whole);
        if let Some(area) = area.or_else(|| (!is_white).then(|| whole.bounding_box())) {
            self.drawn.ground(area, is_white);
        }
        let opaque = [e, e.child("FillColor").unwrap_or(e)].iter().all(|e| is_opaque(e));
        if let Some(area) = area.filter(|_| opaque && e.child("Clips").is_none())
            && self.budget.take(1 + self.drawn.page.glyphs.len() / 64)
        {
            self.drawn.painted_over(area);
        }
    }

    fn text(&mut self, e: &Element) {
        let Some(size) = e.attribute("Size").and_then(|s| s.parse::<f64>().ok()) else { return };
        let wide = e.attribute("HScale").and_then(|s| s.parse::<f64>().ok()).unwrap_or(1.0);
        let downwards = e.attribute("ReadDirection").is_some_and(|d| d == "90" || d == "270");
        let place = placed(e);
        let is_white = is_white(e.child("FillColor"));
        // Where a code says nothing it goes on where the one before began.
        let (mut x, mut y) = (0.0, 0.0);
        for code in e.elements().filter(|c| c.name == "TextCode") {
            let number = |name: &str| code.attribute(name).and_then(|n| n.parse::<f64>().ok());
            (x, y) = (number("X").unwrap_or(x), number("Y").unwrap_or(y));
            let words: Vec<char> = code
                .text()
                .chars()
                .filter(|c| !matches!(c, '\n' | '\r' | '\t' | '\u{feff}' | '\u{200b}'))
                .collect();
            let [dx, dy] =
                ["DeltaX", "DeltaY"].map(|n| steps(code.attribute(n).unwrap_or_default(), words.len()));
            let mut at = Point::new(x, y);
            for (i, c) in words.into_iter().enumerate() {
                if !self.budget.take(1) {
                    return;
                }
                let own = size * usual_width(c) * wide;
                let (to_right, down) = (dx.get(i).copied(), dy.get(i).copied());
                let width = to_right.filter(|d| *d > 0.0).map_or(own, |d| d.min(own));
                if let Some(glyph) = self.glyph(c, at, (width, size), place) {
                    self.drawn.put(glyph, is_white, false);
                }
                // Without steps characters stand side by side, or below each other.
                let by = match (to_right, down) {
                    (None, None) if downwards => (0.0, size),
                    (None, None) => (own, 0.0),
                    (x, y) => (x.unwrap_or(0.0), y.unwrap_or(0.0)),
                };
                at += by;
            }
        }
    }

    /// A character whose line begins at `at` within its object.
    fn glyph(
        &mut self,
        c: char,
        at: Point,
        (width, size): (f64, f64),
        place: Affine,
    ) -> Option<PrintedGlyph> {
        if c.is_control() {
            return None;
        }
        self.drawn.unknown += usize::from(c == char::REPLACEMENT_CHARACTER);
        let origin = place * at;
        let along = place * Point::new(at.x + width, at.y) - origin;
        let up = place * Point::new(at.x, at.y + size) - origin;
        let (page_w, page_h) = (f64::from(self.drawn.page.width), f64::from(self.drawn.page.height));
        let on_page =
            origin.x > -1.0 && origin.y > -1.0 && origin.x < page_w + 1.0 && origin.y < page_h + 1.0;
        let size = up.hypot();
        let way = way(along.x, along.y).filter(|_| on_page && size > 0.5 && size < 500.0)?;
        Some(PrintedGlyph {
            c,
            x: origin.x as f32,
            y: origin.y as f32,
            width: along.hypot() as f32,
            size: size as f32,
            way,
        })
    }
}

/// What a character takes of a line, in em: of Latin letters what the widest faces give them, as steps say no less.
fn usual_width(c: char) -> f64 {
    match c {
        'M' | 'W' | 'm' | '@' | '%' => 1.0,
        'A'..='Z' | 'w' | '&' => 0.8,
        c if c.is_ascii() => 0.5,
        _ => 1.0,
    }
}

/// From an object's own measure to points on the page.
fn placed(e: &Element) -> Affine {
    let boundary = numbers(e.attribute("Boundary").unwrap_or_default());
    let at = match boundary.as_slice() {
        [x, y, ..] => (*x, *y),
        _ => (0.0, 0.0),
    };
    let matrix = match numbers(e.attribute("CTM").unwrap_or_default()).as_slice() {
        [a, b, c, d, x, y] => Affine::new([*a, *b, *c, *d, *x, *y]),
        _ => Affine::IDENTITY,
    };
    Affine::scale(MM) * Affine::translate(at) * matrix
}

/// White on the page is what was wiped out.
fn is_white(color: Option<&Element>) -> bool {
    let Some(color) = color else { return false };
    if color.attribute("Alpha").is_some_and(|a| a.trim() == "0") {
        return true;
    }
    match numbers(color.attribute("Value").unwrap_or_default()).as_slice() {
        [grey] => *grey > 250.0,
        [r, g, b] => *r > 250.0 && *g > 250.0 && *b > 250.0,
        [c, m, y, k] => [c, m, y, k].iter().all(|v| **v < 3.0),
        _ => false,
    }
}

/// Whether nothing shows through it.
fn is_opaque(e: &Element) -> bool {
    e.attribute("Alpha").is_none_or(|a| a.trim() == "255")
}

/// Steps from each of so many characters to the next; `g 3 5` are three of 5.
fn steps(text: &str, characters: usize) -> Vec<f64> {
    let mut out = Vec::new();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        let (times, step) = match word {
            "g" | "G" => {
                (words.next().and_then(|n| n.parse().ok()).unwrap_or(0), words.next().unwrap_or_default())
            }
            step => (1usize, step),
        };
        let Ok(step) = step.parse::<f64>() else { break };
        let room = characters.saturating_sub(out.len());
        out.extend(std::iter::repeat_n(if step.is_finite() { step } else { 0.0 }, times.min(room)));
    }
    out
}

//! What an interpreted page draws, kept: characters and ruling lines with their places, and how many pictures and
//! other shapes there were.

use super::glyphs::Codes;
use super::pictured as dots;
use crate::import::budget::Budget;
use crate::import::drawn::{DrawnPage, as_box, pictured, way};
use crate::import::picture_room::PictureRoom;
use crate::import::printed::{PrintedGlyph, THIN};
use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use hayro::kurbo::{BezPath, Point, Rect, Shape};

/// So many of a picture's dots are a piece.
const PIXELS: usize = 1024;

/// What the pages of a file share.
#[derive(Default)]
pub struct FoundInFile {
    codes: Codes,
    room: PictureRoom,
}

/// Takes down what is drawn.
pub struct Recorder<'a, 'b> {
    drawn: DrawnPage,
    found: &'a mut FoundInFile,
    budget: &'a Budget<'b>,
    /// What may be painted on, within those before; none where it is no box.
    clips: Vec<Option<Rect>>,
    /// Groups of what is drawn together, and whether what is below shows through them.
    groups: Vec<bool>,
}

/// Unwinds the interpreter, which nothing else can stop. It is no panic: nobody is told of it.
struct Stop;

impl<'a, 'b> Recorder<'a, 'b> {
    pub fn new(
        width: f32,
        height: f32,
        found: &'a mut FoundInFile,
        budget: &'a Budget<'b>,
    ) -> Recorder<'a, 'b> {
        Recorder {
            drawn: DrawnPage::new(width, height),
            found,
            budget,
            clips: Vec::new(),
            groups: Vec::new(),
        }
    }

    pub fn end(self) -> DrawnPage {
        self.drawn
    }

    /// Paint on what stands there so far; a box that lets nothing through hides it.
    fn cover(&mut self, path: &BezPath, props: &DrawProps<'_>) {
        let opaque = match &props.paint {
            Paint::Color(c) => c.to_rgba().to_rgba8()[3] == u8::MAX,
            Paint::Pattern(_) => false,
        };
        let path = props.transform * path.clone();
        let whole = as_box(&path);
        let is_white = is_white(&props.paint);
        // What is no box may show at any of its places what is white.
        if let Some(area) = whole.or_else(|| (!is_white).then(|| path.bounding_box())) {
            self.drawn.ground(self.within_clips(area).unwrap_or(area), is_white);
        }
        let plain = props.soft_mask.is_none() && self.is_plain(props.blend_mode);
        if let Some(area) = whole.and_then(|w| self.within_clips(w)).filter(|_| opaque && plain) {
            self.take(1 + self.drawn.page.glyphs.len() / 64);
            self.drawn.painted_over(area);
        }
    }

    /// As much of an area as the page shows, where that is a box.
    fn within_clips(&self, area: Rect) -> Option<Rect> {
        self.clips.iter().try_fold(area, |area, clip| clip.map(|c| area.intersect(c)))
    }

    /// Whether what is drawn takes the place of what is below.
    fn is_plain(&self, blend: BlendMode) -> bool {
        matches!(blend, BlendMode::Normal) && !self.groups.contains(&true)
    }

    /// Whether a picture lets nothing of what is below show through. A seal does.
    fn is_opaque(&self, image: &Image<'_, '_>) -> bool {
        let Image::Raster(r) = image else { return false };
        let dict = r.stream().dict();
        if !["SMask", "Mask", "SMaskInData"].iter().any(|k| dict.contains_key(k)) {
            return true;
        }
        self.take(image.width() as usize * image.height() as usize / PIXELS);
        let mut opaque = false;
        r.with_rgba(
            |_, alpha| opaque = alpha.is_none_or(|a| a.data.iter().all(|a| *a > 250)),
            Some((64, 64)),
        );
        opaque
    }

    fn take(&self, pieces: usize) {
        if !self.budget.take(pieces) {
            std::panic::resume_unwind(Box::new(Stop));
        }
    }
}

/// The straight pieces of a stroke that is thick enough to hide what it is drawn over, as boxes.
fn thick(path: &BezPath, width: f64) -> Vec<BezPath> {
    if width < f64::from(THIN) {
        return Vec::new();
    }
    let lines = path.segments().filter_map(|s| s.as_line().filter(|l| l.p0.x == l.p1.x || l.p0.y == l.p1.y));
    lines
        .map(|l| {
            let half = if l.p0.y == l.p1.y { (0.0, width / 2.0) } else { (width / 2.0, 0.0) };
            Rect::from_points(l.p0, l.p1).inflate(half.0, half.1).to_path(0.1)
        })
        .collect()
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

impl<'a> Device<'a> for Recorder<'_, '_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.take(1 + path.elements().len() / 4);
        self.drawn.paths += 1;
        if matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) {
            self.cover(path, &props);
        }
        if let DrawMode::Stroke(s) | DrawMode::FillAndStroke(_, s) = mode {
            for piece in thick(path, f64::from(s.line_width)) {
                self.cover(&piece, &props);
            }
        }
        if is_white(&props.paint) {
            return;
        }
        match mode {
            DrawMode::Fill(_) => self.drawn.filled(path, props.transform),
            DrawMode::Stroke(s) => {
                self.drawn.stroked(path, props.transform, f64::from(s.line_width));
            }
            DrawMode::FillAndStroke(_, s) => {
                self.drawn.filled(path, props.transform);
                self.drawn.stroked(path, props.transform, f64::from(s.line_width));
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        use hayro::hayro_interpret::font::Glyph as Source;
        let is_white = is_white(&props.paint);
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
            self.found.codes.of(g, |c| chars.push(c));
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
                    _ => {
                        self.take(usize::from(is_white) * 64);
                        let at = glyph.centre();
                        let cut = self.clips.iter().flatten().any(|c| !c.inflate(1.0, 1.0).contains(at));
                        self.drawn.put(glyph, is_white, cut);
                    }
                }
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.take(1 + self.drawn.page.glyphs.len() / 64);
        let size = (f64::from(image.width()), f64::from(image.height()));
        let whole = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, size.0, size.1));
        let Some(area) = self.within_clips(whole) else {
            self.drawn.ground(whole, false);
            return self.drawn.picture(whole, None);
        };
        self.drawn.ground(area, false);
        let plain = props.soft_mask.is_none() && self.is_plain(props.blend_mode);
        if plain && self.drawn.has_digits(area) && self.is_opaque(&image) {
            self.drawn.pictured_over(area);
        }
        let is_whole = pictured::is_same(area, whole) && pictured::stands(props.transform, size);
        let mut picture = None;
        if plain && is_whole && self.drawn.may_picture(area) {
            self.take(image.width() as usize * image.height() as usize / PIXELS);
            picture = dots::of(&image, &mut self.found.room);
        }
        self.drawn.picture(area, picture);
    }

    fn push_clip_path(&mut self, path: &ClipPath) {
        self.take(1 + path.path.elements().len() / 4);
        self.clips.push(as_box(&path.path));
    }
    fn pop_clip(&mut self) {
        self.clips.pop();
    }
    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend: BlendMode) {
        self.take(1);
        self.groups.push(opacity < 1.0 || mask.is_some() || !matches!(blend, BlendMode::Normal));
    }
    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }
}

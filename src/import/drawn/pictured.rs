//! The pictures that a page shows: brought along where they are whole and upright, and nothing lies over or under them.
//! Of those that are not it is told how many there are.

use super::{DrawnPage, WHOLE};
use crate::import::printed::{PrintedPage, PrintedPicture};
use crate::import::raw::Remark;
use crate::report::NoteKind;
use crate::report::picture::Picture;
use hayro::kurbo::{Affine, Point, Rect};

/// What is thinner is a line, or a dot.
const THINNEST: f64 = 6.0;
/// Of more pictures on a page none is brought.
const MOST: usize = 60;
/// Places that differ by less are one.
const SAME: f64 = 1.0;

/// A picture where it is drawn; without its dots where it is not to be had as it is shown.
pub struct DrawnPicture {
    area: Rect,
    picture: Option<Picture>,
}

/// Whether dots that lie in rows from the top, in a box of this size, are drawn so that they stand upright.
pub fn stands(place: Affine, (width, height): (f64, f64)) -> bool {
    let [corner, right, low] = [(0.0, 0.0), (width, 0.0), (0.0, height)].map(|p| place * Point::from(p));
    let level = (right.y - corner.y).abs() < SAME && (low.x - corner.x).abs() < SAME;
    level && right.x > corner.x && low.y > corner.y
}

/// Whether two boxes are one.
pub fn is_same(a: Rect, b: Rect) -> bool {
    [a.x0 - b.x0, a.x1 - b.x1, a.y0 - b.y0, a.y1 - b.y1].iter().all(|d| d.abs() < SAME)
}

impl DrawnPage {
    /// Whether a picture there may be one of the text: it is neither a line nor the whole page, and nothing stands there
    /// so far.
    pub fn may_picture(&self, area: Rect) -> bool {
        let page = f64::from(self.page.width) * f64::from(self.page.height);
        let thin = area.width().min(area.height()) < THINNEST;
        !thin && area.area() < page * WHOLE && self.pictured.len() < MOST && self.is_bare(area)
    }

    /// A picture is drawn.
    pub fn picture(&mut self, area: Rect, picture: Option<Picture>) {
        self.pictures += 1;
        if self.pictured.len() <= MOST {
            self.pictured.push(DrawnPicture { area, picture });
        }
    }

    /// What is painted there may hide a part of a picture.
    pub(super) fn hide_pictures(&mut self, area: Rect) {
        let hides = |p: &&mut DrawnPicture| {
            let both = p.area.intersect(area);
            both.width() > SAME && both.height() > SAME
        };
        self.pictured.iter_mut().filter(hides).for_each(|p| p.picture = None);
    }

    /// Whether no character stands there.
    fn is_bare(&self, area: Rect) -> bool {
        let area = area.inset(-SAME);
        let all = self.page.glyphs.iter().chain(&self.hidden).chain(&self.unseen);
        !all.filter(|g| !g.c.is_whitespace()).any(|g| area.contains(g.centre()))
    }

    /// The pictures of the page, and how many of them are not to be had.
    pub fn taken_pictures(&mut self) -> (Vec<PrintedPicture>, usize) {
        let all = std::mem::take(&mut self.pictured);
        if all.len() > MOST {
            return (Vec::new(), self.pictures);
        }
        let is_line = |p: &DrawnPicture| p.area.width().min(p.area.height()) < THINNEST;
        // One that a program cut in strips is none of its own.
        let goes_on = |p: &DrawnPicture, o: &DrawnPicture| {
            let near = |a: f64, b: f64| (a - b).abs() < SAME;
            let below =
                near(p.area.y1, o.area.y0) && near(p.area.x0, o.area.x0) && near(p.area.x1, o.area.x1);
            let beside =
                near(p.area.x1, o.area.x0) && near(p.area.y0, o.area.y0) && near(p.area.y1, o.area.y1);
            below || beside
        };
        let is_piece = |p: &DrawnPicture| all.iter().any(|o| goes_on(p, o) || goes_on(o, p));
        let mut out = Vec::new();
        let mut left = 0;
        for p in all.iter().filter(|p| !is_line(p)) {
            match &p.picture {
                Some(picture) if self.is_bare(p.area) && !is_piece(p) => {
                    let [x0, y0, x1, y1] = [p.area.x0, p.area.y0, p.area.x1, p.area.y1].map(|v| v as f32);
                    out.push(PrintedPicture { x0, y0, x1, y1, picture: picture.clone() });
                }
                _ => left += 1,
            }
        }
        (out, left)
    }
}

/// That so many pictures of a page are not brought.
pub fn left(page: usize, many: usize) -> Option<Remark> {
    let text = format!(
        "第{page}页的{many}张图片没有带来（是印章、底图，或者上下盖着别的东西）；要用的请照原文在文字里插入图片"
    );
    (many > 0).then(|| Remark::new(NoteKind::Dropped, text))
}

/// Takes off what stands at the same place of several pages: the mark of an office, the ground of a page.
pub fn without_marks(pages: &mut [PrintedPage]) -> Option<Remark> {
    let same = |a: &PrintedPicture, b: &PrintedPicture| {
        let near = |a: f32, b: f32| (a - b).abs() < 3.0;
        near(a.x0, b.x0) && near(a.y0, b.y0) && near(a.x1, b.x1) && near(a.y1, b.y1) && a.picture == b.picture
    };
    let all: Vec<(usize, PrintedPicture)> =
        pages.iter().enumerate().flat_map(|(i, p)| p.pictures.iter().map(move |p| (i, p.clone()))).collect();
    let mut gone = 0;
    for (i, page) in pages.iter_mut().enumerate() {
        let again = |p: &PrintedPicture| all.iter().any(|(at, o)| *at != i && same(p, o));
        let before = page.pictures.len();
        page.pictures.retain(|p| !again(p));
        gone += before - page.pictures.len();
    }
    let text = format!("好几页同一个地方都有的图片（标志、底图）没有带来，一共{gone}张");
    (gone > 0).then(|| Remark::new(NoteKind::Dropped, text))
}

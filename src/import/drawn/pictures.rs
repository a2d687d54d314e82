//! What becomes of the pictures that a page draws: which of them are whole and upright, with nothing over or under them.

use super::pictured::{DrawnPicture, MOST, SAME, THINNEST};
use super::{DrawnPage, WHOLE};
use crate::import::printed::PrintedPicture;
use crate::report::picture::Picture;
use hayro::kurbo::Rect;

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
        // A line has no width of its own.
        let hides = |p: &&mut DrawnPicture| {
            let inner = p.area.inset(-SAME);
            area.x0 < inner.x1 && area.x1 > inner.x0 && area.y0 < inner.y1 && area.y1 > inner.y0
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

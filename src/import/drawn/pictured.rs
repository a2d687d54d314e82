//! The pictures that a page shows: brought along where they are whole and upright, and nothing lies over or under them.
//! Of those that are not it is told how many there are.

use crate::import::printed::{PrintedPage, PrintedPicture};
use crate::import::raw::Remark;
use crate::report::NoteKind;
use crate::report::picture::Picture;
use hayro::kurbo::{Affine, Point, Rect};
use std::collections::BTreeMap;

/// What is thinner is a line, or a dot.
pub(super) const THINNEST: f64 = 6.0;
/// Of more pictures on a page none is brought.
pub(super) const MOST: usize = 60;
/// What a document shows more often is an ornament.
const MOST_TIMES: usize = 3;
/// Places that differ by less are one.
pub(super) const SAME: f64 = 1.0;

/// A picture where it is drawn; without its dots where it is not to be had as it is shown.
pub struct DrawnPicture {
    pub(super) area: Rect,
    pub(super) picture: Option<Picture>,
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

/// Takes off what is drawn again and again: a sign before each paragraph, a border.
pub fn without_ornaments(pages: &mut [PrintedPage]) -> Option<Remark> {
    let mut times: BTreeMap<&[u8], usize> = BTreeMap::new();
    let all = || pages.iter().flat_map(|p| &p.pictures).map(|p| p.picture.bytes());
    all().for_each(|b| *times.entry(b).or_default() += 1);
    let often: Vec<bool> = all().map(|b| times.get(b).is_some_and(|n| *n > MOST_TIMES)).collect();
    let gone = often.iter().filter(|o| **o).count();
    let mut often = often.into_iter();
    for page in pages.iter_mut() {
        page.pictures.retain(|_| !often.next().unwrap_or(false));
    }
    let text = format!("同一张图片用了{MOST_TIMES}次以上（图标、花边）的没有带来，一共{gone}张");
    (gone > 0).then(|| Remark::new(NoteKind::Dropped, text))
}

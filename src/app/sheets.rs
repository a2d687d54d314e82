//! The pages of a report as they would be exported: laid out once, with what stands where, and which of them look
//! otherwise than before.

#![deny(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::string_slice)]

use crate::export::{self, ExportError, Made};
use crate::page::blocks;
use crate::page::fonts::Fonts;
use crate::page::pages::{Colour, Ink};
use crate::page::structure::Source;
use crate::page::{Page, Pages};
use crate::preview;
use crate::report::picture::Picture;
use crate::report::text::Para;
use crate::report::{Chapter, Report};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The report as it would be exported.
pub struct Sheets {
    /// Of the report that they show.
    pub revision: u64,
    pub(super) pdf: Arc<Vec<u8>>,
    /// What stands where.
    pub pages: Pages,
    /// One number a page: it changes whenever the page looks otherwise.
    pub looks: Vec<u64>,
    /// What is wrong with them, and what else an export will say of them.
    pub faults: Vec<String>,
    pub warnings: Vec<String>,
}

/// What laying out takes apart from pictures, with the thread that does it, in bytes.
const LAYING_OUT: usize = 64 << 20;
/// What drawing a page takes apart from its dots and pictures.
const DRAWING: usize = 16 << 20;
/// For each dot of a page: drawn, copied, handed to the screen.
const OF_A_PAGE: usize = 20;
/// For each dot of a picture: unpacked, packed again, unpacked to be drawn.
const OF_A_PICTURE: usize = 16;

/// Where something stands on the pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetSpot {
    /// Pages and boxes (left, top, right, bottom in points); several where it runs over pages.
    pub boxes: Vec<(usize, [f32; 4])>,
    /// Whether it is itself printed there; else it is what stands next before it.
    pub itself: bool,
}

/// The memory that `Sheets::of` takes.
pub fn weight(report: &Report) -> usize {
    let paras = report.worded().flat_map(|p| report.paras(p).iter());
    let pictures = paras.filter_map(|p| match p {
        Para::Picture { bytes, .. } => Some(unpacked(bytes)),
        _ => None,
    });
    pictures.fold(LAYING_OUT, usize::saturating_add)
}

fn unpacked(picture: &Picture) -> usize {
    let dots = picture.shape().map_or(0, |s| s.dots() as usize);
    dots.saturating_mul(OF_A_PICTURE).saturating_add(picture.bytes().len())
}

impl Sheets {
    /// The memory that drawing a page `width` dots wide takes.
    pub fn weight_of(&self, page: usize, width: usize) -> usize {
        let Some(p) = self.pages.pages.get(page) else { return 0 };
        // A4, on its side or upright: no page is higher than one and a half times its width.
        let width = width.saturating_mul(preview::fineness(width));
        let dots = width.saturating_mul(width).saturating_mul(3) / 2;
        let pictures = inks(p).filter_map(|i| match i {
            Ink::Picture { picture, .. } => self.pages.pictures.get(*picture).map(unpacked),
            _ => None,
        });
        pictures.fold(DRAWING.saturating_add(dots.saturating_mul(OF_A_PAGE)), usize::saturating_add)
    }

    /// Lays a report out; pages that look as `before` keep their number.
    pub fn of(
        report: &Report,
        fonts: &Fonts,
        revision: u64,
        before: Option<&Sheets>,
    ) -> Result<Sheets, ExportError> {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let (made, pages) = export::paged(&blocks::of(report), fonts)?;
        let new = NEXT.fetch_add(1, Ordering::Relaxed);
        let same = |i: usize| {
            let b = before?;
            let alike = looks_like(&pages, pages.pages.get(i)?, &b.pages, b.pages.pages.get(i)?);
            b.looks.get(i).copied().filter(|_| alike)
        };
        let looks = (0..pages.pages.len()).map(|i| same(i).unwrap_or(new)).collect();
        let Made { bytes, faults, warnings } = made;
        Ok(Sheets { revision, pdf: Arc::new(bytes), pages, looks, faults, warnings })
    }

    /// Where a place of the report stands.
    pub fn find(&self, place: &Source) -> SheetSpot {
        let of = |wanted: &dyn Fn(&Source) -> bool| {
            let pages = self.pages.pages.iter().enumerate();
            let areas = pages.flat_map(|(i, p)| p.areas.iter().map(move |a| (i, a)));
            areas.filter(|(_, a)| wanted(&a.source)).map(|(i, a)| (i, a.rect)).collect::<Vec<_>>()
        };
        let boxes = joined(of(&|s| s == place));
        if !boxes.is_empty() {
            return SheetSpot { boxes, itself: true };
        }
        // What prints nothing, an empty paragraph say, is behind what stands before it.
        let found = match place {
            Source::Para(part, i) => {
                let before = |j| of(&|s| *s == Source::Para(*part, j));
                (0..*i).rev().map(before).find(|b| !b.is_empty())
            }
            _ => None,
        };
        let chapter = match place {
            Source::Para(part, _) => part.chapter(),
            Source::Chapter(c) => *c,
            Source::Cell(_) => Chapter::Front,
        };
        let boxes = found.unwrap_or_else(|| of(&|s| *s == Source::Chapter(chapter)));
        SheetSpot { boxes, itself: false }
    }
}

/// Boxes that stand one below the other as one; cells have one each.
fn joined(boxes: Vec<(usize, [f32; 4])>) -> Vec<(usize, [f32; 4])> {
    let mut out: Vec<(usize, [f32; 4])> = Vec::new();
    for (page, [x0, y0, x1, y1]) in boxes {
        match out.last_mut() {
            Some((p, last)) if *p == page && y0 - last[3] < 1.0 && y0 >= last[1] => {
                *last = [last[0].min(x0), last[1], last[2].max(x1), last[3].max(y1)];
            }
            _ => out.push((page, [x0, y0, x1, y1])),
        }
    }
    out
}

/// Whether two pages are the same to the eye.
fn looks_like(of_a: &Pages, a: &Page, of_b: &Pages, b: &Page) -> bool {
    let pictured = inks(a).any(|i| matches!(i, Ink::Picture { .. }));
    a.turned == b.turned && coloured(a).eq(coloured(b)) && (!pictured || of_a.pictures == of_b.pictures)
}

fn coloured(page: &Page) -> impl Iterator<Item = (Colour, &Ink)> {
    let number = page.number.iter().map(|ink| (Colour::Black, ink));
    page.items.iter().map(|i| (i.colour, &i.ink)).chain(number)
}

fn inks(page: &Page) -> impl Iterator<Item = &Ink> {
    page.items.iter().map(|i| &i.ink).chain(&page.number)
}

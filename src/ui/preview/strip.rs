//! The pages one below the other: how large each is, where it stands, and which place of which page is at a height.

use crate::app::sheets::Sheets;
use egui::{Rect, Vec2, vec2};

/// How large the pages are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Zoom {
    /// As wide as there is room.
    #[default]
    Width,
    /// A whole page.
    Page,
    /// Per cent of the paper's own size on a screen of 96 dots an inch.
    Percent(f32),
}

/// Least and most per cent.
pub const PERCENT: std::ops::RangeInclusive<f32> = 25.0..=200.0;
/// Blank around and between the pages.
pub const BLANK: f32 = 10.0;
/// Dots of a screen to a point of paper at 100 %.
pub const DOTS: f32 = 96.0 / 72.0;

/// A page and how far down it, in heights of the page.
pub type PagePoint = (usize, f32);

/// Sizes and places of the pages at one zoom.
pub struct Strip {
    sizes: Vec<Vec2>,
    /// The upper edge of each page.
    tops: Vec<f32>,
    /// Width and height of all of it.
    pub whole: Vec2,
}

impl Strip {
    /// All pages for an area; where a whole page is shown, each has the area to itself.
    pub fn new(zoom: Zoom, sheets: &Sheets, area: Rect) -> Strip {
        let room = (area.size() - Vec2::splat(2.0 * BLANK)).max(Vec2::splat(1.0));
        let size = |i: usize| {
            let p = paper(sheets, i);
            p * match zoom {
                Zoom::Page => (room.x / p.x).min(room.y / p.y),
                Zoom::Width => (room.x / p.x).max(PERCENT.start() / 100.0 * DOTS / 2.0),
                Zoom::Percent(percent) => DOTS * percent / 100.0,
            }
        };
        let sizes: Vec<Vec2> = (0..sheets.pages.pages.len()).map(size).collect();
        let alone = zoom == Zoom::Page;
        let mut tops = Vec::with_capacity(sizes.len());
        let mut y = if alone { 0.0 } else { BLANK };
        for s in &sizes {
            tops.push(if alone { y + (area.height() - s.y) / 2.0 } else { y });
            y += if alone { area.height() } else { s.y + BLANK };
        }
        let width = sizes.iter().map(|s| s.x).fold(0.0, f32::max) + 2.0 * BLANK;
        Strip { sizes, tops, whole: vec2(width, y) }
    }

    /// Where the pages stand, the widest in the middle of `width`.
    pub fn pages(&self, width: f32) -> impl Iterator<Item = Rect> + '_ {
        let at = move |(size, top): (&Vec2, &f32)| {
            Rect::from_min_size(egui::pos2((width - size.x) / 2.0, *top), *size)
        };
        self.sizes.iter().zip(&self.tops).map(at)
    }
    /// The page at a height, or the one below the blank there.
    pub fn anchor(&self, y: f32) -> PagePoint {
        let last = self.tops.len().saturating_sub(1);
        let page = self.tops.iter().zip(&self.sizes).position(|(t, s)| t + s.y >= y).unwrap_or(last);
        let height = self.sizes.get(page).map_or(1.0, |s| s.y.max(1.0));
        (page, (y - self.tops.get(page).copied().unwrap_or(0.0)) / height)
    }
    /// The height of a place on a page.
    pub fn height_of(&self, (page, share): PagePoint) -> f32 {
        let page = page.min(self.tops.len().saturating_sub(1));
        let of = |(t, s): (&f32, &Vec2)| t + s.y * share;
        self.tops.iter().zip(&self.sizes).nth(page).map_or(0.0, of)
    }
}

/// Width and height of a page in points of paper.
pub fn paper(sheets: &Sheets, page: usize) -> Vec2 {
    let (w, h) = sheets.pages.pages.get(page).map_or(crate::page::PAPER, crate::page::Page::size);
    vec2(w, h)
}

//! The pictures of pages on their way to the screen: large ones only of the pages that are seen, small ones of
//! all; a few a frame, so that no frame waits for them.

use crate::app::previewing::{Preview, Wanted};
use crate::app::sheets::Sheets;
use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A page's picture.
struct Texture {
    /// `None` where the page could not be drawn.
    handle: Option<TextureHandle>,
    width: usize,
    looks: u64,
}

/// The textures by page, large and small.
#[derive(Default)]
pub struct Textures {
    large: BTreeMap<usize, Texture>,
    small: BTreeMap<usize, Texture>,
    /// What was seen in the last frame, the most wanted first.
    wanted: Vec<Wanted>,
    sheets: Option<Arc<Sheets>>,
}

/// What can be shown of a page.
pub enum PageLook<'a> {
    Picture(&'a TextureHandle),
    /// Nothing yet.
    Blank,
    Failed,
}

/// So many dots go to the screen's memory in a frame, or a single page.
const DOTS_A_FRAME: usize = 2_000_000;

impl Textures {
    /// What is to be drawn.
    pub fn wanted(&self) -> &[Wanted] {
        &self.wanted
    }

    /// Takes what was drawn; `small` is the width of small pages.
    pub fn receive(&mut self, ctx: &Context, preview: &mut Preview, small: usize) {
        let mut dots = 0;
        while dots < DOTS_A_FRAME {
            let Some(drawn) = preview.take() else { return };
            let handle = drawn.picture.map(|p| {
                dots = dots.saturating_add(p.width.saturating_mul(p.height));
                let image = ColorImage::from_rgba_premultiplied([p.width, p.height], &p.rgba);
                ctx.load_texture(format!("page {}", drawn.page), image, TextureOptions::LINEAR)
            });
            let of = if drawn.width == small { &mut self.small } else { &mut self.large };
            of.insert(drawn.page, Texture { handle, width: drawn.width, looks: drawn.looks });
            ctx.request_repaint();
        }
    }

    /// A new frame shows these pages.
    pub fn begin(&mut self, sheets: Arc<Sheets>) {
        self.wanted.clear();
        let count = sheets.looks.len();
        self.large.retain(|page, _| *page < count);
        self.small.retain(|page, _| *page < count);
        self.sheets = Some(sheets);
    }

    /// A page is shown large at `width` dots, or soon may be.
    pub fn want_large(&mut self, page: usize, width: usize) {
        Textures::want(&self.large, &mut self.wanted, page, width);
    }
    /// A page is seen: where there is no picture of it at all, it is wanted small, at `width` dots.
    pub fn want_any(&mut self, page: usize, width: usize) {
        if !self.large.contains_key(&page) {
            self.want_small(page, width);
        }
    }
    /// A page is shown small at `width` dots.
    pub fn want_small(&mut self, page: usize, width: usize) {
        Textures::want(&self.small, &mut self.wanted, page, width);
    }
    fn want(of: &BTreeMap<usize, Texture>, wanted: &mut Vec<Wanted>, page: usize, width: usize) {
        let have = of.get(&page).filter(|t| t.width == width).map(|t| t.looks);
        if !wanted.iter().any(|w| (w.page, w.width) == (page, width)) {
            wanted.push(Wanted { page, width, have });
        }
    }

    /// The best there is of a page: sharp, else from another size, else the small one.
    pub fn large(&self, page: usize) -> PageLook<'_> {
        let looks = self.sheets.as_ref().and_then(|s| s.looks.get(page).copied());
        let (large, small) = (self.large.get(&page), self.small.get(&page));
        // Looks that are out of date are better than nothing, but only while there is nothing else.
        let best = large.filter(|t| Some(t.looks) == looks).or(small.filter(|t| Some(t.looks) == looks));
        Textures::look(best.or(large).or(small))
    }
    /// The small picture of a page.
    pub fn small(&self, page: usize) -> PageLook<'_> {
        Textures::look(self.small.get(&page).or(self.large.get(&page)))
    }
    fn look(texture: Option<&Texture>) -> PageLook<'_> {
        match texture.map(|t| t.handle.as_ref()) {
            Some(Some(handle)) => PageLook::Picture(handle),
            Some(None) => PageLook::Failed,
            None => PageLook::Blank,
        }
    }

    /// Lets go of the large pictures of pages that are not near.
    pub fn keep(&mut self, near: impl Fn(usize) -> bool) {
        self.large.retain(|page, _| near(*page));
    }
}

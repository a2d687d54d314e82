//! The pages being filled: upright or on their side, the place left on the present one, and their numbers.

use super::Flow;
use crate::page::fonts::Style;
use crate::page::lines::Setting;
use crate::page::pages::{Colour, Ink, Item, Page};
use crate::page::sheet::PageSheet;
use crate::page::structure::{Area, Source};
use crate::page::{MM, PAPER};
use crate::report::{NumberPlace, StyleSet};

/// 4号, for page numbers.
const NUMBER_SIZE: f32 = 14.0;
/// Where text stands on a page.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub turned: bool,
    pub left: f32,
    pub top: f32,
    pub width: f32,
    pub height: f32,
}

impl Frame {
    /// Upright, or the same block on its side, its head towards the left edge of the paper: at the binding on odd
    /// pages, at the cut on even ones (GB/T 9704-2012 第8章).
    pub(super) fn of(sheet: &PageSheet, turned: bool) -> Frame {
        let PageSheet { left, top, width, height, .. } = *sheet;
        match turned {
            false => Frame { turned, left, top, width, height },
            true => Frame { turned, left: PAPER.1 - top - height, top: left, width: height, height: width },
        }
    }
}

impl Flow<'_> {
    /// Goes on to a page that lies as `turned` says, if the present one doesn't.
    pub(super) fn turn(&mut self, turned: bool) {
        if turned != self.frame.turned {
            self.frame = Frame::of(&self.sheet, turned);
            if self.y > 0.0 {
                self.new_page();
            } else if let Some(p) = self.out.pages.last_mut() {
                p.turned = turned;
            }
        }
    }

    pub(super) fn new_page(&mut self) {
        self.out.pages.push(Page { turned: self.frame.turned, ..Page::default() });
        self.y = 0.0;
    }

    /// Begins a page if this one has no `height` left.
    pub(super) fn make_room(&mut self, height: f32) {
        if self.y > 0.0 && self.y + height > self.frame.height + 0.1 {
            self.new_page();
        }
    }

    /// A mark with its place in the frame.
    pub(super) fn push(&mut self, ink: Ink, element: Option<usize>) {
        self.push_in(Colour::Black, ink, element);
    }

    /// The same in another colour.
    pub(super) fn push_in(&mut self, colour: Colour, ink: Ink, element: Option<usize>) {
        let ink = ink.moved(self.frame.left, self.frame.top);
        if let Some(p) = self.out.pages.last_mut() {
            p.items.push(Item { ink, colour, element });
        }
    }

    /// A place in the frame that belongs to the report.
    pub(super) fn area(&mut self, [x0, y0, x1, y1]: [f32; 4], source: Option<Source>) {
        let (dx, dy) = (self.frame.left, self.frame.top);
        if let (Some(p), Some(source)) = (self.out.pages.last_mut(), source) {
            p.areas.push(Area { rect: [x0 + dx, y0 + dy, x1 + dx, y1 + dy], source });
        }
    }

    /// The area of the present block from `top` to where the page is filled.
    pub(super) fn block_area(&mut self, top: f32) {
        self.area([0.0, top, self.frame.width, self.y], self.source.clone());
    }

    /// Back to the next line of the grid.
    pub(super) fn snap(&mut self) {
        let pitch = self.sheet.pitch;
        self.y = (self.y / pitch - 0.02).ceil().max(0.0) * pitch;
    }

    /// — 1 — below the text block, odd pages right, even pages left, one character in, or where the office wants it.
    pub(super) fn number_pages(&mut self, set: &StyleSet) {
        let PageSheet { left, top, width, height, em, .. } = self.sheet;
        let all = self.out.pages.len();
        for i in 0..all {
            let text = set.style.numbers.of(i.saturating_add(1), all);
            let mut lines = self.set(&text, &Setting::plain(Style::Song, NUMBER_SIZE, width));
            let Some(mut line) = lines.pop() else { continue };
            let x = match set.numbers {
                NumberPlace::Outside if i % 2 == 0 => left + width - em - line.width,
                NumberPlace::Outside => left + em,
                NumberPlace::Middle => left + (width - line.width) / 2.0,
                NumberPlace::Nowhere => return,
            };
            line.glyphs.iter_mut().for_each(|g| g.x += x);
            let y = top + height + 7.0 * MM + NUMBER_SIZE * 0.38;
            if let Some(page) = self.out.pages.get_mut(i) {
                page.number = Some(Ink::Run { line, y, size: NUMBER_SIZE });
            }
        }
    }
}

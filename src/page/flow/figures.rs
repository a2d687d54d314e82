//! Pictures and charts, each whole on one page.

use super::{Flow, centred};
use crate::page::charts::{self, Chart};
use crate::page::fonts::Style;
use crate::page::lines::{SetLine, Setting};
use crate::page::pages::Ink;
use crate::page::pictures;
use crate::page::structure::TagRole;
use crate::report::picture::Picture;

/// 四号, for the words below a picture.
const CAPTION_SIZE: f32 = 14.0;
/// Least blank above a picture, and what stands between it and its caption.
const ABOVE: f32 = 7.0;
const BELOW: f32 = 5.0;

/// What a picture takes of a page, on whole lines of the grid.
pub(super) fn room(height: f32, pitch: f32) -> f32 {
    ((height + ABOVE + BELOW) / pitch).ceil() * pitch
}

impl Flow<'_> {
    /// A picture in the middle with its words below, on one page.
    pub(super) fn picture(&mut self, picture: &Picture, caption: &str) {
        // The words of one that can't be shown stand alone.
        let Some(shape) = picture.sound() else {
            let element = self.element(TagRole::Caption, None);
            return self.caption(caption, element);
        };
        let at = self.out.pictures.len();
        self.out.pictures.push(picture.clone());
        let (width, height) = pictures::fitted(shape, &self.sheet);
        let x0 = (self.frame.width - width) / 2.0;
        let ink = Ink::Picture { picture: at, x0, y0: 0.0, x1: x0 + width, y1: height };
        let alt = if caption.is_empty() { "图片" } else { caption };
        self.figure(vec![ink], height, alt, caption);
    }

    pub(super) fn chart(&mut self, chart: &Chart) {
        let (marks, height) = charts::draw(chart, self.frame.width, self.fonts, &mut self.out.gaps);
        self.figure(marks, height, &chart.alt(), &chart.caption());
    }

    /// Marks with their words below, which belong to them: what is left of the grid stands above. Who can't see it is
    /// told `alt` in place of all of it.
    fn figure(&mut self, marks: Vec<Ink>, height: f32, alt: &str, caption: &str) {
        let pitch = self.sheet.pitch;
        let room = room(height, pitch);
        let lines = self.caption_lines(caption).len() as f32;
        self.make_room(room + lines * pitch);
        let element = self.element(TagRole::Figure { alt: alt.into() }, None);
        let start = self.y;
        let top = start + room - BELOW - height;
        for ink in marks {
            self.push(ink.moved(0.0, top), Some(element));
        }
        self.y = start + room;
        self.block_area(top);
        if !caption.is_empty() {
            let element = self.element(TagRole::Caption, Some(element));
            self.caption(caption, element);
        }
    }

    fn caption_lines(&mut self, caption: &str) -> Vec<SetLine> {
        self.set(caption, &Setting::plain(Style::Kai, CAPTION_SIZE, self.frame.width))
    }

    fn caption(&mut self, caption: &str, element: usize) {
        for l in self.caption_lines(caption) {
            let line = centred(l, self.frame.width);
            self.line(line, CAPTION_SIZE, element);
        }
    }
}

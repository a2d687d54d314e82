//! Pictures and charts, each whole on one page.

use super::{AFTER_TABLE, Flow, centred};
use crate::page::PITCH;
use crate::page::charts::{self, Chart};
use crate::page::fonts::Style;
use crate::page::lines::Setting;
use crate::page::pages::Ink;
use crate::page::pictures;
use crate::page::structure::TagRole;
use crate::report::picture::Picture;

/// 四号, for the words below a picture.
const CAPTION_SIZE: f32 = 14.0;
impl Flow<'_> {
    /// A picture in the middle with its words below, on one page.
    pub(super) fn picture(&mut self, picture: &Picture, caption: &str) {
        let words = self.set(caption, &Setting::plain(Style::Kai, CAPTION_SIZE, self.frame.width));
        let below = words.len() as f32 * PITCH;
        // The words of one that can't be shown stand alone.
        if let Some(shape) = picture.sound() {
            let (width, height) = pictures::fitted(shape);
            self.make_room(height + AFTER_TABLE + below);
            let alt = if caption.is_empty() { "图片" } else { caption };
            let element = self.element(TagRole::Figure { alt: alt.into() }, None);
            let (top, x0) = (self.y, (self.frame.width - width) / 2.0);
            let at = self.out.pictures.len();
            self.out.pictures.push(picture.clone());
            let ink = Ink::Picture { picture: at, x0, y0: top, x1: x0 + width, y1: top + height };
            self.push(ink, Some(element));
            self.y += height;
            self.block_area(top);
            self.y += AFTER_TABLE / 2.0;
            self.snap();
        }
        let element = self.element(TagRole::Caption, None);
        for l in words {
            let line = centred(l, self.frame.width);
            self.line(line, CAPTION_SIZE, element);
        }
    }

    pub(super) fn chart(&mut self, chart: &Chart) {
        let (marks, height) = charts::draw(chart, self.frame.width, self.fonts, &mut self.out.gaps);
        self.make_room(height + AFTER_TABLE);
        let element = self.element(TagRole::Figure { alt: chart.alt() }, None);
        let top = self.y + AFTER_TABLE / 2.0;
        for ink in marks {
            self.push(ink.moved(0.0, top), Some(element));
        }
        self.y = top + height;
        self.block_area(top);
        self.y += AFTER_TABLE;
        self.snap();
    }
}

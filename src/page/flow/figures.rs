//! Pictures and charts, each whole on one page.

use super::{AFTER_TABLE, Flow, centred};
use crate::page::PITCH;
use crate::page::charts::{self, Chart};
use crate::page::fonts::Style;
use crate::page::lines::Setting;
use crate::page::pages::Ink;
use crate::page::pictures;
use crate::page::structure::Role;

/// 四号, for the words below a picture.
const CAPTION_SIZE: f32 = 14.0;
impl Flow<'_> {
    /// A picture in the middle with its words below, on one page.
    pub(super) fn picture(&mut self, bytes: &[u8], caption: &str) {
        let words = self.set(caption, &Setting::plain(Style::Kai, CAPTION_SIZE, self.frame.width));
        let below = words.len() as f32 * PITCH;
        match pictures::shape(bytes) {
            Some(shape) => {
                let (width, height) = pictures::fitted(shape);
                self.make_room(height + AFTER_TABLE + below);
                let alt = if caption.is_empty() { "图片" } else { caption };
                let element = self.element(Role::Figure { alt: alt.into() }, None);
                let (top, x0) = (self.y, (self.frame.width - width) / 2.0);
                let picture = self.out.pictures.len();
                self.out.pictures.push(bytes.to_vec());
                let ink = Ink::Picture { picture, x0, y0: top, x1: x0 + width, y1: top + height };
                self.push(ink, Some(element));
                self.y += height;
                self.block_area(top);
                self.y += AFTER_TABLE / 2.0;
                self.snap();
            }
            None => self.out.unreadable.push(caption.to_string()),
        }
        let element = self.element(Role::Caption, None);
        for l in words {
            let line = centred(l, self.frame.width);
            self.line(line, CAPTION_SIZE, element);
        }
    }

    pub(super) fn chart(&mut self, chart: &Chart) {
        let (marks, height) = charts::draw(chart, self.frame.width, self.fonts, &mut self.out.gaps);
        self.make_room(height + AFTER_TABLE);
        let element = self.element(Role::Figure { alt: chart.alt() }, None);
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

//! The paper and the text block on it, as the norm has them or as an office's own style (版式) does.

use super::fonts::{Fonts, Style};
use super::setting::Setting;
use super::{EM, HEIGHT, MM, PAPER, PITCH, TEXT};
use crate::report::PageStyle;

/// Where text stands on an upright page, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageSheet {
    pub left: f32,
    pub top: f32,
    /// Of the text block.
    pub width: f32,
    pub height: f32,
    /// A character of the text, so that whole ones fill the width.
    pub em: f32,
    /// Between two lines.
    pub pitch: f32,
    /// Type size of the title.
    pub title: f32,
}

impl Default for PageSheet {
    fn default() -> PageSheet {
        PageSheet::of(&PageStyle::default())
    }
}

impl PageSheet {
    pub fn of(style: &PageStyle) -> PageSheet {
        let [top, bottom, left, right] = style.margins.millimetres().map(|mm| mm * MM);
        let (width, height) = (PAPER.0 - left - right, PAPER.1 - top - bottom);
        let whole = |length: f32, piece: f32| length / (length / piece).round().max(1.0);
        // Of a pitch in points what is left of the block stays blank; the norm's fills it.
        let pitch = style.pitch.points().unwrap_or(whole(height, PITCH));
        PageSheet { left, top, width, height, em: whole(width, EM), pitch, title: style.title.points() }
    }

    /// Words in the text's type by themselves.
    pub fn words(&self, style: Style, width: f32) -> Setting<'static> {
        Setting { apart: self.apart(), ..Setting::plain(style, TEXT, width) }
    }

    /// How much wider than its type a character of the text stands, less than none where closer: in whole twips, by which
    /// a Word file says it, so that lines end alike there.
    pub fn apart(&self) -> f32 {
        ((self.em - TEXT) * 20.0).floor() / 20.0
    }

    /// How wide words are in the text's type.
    pub fn words_width(&self, words: &str, fonts: &Fonts) -> f32 {
        fonts.width(Style::Fang, words) * TEXT + words.chars().count() as f32 * self.apart()
    }

    /// What a page has for a table below its heading, upright or turned: width and height.
    pub fn table_room(&self, turned: bool) -> (f32, f32) {
        let (width, height) = if turned { (self.height, self.width) } else { (self.width, self.height) };
        (width, height - self.pitch)
    }

    /// A table that would leave no more than this free moves to the next page whole.
    pub fn small_table(&self) -> f32 {
        const SHARE: f32 = 0.3;
        HEIGHT.min(self.height) * SHARE
    }

    /// Between two lines of the title.
    pub fn title_pitch(&self) -> f32 {
        const EACH: f32 = 36.0 / 22.0;
        self.title * EACH
    }

    /// Blank above a title of so many lines: what they leave of the grid, so that just one line is blank below.
    pub fn above_title(&self, lines: usize) -> f32 {
        let height = lines as f32 * self.title_pitch();
        (height / self.pitch).ceil() * self.pitch - height
    }
}

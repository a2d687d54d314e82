//! The words of one tile of a table, set in its box: wrapped, and closer or smaller where the box is small.

use super::blocks::TableBlock;
use super::fonts::{Fonts, Gaps, Style};
use super::lines::{self, SetLine, Setting};
use crate::form::bounds::between;
use crate::form::grid::{Content, Tile};
use std::borrow::Cow;

/// 五号
pub const SIZE: f32 = 10.5;
pub const LEADING: f32 = 13.0;
/// Blank at each side of a cell's text, and above and below it.
pub const PAD: f32 = 2.2;
pub const PAD_V: f32 = 2.6;
/// Smallest type a long number, or the name of a group cut by a page, is set in.
pub const LEAST: f32 = 6.5;
/// Closest distance of two lines, in type sizes.
pub const CLOSEST: f32 = 1.05;
/// A tile's words, set.
#[derive(Clone)]
pub struct Text {
    pub lines: Vec<SetLine>,
    pub leading: f32,
    pub size: f32,
}

impl Text {
    pub fn height(&self) -> f32 {
        self.height_at(self.leading)
    }
    fn height_at(&self, leading: f32) -> f32 {
        self.lines.len() as f32 * leading + 2.0 * PAD_V
    }
    /// The least height it can be set in.
    pub fn least_height(&self) -> f32 {
        self.height_at(LEAST * CLOSEST)
    }
    /// The same words in a box of that height: closer, and smaller where that is not enough.
    pub fn within(&self, height: f32) -> Cow<'_, Text> {
        if self.height() <= height + 0.1 {
            return Cow::Borrowed(self);
        }
        let mut text = self.clone();
        text.leading = (height - 2.0 * PAD_V) / self.lines.len().max(1) as f32;
        let size = between(text.leading / CLOSEST, LEAST, self.size);
        let scale = size / self.size;
        for g in text.lines.iter_mut().flat_map(|l| &mut l.glyphs) {
            (g.x, g.advance) = (g.x * scale, g.advance * scale);
        }
        text.lines.iter_mut().for_each(|l| l.width *= scale);
        text.size = size;
        Cow::Owned(text)
    }
}

pub fn style(t: &Tile) -> Style {
    match t.content {
        Content::Cell(_) => Style::Song,
        Content::Caption(_) => Style::Hei,
        _ => Style::Fang,
    }
}

pub fn words<'a>(block: &'a TableBlock, t: &'a Tile) -> &'a str {
    match t.cell() {
        Some(k) => block.values.get(k).map_or("", String::as_str),
        None => t.text(),
    }
}

/// Sets a tile's words within `width`; a number too wide for it is set smaller, never cut.
pub fn set(block: &TableBlock, t: &Tile, width: f32, fonts: &Fonts, gaps: &mut Gaps) -> Text {
    let text = words(block, t);
    let inner = (width - 2.0 * PAD).max(1.0);
    let mut size = SIZE;
    if t.cell().is_some() {
        let natural = fonts.width(style(t), text);
        if natural * size > inner {
            size = between(inner / natural, LEAST, SIZE);
        }
    }
    let mut wrapped =
        |text: &str, width: f32| lines::set(text, &Setting::plain(style(t), size, width), fonts, gaps);
    let mut lines = wrapped(text, inner);
    if lines.len() > 1 && !matches!(t.content, Content::Cell(_)) {
        // A group's numeral stands alone: （五）｜不予处理.
        let numeral = text
            .find('）')
            .map(|i| i.saturating_add('）'.len_utf8()))
            .filter(|i| t.rows > 1 && *i < text.len());
        let parts = numeral.map_or((text, ""), |i| text.split_at(i));
        let apart: Vec<SetLine> =
            [parts.0, parts.1].iter().filter(|p| !p.is_empty()).flat_map(|p| wrapped(p, inner)).collect();
        let even = lines.iter().map(|l| l.width).sum::<f32>() / lines.len() as f32;
        // Else the lines come out even, as far as that takes no further line: 结果｜维持.
        let narrower = (0..4).map(|i| even + i as f32 * size).take_while(|w| *w < inner);
        lines = if numeral.is_some() && apart.len() <= lines.len() {
            apart
        } else {
            narrower.map(|w| wrapped(text, w)).find(|l| l.len() <= lines.len()).unwrap_or(lines)
        };
    }
    Text { lines, leading: LEADING * size / SIZE, size }
}

//! The words of one tile of a table, set in its box: wrapped, and closer or smaller where the box is small.

use super::blocks::TableBlock;
use super::fonts::{Fonts, Gaps, Style};
use super::lines::{self, SetLine, Setting};
use crate::chinese::signs::is_han;
use crate::form::bounds::{at, between, part_mut};
use crate::form::grid::{Content, Tile};
use std::borrow::Cow;

/// 五号
pub const SIZE: f32 = 10.5;
/// 小五, for a table that then takes a page less, and 六号 for its numbers.
const SMALLER: f32 = 9.0;
const SMALLEST: f32 = 7.5;
/// Distance of two lines, in type sizes.
pub const LEADING: f32 = 13.0 / 10.5;
/// Blank at each side of a cell's text, and above and below it.
pub const PAD: f32 = 2.2;
pub const PAD_V: f32 = 2.6;
/// What a table of more than a page may be set in, the usual first: the type of its words and of its numbers, and the
/// least blank above and below them where it then fits a page; smaller type looks as far from its rules with less.
pub const TYPES: [(f32, f32, f32); 5] = [
    (SIZE, SIZE, LEAST_PAD_V),
    (SIZE, SMALLER, LEAST_PAD_V),
    (SMALLER, SMALLER, SMALLER_PAD_V),
    (SMALLER, SMALLEST, SMALLER_PAD_V),
    (SMALLER, LEAST, SMALLER_PAD_V),
];
const LEAST_PAD_V: f32 = 1.6;
const SMALLER_PAD_V: f32 = 1.0;
/// Blank that a number has at each side at least, where it need not be very small.
pub const NUMBER_PAD: f32 = 3.2;
/// Numbers may be set smaller to this share of their size, before the names of the rows give way.
pub const READABLE: f32 = 0.8;
/// Smallest type a long number, or the name of a group cut by a page, is set in.
pub const LEAST: f32 = 6.5;
/// A number on two lines reads as two numbers: rather it is set as small as this.
const TINIEST: f32 = 3.5;
/// Closest distance of two lines, in type sizes.
pub const CLOSEST: f32 = 1.05;
/// A tile's words, set.
#[derive(Clone)]
pub struct Text {
    pub lines: Vec<SetLine>,
    pub leading: f32,
    pub size: f32,
    /// Blank above and below.
    pub pad: f32,
}

impl Text {
    pub fn height(&self) -> f32 {
        self.height_at(self.leading)
    }
    fn height_at(&self, leading: f32) -> f32 {
        self.lines.len() as f32 * leading + 2.0 * self.pad
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
        text.leading = (height - 2.0 * self.pad) / self.lines.len().max(1) as f32;
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

/// The words of a head as they may be parted: by twos, three where they are odd: 社会｜公益｜组织, 上一年｜项目｜数量;
/// 自然人 whole.
pub fn pieces(text: &str) -> Vec<&str> {
    let count = text.chars().count();
    if count <= 3 || !text.chars().all(is_han) {
        return vec![text];
    }
    let first = if count.is_multiple_of(2) { 2 } else { 3 };
    let starts: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
    let mut ends: Vec<usize> = starts.iter().copied().skip(first).step_by(2).collect();
    ends.push(text.len());
    let mut from = 0;
    let piece = |end: usize| {
        let piece = text.get(from..end);
        from = end;
        piece
    };
    ends.into_iter().filter_map(piece).collect()
}

/// Sets the words of all tiles in their boxes, in type of some size. Numbers under one another, and beside one another in a row, have one
/// size: where one is too wide for its column, all of its block are set smaller; none is cut.
pub fn set_all(block: &TableBlock, edges: &[f32], usual: f32, fonts: &Fonts, gaps: &mut Gaps) -> Vec<Text> {
    let grid = &block.grid;
    let width = |t: &Tile| at(edges, t.right()) - at(edges, t.col);
    let captions: Vec<usize> =
        grid.tiles.iter().filter(|t| matches!(t.content, Content::Caption(_))).map(|t| t.row).collect();
    let of = |t: &Tile| captions.iter().filter(|row| **row <= t.row).count();
    let mut sizes = vec![usual; captions.len().saturating_add(1)];
    for t in grid.tiles.iter().filter(|t| t.cell().is_some()) {
        let natural = fonts.width(style(t), words(block, t)).max(0.01);
        let within = |pad: f32| (width(t) - 2.0 * pad).max(1.0) / natural;
        // Nearer to its rules rather than too small to be read.
        let fitting = within(NUMBER_PAD).max(within(PAD).min(LEAST));
        let least = if words(block, t).contains(is_han) { LEAST } else { TINIEST };
        part_mut(&mut sizes, of(t)..=of(t)).iter_mut().for_each(|s| *s = s.min(fitting.max(least)));
    }
    let size = |t: &Tile| if t.cell().is_some() { at(&sizes, of(t)) } else { usual };
    grid.tiles.iter().map(|t| set(block, t, (width(t), size(t)), fonts, gaps)).collect()
}

/// Sets a tile's words within a width, in type of some size.
fn set(block: &TableBlock, t: &Tile, (width, size): (f32, f32), fonts: &Fonts, gaps: &mut Gaps) -> Text {
    let text = words(block, t);
    let inner = (width - 2.0 * PAD).max(1.0);
    let mut wrapped =
        |text: &str, width: f32| lines::set(text, &Setting::plain(style(t), size, width), fonts, gaps);
    let mut lines = wrapped(text, inner);
    if lines.len() > 1 && !matches!(t.content, Content::Cell(_)) {
        // A group's numeral stands alone: （五）｜不予处理.
        let numeral = text
            .find('）')
            .map(|i| i.saturating_add('）'.len_utf8()))
            .filter(|i| t.rows > 1 && *i < text.len());
        let (numeral, rest) = numeral.map_or(("", text), |i| text.split_at(i));
        let by_meaning =
            numeral_and_pieces(numeral, rest, |words| fonts.width(style(t), words) * size <= inner);
        // Else the lines come out even, as far as that takes no further line: 结果｜维持.
        let even = lines.iter().map(|l| l.width).sum::<f32>() / lines.len() as f32;
        let narrower = (0..4).map(|i| even + i as f32 * size).take_while(|w| *w < inner);
        lines = match by_meaning {
            Some(parts) => parts.iter().flat_map(|p| wrapped(p, inner)).collect(),
            None => narrower.map(|w| wrapped(text, w)).find(|l| l.len() <= lines.len()).unwrap_or(lines),
        };
    }
    Text { lines, leading: LEADING * size, size, pad: PAD_V }
}

/// The lines of a head or of a group's name, parted by meaning; none where that is not known or a part does not fit.
fn numeral_and_pieces(numeral: &str, rest: &str, fits: impl Fn(&str) -> bool) -> Option<Vec<String>> {
    let parts = pieces(rest);
    if parts.len() < 2 && numeral.is_empty() || !fits(numeral) || !parts.iter().all(|p| fits(p)) {
        return None;
    }
    let mut lines: Vec<String> = vec![numeral.to_string()];
    for (i, p) in parts.into_iter().enumerate() {
        match lines.last_mut().filter(|l| i > 0 && fits(&format!("{l}{p}"))) {
            Some(line) => line.push_str(p),
            None => lines.push(p.to_string()),
        }
    }
    lines.retain(|l| !l.is_empty());
    Some(lines)
}

//! Running text: how a heading or a paragraph is set, on the pages and in a Word file alike.

use super::fonts::Style;
use super::setting::Setting;
use super::sheet::PageSheet;
use crate::report::emphasis::Emphasised;

/// The level of the headings that paragraphs begin with.
pub const OPENING: u8 = 2;

/// What a heading is set in (GB/T 9704-2012 7.3.3).
pub fn heading_style(level: u8) -> Style {
    match level {
        1 => Style::Hei,
        2 => Style::Kai,
        _ => Style::Fang,
    }
}

/// A paragraph in a block so wide, the heading of so many bytes that it begins with in the heading's style.
pub fn paragraph<'a>(
    text: &str,
    opening: usize,
    emphasis: &'a [Emphasised],
    (sheet, width): (&PageSheet, f32),
) -> Setting<'a> {
    let opening = text.get(..opening).unwrap_or_default().chars().count();
    let opening = (opening > 0).then_some((heading_style(OPENING), opening));
    Setting { opening, ..heading(Style::Fang, emphasis, (sheet, width)) }
}

/// A heading in a block so wide.
pub fn heading<'a>(
    style: Style,
    emphasis: &'a [Emphasised],
    (sheet, width): (&PageSheet, f32),
) -> Setting<'a> {
    Setting { emphasis, indent: 2.0 * sheet.em, justify: true, ..sheet.words(style, width) }
}

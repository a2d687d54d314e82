//! How a paragraph is set, and what becomes of it: lines.

use super::Glyph;
use super::fonts::Style;
use crate::report::emphasis::Emphasised;

/// Full-width marks with blank on their right half.
pub const RIGHT_BLANK: &str = "，。、；：）》〉〕】」』”’";
/// Full-width marks with blank on their left half.
pub const LEFT_BLANK: &str = "（《〈〔【「『“‘";

/// A line set: glyphs with x from the line's left edge.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SetLine {
    pub glyphs: Vec<Glyph>,
    /// Width used, in points.
    pub width: f32,
    /// The characters, by their bytes in the text, whose next one stands otherwise than type and setting say: by so many
    /// points, less than none. What justification parts is not told.
    pub closer: Vec<(usize, f32)>,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    pub style: Style,
    /// So many characters at the beginning stand in another style.
    pub opening: Option<(Style, usize)>,
    /// What of it stands out, by its bytes.
    pub emphasis: &'a [Emphasised],
    /// Type size in points.
    pub size: f32,
    /// How much wider than its type a character stands; less than none where closer.
    pub apart: f32,
    /// Line width in points.
    pub width: f32,
    /// First line's indent in points.
    pub indent: f32,
    pub justify: bool,
}

impl Setting<'_> {
    /// Words by themselves: no indent, and ragged.
    pub fn plain(style: Style, size: f32, width: f32) -> Setting<'static> {
        Setting { style, opening: None, emphasis: &[], size, apart: 0.0, width, indent: 0.0, justify: false }
    }
}

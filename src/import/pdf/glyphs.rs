//! Which characters the glyphs of a PDF are: as the file says, or, where it doesn't, by the table of the embedded
//! font itself.

use crate::chinese::width::nfkc_of;
use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::hayro_cmap::BfString;
use skrifa::{FontRef, MetadataProvider};
use std::collections::HashMap;

/// Most glyphs of a font whose table is turned around.
const MOST: u16 = u16::MAX;

/// Characters by glyph, for each font that was asked.
#[derive(Default)]
pub struct Codes(HashMap<u128, HashMap<u16, char>>);

impl Codes {
    /// The characters that a glyph is; the replacement character where nobody knows.
    pub fn of(&mut self, glyph: &Glyph<'_>, mut take: impl FnMut(char)) {
        match glyph.as_unicode() {
            Some(BfString::Char(c)) => take(ordinary(c)),
            Some(BfString::String(s)) if !s.is_empty() => s.chars().map(ordinary).for_each(take),
            _ => take(self.by_font(glyph).map_or(char::REPLACEMENT_CHARACTER, ordinary)),
        }
    }

    fn by_font(&mut self, glyph: &Glyph<'_>) -> Option<char> {
        let Glyph::Outline(o) = glyph else { return None };
        let font = o.font_data()?;
        let table =
            self.0.entry(font.cache_key).or_insert_with(|| turned_around(font.data.as_ref().as_ref()));
        table.get(&u16::try_from(o.glyph_id().to_u32()).ok()?).copied()
    }
}

/// The font's table from characters to glyphs, the other way round.
fn turned_around(font: &[u8]) -> HashMap<u16, char> {
    let Ok(font) = FontRef::from_index(font, 0) else { return HashMap::new() };
    let table = font.charmap();
    let mut out = HashMap::new();
    // The codes of a font of symbols are its own.
    for (code, glyph) in table.mappings().filter(|_| !table.is_symbol()) {
        if out.len() < usize::from(MOST)
            && let Some(c) = char::from_u32(code)
            && let Ok(glyph) = u16::try_from(glyph.to_u32())
        {
            out.entry(glyph).or_insert(c);
        }
    }
    out
}

/// Radicals that look like characters (⽇ for 日) are what some programs write for them.
fn ordinary(c: char) -> char {
    match c {
        '\u{2e80}'..='\u{2fdf}' => nfkc_of(c).next().unwrap_or(c),
        '\u{a0}' => ' ',
        c => c,
    }
}

//! What a font file says of one of its faces, without taking it in.

use skrifa::instance::Size;
use skrifa::outline::pen::SvgPen;
use skrifa::{FontRef, MetadataProvider};

/// Whether a face of a font file shows something for a character. One that varies would have to be set to a weight
/// first: it shows nothing.
pub fn draws(bytes: &[u8], index: u32, ch: char) -> bool {
    let outline = || {
        let font = FontRef::from_index(bytes, index).ok().filter(|f| f.axes().is_empty())?;
        let gid = font.charmap().map(ch).filter(|g| g.to_u32() != 0)?;
        let mut seen = SvgPen::new();
        font.outline_glyphs().get(gid)?.draw(Size::unscaled(), &mut seen).ok()?;
        Some(seen.to_string())
    };
    outline().is_some_and(|path| !path.is_empty())
}

/// Whether it has a glyph for a character, seen or not.
pub fn has_glyph(bytes: &[u8], index: u32, ch: char) -> bool {
    let font = FontRef::from_index(bytes, index).ok().filter(|f| f.axes().is_empty());
    font.and_then(|f| f.charmap().map(ch)).is_some_and(|g| g.to_u32() != 0)
}

/// What the licence bits say of embedding a part of the outlines. From version 3 on one bit alone counts, before the
/// most that any allows.
pub fn may_embed(version: u16, bits: u16) -> bool {
    const MAY: [u16; 3] = [0, 4, 8];
    let basic = bits & 0xf;
    let restricted = if version <= 2 { basic != 0 && basic & 12 == 0 } else { !MAY.contains(&basic) };
    // No part of it, or no outlines: bits of version 2.
    let whole_or_dots = version >= 2 && bits & 0x300 != 0;
    !restricted && !whole_or_dots
}

//! A face reduced to the glyphs that are used, as TrueType with a character map: what readers of OFD draw, whatever
//! the outlines of the face were. (OpenType 1.9)

mod outline;
mod tables;

use crate::page::fonts::Face;
use outline::{Most, Outline};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};
use std::collections::{BTreeMap, BTreeSet};
use tables::{cmap, file, name};

/// The font file, and the new numbers of its glyphs.
pub struct TrueType {
    pub bytes: Vec<u8>,
    pub gids: BTreeMap<u16, u16>,
}

/// The face with these glyphs, each with the characters that it stands for. `None` where the face can't be read, or
/// has more points than the format holds.
pub fn reduce(face: &Face, used: &BTreeSet<(u16, char)>) -> Option<TrueType> {
    let parsed = FontRef::from_index(face.bytes(), face.index).ok()?;
    let widths = parsed.glyph_metrics(Size::unscaled(), LocationRef::default());
    let old: BTreeSet<u16> = used.iter().map(|(gid, _)| *gid).collect();
    let gids: BTreeMap<u16, u16> = old.into_iter().zip(1..).collect();
    let (mut glyf, mut loca, mut metrics) = (Vec::new(), vec![0u32], Vec::new());
    let mut most = Most::default();
    // The first glyph stands for what is missing: nothing.
    for gid in std::iter::once(None).chain(gids.keys().map(|g| Some(GlyphId::from(*g)))) {
        let mut outline = Outline::default();
        gid.and_then(|g| drawn(&parsed, g, &mut outline));
        let (bytes, left) = outline.glyph(&mut most)?;
        glyf.extend(bytes);
        glyf.resize(glyf.len().next_multiple_of(4), 0);
        loca.push(u32::try_from(glyf.len()).ok()?);
        let advance = gid.and_then(|g| widths.advance_width(g)).map_or(face.units, |w| w.round() as u16);
        metrics.extend([advance.to_be_bytes(), left.to_be_bytes()].concat());
    }
    let count = u16::try_from(loca.len() - 1).ok()?;
    let chars: BTreeMap<u32, u16> =
        used.iter().filter_map(|(gid, c)| Some((u32::from(*c), *gids.get(gid)?))).collect();
    let loca = loca.iter().flat_map(|n| n.to_be_bytes()).collect();
    let own = |tag: &[u8; 4]| parsed.table_data(Tag::new(tag)).map(|t| t.as_bytes().to_vec());
    let mut head = own(b"head").filter(|t| t.len() >= 54)?;
    head[8..12].fill(0);
    head[50..52].copy_from_slice(&1u16.to_be_bytes());
    let mut hhea = own(b"hhea").filter(|t| t.len() >= 36)?;
    hhea[34..36].copy_from_slice(&count.to_be_bytes());
    let mut tables = vec![
        (*b"cmap", cmap(&chars)),
        (*b"glyf", glyf),
        (*b"head", head),
        (*b"hhea", hhea),
        (*b"hmtx", metrics),
        (*b"loca", loca),
        (*b"maxp", most.table(count)),
        (*b"name", name(&face.name)),
        // Without names of glyphs.
        (*b"post", [0, 3].into_iter().chain([0; 30]).collect()),
    ];
    tables.extend(own(b"OS/2").map(|t| (*b"OS/2", t)));
    tables.sort_by_key(|(tag, _)| *tag);
    Some(TrueType { bytes: file(&tables), gids })
}

/// Draws a glyph in units of the face; `None` where the face has none.
fn drawn(font: &FontRef<'_>, gid: GlyphId, pen: &mut impl OutlinePen) -> Option<()> {
    let glyph = font.outline_glyphs().get(gid)?;
    glyph.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), pen).ok().map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::fonts::Fonts;

    #[test]
    fn a_reduced_face_draws_what_the_face_draws_and_knows_its_characters() {
        let fonts = Fonts::new(None);
        for face in &fonts.faces {
            let own = FontRef::from_index(face.bytes(), face.index).expect("a face");
            let known = |c: char| Some((u16::try_from(own.charmap().map(c)?.to_u32()).ok()?, c));
            let used: BTreeSet<(u16, char)> = "政府年报0123 一".chars().filter_map(known).collect();
            let made = reduce(face, &used).expect("reduced");
            let new = FontRef::from_index(&made.bytes, 0).expect("a font");
            assert!(used.len() >= 5, "{}: {used:?}", face.name);
            let width = |f: &FontRef<'_>, g| {
                f.glyph_metrics(Size::unscaled(), LocationRef::default()).advance_width(g)
            };
            for (gid, c) in &used {
                let (old, now) = (GlyphId::from(*gid), GlyphId::from(made.gids[gid]));
                assert_eq!(new.charmap().map(*c), Some(now), "{c}");
                assert_eq!(width(&new, now), width(&own, old));
                let (mut a, mut b) = (Edges::default(), Edges::default());
                let both = (drawn(&own, old, &mut a), drawn(&new, now, &mut b));
                assert!(both.0.is_some() && both.1.is_some());
                let near = a.0.iter().zip(&b.0).all(|(a, b)| (a - b).abs() < 9.0);
                assert!(a.0.len() == b.0.len() && near, "{c} {a:?} {b:?}");
            }
        }
    }

    /// Left, lower, right and upper edge of what is drawn, by the points on the outline.
    #[derive(Debug, Default)]
    struct Edges(Vec<f32>);

    impl Edges {
        fn point(&mut self, x: f32, y: f32) {
            let e = self
                .0
                .get(..4)
                .map_or([x, y, x, y], |e| [e[0].min(x), e[1].min(y), e[2].max(x), e[3].max(y)]);
            self.0 = e.to_vec();
        }
    }

    impl OutlinePen for Edges {
        fn move_to(&mut self, x: f32, y: f32) {
            self.point(x, y);
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.point(x, y);
        }
        fn quad_to(&mut self, _: f32, _: f32, x: f32, y: f32) {
            self.point(x, y);
        }
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, x: f32, y: f32) {
            self.point(x, y);
        }
        fn close(&mut self) {}
    }
}

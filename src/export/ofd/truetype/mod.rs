//! A face reduced to the glyphs that are used, as TrueType with a character map: what readers of OFD draw, whatever
//! the outlines of the face were. (OpenType 1.9)

mod outline;
mod tables;

use crate::page::fonts::Face;
use outline::{Most, Outline};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::DrawSettings;
use skrifa::raw::TableProvider;
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
    let parsed = FontRef::from_index(&face.bytes, face.index).ok()?;
    let (outlines, widths) = (parsed.outline_glyphs(), parsed.hmtx().ok()?);
    let old: BTreeSet<u16> = used.iter().map(|(gid, _)| *gid).collect();
    let gids: BTreeMap<u16, u16> = old.into_iter().zip(1..).collect();
    let (mut glyf, mut loca, mut metrics) = (Vec::new(), vec![0u32], Vec::new());
    let mut most = Most::default();
    // The first glyph stands for what is missing: nothing.
    for gid in std::iter::once(None).chain(gids.keys().map(|g| Some(GlyphId::from(*g)))) {
        let mut outline = Outline::default();
        if let Some(drawn) = gid.and_then(|g| outlines.get(g)) {
            let plain = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            drawn.draw(plain, &mut outline).ok()?;
        }
        let (bytes, left) = outline.glyph(&mut most)?;
        glyf.extend(bytes);
        glyf.resize(glyf.len().next_multiple_of(4), 0);
        loca.push(u32::try_from(glyf.len()).ok()?);
        let advance = gid.and_then(|g| widths.advance(g)).unwrap_or(face.units);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::fonts::Fonts;

    /// The least and the most of what a glyph draws.
    fn bounds(font: &FontRef<'_>, gid: u16) -> Option<(f32, f32, f32, f32)> {
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        metrics.bounds(GlyphId::from(gid)).map(|b| (b.x_min, b.y_min, b.x_max, b.y_max))
    }

    #[test]
    fn a_reduced_face_draws_what_the_face_draws_and_knows_its_characters() {
        let fonts = Fonts::new(None);
        for face in &fonts.faces {
            let own = FontRef::from_index(&face.bytes, face.index).expect("a face");
            let known = |c: char| Some((u16::try_from(own.charmap().map(c)?.to_u32()).ok()?, c));
            let used: BTreeSet<(u16, char)> = "政府年报0123 一".chars().filter_map(known).collect();
            let made = reduce(face, &used).expect("reduced");
            let new = FontRef::new(&made.bytes).expect("a font");
            assert!(used.len() >= 5, "{}: {used:?}", face.name);
            let count = new.maxp().expect("counted").num_glyphs();
            assert_eq!(usize::from(count), made.gids.len() + 1, "{}", face.name);
            for (gid, c) in &used {
                let now = made.gids[gid];
                assert_eq!(new.charmap().map(*c), Some(GlyphId::from(now)), "{c}");
                let advance = |f: &FontRef<'_>, g: u16| f.hmtx().expect("widths").advance(GlyphId::from(g));
                assert_eq!(advance(&new, now), advance(&own, *gid), "{c}");
                // A face of curves of the third degree says no bounds.
                if let (Some(a), Some(b)) = (bounds(&own, *gid), bounds(&new, now)) {
                    let near = [a.0 - b.0, a.1 - b.1, a.2 - b.2, a.3 - b.3].iter().all(|d| d.abs() < 9.0);
                    assert!(near, "{c} {a:?} {b:?}");
                }
            }
        }
    }
}

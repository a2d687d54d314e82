//! A face reduced to the glyphs that are used, as TrueType with a character map: what readers of OFD draw, whatever
//! the outlines of the face were. (OpenType 1.9)

mod outline;
mod tables;

use crate::page::fonts::Face;
use outline::{Most, Outline};
use std::collections::{BTreeMap, BTreeSet};
use tables::{cmap, file, name};
use ttf_parser::{GlyphId, Tag};

/// The font file, and the new numbers of its glyphs.
pub struct TrueType {
    pub bytes: Vec<u8>,
    pub gids: BTreeMap<u16, u16>,
}

/// The face with these glyphs, each with the characters that it stands for. `None` where the face can't be read, or
/// has more points than the format holds.
pub fn reduce(face: &Face, used: &BTreeSet<(u16, char)>) -> Option<TrueType> {
    let parsed = ttf_parser::Face::parse(&face.bytes, face.index).ok()?;
    let old: BTreeSet<u16> = used.iter().map(|(gid, _)| *gid).collect();
    let gids: BTreeMap<u16, u16> = old.into_iter().zip(1..).collect();
    let (mut glyf, mut loca, mut metrics) = (Vec::new(), vec![0u32], Vec::new());
    let mut most = Most::default();
    // The first glyph stands for what is missing: nothing.
    for gid in std::iter::once(None).chain(gids.keys().map(|g| Some(GlyphId(*g)))) {
        let mut outline = Outline::default();
        gid.and_then(|g| parsed.outline_glyph(g, &mut outline));
        let (bytes, left) = outline.glyph(&mut most)?;
        glyf.extend(bytes);
        glyf.resize(glyf.len().next_multiple_of(4), 0);
        loca.push(u32::try_from(glyf.len()).ok()?);
        let advance = gid.and_then(|g| parsed.glyph_hor_advance(g)).unwrap_or(face.units);
        metrics.extend([advance.to_be_bytes(), left.to_be_bytes()].concat());
    }
    let count = u16::try_from(loca.len() - 1).ok()?;
    let chars: BTreeMap<u32, u16> =
        used.iter().filter_map(|(gid, c)| Some((u32::from(*c), *gids.get(gid)?))).collect();
    let loca = loca.iter().flat_map(|n| n.to_be_bytes()).collect();
    let own = |tag: &[u8; 4]| parsed.raw_face().table(Tag::from_bytes(tag)).map(<[u8]>::to_vec);
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
    use ttf_parser::OutlineBuilder;

    #[test]
    fn a_reduced_face_draws_what_the_face_draws_and_knows_its_characters() {
        let fonts = Fonts::new(None);
        for face in &fonts.faces {
            let own = ttf_parser::Face::parse(&face.bytes, face.index).expect("a face");
            let used: BTreeSet<(u16, char)> =
                "政府年报0123 一".chars().filter_map(|c| Some((own.glyph_index(c)?.0, c))).collect();
            let made = reduce(face, &used).expect("reduced");
            let new = ttf_parser::Face::parse(&made.bytes, 0).expect("a font");
            assert!(used.len() >= 5, "{}: {used:?}", face.name);
            assert_eq!(usize::from(new.number_of_glyphs()), made.gids.len() + 1, "{}", face.name);
            for (gid, c) in &used {
                let (old, now) = (GlyphId(*gid), GlyphId(made.gids[gid]));
                assert_eq!(new.glyph_index(*c), Some(now), "{c}");
                assert_eq!(new.glyph_hor_advance(now), own.glyph_hor_advance(old));
                let near = |a: Option<ttf_parser::Rect>, b: Option<ttf_parser::Rect>| match (a, b) {
                    (Some(a), Some(b)) => (a.x_min - b.x_min).abs() < 9 && (a.y_max - b.y_max).abs() < 9,
                    (a, b) => a.is_none() && b.is_none(),
                };
                struct Nothing;
                impl OutlineBuilder for Nothing {
                    fn move_to(&mut self, _: f32, _: f32) {}
                    fn line_to(&mut self, _: f32, _: f32) {}
                    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
                    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
                    fn close(&mut self) {}
                }
                let (a, b) = (own.outline_glyph(old, &mut Nothing), new.outline_glyph(now, &mut Nothing));
                assert!(near(a, b), "{c} {a:?} {b:?}");
            }
        }
    }
}

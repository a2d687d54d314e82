//! Words of scripts whose letters join or stack (Uyghur, Tibetan, Mongolian): the glyphs that they become by the rules
//! of their face, and which way they run.

use crate::chinese::signs::is_joined;
use crate::form::bounds::part;
use harfrust::{BufferClusterLevel, Direction, FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use std::collections::BTreeMap;
use std::ops::Range;

/// What stands for a character of a word: its own glyph, or a blank one where one before it shows it too. In em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShapedChar {
    pub gid: u16,
    pub advance: f32,
    /// How far it stands from its place, to the right and up.
    pub shift: (f32, f32),
}

/// A word in the order in which it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct ShapedWord {
    pub to_left: bool,
    pub chars: Vec<ShapedChar>,
}

/// What is not seen but makes its neighbours join or not: ZWNJ, ZWJ, the narrow blank of Mongolian.
pub fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{202f}')
}

/// Whether two neighbours are of one word.
pub fn is_one_word(a: char, b: char) -> bool {
    let of = |c: char| is_joined(c) || is_joiner(c);
    // A Tibetan syllable ends with its point, a sentence with its stroke.
    const ENDS: [char; 2] = ['\u{f0b}', '\u{f0d}'];
    of(a) && of(b) && (!ENDS.contains(&a) || ENDS.contains(&b))
}

/// The words among some characters whose letters join or stack.
pub fn words(chars: &[char]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (i, c) in chars.iter().enumerate().filter(|(_, c)| is_joined(**c) || is_joiner(**c)) {
        let before = i.checked_sub(1).and_then(|i| chars.get(i));
        match out.last_mut().filter(|w| w.end == i) {
            Some(w) if before.is_some_and(|b| is_one_word(*b, *c)) => w.end = i.saturating_add(1),
            _ => out.push(i..i.saturating_add(1)),
        }
    }
    out.retain(|w| part(chars, w.clone()).iter().any(|c| is_joined(*c)));
    out
}

/// A word by the rules of a face that has all its letters; `blank` is a glyph that shows nothing. `None` where it can't
/// be said which character each glyph is.
pub fn shaped(word: &[char], (bytes, index): (&[u8], u32), blank: u16) -> Option<ShapedWord> {
    let font = FontRef::from_index(bytes, index).ok()?;
    let data = ShaperData::new(&font);
    let shaper = data.shaper(&font).build();
    let units = shaper.units_per_em().max(1) as f32;
    let mut buffer = UnicodeBuffer::new();
    for (c, at) in word.iter().zip(0..) {
        buffer.add(*c, at);
    }
    buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
    buffer.guess_segment_properties();
    let to_left = buffer.direction() == Direction::RightToLeft;
    let set = shaper.shape(buffer, ShapeOptions::default());
    let mut clusters: BTreeMap<usize, Vec<ShapedChar>> = BTreeMap::new();
    for (glyph, place) in set.glyph_infos().iter().zip(set.glyph_positions()) {
        let gid = u16::try_from(glyph.glyph_id).ok().filter(|g| *g != 0)?;
        let em = |n: i32| n as f32 / units;
        let shift = (em(place.x_offset), em(place.y_offset));
        let shown = ShapedChar { gid, advance: em(place.x_advance), shift };
        clusters.entry(glyph.cluster as usize).or_default().push(shown);
    }
    let ends: Vec<usize> = clusters.keys().copied().skip(1).chain([word.len()]).collect();
    let mut chars = Vec::new();
    for ((start, mut glyphs), end) in clusters.into_iter().zip(ends) {
        if start != chars.len() || glyphs.len() > end.saturating_sub(start) {
            return None;
        }
        if to_left {
            glyphs.reverse();
        }
        chars.append(&mut glyphs);
        chars.resize(end, ShapedChar { gid: blank, advance: 0.0, shift: (0.0, 0.0) });
    }
    (chars.len() == word.len()).then_some(ShapedWord { to_left, chars })
}

/// Stretches of a line that run to the left: words with what stands between them.
pub fn to_left(line: &[(char, bool)]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for i in line.iter().enumerate().filter(|(_, (_, left))| *left).map(|(i, _)| i) {
        let between = |w: &Range<usize>| {
            part(line, w.end..i).iter().all(|(c, _)| *c == ' ' || c.is_ascii_punctuation())
        };
        match out.last_mut().filter(|w| between(w)) {
            Some(w) => w.end = i.saturating_add(1),
            None => out.push(i..i.saturating_add(1)),
        }
    }
    out
}

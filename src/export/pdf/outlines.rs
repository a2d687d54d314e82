//! A reduced copy of a face whose outlines stand each by itself, as those of 仿宋 do: CFF keyed by CID, without
//! subroutines (Adobe technical note 5176). They are copied as they are, in a tenth of the time that taking them apart
//! and putting them together again takes. Of any other face there is none.

use skrifa::FontRef;
use skrifa::raw::types::Tag;

/// Operators of its dictionaries; those of two bytes begin with 12.
const ENCODING: u16 = 16;
const CHARSET: u16 = 15;
const GLYPHS: u16 = 17;
const PRIVATE: u16 = 18;
const SUBROUTINES: u16 = 19;
const COLLECTION: u16 = 12 << 8 | 30;
const MATRIX: u16 = 12 << 8 | 7;
const DICTS: u16 = 12 << 8 | 36;
const CHOICE: u16 = 12 << 8 | 37;
/// A thousand units an em, said though it is what holds where nothing is said: printers are known that want it so. One
/// of the dictionary below has nothing more to say.
const THOUSANDTH: &[u8] = &[0x1e, 0x0a, 0x00, 0x1f, 139, 139, 0x1e, 0x0a, 0x00, 0x1f, 139, 139];
const AS_ABOVE: &[u8] = &[140, 139, 139, 140, 139, 139];
/// Strings that every face has by number.
const STANDARD_STRINGS: usize = 391;

/// A face of some glyphs, in the order of their new numbers.
pub fn reduced(font: &FontRef<'_>, glyphs: impl Iterator<Item = u16>) -> Option<Vec<u8>> {
    let cff = font.table_data(Tag::new(b"CFF "))?.as_bytes();
    let whole = Whole::read(cff)?;
    let glyphs: Vec<&[u8]> = glyphs.map(|g| whole.glyphs.get(g.into())).collect::<Option<_>>()?;
    Some(sfnt(&whole.with(&glyphs)?))
}

/// What a face is made of.
struct Whole<'a> {
    /// With their head.
    names: &'a [u8],
    top: Vec<DictEntry<'a>>,
    strings: Index<'a>,
    dict: Vec<DictEntry<'a>>,
    private: &'a [u8],
    glyphs: Index<'a>,
}

impl<'a> Whole<'a> {
    fn read(cff: &'a [u8]) -> Option<Whole<'a>> {
        let start = usize::from(*cff.get(2)?);
        let (_, at) = Index::read(cff, start)?;
        let names = cff.get(start..at)?;
        let (tops, at) = Index::read(cff, at)?;
        let (strings, at) = Index::read(cff, at)?;
        let (shared, _) = Index::read(cff, at)?;
        let top = entries(tops.get(0)?)?;
        let place = |operator: u16| numbers(find(&top, operator)?)?.first().copied()?.try_into().ok();
        let (dicts, _) = Index::read(cff, place(DICTS)?)?;
        let dict = entries(dicts.get(0)?)?;
        let [length, at] = numbers(find(&dict, PRIVATE)?)?.try_into().ok()?;
        let (length, at) = (usize::try_from(length).ok()?, usize::try_from(at).ok()?);
        let private = cff.get(at..at.checked_add(length)?)?;
        let alone = shared.count == 0 && find(&entries(private)?, SUBROUTINES).is_none();
        let plain = dicts.count == 1 && find(&top, COLLECTION).is_some() && find(&top, PRIVATE).is_none();
        let (glyphs, _) = Index::read(cff, place(GLYPHS)?)?;
        (alone && plain).then_some(Whole { names, top, strings, dict, private, glyphs })
    }

    /// The same with some glyphs alone.
    fn with(&self, glyphs: &[&[u8]]) -> Option<Vec<u8>> {
        let usual = find(&self.top, MATRIX).is_none() && find(&self.dict, MATRIX).is_none();
        let count = u16::try_from(glyphs.len()).ok().filter(|n| usual && *n > 0)?;
        let own: Option<Vec<&[u8]>> = (0..self.strings.count).map(|i| self.strings.get(i)).collect();
        let registry = STANDARD_STRINGS + self.strings.count;
        let strings = index(&[own?, vec![b"Adobe", b"Identity"]].concat())?;
        let charset = match count.checked_sub(2) {
            Some(behind) => [&[2, 0, 1], behind.to_be_bytes().as_slice()].concat(),
            None => vec![0],
        };
        let choice = [&[3, 0, 1, 0, 0, 0], count.to_be_bytes().as_slice()].concat();
        let outlines = index(glyphs)?;
        let top = |places: [usize; 4]| {
            let [charset, glyphs, dicts, choice] = places.map(number);
            let collection = [number(registry), number(registry + 1), number(0)].concat();
            let changed = [COLLECTION, ENCODING, CHARSET, GLYPHS, DICTS, CHOICE];
            let kept = self.top.iter().filter(|(operator, _)| !changed.contains(operator));
            let kept: Vec<Vec<u8>> = kept.map(|(operator, operands)| entry(*operator, operands)).collect();
            let matrix = entry(MATRIX, THOUSANDTH);
            let behind = [(CHARSET, charset), (GLYPHS, glyphs), (DICTS, dicts), (CHOICE, choice)];
            let behind = behind.map(|(operator, place)| entry(operator, &place)).concat();
            index(&[&[entry(COLLECTION, &collection), kept.concat(), matrix, behind].concat()])
        };
        let dict = |private: usize| {
            let private = [number(self.private.len()), number(private)].concat();
            let kept = self.dict.iter().filter(|(operator, _)| *operator != PRIVATE);
            let kept: Vec<Vec<u8>> = kept.map(|(operator, operands)| entry(*operator, operands)).collect();
            index(&[&[entry(MATRIX, AS_ABOVE), entry(PRIVATE, &private), kept.concat()].concat()])
        };
        /// Of no subroutines.
        const NONE: &[u8] = &[0, 0];
        const HEAD: &[u8] = &[1, 0, 4, 4];
        // Places are written in five bytes whatever they are.
        let before = [HEAD, self.names, &top([0; 4])?, &strings, NONE];
        let charset_at = before.map(<[u8]>::len).iter().sum::<usize>();
        let choice_at = charset_at + charset.len();
        let private_at = choice_at + choice.len();
        let dict_at = private_at + self.private.len();
        let dict = dict(private_at)?;
        let top = top([charset_at, dict_at + dict.len(), dict_at, choice_at])?;
        let parts: [&[u8]; 10] =
            [HEAD, self.names, &top, &strings, NONE, &charset, &choice, self.private, &dict, &outlines];
        Some(parts.concat())
    }
}

/// Pieces of bytes one behind the other, told apart by where each begins.
struct Index<'a> {
    count: usize,
    /// Of a place, in bytes.
    size: usize,
    places: &'a [u8],
    /// With the byte before the first of them, from which places count.
    content: &'a [u8],
}

impl<'a> Index<'a> {
    /// The one at a place, and the place behind it.
    fn read(bytes: &'a [u8], at: usize) -> Option<(Index<'a>, usize)> {
        let rest = bytes.get(at..)?;
        let count = usize::from(u16::from_be_bytes(*rest.first_chunk()?));
        if count == 0 {
            return Some((Index { count, size: 0, places: &[], content: &[] }, at + 2));
        }
        let size = usize::from(*rest.get(2)?);
        let (places, content) = rest.get(3..)?.split_at_checked((count + 1) * size)?;
        // The last byte of the places stands for the one before the content.
        let content = rest.get(3 + places.len() - 1..).filter(|_| !content.is_empty())?;
        let all = Index { count, size, places, content };
        let end = at + 3 + places.len() - 1 + all.place(count)?;
        Some((all, end))
    }

    fn place(&self, i: usize) -> Option<usize> {
        let place = self.places.get(i * self.size..(i + 1) * self.size)?;
        Some(place.iter().fold(0, |n, byte| n << 8 | usize::from(*byte)))
    }

    fn get(&self, i: usize) -> Option<&'a [u8]> {
        self.content.get(self.place(i)?..self.place(i + 1)?)
    }
}

/// Pieces with the head that tells them apart.
fn index(pieces: &[&[u8]]) -> Option<Vec<u8>> {
    const SIZE: usize = 4;
    let mut out = u16::try_from(pieces.len()).ok()?.to_be_bytes().to_vec();
    out.push(SIZE as u8);
    let mut place = 1u32;
    out.extend(place.to_be_bytes());
    for piece in pieces {
        place = place.checked_add(u32::try_from(piece.len()).ok()?)?;
        out.extend(place.to_be_bytes());
    }
    out.reserve(place as usize);
    pieces.iter().for_each(|piece| out.extend(*piece));
    Some(out)
}

/// An operator of a dictionary and its operands as they are written.
type DictEntry<'a> = (u16, &'a [u8]);

fn entries(dict: &[u8]) -> Option<Vec<DictEntry<'_>>> {
    let (mut out, mut from, mut at) = (Vec::new(), 0, 0);
    while let Some(byte) = dict.get(at) {
        at += match byte {
            ..=21 => {
                let two = *byte == 12;
                let operator = if two { 12 << 8 | u16::from(*dict.get(at + 1)?) } else { u16::from(*byte) };
                out.push((operator, dict.get(from..at)?));
                from = at + 1 + usize::from(two);
                from - at
            }
            _ => operand(dict.get(at..)?)?.0,
        };
    }
    Some(out)
}

fn find<'a>(entries: &[DictEntry<'a>], operator: u16) -> Option<&'a [u8]> {
    entries.iter().find(|(o, _)| *o == operator).map(|(_, operands)| *operands)
}

/// Whole numbers; none where one is broken.
fn numbers(mut operands: &[u8]) -> Option<Vec<i32>> {
    let mut out = Vec::new();
    while !operands.is_empty() {
        let (length, number) = operand(operands)?;
        out.push(number?);
        operands = operands.get(length..)?;
    }
    Some(out)
}

/// How many bytes a number takes, and the number where it is a whole one.
fn operand(bytes: &[u8]) -> Option<(usize, Option<i32>)> {
    let first = i32::from(*bytes.first()?);
    let next = || bytes.get(1).map(|b| i32::from(*b));
    Some(match first {
        28 => (3, Some(i16::from_be_bytes(*bytes.get(1..)?.first_chunk()?).into())),
        29 => (5, Some(i32::from_be_bytes(*bytes.get(1..)?.first_chunk()?))),
        // A broken number ends with a half byte of ones.
        30 => (bytes.iter().skip(1).position(|b| b & 15 == 15)? + 2, None),
        32..=246 => (1, Some(first - 139)),
        247..=250 => (2, Some((first - 247) * 256 + next()? + 108)),
        251..=254 => (2, Some(-(first - 251) * 256 - next()? - 108)),
        _ => return None,
    })
}

/// A number in five bytes.
fn number(n: usize) -> Vec<u8> {
    [&[29], i32::try_from(n).unwrap_or_default().to_be_bytes().as_slice()].concat()
}

fn entry(operator: u16, operands: &[u8]) -> Vec<u8> {
    let [high, low] = operator.to_be_bytes();
    let operator: &[u8] = if high == 12 { &[high, low] } else { &[low] };
    [operands, operator].concat()
}

/// A font file with outlines alone: what a PDF asks for.
fn sfnt(cff: &[u8]) -> Vec<u8> {
    const PLACE: u32 = 28;
    let (one, range) = (1u16.to_be_bytes(), 16u16.to_be_bytes());
    let none = [0; 2];
    let mut out: Vec<u8> = [b"OTTO".as_slice(), &one, &range, &none, &none, b"CFF ", &[0; 4]].concat();
    out.extend(PLACE.to_be_bytes());
    out.extend(u32::try_from(cff.len()).unwrap_or_default().to_be_bytes());
    out.extend(cff);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use skrifa::MetadataProvider;

    const FANG: &[u8] = include_bytes!("../../../assets/fonts/FandolFang-Regular.otf");
    const SONG: &[u8] = include_bytes!("../../../assets/fonts/song.otf");

    #[test]
    fn outlines_are_copied_as_taking_them_apart_leaves_them() {
        let font = FontRef::new(FANG).expect("a face");
        let mut map = subsetter::GlyphRemapper::new();
        for ch in "政府信息公开工作年度报告，。《》（）".chars() {
            let gid = font.charmap().map(ch).expect("a glyph");
            map.remap(gid.to_u32() as u16);
        }
        let ours = reduced(&font, map.remapped_gids()).expect("reduced");
        let theirs = subsetter::subset(FANG, 0, &map).expect("reduced");
        let cff = |file: &[u8]| {
            let font = FontRef::new(file).expect("a face");
            font.table_data(Tag::new(b"CFF ")).expect("outlines").as_bytes().to_vec()
        };
        let (ours, theirs) = (cff(&ours), cff(&theirs));
        let (ours, theirs) = (Whole::read(&ours).expect("read"), Whole::read(&theirs).expect("read"));
        assert_eq!(ours.glyphs.count, usize::from(map.num_gids()));
        for glyph in 0..ours.glyphs.count {
            assert_eq!(ours.glyphs.get(glyph), theirs.glyphs.get(glyph), "{glyph}");
        }
        assert_eq!((ours.private, ours.names), (theirs.private, theirs.names));
        assert_eq!(find(&ours.top, MATRIX), find(&theirs.top, MATRIX));
    }

    #[test]
    fn a_face_whose_outlines_share_parts_is_not_copied_so() {
        let font = FontRef::new(SONG).expect("a face");
        assert!(reduced(&font, [0, 1].into_iter()).is_none());
    }

    #[test]
    fn a_damaged_face_is_none() {
        let font = FontRef::new(FANG).expect("a face");
        let cff = font.table_data(Tag::new(b"CFF ")).expect("outlines").as_bytes();
        for end in (0..600).chain([cff.len() / 2, cff.len() - 1]) {
            let cut = cff.get(..end).unwrap_or_default();
            let whole = Whole::read(cut).map(|w| (0..w.glyphs.count).filter_map(|g| w.glyphs.get(g)).count());
            assert!(end > 600 || whole.is_none(), "{end}");
        }
    }
}

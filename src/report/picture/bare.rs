//! A picture file without what it says beside the picture: where and by whom it was taken (EXIF, GPS), notes,
//! profiles, small pictures of itself, bytes behind its end. Pieces are kept by a list of what is needed, so
//! that what nobody thought of goes too.

use super::{PictureKind, Shape};

/// A picture file made bare.
pub struct Bare {
    pub bytes: Vec<u8>,
    pub shape: Shape,
    /// How it has to be turned to stand upright, from 1 to 8 as EXIF counts; 1 is upright.
    pub turn: u8,
}

/// `None` where the file is none, or not whole from its head to its end.
pub fn of(bytes: &[u8]) -> Option<Bare> {
    png(bytes).or_else(|| jpeg(bytes))
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// What a PNG is drawn from: dots, palette, transparency, brightness.
const NEEDED: [&[u8]; 7] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"gAMA", b"cHRM", b"sRGB"];

fn png(file: &[u8]) -> Option<Bare> {
    let mut rest = file.strip_prefix(PNG)?;
    let mut out = PNG.to_vec();
    let (mut shape, mut turn) = (None, 1);
    loop {
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?) as usize;
        let chunk = rest.get(..length.checked_add(12)?)?;
        let (name, data) = (chunk.get(4..8)?, chunk.get(8..)?.get(..length)?);
        rest = rest.get(chunk.len()..)?;
        if name == b"IHDR" {
            let number = |at: usize| Some(u32::from_be_bytes(data.get(at..)?.get(..4)?.try_into().ok()?));
            shape = Some(Shape { kind: PictureKind::Png, width: number(0)?, height: number(4)? });
        }
        // It begins with its head.
        shape?;
        match name {
            b"eXIf" => turn = orientation(data).unwrap_or(1),
            b"IEND" => {
                out.extend_from_slice(chunk);
                return Some(Bare { bytes: out, shape: shape?, turn });
            }
            _ if NEEDED.contains(&name) => out.extend_from_slice(chunk),
            _ => {}
        }
    }
}

/// Marks of a JPEG that stand alone.
const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;

fn jpeg(file: &[u8]) -> Option<Bare> {
    let mut rest = file.strip_prefix(&[0xff, START])?;
    let mut out = vec![0xff, START];
    let (mut shape, mut turn, mut scanned) = (None, 1, false);
    loop {
        // Any number of filling bytes before a mark.
        let at = rest.iter().position(|b| *b != 0xff)?;
        let marker = *rest.get(at).filter(|_| at > 0)?;
        rest = rest.get(at..)?.get(1..)?;
        if marker == END {
            out.extend([0xff, END]);
            return Some(Bare { bytes: out, shape: shape?, turn }).filter(|_| scanned);
        }
        let length = usize::from(u16::from_be_bytes(rest.get(..2)?.try_into().ok()?));
        let (segment, behind) = rest.split_at_checked(length).filter(|(s, _)| s.len() >= 2)?;
        let data = segment.get(2..)?;
        rest = behind;
        match marker {
            // Frame heads, but for the tables that lie between their numbers.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => shape = Some(frame(data)?),
            0xe1 => turn = data.strip_prefix(b"Exif\0\0").and_then(orientation).unwrap_or(turn),
            _ => {}
        }
        let kept: Option<&[u8]> = match marker {
            // JFIF, without the small picture that may stand in it.
            0xe0 if data.starts_with(b"JFIF\0") => {
                out.extend([0xff, 0xe0, 0, 16]);
                out.extend(data.get(..12)?);
                out.extend([0, 0]);
                None
            }
            // Adobe: how the colours are meant.
            0xee if data.starts_with(b"Adobe") && data.len() == 12 => Some(segment),
            // Applications' own pieces and comments.
            0xe0..=0xef | 0xfe => None,
            _ => Some(segment),
        };
        if let Some(segment) = kept {
            out.extend([0xff, marker]);
            out.extend_from_slice(segment);
        }
        if marker == SCAN {
            let end = scan(rest)?;
            out.extend_from_slice(rest.get(..end)?);
            rest = rest.get(end..)?;
            scanned = true;
        }
    }
}

/// Depth, size and number of colours; `None` where it is not for the screen.
fn frame(data: &[u8]) -> Option<Shape> {
    let [8, h0, h1, w0, w1, components @ (1 | 3)] = *data.get(..6)? else { return None };
    let (width, height) = (u16::from_be_bytes([w0, w1]).into(), u16::from_be_bytes([h0, h1]).into());
    Some(Shape { kind: PictureKind::Jpeg { components }, width, height })
}

/// Where the dots of a scan end: before a mark that is none of the scan's own.
fn scan(data: &[u8]) -> Option<usize> {
    data.windows(2).position(|w| matches!(w, [0xff, m] if !matches!(m, 0 | 0xd0..=0xd7 | 0xff)))
}

/// How the camera was held, in EXIF's words.
fn orientation(tiff: &[u8]) -> Option<u8> {
    const ORIENTATION: u16 = 0x0112;
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let two = |at: usize| {
        let b = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(b) } else { u16::from_be_bytes(b) })
    };
    let four = |at: usize| {
        let b = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if little { u32::from_le_bytes(b) } else { u32::from_be_bytes(b) } as usize)
    };
    let first = four(4)?;
    let entries = usize::from(two(first)?);
    let at = |i: usize| first.checked_add(i.checked_mul(12)?)?.checked_add(2);
    let found = (0..entries).filter_map(at).find(|at| two(*at) == Some(ORIENTATION))?;
    u8::try_from(two(found.checked_add(8)?)?).ok().filter(|t| (1..=8).contains(t))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).expect("short").to_be_bytes();
        // Nobody here looks at the sum.
        [&length[..], name, data, &[0; 4]].concat()
    }

    #[test]
    fn a_png_keeps_only_what_it_is_drawn_from() {
        let head = [&[0, 0, 0, 3, 0, 0, 0, 2][..], &[8, 2, 0, 0, 0]].concat();
        let whole = |extra: &[Vec<u8>]| {
            let [a, b] = [chunk(b"IHDR", &head), chunk(b"IDAT", b"dots")];
            [PNG, &a, &extra.concat(), &b, &chunk(b"IEND", b"")].concat()
        };
        let notes: Vec<Vec<u8>> = [b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"iCCP", b"prVw"]
            .map(|n| chunk(n, b"Author\0somebody"))
            .into();
        let mut file = whole(&notes);
        file.extend(b"behind the end");
        let bare = of(&file).expect("a picture");
        assert_eq!(bare.bytes, whole(&[]));
        assert_eq!((bare.shape.width, bare.shape.height, bare.turn), (3, 2, 1));
        assert!(of(&file[..40]).is_none(), "cut off");
    }

    #[test]
    fn a_jpeg_keeps_only_what_it_is_drawn_from_and_tells_how_it_was_held() {
        let segment = |m: u8, data: &[u8]| {
            let length = u16::try_from(data.len() + 2).expect("short").to_be_bytes();
            [&[0xff, m][..], &length, data].concat()
        };
        let exif = |order: &[u8; 4], entry: &[u8], at: [u8; 4], n: [u8; 2]| {
            segment(0xe1, &[b"Exif\0\0", &order[..], &at, &n, entry].concat())
        };
        let big = exif(b"MM\0*", &[1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0], [0, 0, 0, 8], [0, 1]);
        let little = exif(b"II*\0", &[0x12, 1, 3, 0, 1, 0, 0, 0, 8, 0, 0, 0], [8, 0, 0, 0], [1, 0]);
        let frame = segment(0xc0, &[8, 0, 2, 0, 3, 3, 1, 0x11, 0]);
        let dots = [&segment(0xda, &[1, 1, 0, 0, 63, 0])[..], &[1, 0xff, 0, 0xff, 0xd0, 2]].concat();
        let plain = |s: &[&[u8]]| [&[0xff, START][..], &s.concat(), &[0xff, END]].concat();
        for (held, turn) in [(&big, 6), (&little, 8)] {
            let note = segment(0xfe, b"written by somebody");
            let profile = segment(0xe2, b"ICC_PROFILE");
            let mut file = plain(&[held, &note, &frame, &profile, &dots, &note]);
            file.extend(&file.clone());
            let bare = of(&file).expect("a picture");
            assert_eq!(bare.bytes, plain(&[&frame, &dots]));
            assert_eq!((bare.shape.width, bare.shape.height, bare.turn), (3, 2, turn));
        }
        assert!(of(&plain(&[&frame])).is_none(), "no dots");
        assert!(of(&[&[0xff, START][..], &frame, &dots].concat()).is_none(), "cut off");
    }

    #[test]
    fn no_bytes_whatever_are_too_much() {
        let file = [0xffu8, 0xd8, 0xff, 0xe1, 0, 20, b'E', b'x', b'i', b'f', 0, 0, b'I', b'I', b'*', 0];
        for end in 0..file.len() {
            for b in [0, 1, 0x7f, 0xff] {
                assert!(of(&[&file[..end], &[b; 9]].concat()).is_none());
            }
        }
    }
}

//! What the streams of a PDF unpack to, measured without keeping it: a megabyte can hold a gigabyte, and whoever
//! unpacks it wholly has it in memory.

use crate::import::budget::Budget;
use flate2::{Decompress, FlushDecompress, Status};
use hayro::hayro_syntax::object::{ObjectIdentifier, Stream};
use hayro::hayro_syntax::{Filter, Pdf};

/// Most that one stream may unpack to: whole fonts are a third of it.
const MOST_EACH: usize = 64 << 20;
/// Most that all of them may, without pictures and with them.
const MOST_TEXT: usize = 96 << 20;
const MOST: usize = 256 << 20;
/// Most that content may: a page's is a thousandth of it.
pub const MOST_CONTENT: usize = 16 << 20;
/// Most that something packed twice may unpack to the first time.
const MOST_TWICE: usize = 4 << 20;
/// Most that a stream of objects may take where it is encrypted, and nobody can look into it beforehand.
const MOST_SEALED: usize = 128 << 10;
/// So much of a dictionary is looked at.
const DICTIONARY: usize = 4096;
/// So many unpacked bytes are a piece of the budget.
const PIECE: usize = 4096;

#[derive(Debug, PartialEq)]
pub enum Verdict {
    Modest,
    /// Too much, and most of it pictures.
    Pictures,
    TooMuch,
}

/// Measures all streams of a file, before anybody reads it.
pub fn measure(bytes: &[u8], budget: &Budget<'_>) -> Verdict {
    let (mut all, mut text) = (0usize, 0usize);
    let encrypted = contains(bytes, b"/Encrypt");
    let mut rest = bytes;
    while let Some(at) = find(rest, b"stream") {
        let (before, data) = (rest.get(..at).unwrap_or_default(), rest.get(at + 6..).unwrap_or_default());
        let seen = bytes.len() - rest.len() + at;
        rest = data;
        if before.ends_with(b"end") {
            continue;
        }
        let dictionary = bytes.get(seen.saturating_sub(DICTIONARY)..seen).unwrap_or_default();
        let begin = dictionary.windows(3).rposition(|w| w == b"obj").unwrap_or(0);
        let dictionary = dictionary.get(begin..).unwrap_or_default();
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        if encrypted
            && contains(dictionary, b"/ObjStm")
            && find(data, b"endstream").is_none_or(|n| n > MOST_SEALED)
        {
            return Verdict::TooMuch;
        }
        let length = sniffed(data, dictionary);
        let picture = contains(dictionary, b"/Image");
        all += length;
        text += if picture { 0 } else { length };
        if !budget.take(1 + length / PIECE) || length > MOST_EACH || text > MOST_TEXT {
            return Verdict::TooMuch;
        }
        if all > MOST {
            return Verdict::Pictures;
        }
    }
    Verdict::Modest
}

/// Measures the streams of an encrypted file, which tell nothing before they are decrypted.
pub fn decrypted(pdf: &Pdf, bytes: &[u8], budget: &Budget<'_>) -> bool {
    if !contains(bytes, b"/Encrypt") {
        return true;
    }
    let mut rest = bytes;
    let mut all = 0;
    while let Some(at) = find(rest, b" obj") {
        let id = object_id(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 4..).unwrap_or_default();
        let Some(stream) = id.and_then(|id| pdf.xref().get::<Stream<'_>>(id)) else { continue };
        all += length(&stream, budget).unwrap_or(usize::MAX / 2);
        if all > MOST_TEXT {
            return false;
        }
    }
    true
}

/// `12 0`, at the end of these bytes.
fn object_id(before: &[u8]) -> Option<ObjectIdentifier> {
    let tail = before.get(before.len().saturating_sub(20)..).unwrap_or_default();
    let tail = String::from_utf8_lossy(tail);
    let mut numbers = tail.rsplit(|c: char| !c.is_ascii_digit()).filter(|t| !t.is_empty());
    let (generation, number) = (numbers.next()?, numbers.next()?);
    Some(ObjectIdentifier::new(number.parse().ok()?, generation.parse().ok()?))
}

/// What a stream of content unpacks to; `None` where it is too much, or packed as nobody packs content.
pub fn length(s: &Stream<'_>, budget: &Budget<'_>) -> Option<usize> {
    let filters = s.filters();
    let mut data = s.raw_data();
    let mut length = data.len();
    for (i, f) in filters.iter().enumerate() {
        let is_last = i + 1 == filters.len();
        match f {
            Filter::Ascii85Decode => data = of_ascii_85(&data).into(),
            Filter::AsciiHexDecode => data = of_hex(&data).into(),
            Filter::FlateDecode if is_last => length = inflated(&data, MOST_EACH),
            Filter::FlateDecode => data = inflate(&data)?.into(),
            Filter::LzwDecode if is_last => length = of_lzw(&data),
            Filter::RunLengthDecode if is_last => length = data.len().checked_mul(64)?,
            // A picture is not unpacked.
            Filter::DctDecode | Filter::JpxDecode | Filter::CcittFaxDecode | Filter::Jbig2Decode => {
                return Some(data.len());
            }
            _ => return None,
        }
        if !matches!(f, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode) {
            length = data.len();
        }
    }
    (length <= MOST_CONTENT && budget.take(length / PIECE)).then_some(length)
}

/// What data unpack to by whatever they look like.
fn sniffed(data: &[u8], dictionary: &[u8]) -> usize {
    let mut length = twice(data);
    let ascii = data.iter().take(40).all(|b| b.is_ascii_graphic() || b.is_ascii_whitespace());
    if ascii && (contains(dictionary, b"85") || contains(dictionary, b"#")) {
        length = length.max(twice(&of_ascii_85(data)));
    }
    if ascii && (contains(dictionary, b"Hex") || contains(dictionary, b"AHx") || contains(dictionary, b"#")) {
        length = length.max(twice(&of_hex(data)));
    }
    if contains(dictionary, b"LZW") || contains(dictionary, b"#") {
        length = length.max(of_lzw(data));
    }
    length
}

/// What data inflate to, and what that inflates to.
fn twice(data: &[u8]) -> usize {
    let once = inflated(data, MOST_EACH + 1);
    let mut head = [0u8; 2];
    let mut z = Decompress::new(true);
    let begun =
        z.decompress(data.get(..data.len().min(4096)).unwrap_or_default(), &mut head, FlushDecompress::None);
    let again =
        begun.is_ok() && (head[0] & 0x0f) == 8 && (u16::from(head[0]) << 8 | u16::from(head[1])) % 31 == 0;
    if !again {
        return once;
    }
    inflate(data).map_or(usize::MAX / 4, |inner| once.max(inflated(&inner, MOST_EACH + 1)))
}

/// How long the data are once inflated, or longer than `most`; read as leniently as anybody does.
fn inflated(data: &[u8], most: usize) -> usize {
    let (whole, length) = inflating(data, true, most, &mut |_| {});
    if whole {
        return length;
    }
    let bare = inflating(data, false, most, &mut |_| {}).1;
    let behind = inflating(data.get(2..).unwrap_or_default(), false, most, &mut |_| {}).1;
    length.max(bare).max(behind)
}

/// Inflated, where that is not much.
fn inflate(data: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let (_, length) = inflating(data, true, MOST_TWICE + 1, &mut |b| out.extend_from_slice(b));
    (length <= MOST_TWICE).then_some(out)
}

/// Inflates until the end, a fault, or more than `most`: whether the end was met, and how much there was.
fn inflating(data: &[u8], zlib: bool, most: usize, take: &mut dyn FnMut(&[u8])) -> (bool, usize) {
    let mut z = Decompress::new(zlib);
    let mut scratch = vec![0u8; 32 << 10];
    let mut length = 0;
    loop {
        let (read, written) = (z.total_in(), z.total_out());
        let rest = usize::try_from(read).ok().and_then(|n| data.get(n..)).unwrap_or_default();
        let status = z.decompress(rest, &mut scratch, FlushDecompress::None);
        let now = usize::try_from(z.total_out() - written).unwrap_or(0);
        length += now;
        take(scratch.get(..now).unwrap_or_default());
        match status {
            Ok(Status::StreamEnd) => return (true, length),
            Ok(_) if length <= most && (now > 0 || z.total_in() > read) => {}
            _ => return (false, length),
        }
    }
}

fn of_hex(data: &[u8]) -> Vec<u8> {
    let digits = data.iter().take_while(|b| **b != b'>').filter_map(|b| char::from(*b).to_digit(16));
    let digits: Vec<u8> = digits.map(|d| d as u8).collect();
    digits.chunks(2).map(|p| p[0] << 4 | p.get(1).copied().unwrap_or(0)).collect()
}

fn of_ascii_85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() / 5 * 4);
    let mut group: Vec<u8> = Vec::with_capacity(5);
    let end = |group: &mut Vec<u8>, out: &mut Vec<u8>| {
        let count = group.len();
        if count > 1 {
            group.resize(5, 84);
            let n = group.iter().fold(0u32, |n, d| n.wrapping_mul(85).wrapping_add(u32::from(*d)));
            out.extend(n.to_be_bytes().iter().take(count - 1));
        }
        group.clear();
    };
    for b in data.iter().take_while(|b| **b != b'~') {
        match b {
            b'z' if group.is_empty() => out.extend([0; 4]),
            b'!'..=b'u' => group.push(b - b'!'),
            _ => {}
        }
        if group.len() == 5 {
            end(&mut group, &mut out);
        }
    }
    end(&mut group, &mut out);
    out
}

/// How long LZW data are once unpacked, in the longer of the two ways that codes grow.
fn of_lzw(data: &[u8]) -> usize {
    let by = |early: usize| {
        let mut lengths = vec![1usize; 4097];
        let (mut next, mut width, mut last, mut total) = (258usize, 9u32, 0usize, 0usize);
        let (mut bits, mut held) = (0u32, 0u32);
        for b in data {
            (bits, held) = (bits << 8 | u32::from(*b), held + 8);
            if held < width {
                continue;
            }
            held -= width;
            let code = (bits >> held) as usize & ((1 << width) - 1);
            match code {
                256 => (next, width, last) = (258, 9, 0),
                257 => break,
                _ => {
                    let length = if code < next { lengths[code] } else { last + 1 };
                    if last > 0 && next < 4096 {
                        lengths[next] = last + 1;
                        next += 1;
                    }
                    (last, total) = (length, total + length);
                    width = match next + early {
                        0..512 => 9,
                        512..1024 => 10,
                        1024..2048 => 11,
                        _ => 12,
                    };
                }
            }
            if total > MOST_EACH {
                break;
            }
        }
        total
    };
    by(0).max(by(1))
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    let first = what.first()?;
    let mut from = 0;
    loop {
        let at = from + bytes.get(from..)?.iter().position(|b| b == first)?;
        if bytes.get(at..)?.starts_with(what) {
            return Some(at);
        }
        from = at + 1;
    }
}

fn contains(bytes: &[u8], what: &[u8]) -> bool {
    find(bytes, what).is_some()
}

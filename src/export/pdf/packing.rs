//! Streams are packed side by side, large ones in pieces: a face is most of a file, and packing it most of its time.
//! The pieces follow from the content alone, so that equal documents stay equal whatever the threads do.

use crate::side_by_side::side_by_side;
use flate2::{Compress, Compression, FlushCompress};
use lopdf::{Document, Object, ObjectId, Stream};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Packed at a time.
const AT_A_TIME: usize = 2;
/// The next makes a file half a part in a hundred smaller and takes a quarter longer.
const LEVEL: Compression = Compression::new(2);
/// A piece knows nothing of those before it, so small ones pack worse.
const PIECE: usize = 64 << 10;
/// What begins a stream packed at such a level (RFC 1950).
const HEAD: [u8; 2] = [0x78, 0x5e];
/// A filter's name takes so many bytes; for less it is not worth it.
const WORTH: usize = 19;

thread_local! {
    /// Its tables are larger than most streams: one a thread.
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new(LEVEL, false));
}

/// What contents of streams are when they are packed.
pub type ReadyStreams<'a> = BTreeMap<&'a [u8], Vec<u8>>;

/// Packs what streams will hold, while the rest of the document is made.
pub fn ahead(contents: &[Vec<u8>]) -> ReadyStreams<'_> {
    let packed = |content: &[u8]| {
        let parts: Option<Vec<Vec<u8>>> =
            pieces(content).map(|(piece, last)| deflated(piece, last)).collect();
        parts.map(|parts| whole(content, &parts))
    };
    contents.iter().filter_map(|c| Some((c.as_slice(), packed(c)?))).collect()
}

/// Packs each stream that may be and is not yet; some are at hand.
pub fn pack(pdf: &mut Document, at_hand: &ReadyStreams<'_>) {
    let plain: Vec<(ObjectId, Vec<u8>)> =
        pdf.objects.iter_mut().filter_map(|(id, o)| Some((*id, taken(o)?))).collect();
    let rest = plain.iter().filter(|(_, content)| !at_hand.contains_key(content.as_slice()));
    let pieces: Vec<(&[u8], bool)> = rest.flat_map(|(_, content)| pieces(content)).collect();
    let packed = side_by_side(&pieces, AT_A_TIME, &|(piece, is_last)| deflated(piece, *is_last));
    let mut packed = packed.into_iter();
    // All of a stream's pieces are taken, also where one of them failed: the next stream's come behind them.
    let mut parts = |content: &[u8]| {
        let own: Vec<_> = packed.by_ref().take(pieces_of(content)).collect();
        own.into_iter().collect::<Option<Vec<_>>>()
    };
    let ready = |content: &Vec<u8>| match at_hand.get(content.as_slice()) {
        Some(whole) => Some(whole.clone()),
        None => parts(content).map(|parts| whole(content, &parts)),
    };
    let ready: Vec<Option<Vec<u8>>> = plain.iter().map(|(_, content)| content).map(ready).collect();
    for ((id, content), whole) in plain.into_iter().zip(ready) {
        let Some(Object::Stream(stream)) = pdf.objects.get_mut(&id) else { continue };
        match whole.filter(|w| w.len() + WORTH < content.len()) {
            Some(whole) => {
                stream.dict.set("Filter", "FlateDecode");
                stream.set_content(whole);
            }
            None => stream.set_content(content),
        }
    }
}

/// A stream of its packed pieces.
fn whole(content: &[u8], parts: &[Vec<u8>]) -> Vec<u8> {
    [&HEAD, parts.concat().as_slice(), &sum(content)].concat()
}

fn taken(object: &mut Object) -> Option<Vec<u8>> {
    let is_plain = |s: &&mut Stream| s.allows_compression && s.dict.get(b"Filter").is_err();
    object.as_stream_mut().ok().filter(is_plain).map(|s| std::mem::take(&mut s.content))
}

fn pieces_of(content: &[u8]) -> usize {
    content.len().div_ceil(PIECE)
}

/// Its pieces, and whether each is the last.
fn pieces(content: &[u8]) -> impl Iterator<Item = (&[u8], bool)> {
    let last = pieces_of(content).saturating_sub(1);
    content.chunks(PIECE).enumerate().map(move |(i, piece)| (piece, i == last))
}

fn deflated(piece: &[u8], is_last: bool) -> Option<Vec<u8>> {
    /// What packing may add at most: heads of blocks that are kept as they are.
    const MORE: usize = 1 << 10;
    let mut out = Vec::with_capacity(piece.len() + MORE);
    let flush = if is_last { FlushCompress::Finish } else { FlushCompress::Sync };
    PACKER.with_borrow_mut(|packer| {
        packer.reset();
        packer.compress_vec(piece, &mut out, flush).ok()?;
        (packer.total_in() == piece.len() as u64 && out.len() < out.capacity()).then_some(out)
    })
}

/// The Adler-32 checksum that ends a stream.
fn sum(content: &[u8]) -> [u8; 4] {
    /// So many bytes before either sum may run over.
    const SAFE: usize = 5552;
    const PRIME: u32 = 65521;
    let (mut a, mut b) = (1u32, 0u32);
    for part in content.chunks(SAFE) {
        for byte in part {
            a += u32::from(*byte);
            b += a;
        }
        (a, b) = (a % PRIME, b % PRIME);
    }
    (b << 16 | a).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn a_stream_of_many_pieces_is_unpacked_as_it_was() {
        // Nothing, one piece, just one and a byte, several; hardly to be packed and well.
        for (length, spread) in [(0, 1), (900, 7), (PIECE, 7), (PIECE + 1, 7), (300_000, 251), (300_000, 3)] {
            let mut seed = 7u32;
            let mut byte = || {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (seed >> 16) as u8 % spread
            };
            let content: Vec<u8> = (0..length).map(|_| byte()).collect();
            let packed = || {
                let mut pdf = Document::new();
                let id = pdf.add_object(Stream::new(dictionary! {}, content.clone()));
                pack(&mut pdf, &ReadyStreams::new());
                pdf.get_object(id).and_then(Object::as_stream).cloned().expect("a stream")
            };
            let stream = packed();
            let ahead = ahead(std::slice::from_ref(&content));
            let is_packed = stream.dict.has(b"Filter");
            assert!(!is_packed || ahead[content.as_slice()] == stream.content, "{length} {spread}");
            assert_eq!(stream.get_plain_content().expect("unpacked"), content, "{length} {spread}");
            assert!(stream.content.len() <= content.len() && stream.content == packed().content);
        }
    }
}

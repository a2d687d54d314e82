//! Tables of a font file that are made anew, and the file of all of them.

use std::collections::BTreeMap;

/// Characters by format 4, which every reader takes, and by format 12, which holds those beyond 16 bits.
pub fn cmap(chars: &BTreeMap<u32, u16>) -> Vec<u8> {
    let mut segments: Vec<(u32, u32, u16)> = Vec::new();
    for (c, gid) in chars {
        match segments.last_mut() {
            Some((first, last, start))
                if *last + 1 == *c && u32::from(*start) + (c - *first) == u32::from(*gid) =>
            {
                *last = *c;
            }
            _ => segments.push((*c, *c, *gid)),
        }
    }
    let short: Vec<(u16, u16, u16)> = segments
        .iter()
        .filter_map(|(a, b, g)| Some((u16::try_from(*a).ok()?, u16::try_from(*b).ok()?, *g)))
        .filter(|s| s.1 < u16::MAX)
        .chain([(u16::MAX, u16::MAX, 0)])
        .collect();
    let column = |of: &dyn Fn(&(u16, u16, u16)) -> u16| -> Vec<u8> {
        short.iter().flat_map(|s| of(s).to_be_bytes()).collect()
    };
    let count = short.len() as u16;
    let bits = 15 - count.leading_zeros() as u16;
    let search = 2u16 << bits;
    let head = [4, 16 + 8 * count, 0, count * 2, search, bits, (count * 2).wrapping_sub(search)];
    let four: Vec<u8> = [
        head.iter().flat_map(|n| n.to_be_bytes()).collect(),
        column(&|s| s.1),
        vec![0, 0],
        column(&|s| s.0),
        column(&|s| s.2.wrapping_sub(s.0)),
        column(&|_| 0),
    ]
    .concat();
    let twelve: Vec<u8> = [12u32 << 16, 16 + 12 * segments.len() as u32, 0, segments.len() as u32]
        .into_iter()
        .chain(segments.iter().flat_map(|(a, b, g)| [*a, *b, u32::from(*g)]))
        .flat_map(u32::to_be_bytes)
        .collect();
    let at = |n: usize| (n as u32).to_be_bytes();
    let index: [&[u8]; 5] = [&[0, 0, 0, 2, 0, 3, 0, 1], &at(20), &[0, 3, 0, 10], &at(20 + four.len()), &four];
    [index.concat(), twelve].concat()
}

/// What the font is called, in the few ways that readers ask for.
pub fn name(words: &str) -> Vec<u8> {
    let letters: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let ids = [1u16, 4, 6];
    let mut out: Vec<u8> = [0, 3, 6 + 12 * 3].into_iter().flat_map(u16::to_be_bytes).collect();
    for id in ids {
        out.extend([3, 1, 0x0409, id, letters.len() as u16, 0].into_iter().flat_map(u16::to_be_bytes));
    }
    [out, letters].concat()
}

/// The font file of these tables, sorted by their names.
pub fn file(tables: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = tables.len() as u16;
    let bits = 15 - count.leading_zeros() as u16;
    let search = 16u16 << bits;
    let mut head: Vec<u8> = vec![0, 1, 0, 0];
    head.extend([count, search, bits, count * 16 - search].into_iter().flat_map(u16::to_be_bytes));
    let start = 12 + 16 * tables.len();
    let (mut body, mut place_of_head) = (Vec::new(), None);
    for (tag, bytes) in tables {
        let at = start + body.len();
        if tag == b"head" {
            place_of_head = Some(at);
        }
        head.extend(tag);
        head.extend([sum(bytes), at as u32, bytes.len() as u32].into_iter().flat_map(u32::to_be_bytes));
        body.extend(bytes);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    let mut out = [head, body].concat();
    let adjustment = 0xb1b0_afba_u32.wrapping_sub(sum(&out)).to_be_bytes();
    if let Some(at) = place_of_head {
        out[at + 8..at + 12].copy_from_slice(&adjustment);
    }
    out
}

fn sum(bytes: &[u8]) -> u32 {
    let word = |c: &[u8]| (0..4).fold(0u32, |n, i| n << 8 | u32::from(c.get(i).copied().unwrap_or(0)));
    bytes.chunks(4).map(word).fold(0, u32::wrapping_add)
}

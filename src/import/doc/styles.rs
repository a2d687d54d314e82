//! The styles of a binary document: which of some properties each of them has on. ([MS-DOC] 2.9.271, 2.9.260.)

use super::formatting::FormatPages;
use crate::import::compound::{slice, word};

/// Kinds of styles.
pub const OF_PARAGRAPHS: u16 = 1;
pub const OF_CHARACTERS: u16 = 2;
/// A style goes back to no more than so many others.
const MOST_BASES: usize = 11;

/// A style: what it is based on, and its properties.
struct StyleOfWord<'a> {
    base: usize,
    list: &'a [u8],
}

/// What each style has on, by its index; of styles of another kind nothing.
pub fn styles<const N: usize>(sheet: &[u8], pages: &FormatPages<'_, N>, kind: u16) -> Vec<[bool; N]> {
    let all = read(sheet, pages, kind).unwrap_or_default();
    let on = |i: usize| {
        let of = |i: usize| all.get(i).and_then(Option::as_ref);
        let chain = std::iter::successors(of(i), |s| of(s.base)).take(MOST_BASES);
        let lists: Vec<&[u8]> = chain.map(|s| s.list).collect();
        lists.iter().rev().fold([false; N], |on, list| pages.over(on, list))
    };
    (0..all.len()).map(on).collect()
}

fn read<'a, const N: usize>(
    sheet: &'a [u8],
    pages: &FormatPages<'_, N>,
    wanted: u16,
) -> Option<Vec<Option<StyleOfWord<'a>>>> {
    let (count, fixed) = (word(sheet, 2)?, usize::from(word(sheet, 4)?));
    let mut at = usize::from(word(sheet, 0)?).checked_add(2)?;
    let mut out = Vec::new();
    for _ in 0..count {
        let Some(length) = word(sheet, at).map(usize::from).filter(|_| pages.budget.take(1)) else { break };
        let style = slice(sheet, at.checked_add(2)?, length).and_then(|s| of(s, fixed, wanted));
        out.push(style);
        at = at.checked_add(2)?.checked_add(length.next_multiple_of(2))?;
    }
    Some(out)
}

/// One style, where it is of that kind.
fn of(style: &[u8], fixed: usize, wanted: u16) -> Option<StyleOfWord<'_>> {
    let kind = word(style, 2)?;
    // Behind the fixed part stands its name, ended by a zero.
    let name = usize::from(word(style, fixed)?).checked_mul(2)?;
    let at = fixed.checked_add(4)?.checked_add(name)?;
    let list = slice(style, at.checked_add(2)?, word(style, at)?.into())?;
    // Before the properties of a paragraph's style stands its own index.
    let list = if wanted == OF_PARAGRAPHS { list.get(2..)? } else { list };
    (kind & 0xf == wanted).then_some(StyleOfWord { base: usize::from(kind >> 4), list })
}

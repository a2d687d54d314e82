//! How paragraphs and characters of a binary document are formatted: which of some properties are on, run by run.
//! ([MS-DOC] 2.6, 2.9.)

use crate::import::budget::Budget;
use crate::import::compound::{place, slice, word};

/// So many characters, or bytes of properties, are a piece of the budget; a mark is one too.
pub const PIECE: usize = 8;
/// Pages of formatting have this many bytes.
pub const PAGE: usize = 512;

/// sprmPHugePapx: the paragraph's properties stand in the data stream.
const HUGE: u16 = 0x6646;

/// sprmCIstd: by its index in the style sheet.
const CHARACTER_STYLE: u16 = 0x4a30;

/// sprmCIco and sprmCCv are on where they say white.
const COLOR: u16 = 0x2a42;
const COLOR_PARTS: u16 = 0x6870;
const WHITE: u8 = 8;

/// A property that is as its style has it, or the opposite. ([MS-DOC] 2.9.327.)
const AS_STYLE: u8 = 0x80;
const AGAINST_STYLE: u8 = 0x81;

/// A stretch of the file with one formatting: where it begins and ends, and which of some properties are on.
struct FormatRun<const N: usize> {
    from: usize,
    to: usize,
    on: [bool; N],
}

/// Runs by their place.
pub struct Runs<const N: usize>(Vec<FormatRun<N>>);

impl<const N: usize> Runs<N> {
    /// Which properties are on at a place in the file.
    pub fn at(&self, at: usize) -> [bool; N] {
        let i = self.0.partition_point(|r| r.to <= at);
        self.0.get(i).filter(|r| r.from <= at).map_or([false; N], |r| r.on)
    }
    /// Whether there is a run like that.
    pub fn any(&self, like: impl Fn(&[bool; N]) -> bool) -> bool {
        self.0.iter().any(|r| like(&r.on))
    }
}

/// FormatPages of formatting, and what is wanted of them.
pub struct FormatPages<'a, const N: usize> {
    pub main: &'a [u8],
    /// Where properties stand that no page has room for.
    pub data: &'a [u8],
    /// So many bytes stand in a page for each run.
    pub entry: usize,
    pub wanted: [u16; N],
    /// What the styles of characters, or of paragraphs, have on, by their index.
    pub styles: Vec<[bool; N]>,
    pub budget: &'a Budget<'a>,
}

impl<const N: usize> FormatPages<'_, N> {
    /// The runs in all pages that a table names.
    pub fn runs(&self, table: &[u8]) -> Runs<N> {
        let count = table.len().saturating_sub(4) / 8;
        let mut runs = Vec::new();
        for i in 0..count {
            if !self.budget.take(1) {
                break;
            }
            let page = place(table, 4 * (count + 1) + 4 * i).and_then(|n| n.checked_mul(PAGE));
            let Some(page) = page.and_then(|start| slice(self.main, start, PAGE)) else { continue };
            let crun = usize::from(page[PAGE - 1]);
            runs.extend((0..crun).map_while(|r| self.run(page, crun, r)));
        }
        runs.sort_by_key(|r| r.from);
        Runs(runs)
    }

    fn run(&self, page: &[u8], crun: usize, r: usize) -> Option<FormatRun<N>> {
        let (from, to) = (place(page, 4 * r)?, place(page, 4 * (r + 1))?);
        let offset = usize::from(*page.get(4 * (crun + 1) + self.entry * r)?) * 2;
        if !self.budget.take(1) {
            return None;
        }
        if offset == 0 {
            return Some(FormatRun { from, to, on: [false; N] });
        }
        let first = usize::from(*page.get(offset)?);
        // Character properties follow their length; paragraph properties count words, and a style stands first.
        let (at, length) = match (self.entry, first) {
            (1, n) => (offset + 1, n),
            (_, 0) => (offset + 4, (usize::from(*page.get(offset + 1)?) * 2).saturating_sub(2)),
            (_, n) => (offset + 3, (n * 2).saturating_sub(3)),
        };
        let list = slice(page, at, length).unwrap_or_default();
        let style = word(page, at.saturating_sub(2)).filter(|_| self.entry > 1).map(usize::from);
        let on = style.and_then(|i| self.styles.get(i)).copied().unwrap_or([false; N]);
        Some(FormatRun { from, to, on: self.over(on, list) })
    }

    /// Which of the wanted properties are on where a list of them comes over what was on.
    pub fn over(&self, mut on: [bool; N], list: &[u8]) -> [bool; N] {
        let (mut rest, mut style_on) = (list, on);
        let mut moved = false;
        while let Some(code) = word(rest, 0) {
            let size = match code >> 13 {
                0 | 1 => 1,
                2 | 4 | 5 => 2,
                3 => 4,
                7 => 3,
                _ if code == 0xd608 => word(rest, 2).map_or(0, |n| usize::from(n) + 1),
                _ => rest.get(2).map_or(0, |n| usize::from(*n) + 1),
            };
            if code == HUGE
                && !moved
                && let Some(at) = place(rest, 2)
                && let Some(length) = word(self.data, at)
                && let Some(huge) = slice(self.data, at + 2, length.into())
                && self.budget.take(huge.len() / PIECE)
            {
                (rest, moved) = (huge, true);
                continue;
            }
            let style = word(rest, 2).filter(|_| code == CHARACTER_STYLE);
            if let Some(style) = style.and_then(|i| self.styles.get(usize::from(i))) {
                (on, style_on) = (*style, *style);
            }
            for ((on, of_style), wanted) in on.iter_mut().zip(style_on).zip(self.wanted) {
                if code == wanted {
                    *on = match rest.get(2) {
                        Some(&color) if code == COLOR => color == WHITE,
                        Some(_) if code == COLOR_PARTS => rest.get(2..5) == Some(&[0xff; 3]),
                        None | Some(0) => false,
                        Some(&AS_STYLE) => of_style,
                        Some(&AGAINST_STYLE) => !of_style,
                        Some(_) => true,
                    };
                }
            }
            let Some(next) = rest.get(2 + size..) else { break };
            rest = next;
        }
        on
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_property_may_be_as_its_character_style_has_it_or_the_opposite() {
        const STRUCK: u16 = 0x0837;
        let budget = Budget::default();
        let styles = vec![[true], [false]];
        let pages = FormatPages { main: &[], data: &[], entry: 1, wanted: [STRUCK], styles, budget: &budget };
        let on = |style: u8, said: u8| pages.over([false], &[0x30, 0x4a, style, 0, 0x37, 0x08, said])[0];
        assert_eq!([on(0, AS_STYLE), on(0, AGAINST_STYLE), on(0, 0), on(0, 1)], [true, false, false, true]);
        assert_eq!([on(1, AS_STYLE), on(1, AGAINST_STYLE)], [false, true]);
    }

    #[test]
    fn a_colour_is_on_where_it_is_white() {
        let budget = Budget::default();
        let wanted = [COLOR, COLOR_PARTS];
        let pages =
            FormatPages { main: &[], data: &[], entry: 1, wanted, styles: Vec::new(), budget: &budget };
        for (list, white) in [
            (&[0x42, 0x2a, 8][..], [true, false]),
            (&[0x42, 0x2a, 1], [false, false]),
            (&[0x42, 0x2a, 8, 0x70, 0x68, 255, 255, 255, 0], [true, true]),
            (&[0x70, 0x68, 255, 255, 0, 0], [false, false]),
            (&[0x70, 0x68, 0, 0, 0, 255], [false, false]),
        ] {
            assert_eq!(pages.over([false; 2], list), white, "{list:?}");
        }
    }
}

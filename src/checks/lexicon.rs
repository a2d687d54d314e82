//! Many words looked for in one walk through a text, so that a list of fifty costs no more than one of five.

use std::collections::HashMap;
use std::ops::Range;

/// A list of words, by their first characters.
pub struct Lexicon<'a> {
    /// Each with its place in the list.
    words: HashMap<char, Vec<(usize, &'a str)>, ahash::RandomState>,
    /// First characters below U+10000, a bit each: most of a text begins no word.
    first: Vec<u64>,
}

impl<'a> Lexicon<'a> {
    pub fn new(words: impl IntoIterator<Item = &'a str>) -> Lexicon<'a> {
        let mut known: HashMap<char, Vec<(usize, &'a str)>, ahash::RandomState> = HashMap::default();
        let mut first = vec![0; 1024];
        for (i, w) in words.into_iter().filter(|w| !w.is_empty()).enumerate() {
            let Some(c) = w.chars().next() else { continue };
            let n = c as usize & 0xffff;
            first[n / 64] |= 1 << (n % 64);
            known.entry(c).or_default().push((i, w));
        }
        Lexicon { words: known, first }
    }

    /// Where a word stands and which of the list it is, from the left; words may overlap.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    pub fn find_in<'t>(
        &self,
        text: &'t str,
    ) -> impl Iterator<Item = (Range<usize>, usize)> + use<'_, 't, 'a> {
        text.char_indices()
            .filter(|(_, c)| {
                let n = *c as usize & 0xffff;
                self.first[n / 64] >> (n % 64) & 1 == 1
            })
            .flat_map(move |(at, c)| {
                let hit =
                    move |(i, w): &(usize, &str)| text[at..].starts_with(*w).then(|| (at..at + w.len(), *i));
                self.words.get(&c).map_or(&[][..], Vec::as_slice).iter().filter_map(hit)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_where_it_stands() {
        let l = Lexicon::new(["截止", "止", "", "甲乙"]);
        let t = "甲截止乙甲乙";
        let found: Vec<(&str, usize)> = l.find_in(t).map(|(r, i)| (&t[r], i)).collect();
        assert_eq!(found, [("截止", 0), ("止", 1), ("甲乙", 2)]);
    }
}

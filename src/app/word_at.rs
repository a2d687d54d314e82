//! The word at a place in a text, for a double click: a number, Latin letters, a word that reports are read by,
//! else one character. Chinese has no blanks between words, and up to the next comma is too much.

use crate::checks::narrative::fold::{Char, folded};
use crate::checks::narrative::words;
use crate::chinese::numerals::{is_arabic, is_numeral};
use std::ops::Range;

/// Characters that a word of the reports has at most.
const LONGEST: usize = 4;

/// What a character is a part of.
#[derive(Clone, Copy, PartialEq)]
enum CharKind {
    Number,
    ChineseNumber,
    Latin,
    Other,
}

/// Bytes of the word that the character at byte `at` belongs to.
pub fn word_at(text: &str, at: usize) -> Range<usize> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let Ok(n) = chars.binary_search_by_key(&at, |(i, _)| *i) else { return at..at };
    let wanted = kind(&chars, n);
    let same = |i: usize| wanted != CharKind::Other && kind(&chars, i) == wanted;
    let from = (0..n).rev().take_while(|i| same(*i)).last().unwrap_or(n);
    let to = (n + 1..chars.len()).take_while(|i| same(*i)).last().unwrap_or(n);
    // 一般 holds no number, 二〇二五 does.
    if from == to
        && let Some(word) = known(text, at)
    {
        return word;
    }
    chars[from].0..chars[to].0 + chars[to].1.len_utf8()
}

fn kind(chars: &[(usize, char)], n: usize) -> CharKind {
    let digit_at = |n: Option<usize>| n.and_then(|n| chars.get(n)).is_some_and(|(_, c)| is_arabic(*c));
    match chars[n].1 {
        c if is_arabic(c) => CharKind::Number,
        '.' | ',' | '．' if digit_at(n.checked_sub(1)) && digit_at(Some(n + 1)) => CharKind::Number,
        c if is_numeral(c) => CharKind::ChineseNumber,
        'a'..='z' | 'A'..='Z' => CharKind::Latin,
        _ => CharKind::Other,
    }
}

/// The longest word of those that reports are read by which holds the character at a byte.
fn known(text: &str, at: usize) -> Option<Range<usize>> {
    let line = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    let chars: Vec<Char> = folded(&text[line..end]).collect();
    let n = chars.iter().position(|c| line + c.0 == at)?;
    let begun = |from: usize| {
        let rest = chars.get(from..chars.len().min(from + LONGEST))?;
        let (_, length) = words::words().concept(rest)?;
        (length > 1 && from + length > n).then_some((length, from))
    };
    let (length, from) = (n.saturating_sub(LONGEST - 1)..=n).filter_map(begun).max_by_key(|w| w.0)?;
    Some(line + chars[from].0..line + chars[from + length - 1].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_a_word_or_a_character_is_taken() {
        let text = "二〇二五年主动公开政府信息86条，收费0.56万元，一般性支出1,234.5元。\n新收申请3件，行政许可12件，见ABC表。";
        for (near, word) in [
            ("〇", "二〇二五"),
            ("6条", "86"),
            ("56", "0.56"),
            (".56", "0.56"),
            ("234", "1,234.5"),
            ("一", "一"),
            ("许可", "行政许可"),
            ("请3", "申请"),
            ("BC", "ABC"),
            ("，收费", "，"),
            ("。\n", "。"),
            ("\n", "\n"),
        ] {
            let at = text.find(near).expect("there");
            assert_eq!(&text[word_at(text, at)], word, "{near}");
        }
        assert_eq!(word_at(text, text.len()), text.len()..text.len());
        assert_eq!(word_at("", 0), 0..0);
    }
}

//! Characters of another width and other shapes for one character, as Unicode folds them (NFKC): （１２） is (12).

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// From a full-width sign to its plain one.
const WIDE: u32 = 0xfee0;

/// Whether folding leaves a character as it is and joins it with nothing around it: what nearly all texts are made of.
fn is_plain(c: char) -> bool {
    matches!(c, '\0'..='\x7f' | '\u{4e00}'..='\u{9fff}' | '、'..='〃' | '〈'..='】' | '〔' | '〕' | '‘'..='”' | '—')
}

/// A text folded; copied only where something changes.
pub fn nfkc(text: &str) -> Cow<'_, str> {
    let mut wide = false;
    for c in text.chars() {
        let full = matches!(c, '！'..='～');
        wide |= full;
        if !full && !is_plain(c) {
            return Cow::Owned(text.nfkc().collect());
        }
    }
    if wide { Cow::Owned(text.chars().map(narrow).collect()) } else { Cow::Borrowed(text) }
}

/// One character folded: some become several (㎡ is m2).
pub fn nfkc_of(c: char) -> impl Iterator<Item = char> {
    // Of what is told quickly the full table would say the same.
    let quick = (is_plain(c) || matches!(c, '！'..='～')).then(|| narrow(c));
    let slow = quick.is_none().then(|| std::iter::once(c).nfkc());
    quick.into_iter().chain(slow.into_iter().flatten())
}

/// The plain sign for a full-width one: １ is 1, ， is ,.
pub fn narrow(c: char) -> char {
    match c {
        '！'..='～' => u32::from(c).checked_sub(WIDE).and_then(char::from_u32).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_quickly_is_what_unicode_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(
                nfkc(c.encode_utf8(&mut [0; 4])),
                std::iter::once(c).nfkc().collect::<String>(),
                "{c:?}"
            );
            assert_eq!(
                nfkc_of(c).collect::<String>(),
                std::iter::once(c).nfkc().collect::<String>(),
                "{c:?}"
            );
            // Joined with nothing, as e is with ´.
            for mark in
                ['\u{301}', '\u{3099}', '\u{11a8}'].into_iter().filter(|_| is_plain(c) && !c.is_ascii())
            {
                assert_eq!([c, mark].into_iter().nfkc().next(), Some(c), "{c:?}");
            }
        }
        for text in
            ["（三）不予公开１２", "全  角　空格", "e\u{301}", "㎡ １５㈠", "“公开”——《办法》〔2021〕", ""]
        {
            assert_eq!(nfkc(text), text.nfkc().collect::<String>());
        }
    }
}

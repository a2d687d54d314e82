//! Characters by their kind.

/// A Chinese character, a rare one too: 县, 㙟, 𠮷.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A character whose meaning is agreed on nowhere: one of an office's own making.
pub fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// A Latin letter that ASCII has not: é.
pub fn is_accented(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}') && !matches!(c, '×' | '÷')
}

/// A letter of a script whose letters join or stack: Arabic (Uyghur, Kazakh), Indic, Tibetan, Mongolian.
pub fn is_joined(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{dff}' | '\u{f00}'..='\u{fff}' | '\u{1800}'..='\u{18af}' | '\u{a840}'..='\u{a87f}')
        || matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
}

/// A letter of a script that is read to the left: Arabic (Uyghur, Kazakh), Hebrew.
pub fn is_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
}

/// What web addresses, mail addresses and numbers of telephones are made of: what stands beside it is a part of one.
pub fn in_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_./@".contains(c)
}

/// What Latin words and numbers in digits are made of: a blank between two of them means something, as in FAX 0797.
pub fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// What stands in a run that no line ends within: a Latin word with its signs, an address.
pub fn in_latin_run(c: char) -> bool {
    c.is_ascii_graphic()
}

/// What shows where a word may be parted, and is not seen itself.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}')
}

/// The dash that words begin with, as it is drawn between two days: — or —— or ～.
pub fn dash(words: &str) -> Option<&str> {
    let dashes = ["——", "—", "-", "－", "~", "～", "–"];
    dashes.into_iter().find(|d| words.starts_with(d)).and_then(|d| words.get(..d.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_apart() {
        assert!("县局".chars().all(is_han) && !"A1，〇".chars().any(is_han));
        assert!(
            "㙟𠮷氹".chars().all(is_han) && "éü".chars().all(is_accented) && !"×e".chars().any(is_accented)
        );
        assert!("ئۇ བོ ᠮ".split(' ').flat_map(str::chars).all(is_joined) && !"彝ꆈ".chars().any(is_joined));
        assert_eq!((dash("——12月"), dash("-12月"), dash("至")), (Some("——"), Some("-"), None));
        assert!("xxgk@example.gov.cn/a-1_2".chars().all(in_address) && !"县：，".chars().any(in_address));
    }
}

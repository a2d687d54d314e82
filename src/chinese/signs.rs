//! Characters by their kind.

/// A Chinese character.
pub fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
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
        assert_eq!((dash("——12月"), dash("-12月"), dash("至")), (Some("——"), Some("-"), None));
        assert!("xxgk@example.gov.cn/a-1_2".chars().all(in_address) && !"县：，".chars().any(in_address));
    }
}

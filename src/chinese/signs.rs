//! Characters by their kind.

/// A Chinese character.
pub fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// What web addresses, mail addresses and numbers of telephones are made of: what stands beside it is a part of one.
pub fn in_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_./@".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_apart() {
        assert!("县局".chars().all(is_han) && !"A1，〇".chars().any(is_han));
        assert!("xxgk@example.gov.cn/a-1_2".chars().all(in_address) && !"县：，".chars().any(in_address));
    }
}

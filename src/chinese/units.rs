//! Units of money as they are written: 0.56万元 is 5600 in 元.

/// Units of money, the longer word first, and what one is in 元.
const MONEY: [(&str, u32); 3] = [("亿元", 100_000_000), ("万元", 10_000), ("元", 1)];

/// Every unit of money that the head of a table may name, and what one is in 元.
const NAMED: [(&str, i64); 8] = [
    ("亿元", 100_000_000),
    ("千万元", 10_000_000),
    ("百万元", 1_000_000),
    ("十万元", 100_000),
    ("万元", 10_000),
    ("千元", 1_000),
    ("百元", 100),
    ("元", 1),
];

/// Whether words are those of some money, of whatever unit: 美元, 是元, RMB.
pub fn is_money(words: &str) -> bool {
    const LONGEST: usize = 6;
    const SIGNS: [&str; 6] = ["RMB", "CNY", "USD", "¥", "$", "人民币"];
    SIGNS.contains(&words) || words.ends_with('元') && words.chars().count() <= LONGEST
}

/// What one of a unit of money is in 元: 亿元.
pub fn yuan(unit: &str) -> Option<i64> {
    NAMED.into_iter().find(|(word, _)| *word == unit).map(|(_, yuan)| yuan)
}

/// The unit of money that words begin with, and what one is in 元.
pub fn money(words: &str) -> Option<(&'static str, u32)> {
    MONEY.into_iter().find(|(unit, _)| words.starts_with(unit))
}

/// Whether a unit of money is written with it, or a step that numbers in prose end on: 1.2万, 3亿元.
pub fn is_step(c: char) -> bool {
    c == '元' || step(c).is_some()
}

/// What a number in digits is multiplied by where this stands behind it.
pub fn step(c: char) -> Option<u32> {
    match c {
        '万' => Some(10_000),
        '亿' => Some(100_000_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_known_at_the_head_of_words() {
        assert_eq!(money("万元的收费"), Some(("万元", 10_000)));
        assert_eq!(money("元。"), Some(("元", 1)));
        assert_eq!((yuan("亿元"), yuan("元"), yuan("万")), (Some(100_000_000), Some(1), None));
        assert_eq!((money("万余元"), step('亿'), is_step('件')), (None, Some(100_000_000), false));
    }
}

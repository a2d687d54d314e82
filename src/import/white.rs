//! Colours as white as paper, or nearly so: nobody sees words in them, unless something else lies behind.

/// By its parts.
pub fn is_white(parts: [u8; 3]) -> bool {
    const LEAST: u8 = 0xf0;
    parts.iter().all(|p| *p >= LEAST)
}

/// By its digits, without #; nothing where they are none: fff, FFFFFF, fffffeff with the part that is seen through.
pub fn is_hex_white(digits: &str) -> Option<bool> {
    let all: Vec<u8> = digits.chars().map(|c| c.to_digit(16)?.try_into().ok()).collect::<Option<_>>()?;
    let pair = |a: u8, b: u8| a * 16 + b;
    match all[..] {
        [r, g, b] | [r, g, b, _] => Some(is_white([pair(r, r), pair(g, g), pair(b, b)])),
        [a, b, c, d, e, f] | [a, b, c, d, e, f, _, _] => Some(is_white([pair(a, b), pair(c, d), pair(e, f)])),
        _ => None,
    }
}

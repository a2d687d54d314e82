//! Text as the reader sees it: blanks are no matter, nor is the width of digits and signs.

use crate::chinese::width::narrow;

/// A character with the bytes it came from: from, to, and what it is once folded.
pub type Char = (usize, usize, char);

/// The characters without blanks, full-width digits, letters and commas folded; dashes and quotes stay.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
pub fn folded(text: &str) -> impl Iterator<Item = Char> {
    text.char_indices()
        .filter(|(_, c)| !c.is_whitespace() && !c.is_control() && *c != '\u{200b}')
        .map(|(i, c)| (i, i + c.len_utf8(), narrow(c)))
}

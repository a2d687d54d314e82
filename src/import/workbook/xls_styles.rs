//! How the fonts and styles of an old workbook make words look. ([MS-XLS].)

use super::WordsLook;
use crate::import::compound::{long, word};
use crate::import::marks::Script;

/// How a font's record says that its words look.
pub fn look_of(font: &[u8]) -> WordsLook {
    let script = match word(font, 8) {
        Some(1) => Script::Raised,
        Some(2) => Script::Lowered,
        _ => Script::Plain,
    };
    let struck = word(font, 2).is_some_and(|flags| flags & 8 != 0);
    WordsLook { struck, script, white: word(font, 4).is_some_and(is_white), filled: false }
}

/// White among the colours of old workbooks.
fn is_white(color: u16) -> bool {
    matches!(color, 1 | 9)
}

/// Whether a style's record lays a colour behind the words. ([MS-XLS] 2.4.353.)
pub fn is_filled(style: &[u8]) -> bool {
    let pattern = long(style, 14).unwrap_or(0) >> 26;
    pattern != 0 && !word(style, 18).is_some_and(|colors| is_white(colors & 0x7f))
}

/// The look of the font of that number: number 4 is left out of the count.
pub fn font_look(fonts: &[WordsLook], number: usize) -> WordsLook {
    fonts.get(if number > 4 { number - 1 } else { number }).copied().unwrap_or_default()
}

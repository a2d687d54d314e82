//! What an old Word document holds beside its words that nobody reads here: comments, and the numbers that Word puts
//! before paragraphs by itself.

use crate::import::raw::Remark;
use crate::import::residue::short;
use crate::report::NoteKind;

/// sprmPIlfo: the paragraph is numbered by one of the document's lists.
pub const LISTED: u16 = 0x460b;

/// What is said of comments, by the characters of them all; each begins with a mark.
pub fn comments(story: &[char]) -> Option<Remark> {
    const MARK: char = '\u{5}';
    let words: String = story.iter().filter(|c| !c.is_control()).collect();
    let many = story.iter().filter(|c| **c == MARK).count().max(1);
    let text = format!("批注{many}条没有读入，从“{}”开始；要看它们，请用 Word 打开原文", short(words.trim()));
    (!words.trim().is_empty()).then(|| Remark::new(NoteKind::Dropped, text))
}

/// What is said of numbers that stand in no paragraph's words.
pub fn numbers(are_some: bool) -> Option<Remark> {
    let text = "Word 自动编的号（一、（一）、1. 这些）或者项目符号没有读入；要带上它们，请用 Word 另存为 .docx 再导入";
    are_some.then(|| Remark::new(NoteKind::Dropped, text))
}

//! Words of a Word form that stand out: prompts, greyed or highlighted, that nobody has written over.

use super::raw::Remark;
use super::residue::short;
use super::xml::Element;
use crate::report::NoteKind;

/// Says which words were left as a form prompts for them, or marked by somebody: 〔单击此处输入文字〕 in grey.
pub fn told(all: &[(usize, String)]) -> Option<Remark> {
    let (line, first) = all.first()?;
    let many = if all.len() > 1 { format!("等{}处", all.len()) } else { String::new() };
    let words = short(first);
    let text = format!(
        "“{words}”{many}在原文件里是灰字、突出显示或表单的提示，照原样读入了；是提示或待核对的，请改好"
    );
    Some(Remark::at(NoteKind::Doubtful, *line, text))
}

/// Whether a run is a form's prompt, highlighted, or in grey.
pub fn stands_out(properties: &Element) -> bool {
    let grey = |c: &str| {
        let tone = c.get(..2).and_then(|t| u8::from_str_radix(t, 16).ok());
        c.len() == 6
            && c.get(2..4) == c.get(..2)
            && c.get(4..) == c.get(..2)
            && tone.is_some_and(|t| (0x70..=0xd9).contains(&t))
    };
    properties.is_on("highlight")
        || properties.value("rStyle") == Some("PlaceholderText")
        || properties.value("color").is_some_and(grey)
}

/// Whether a content control shows what it prompts for.
pub fn is_placeholder(control: &Element) -> bool {
    control.child("sdtPr").is_some_and(|p| p.is_on("showingPlcHdr"))
}

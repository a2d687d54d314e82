//! What a Word document holds beside its text and nobody reads: notes, changes that nobody has ruled on.

use crate::import::raw::Remark;
use crate::import::residue;
use crate::import::xml::Element;

/// What is said of changes that nobody has accepted or refused yet.
pub(super) fn revisions(body: &Element) -> Option<Remark> {
    fn count(e: &Element, put_in: &mut usize, taken_out: &mut usize) {
        // A mark of a paragraph is none of its words.
        for c in e.elements().filter(|c| c.name != "rPr") {
            match c.name.as_str() {
                "ins" | "moveTo" | "cellIns" => *put_in += 1,
                "del" | "moveFrom" | "cellDel" => *taken_out += 1,
                _ => {}
            }
            count(c, put_in, taken_out);
        }
    }
    let (mut put_in, mut taken_out) = (0, 0);
    count(body, &mut put_in, &mut taken_out);
    residue::changes(put_in, taken_out)
}

/// What is said of notes at the foot of pages or at the end.
pub(super) fn left_out(notes: &Element, body: &Element) -> Option<Remark> {
    // Those with a type are the lines above them.
    let own = notes.elements().filter(|n| n.attribute("type").is_none_or(|t| t == "normal"));
    let words: Vec<String> =
        own.map(|n| n.words_of("t").trim().to_string()).filter(|w| !w.is_empty()).collect();
    let refers =
        |t: &&Element| ["footnoteReference", "endnoteReference"].iter().any(|n| !t.all_of(n).is_empty());
    residue::left_out(&words, body.all_of("tbl").iter().any(refers))
}

//! What a Word document holds beside its text and nobody reads: notes, changes that nobody has ruled on.

use crate::import::raw::Remark;
use crate::import::residue::{self, FootNote};
use crate::import::xml::Element;
use std::collections::BTreeSet;

/// What is said of changes that nobody has accepted or refused yet.
pub(super) fn revisions(body: &Element) -> Option<Remark> {
    fn count(e: &Element, put_in: &mut usize, taken_out: &mut usize) {
        for c in e.elements().filter(|c| c.name != "rPr") {
            match c.name.as_str() {
                "ins" | "moveTo" | "cellIns" => *put_in += 1,
                "del" | "moveFrom" | "cellDel" => *taken_out += 1,
                // A mark that was put in or taken out with words is no change beside them.
                "p" => {
                    let mark = |names: [&str; 2]| {
                        let has = |e: &Element| names.iter().any(|n| e.child(n).is_some());
                        let own = c.child("pPr").and_then(|p| p.child("rPr"));
                        usize::from(own.is_some_and(has) && !has(c))
                    };
                    *put_in += mark(["ins", "moveTo"]);
                    *taken_out += mark(["del", "moveFrom"]);
                }
                _ => {}
            }
            count(c, put_in, taken_out);
        }
    }
    let (mut put_in, mut taken_out) = (0, 0);
    count(body, &mut put_in, &mut taken_out);
    residue::changes(put_in, taken_out)
}

/// Whether a paragraph goes on in the next: its mark was deleted.
pub(super) fn goes_on(p: &Element) -> bool {
    let mark = p.child("pPr").and_then(|p| p.child("rPr"));
    mark.is_some_and(|m| ["del", "moveFrom"].iter().any(|n| m.child(n).is_some()))
}

/// Kinds of notes, each by its part and by what refers to one of them.
pub(super) const NOTES: [(&str, &str); 2] =
    [("footnotes", "footnoteReference"), ("endnotes", "endnoteReference")];

/// The notes of a part, referred to so in the body.
pub(super) fn foot_notes(part: &Element, reference: &str, body: &Element) -> Vec<FootNote> {
    let mut at_tables = BTreeSet::new();
    of_tables(body, reference, &mut Vec::new(), &mut at_tables);
    // Those with a type are the lines above them.
    let own = part.elements().filter(|n| n.attribute("type").is_none_or(|t| t == "normal"));
    let note = |n: &Element| FootNote {
        words: n.words_of("t").trim().to_string(),
        of_table: n.attribute("id").is_some_and(|id| at_tables.contains(id)),
    };
    own.map(note).filter(|n| !n.words.is_empty()).collect()
}

/// The notes that are referred to in tables, or in the last line `above` one.
fn of_tables<'a>(
    parent: &'a Element,
    reference: &str,
    above: &mut Vec<&'a str>,
    out: &mut BTreeSet<&'a str>,
) {
    let named = |e: &'a Element| e.all_of(reference).into_iter().filter_map(|r| r.attribute("id"));
    for e in parent.elements() {
        match e.name.as_str() {
            "tbl" => {
                out.extend(above.drain(..));
                out.extend(named(e));
            }
            // A box may hold a table.
            "p" if !e.all_of("tbl").is_empty() => out.extend(named(e)),
            "p" if e.words_of("t").trim().is_empty() && named(e).next().is_none() => {}
            "p" => *above = named(e).collect(),
            _ => of_tables(e, reference, above, out),
        }
    }
}

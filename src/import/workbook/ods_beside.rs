//! What stands on a sheet of an .ods beside its cells: 批注, and what is drawn. (OpenDocument 1.3, part 3, 14.1 and 10.)

use super::WorkSheet;
use crate::import::xml::{Element, XmlNode};

/// What is remarked on a cell, and what is drawn in it.
pub fn take(c: &Element, at: (usize, usize), sheet: &mut WorkSheet) {
    for e in c.elements().filter(|e| e.name != "p") {
        match e.name.as_str() {
            "annotation" => {
                let by = e.child("creator").map(Element::text).unwrap_or_default();
                let all = e.elements().filter(|p| p.name == "p").map(all_words);
                sheet.comment(at, &by, &all.collect::<Vec<_>>().join("\n"));
            }
            _ => drawn(e, sheet),
        }
    }
}

/// Words in boxes and shapes, and pictures.
pub fn drawn(e: &Element, sheet: &mut WorkSheet) {
    sheet.pictures += usize::from(e.name == "image");
    match e.name.as_str() {
        "p" => sheet.drawn.extend(Some(all_words(e)).filter(|w| !w.trim().is_empty())),
        _ => e.elements().for_each(|c| drawn(c, sheet)),
    }
}

fn all_words(e: &Element) -> String {
    let words = |n: &XmlNode| match n {
        XmlNode::Text(t) => t.clone(),
        XmlNode::Element(e) => all_words(e),
    };
    e.nodes.iter().map(words).collect()
}

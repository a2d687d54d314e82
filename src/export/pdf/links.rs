//! Links: where they are clicked, and where they lead.

use crate::page::PAPER;
use crate::page::pages::Link;
use lopdf::{Document, Object, ObjectId, dictionary};

/// The annotation of a link on its page; `number` is its own in the tree of parents.
pub fn annotation(pdf: &mut Document, link: &Link, page: ObjectId, number: i64) -> ObjectId {
    let [x0, y0, x1, y1] = link.rect;
    let rect = [x0, PAPER.1 - y1, x1, PAPER.1 - y0].map(Object::Real);
    let action = dictionary! { "S" => "URI", "URI" => Object::string_literal(link.to.as_str()) };
    let annotation = pdf.add_object(dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => rect.to_vec(),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        // It is printed as the page is: with nothing to see.
        "F" => 4,
        "Contents" => super::utf16(&link.to),
        "A" => action,
        "StructParent" => number,
    });
    if let Ok(page) = pdf.get_dictionary_mut(page) {
        let mut all = page.get(b"Annots").and_then(Object::as_array).cloned().unwrap_or_default();
        all.push(annotation.into());
        page.set("Annots", all);
    }
    annotation
}

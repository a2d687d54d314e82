//! The outline: headings nested by level, each leading to its place.

use super::utf16;
use crate::page::PAPER;
use crate::page::pages::{OutlineEntry, Pages};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// The outline, nested by level; the catalog's reference to it.
pub fn write(pdf: &mut Document, pages: &Pages, ids_of_pages: &[ObjectId]) -> Option<ObjectId> {
    let shown: Vec<&OutlineEntry> = pages.outline.iter().collect();
    if shown.is_empty() {
        return None;
    }
    let root = pdf.new_object_id();
    let ids: Vec<ObjectId> = shown.iter().map(|_| pdf.new_object_id()).collect();
    // The parent of an entry is the last one above it of a higher level.
    let parent = |i: usize| (0..i).rev().find(|j| shown[*j].level < shown[i].level);
    let parents: Vec<Option<usize>> = (0..shown.len()).map(parent).collect();
    for (i, e) in shown.iter().enumerate() {
        let above = parents[i].map_or(root, |p| ids[p]);
        let page = ids_of_pages.get(e.page).copied()?;
        // On a turned page the paper's left edge is up.
        let turned = pages.pages.get(e.page).is_some_and(|p| p.turned);
        let (x, y) = if turned { (e.at.1, e.at.0) } else { (0.0, PAPER.1 - e.at.1) };
        let mut d = dictionary! {
            "Title" => utf16(&e.text),
            "Parent" => above,
            "Dest" => vec![page.into(), "XYZ".into(), Object::Real(x), Object::Real(y), Object::Null],
        };
        let family: Vec<usize> = (0..shown.len()).filter(|j| parents[*j] == parents[i]).collect();
        if let Some(at) = family.iter().position(|j| *j == i) {
            if at > 0 {
                d.set("Prev", ids[family[at - 1]]);
            }
            if at + 1 < family.len() {
                d.set("Next", ids[family[at + 1]]);
            }
        }
        kin(&mut d, (0..shown.len()).filter(|j| parents[*j] == Some(i)).map(|j| ids[j]));
        pdf.objects.insert(ids[i], d.into());
    }
    let mut d = dictionary! { "Type" => "Outlines" };
    kin(&mut d, (0..shown.len()).filter(|j| parents[*j].is_none()).map(|j| ids[j]));
    pdf.objects.insert(root, d.into());
    Some(root)
}

/// First, last and number of children.
fn kin(d: &mut Dictionary, children: impl Iterator<Item = ObjectId>) {
    let children: Vec<ObjectId> = children.collect();
    if let (Some(first), Some(last)) = (children.first(), children.last()) {
        d.set("First", *first);
        d.set("Last", *last);
        d.set("Count", children.len() as i64);
    }
}

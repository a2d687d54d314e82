//! The structure tree (ISO 32000-1 14.7): what a reader that speaks goes by, and what PDF/UA and PDF/A-2a ask for.

use super::links;
use crate::page::PAPER;
use crate::page::pages::{Ink, Item, Pages};
use crate::page::structure::{Scope, StructureElement, TagRole};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// A stretch of marks of one element on one page: the element, the number of the stretch on its page.
pub struct TagMark {
    pub element: usize,
    pub page: usize,
    pub number: i64,
}

/// Runs of neighbouring marks of the same element.
pub fn stretches(items: &[Item]) -> impl Iterator<Item = &[Item]> {
    items.chunk_by(|a, b| a.element == b.element)
}

/// All marks, page by page; the numbers on a page follow the order of its stretches.
pub fn marks(pages: &Pages) -> Vec<TagMark> {
    let on_page = |(page, p): (usize, &crate::page::Page)| {
        let elements = stretches(&p.items).filter_map(|s| s[0].element);
        elements
            .enumerate()
            .map(|(number, element)| TagMark { element, page, number: number as i64 })
            .collect::<Vec<_>>()
    };
    pages.pages.iter().enumerate().flat_map(on_page).collect()
}

/// The tag that the content stream calls an element by.
pub fn tag(role: &TagRole) -> String {
    match role {
        TagRole::Heading(n) => format!("H{}", crate::form::bounds::between(*n, 1, 6)),
        TagRole::Para => "P".into(),
        TagRole::Caption => "Caption".into(),
        TagRole::Link => "Link".into(),
        TagRole::Figure { .. } => "Figure".into(),
        TagRole::Table => "Table".into(),
        TagRole::Rows { heads: true } => "THead".into(),
        TagRole::Rows { heads: false } => "TBody".into(),
        TagRole::Row => "TR".into(),
        TagRole::Head { .. } => "TH".into(),
        TagRole::Data { .. } => "TD".into(),
    }
}

/// Writes the tree; the reference for the catalog.
pub fn write(pdf: &mut Document, pages: &Pages, page_ids: &[ObjectId]) -> ObjectId {
    let root = pdf.new_object_id();
    let document = pdf.new_object_id();
    let ids: Vec<ObjectId> = pages.elements.iter().map(|_| pdf.new_object_id()).collect();
    let marks = marks(pages);
    let mut kids: Vec<Vec<Object>> = vec![Vec::new(); ids.len()];
    let mut top = Vec::new();
    let mut nums = Vec::new();
    for (i, page) in page_ids.iter().enumerate() {
        let here: Vec<&TagMark> = marks.iter().filter(|m| m.page == i).collect();
        for m in &here {
            let mark = dictionary! { "Type" => "MCR", "Pg" => *page, "MCID" => m.number };
            kids[m.element].push(mark.into());
        }
        let parents: Vec<Object> = here.iter().map(|m| ids[m.element].into()).collect();
        nums.extend([Object::Integer(i as i64), pdf.add_object(parents).into()]);
        if let Ok(page) = pdf.get_dictionary_mut(*page) {
            page.set("StructParents", i as i64);
            page.set("Tabs", "S");
        }
    }
    for (i, link) in pages.links.iter().enumerate() {
        let Some(page) = page_ids.get(link.page).copied() else { continue };
        let number = page_ids.len().saturating_add(i) as i64;
        let annotation = links::annotation(pdf, link, page, number);
        kids[link.element].push(dictionary! { "Type" => "OBJR", "Pg" => page, "Obj" => annotation }.into());
        nums.extend([Object::Integer(number), ids[link.element].into()]);
    }
    // Rows stand before their tiles, so children come in the order of reading.
    for (i, e) in pages.elements.iter().enumerate() {
        match e.parent {
            Some(p) => kids[p].push(ids[i].into()),
            None => top.push(Object::from(ids[i])),
        }
    }
    for (i, e) in pages.elements.iter().enumerate() {
        let parent = e.parent.map_or(document, |p| ids[p]);
        let mut d = dictionary! {
            "Type" => "StructElem", "S" => Object::Name(tag(&e.role).into()), "P" => parent,
        };
        if let [only] = kids[i].as_slice() {
            d.set("K", only.clone());
        } else if !kids[i].is_empty() {
            d.set("K", std::mem::take(&mut kids[i]));
        }
        attributes(&mut d, e, i, pages);
        pdf.objects.insert(ids[i], d.into());
    }
    let d = dictionary! { "Type" => "StructElem", "S" => "Document", "P" => root, "K" => top };
    pdf.objects.insert(document, d.into());
    let parents = pdf.add_object(dictionary! { "Nums" => nums });
    let d = dictionary! {
        "Type" => "StructTreeRoot", "K" => vec![document.into()], "ParentTree" => parents,
        "ParentTreeNextKey" => page_ids.len().saturating_add(pages.links.len()) as i64,
    };
    pdf.objects.insert(root, d.into());
    root
}

/// What an element says of itself beyond its kind.
fn attributes(d: &mut Dictionary, e: &StructureElement, at: usize, pages: &Pages) {
    match &e.role {
        TagRole::Figure { alt } => {
            d.set("Alt", super::utf16(alt));
            let marks = pages.pages.iter().flat_map(|p| &p.items).filter(|i| i.element == Some(at));
            if let Some([x0, y0, x1, y1]) = marks.map(|i| extent(&i.ink)).reduce(around) {
                let numbers = [x0, PAPER.1 - y1, x1, PAPER.1 - y0].map(Object::Real);
                let layout =
                    dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => numbers.to_vec() };
                d.set("A", layout);
            }
        }
        TagRole::Head { rows, cols, .. } | TagRole::Data { rows, cols } => {
            let mut a = dictionary! { "O" => "Table" };
            if let TagRole::Head { scope, .. } = e.role {
                let scope = match scope {
                    Scope::Column => "Column",
                    Scope::Row => "Row",
                    Scope::Both => "Both",
                };
                a.set("Scope", scope);
            }
            for (name, n) in [("RowSpan", *rows), ("ColSpan", *cols)] {
                if n > 1 {
                    a.set(name, n as i64);
                }
            }
            if a.len() > 1 {
                d.set("A", a);
            }
        }
        _ => {}
    }
}

fn extent(ink: &Ink) -> [f32; 4] {
    match ink {
        Ink::Run { line, y, size } => {
            let left = line.glyphs.first().map_or(0.0, |g| g.x);
            let right = line.glyphs.last().map_or(left, |g| g.x + g.advance);
            [left, y - size, right, y + size * 0.2]
        }
        Ink::Rule { x0, y0, x1, y1 }
        | Ink::Fill { x0, y0, x1, y1, .. }
        | Ink::Picture { x0, y0, x1, y1, .. } => [*x0, *y0, *x1, *y1],
    }
}

fn around(a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

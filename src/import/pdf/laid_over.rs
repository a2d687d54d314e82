//! What was added to a page with a reader of PDF files and is not of the page itself: remarks, shapes, filled-in fields.
//! Which of them a viewer shows, and how, is for each viewer to say: their words are not read, and that is told.

use crate::import::budget::Budget;
use hayro::hayro_syntax::object::{Array, Dict, Name, Object};
use hayro::hayro_syntax::page::Page;

/// Not shown at all, or not on a screen.
const HIDDEN: u32 = 1 << 1 | 1 << 5;

/// Kinds that may hide or change what is read below them, as a clerk calls them.
const KINDS: [(&str, &[&str]); 4] = [
    ("文字框", &["FreeText", "Caret"]),
    ("删除线", &["StrikeOut"]),
    ("图形", &["Square", "Circle", "Line", "Ink", "Polygon", "PolyLine", "Redact"]),
    ("填写的内容", &["Widget"]),
];

/// The kinds of what lies over a page.
pub fn of(page: &Page<'_>, budget: &Budget<'_>) -> Vec<&'static str> {
    let Some(all) = page.raw().get::<Array<'_>>("Annots") else { return Vec::new() };
    let mut out = Vec::new();
    for one in all.iter::<Dict<'_>>() {
        if !budget.take(1) {
            break;
        }
        let hidden = one.get::<u32>("F").is_some_and(|f| f & HIDDEN != 0);
        let kind = one.get::<Name<'_>>("Subtype");
        let is = |names: &[&str]| kind.as_ref().is_some_and(|k| names.contains(&k.as_str()));
        let found = KINDS.iter().find(|(_, names)| is(names)).map(|(called, _)| *called);
        // A field without a value shows nothing, a seal changes no words.
        let filled =
            || one.contains_key("V") || one.get::<Dict<'_>>("Parent").is_some_and(|p| p.contains_key("V"));
        let seal = || matches!(one.get::<Object<'_>>("FT"), Some(Object::Name(n)) if n.as_str() == "Sig");
        let counts = |called: &&str| *called != "填写的内容" || (filled() && !seal());
        out.extend(found.filter(|called| !hidden && counts(called)));
    }
    out
}

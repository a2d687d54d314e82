//! What a page will ask for, measured before it is interpreted: forms drawn by forms that draw forms, and text by
//! the megabyte, of which every character is made before the first is drawn.

use super::unpacked;
use crate::import::budget::Budget;
use hayro::hayro_syntax::content::TypedIter;
use hayro::hayro_syntax::content::ops::TypedInstruction;
use hayro::hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro::hayro_syntax::page::{Page, Resources};

/// Most bytes of text shown at once.
const MOST_SHOWN: usize = 20_000;
/// So many bytes of content are a piece of the budget.
const PIECE: usize = 128;
/// Forms are not drawn deeper than this in each other.
const DEEPEST: usize = 50;

/// Whether a page asks for no more than a page does.
pub fn is_modest(page: &Page<'_>, budget: &Budget<'_>) -> bool {
    let mut content = Vec::new();
    let mut add = |s: Stream<'_>| {
        let Some(bytes) = bytes_of(&s, budget) else { return false };
        content.extend(bytes);
        content.push(b' ');
        budget.take(1) && content.len() <= unpacked::MOST_CONTENT
    };
    let whole = match page.raw().get::<Object<'_>>(b"Contents".as_slice()) {
        Some(Object::Stream(s)) => add(s),
        Some(Object::Array(a)) => a.iter::<Stream<'_>>().all(add),
        _ => true,
    };
    if !whole {
        return false;
    }
    ContentWalk { budget }.content(&content, page.resources(), 0)
}

/// The content of a stream, where it is within bounds.
fn bytes_of(s: &Stream<'_>, budget: &Budget<'_>) -> Option<Vec<u8>> {
    let length = unpacked::length(s, budget)?;
    if !budget.take(1 + length / PIECE) {
        return None;
    }
    Some(s.decoded_data().map(|b| b.into_owned()).unwrap_or_default())
}

struct ContentWalk<'a, 'b> {
    budget: &'a Budget<'b>,
}

impl ContentWalk<'_, '_> {
    fn content(&self, content: &[u8], resources: &Resources<'_>, depth: usize) -> bool {
        let mut ops = TypedIter::new(content);
        while let Some(op) = ops.next() {
            let fits = match op {
                TypedInstruction::ShowText(t) => t.0.as_bytes().len() <= MOST_SHOWN,
                TypedInstruction::NextLineAndShowText(t) => t.0.as_bytes().len() <= MOST_SHOWN,
                TypedInstruction::ShowTextWithParameters(t) => t.2.as_bytes().len() <= MOST_SHOWN,
                TypedInstruction::ShowTexts(t) => shown(t.0) <= MOST_SHOWN,
                TypedInstruction::XObject(x) => self.form(x.0, resources, depth),
                _ => true,
            };
            if !fits {
                return false;
            }
        }
        true
    }

    fn form(&self, name: &Name<'_>, resources: &Resources<'_>, depth: usize) -> bool {
        let Some(form) = resources.get_x_object(name) else { return self.budget.take(1) };
        let is_form = form.dict().get::<Name<'_>>(b"Subtype".as_slice()).is_some_and(|n| *n == *b"Form");
        if !is_form || depth > DEEPEST {
            return self.budget.take(1);
        }
        let Some(content) = bytes_of(&form, self.budget) else { return false };
        match form.dict().get::<Dict<'_>>(b"Resources".as_slice()) {
            Some(own) => self.content(&content, &Resources::new(own), depth + 1),
            None => self.content(&content, resources, depth + 1),
        }
    }
}

/// How many bytes of text an array shows.
fn shown(texts: &Array<'_>) -> usize {
    let length = |o: Object<'_>| if let Object::String(s) = o { s.as_bytes().len() } else { 0 };
    texts.iter::<Object<'_>>().map(length).sum()
}

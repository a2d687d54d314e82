//! Heads one behind the other, without the columns they stand over: which order of columns gives just this order of
//! words. A table is read out row by row, or down each group; only an order that every reading agrees on is proven.

use super::head::{HeadSlot, Word};
use super::labels;
use crate::form;
use crate::form::table::Node;

/// A tree of heads as far as the words name it.
#[derive(Clone)]
struct Tree<'a> {
    label: String,
    node: &'a Node,
    children: Vec<Tree<'a>>,
}

/// A column, or one that the form does not have.
#[derive(Clone, Copy)]
enum HeadItem<'a, 'w> {
    Known(&'a Tree<'a>, &'w Word),
    Extra,
}

/// What is read, and how far.
struct HeadReading<'w> {
    words: &'w [Word],
    at: usize,
}

type HeadOrder<'w> = Vec<HeadSlot>;

/// The columns in their order; `corner`: the words over the labels are known.
pub fn slots(words: &[Word], trees: &[Node], corner: bool) -> Option<Vec<HeadSlot>> {
    let first = words.iter().position(|w| w.head.is_some())?;
    let (before, words) = words.split_at(first);
    // What stands before the first head is over the labels; words that speak of other numbers are not.
    let plain =
        |w: &Word| !corner && form::words::words().over_labels.iter().any(|o| w.text.contains(o.as_str()));
    let over_labels = |w: &Word| match (&w.cols, words.first().and_then(|f| f.cols.as_ref())) {
        (Some(own), Some(first)) => own.end <= first.start,
        _ => plain(w),
    };
    if !before.iter().all(over_labels) {
        return None;
    }
    let named = |label: &str| words.iter().any(|w| w.head.as_deref() == Some(label));
    /// How a head may be read.
    type HeadWay = fn(&[Tree<'_>], &[Word]) -> Option<Vec<HeadSlot>>;
    let ways: [HeadWay; 4] = [leaves_only, down, by_rows, by_rows_at_the_bottom];
    // A group without its head is not there, or its head is.
    let trees = [true, false].map(|lifted| named_only(trees, &named, lifted));
    let mut found = trees.iter().flat_map(|t| ways.iter().filter_map(move |way| way(t, words)));
    let one = found.next()?;
    let key = |s: &[HeadSlot]| s.iter().map(|s| s.key.clone()).collect::<Vec<_>>();
    found.all(|other| key(&other) == key(&one)).then_some(one)
}

/// The tree without heads that no word names; what such a group holds stands in its place, or is gone with it.
fn named_only<'a>(trees: &'a [Node], named: &dyn Fn(&str) -> bool, lifted: bool) -> Vec<Tree<'a>> {
    let mut out = Vec::new();
    for n in trees {
        let label = labels::key(&n.label);
        let children = named_only(&n.children, named, lifted);
        match (n.children.is_empty(), named(&label)) {
            (_, true) => out.push(Tree { label, node: n, children }),
            (false, false) if lifted => out.extend(children),
            (_, false) => {}
        }
    }
    out
}

fn leaves<'t, 'a>(trees: &'t [Tree<'a>], out: &mut Vec<&'t Tree<'a>>) {
    for t in trees {
        match t.node.children.is_empty() {
            true => out.push(t),
            false => leaves(&t.children, out),
        }
    }
}

fn slot(tree: &Tree<'_>, word: &Word) -> HeadSlot {
    HeadSlot { key: Some(tree.node.key.clone()), scale: word.scale, cols: None }
}

const EXTRA: HeadSlot = HeadSlot { key: None, scale: None, cols: None };

impl<'w> HeadReading<'w> {
    fn next(&mut self) -> Option<&'w Word> {
        let w = self.words.get(self.at)?;
        self.at += 1;
        Some(w)
    }
    fn is_done(&self) -> bool {
        self.at == self.words.len()
    }

    /// All of these heads in some order, each once; others between them are extra columns.
    fn each<'t>(&mut self, heads: &[&'t Tree<'t>]) -> Option<Vec<HeadItem<'t, 'w>>> {
        let mut left: Vec<&Tree<'_>> = heads.to_vec();
        let mut out = Vec::new();
        while !left.is_empty() {
            let w = self.next()?;
            let Some(h) = &w.head else {
                // At the edge of a list nobody knows whose it is.
                if out.is_empty() {
                    return None;
                }
                out.push(HeadItem::Extra);
                continue;
            };
            let mut at = left.iter().enumerate().filter(|(_, t)| t.label == *h).map(|(i, _)| i);
            let (Some(i), None) = (at.next(), at.next()) else { return None };
            out.push(HeadItem::Known(left.remove(i), w));
        }
        Some(out)
    }
}

/// Only the lowest heads, each once.
fn leaves_only(trees: &[Tree<'_>], words: &[Word]) -> Option<HeadOrder<'static>> {
    let mut all = Vec::new();
    leaves(trees, &mut all);
    let mut r = HeadReading { words, at: 0 };
    let items = r.each(&all)?;
    let rest = words.get(r.at..)?;
    if all.is_empty() || rest.iter().any(|w| w.head.is_some()) {
        return None;
    }
    let known = items.iter().map(|i| match i {
        HeadItem::Known(t, w) => slot(t, w),
        HeadItem::Extra => EXTRA,
    });
    Some(known.chain(rest.iter().map(|_| EXTRA)).collect())
}

/// Each group with what stands below it, before the next.
fn down(trees: &[Tree<'_>], words: &[Word]) -> Option<Vec<HeadSlot>> {
    fn walk(trees: &[Tree<'_>], r: &mut HeadReading<'_>, out: &mut Vec<HeadSlot>) -> Option<()> {
        let mut left: Vec<&Tree<'_>> = trees.iter().collect();
        // Behind a column of this list another may stand that is none; at the edge of a list nobody knows whose it is.
        let mut inside = false;
        while !left.is_empty() {
            let w = r.next()?;
            let Some(h) = &w.head else {
                out.push(EXTRA);
                inside.then_some(())?;
                continue;
            };
            let mut at = left.iter().enumerate().filter(|(_, t)| t.label == *h).map(|(i, _)| i);
            let (Some(i), None) = (at.next(), at.next()) else { return None };
            let t = left.remove(i);
            inside = t.node.children.is_empty();
            match inside {
                true => out.push(slot(t, w)),
                false => walk(&t.children, r, out)?,
            }
        }
        Some(())
    }
    let mut r = HeadReading { words, at: 0 };
    let mut out = Vec::new();
    walk(trees, &mut r, &mut out)?;
    (r.is_done() && !out.is_empty()).then_some(out)
}

/// A node of the order found: a column, or a group with the list it will have.
enum HeadPlace {
    Column(HeadSlot),
    Group(usize),
}

/// Row by row, each head right below its group.
fn by_rows(trees: &[Tree<'_>], words: &[Word]) -> Option<Vec<HeadSlot>> {
    rows(trees, words, false)
}

/// Row by row, all columns in the last row.
fn by_rows_at_the_bottom(trees: &[Tree<'_>], words: &[Word]) -> Option<Vec<HeadSlot>> {
    rows(trees, words, true)
}

fn rows<'t>(trees: &'t [Tree<'t>], words: &[Word], bottom: bool) -> Option<Vec<HeadSlot>> {
    let mut r = HeadReading { words, at: 0 };
    let mut lists: Vec<Vec<HeadPlace>> = Vec::new();
    // What stands below each head, in the order of the lists.
    let mut below: Vec<&'t [Tree<'t>]> = vec![trees];
    while let Some(children) = below.get(lists.len()).copied() {
        let groups = |t: &&Tree<'_>| !bottom || !t.node.children.is_empty();
        let here: Vec<&Tree<'_>> = children.iter().filter(groups).collect();
        // Which columns stand between groups the last row does not tell.
        if bottom && !here.is_empty() && here.len() < children.len() {
            return None;
        }
        let mut list = Vec::new();
        for item in r.each(&here)? {
            list.push(match item {
                HeadItem::Known(t, w) if t.node.children.is_empty() => HeadPlace::Column(slot(t, w)),
                HeadItem::Known(t, _) => {
                    below.push(&t.children);
                    HeadPlace::Group(below.len() - 1)
                }
                HeadItem::Extra => HeadPlace::Column(EXTRA),
            });
        }
        lists.push(list);
    }
    let mut out = Vec::new();
    in_order(&lists, 0, &mut |list, column| {
        match column {
            Some(s) => out.push(s.clone()),
            None if bottom => {
                let all: Vec<&Tree<'_>> = below.get(list)?.iter().collect();
                out.extend(r.each(&all)?.iter().map(|i| match i {
                    HeadItem::Known(t, w) => slot(t, w),
                    HeadItem::Extra => EXTRA,
                }));
            }
            None => return None,
        }
        Some(())
    })?;
    (r.is_done() && !out.is_empty()).then_some(out)
}

/// Visits the columns in their order, and the lists that have none yet.
fn in_order(
    lists: &[Vec<HeadPlace>],
    at: usize,
    visit: &mut impl FnMut(usize, Option<&HeadSlot>) -> Option<()>,
) -> Option<()> {
    let list = lists.get(at)?;
    if list.is_empty() {
        return visit(at, None);
    }
    list.iter().try_for_each(|p| match p {
        HeadPlace::Column(s) => visit(at, Some(s)),
        HeadPlace::Group(i) => in_order(lists, *i, visit),
    })
}

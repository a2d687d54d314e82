//! What the names of a table say of reading its numbers by their turn. The sums hold as well where two rows, or two
//! columns, stand for each other: names that are known must stand in the form's order, and of those that are not known
//! no more than one may be told by its place.

use crate::form::table::{self, Block, Leaf, Table};
use crate::import::cell::{is_in_place_of_a_value, is_value};
use crate::import::heads::Heads;
use crate::import::labels;
use crate::import::walk::{Label, SeenRow, Walk};
use std::collections::BTreeSet;

/// The names that nobody knows; none where one that is known stands out of the form's order.
pub fn unknown(table: &Table, walk: &Walk) -> Option<Vec<String>> {
    let mut out = Vec::new();
    for (i, heads) in walk.heads.iter().enumerate() {
        let from = walk.rows.iter().filter(|r| r.heads == i).filter_map(begins).min().unwrap_or(0);
        if !table.blocks.iter().any(|b| is_ordered(heads, from, b)) {
            return None;
        }
        let over = heads.words.iter().filter(|w| w.cols.as_ref().is_none_or(|c| c.end > from));
        out.extend(over.filter(|w| w.head.is_none()).map(|w| w.text.clone()));
    }
    out.extend(walk.rows.iter().filter_map(name));
    Some(out)
}

/// The label of a table that a name nobody knows is a slip of: of those that no other name is, the one that it is more
/// like than any other, where it says no other thing.
pub fn slip_of(table: &Table, walk: &Walk, name: &str) -> Option<String> {
    /// Less alike is another name.
    const ALIKE: usize = 60;
    let is_seen = |l: &Leaf<'_>| walk.rows.iter().any(|r| r.label == Label::Row(l.node().key.clone()));
    let heads: BTreeSet<&String> =
        walk.heads.iter().flat_map(|h| &h.words).filter_map(|w| w.head.as_ref()).collect();
    let rows = table.blocks.iter().flat_map(|b| table::leaves(&b.rows)).filter(|l| !is_seen(l));
    let columns = table.blocks.iter().flat_map(|b| table::leaves(&b.columns)).flat_map(|l| l.labels());
    let columns = columns.filter(|l| !heads.contains(&labels::key(l)));
    let lost: BTreeSet<&str> = rows.map(|l| l.node().label.as_str()).chain(columns).collect();
    let own = labels::key(name);
    let like = |l: &&str| labels::likeness(&own, &labels::key(l));
    let most = lost.iter().map(like).max().filter(|most| *most >= ALIKE)?;
    let mut found = lost.iter().filter(|l| like(l) == most);
    let label = found.next().filter(|_| found.next().is_none())?;
    (!labels::is_opposite(name, label)).then(|| label.to_string())
}

/// The name of a row that is not known; behind that of its group it stands among the cells.
fn name(row: &SeenRow) -> Option<String> {
    let words = match row.label {
        Label::Row(_) => return None,
        Label::Group(_) => row.values().next().filter(|t| !is_value(t) && !is_in_place_of_a_value(t)),
        Label::Other(_) => Some(row.words.as_str()),
    };
    words.filter(|w| !w.is_empty()).map(str::to_string)
}

/// The column of the source in which the numbers of a row begin, where that is known.
fn begins(row: &SeenRow) -> Option<usize> {
    row.cells.iter().find(|c| !c.text.is_empty())?.cols.as_ref().map(|c| c.start)
}

/// Whether the heads over the columns from there on may be those of a block in its order: each that is known behind
/// those before it, with no more columns between than the form has.
fn is_ordered(heads: &Heads, from: usize, block: &Block) -> bool {
    let leaves: Vec<String> =
        table::leaves(&block.columns).iter().map(|l| labels::key(&l.node().label)).collect();
    let mut next = (0, 0);
    for word in &heads.words {
        let is_over = word.cols.as_ref().is_some_and(|c| c.end > from);
        let least = if next.0 == word.row { next.1 } else { 0 };
        let known = word.head.as_ref().and_then(|h| leaves.iter().position(|l| l == h));
        match known {
            Some(at) if at < least => return false,
            Some(at) => next = (word.row, at + 1),
            None if word.head.is_none() && is_over => next = (word.row, least + 1),
            None => {}
        }
    }
    true
}

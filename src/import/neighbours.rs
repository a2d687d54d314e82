//! Rows whose label is not whole: one with a lost or a wrong character is told by its likeness and by the rows it
//! stands between, if these are next but one to each other on the form.

use super::labels::{self, Labels};
use super::walk::{Label, Walk};

/// Less alike is another label, even between its neighbours.
const ALIKE: usize = 50;

/// Names the rows that their neighbours tell.
pub fn name_rows(labels: &Labels, walk: &mut Walk) {
    let place = |l: &Label| match l {
        Label::Row(k) => labels.rows.iter().position(|r| r.key == *k),
        _ => None,
    };
    let seen: Vec<usize> = walk.rows.iter().filter_map(|s| place(&s.label)).collect();
    let mut i = 0;
    while i < walk.rows.len() {
        let end = (i..walk.rows.len()).find(|n| !matches!(walk.rows[*n].label, Label::Other(_)));
        let end = end.unwrap_or(walk.rows.len());
        if end == i {
            i += 1;
            continue;
        }
        let before = i.checked_sub(1).map(|b| place(&walk.rows[b].label));
        let after = walk.rows.get(end).map(|r| place(&r.label));
        let first = match before {
            Some(Some(p)) => Some(p + 1),
            Some(None) => None,
            None => Some(0),
        };
        let last = match after {
            Some(found) => found,
            None => Some(labels.rows.len()),
        };
        if let (Some(first), Some(last)) = (first, last)
            && first + (end - i) == last
        {
            for (n, row) in (i..end).zip(first..) {
                if !seen.contains(&row) && is_alike(labels, &walk.rows[n].words, row) {
                    walk.rows[n].label = Label::Row(labels.rows[row].key.clone());
                    let official = labels.rows[row].official.clone();
                    let line = walk.rows[n].line;
                    walk.aliases.insert(walk.rows[n].words.clone(), (line, official, 1));
                }
            }
        }
        i = end;
    }
}

/// Whether words are more like this row's label than like any other.
fn is_alike(labels: &Labels, words: &str, row: usize) -> bool {
    let own = labels::key(words);
    let like = |i: usize| labels.rows.get(i).map_or(0, |r| labels::likeness(&own, &r.words));
    let this = like(row);
    this >= ALIKE && (0..labels.rows.len()).all(|i| i == row || like(i) < this)
}

//! Tables that stand another way than the form's: its heads down the side and its rows across, the parts of table
//! four as rows, or all labels down the side and the numbers beside them. A number's cell is told by the labels at both
//! edges, whichever stands where; a block is read so only if each of its cells is told by one place of the source.

use crate::form::table::{self, Block, CellKey, Leaf};
use crate::import::cell::{is_in_place_of_a_value, is_value};
use crate::import::labels::{self, Labels};
use crate::import::scale::{self, Scale};
use crate::import::source_rows::{SourceKind, SourceRow};
use std::collections::{BTreeMap, BTreeSet};

/// No table of the form has more fields, with its labels.
const MOST: usize = 4000;

/// What stands in the place of a cell.
pub struct CrossedCell {
    pub text: String,
    pub line: usize,
    pub scale: Option<Scale>,
}

/// What was read of a block so, and what stands over numbers among it that are none of the form's.
#[derive(Default)]
pub struct CrossedRead {
    pub cells: BTreeMap<CellKey, CrossedCell>,
    pub strange: BTreeSet<String>,
}

/// A field of the source that is not split any further.
struct CrossedField<'a> {
    text: &'a str,
    line: usize,
    top: usize,
    left: usize,
    rows: usize,
    cols: usize,
}

impl CrossedField<'_> {
    fn is_label(&self) -> bool {
        !self.text.is_empty() && !is_value(self.text) && !is_in_place_of_a_value(self.text)
    }
}

/// A table of the source in which each place is taken once.
struct CrossedFields<'a> {
    all: Vec<CrossedField<'a>>,
    width: usize,
    places: Vec<usize>,
}

impl<'a> CrossedFields<'a> {
    /// None where spans overlap or leave holes: then no place is certain.
    fn of(rows: &[&'a SourceRow]) -> Option<CrossedFields<'a>> {
        let width = rows.iter().flat_map(|r| &r.cells).map(|c| c.col + c.cols).max()?;
        let area = width.checked_mul(rows.len()).filter(|a| *a <= MOST)?;
        let mut places = vec![usize::MAX; area];
        let mut all = Vec::new();
        for (top, row) in rows.iter().enumerate() {
            for c in &row.cells {
                for (r, col) in (top..top + c.rows).flat_map(|r| (c.col..c.col + c.cols).map(move |c| (r, c)))
                {
                    let place = places.get_mut(r * width + col).filter(|p| **p == usize::MAX)?;
                    *place = all.len();
                }
                let (text, line) = (c.text.as_str(), row.line);
                all.push(CrossedField { text, line, top, left: c.col, rows: c.rows, cols: c.cols });
            }
        }
        places.iter().all(|p| *p != usize::MAX).then_some(CrossedFields { all, width, places })
    }

    fn at(&self, row: usize, col: usize) -> Option<&CrossedField<'a>> {
        self.all.get(*self.places.get(row * self.width + col)?)
    }

    /// The labels of a field that holds no label: those next to it on its left and over it, each beside all of it.
    fn labels_of(&self, f: &CrossedField<'a>) -> Option<Vec<&CrossedField<'a>>> {
        let left = (0..f.left).rev().filter_map(|c| self.at(f.top, c));
        let above = (0..f.top).rev().filter_map(|r| self.at(r, f.left));
        let edge = |fields: &mut dyn Iterator<Item = &CrossedField<'a>>| -> BTreeSet<usize> {
            let mut labels =
                fields.skip_while(|l| !l.is_label()).take_while(|l| l.is_label() || l.text.is_empty());
            labels.by_ref().filter(|l| l.is_label()).map(|l| self.number(l)).collect()
        };
        let beside = |l: &&CrossedField<'a>| l.top <= f.top && f.top + f.rows <= l.top + l.rows;
        let over = |l: &&CrossedField<'a>| l.left <= f.left && f.left + f.cols <= l.left + l.cols;
        let (left, above) = (edge(&mut left.into_iter()), edge(&mut above.into_iter()));
        let of = |set: BTreeSet<usize>| set.into_iter().filter_map(|i| self.all.get(i)).collect::<Vec<_>>();
        let (left, above) = (of(left), of(above));
        (left.iter().all(beside) && above.iter().all(over)).then(|| [left, above].concat())
    }

    fn number(&self, f: &CrossedField<'_>) -> usize {
        self.places.get(f.top * self.width + f.left).copied().unwrap_or(usize::MAX)
    }
}

/// The tables of the source among these rows.
fn tables(rows: &[SourceRow]) -> Vec<Vec<&SourceRow>> {
    let mut out: Vec<Vec<&SourceRow>> = Vec::new();
    let mut last = None;
    for r in rows {
        let kind = matches!(r.kind, SourceKind::Placed | SourceKind::Even).then_some((r.kind, r.table));
        match (kind, out.last_mut()) {
            (Some(_), Some(table)) if kind == last => table.push(r),
            (Some(_), _) => out.push(vec![r]),
            (None, _) => {}
        }
        last = kind;
    }
    out
}

/// The cells of a block by the labels at both edges of a table of the source.
pub fn crossed(block: &Block, labels: &Labels, rows: &[SourceRow]) -> Option<CrossedRead> {
    let (down, across) = (table::leaves(&block.rows), table::leaves(&block.columns));
    let mut out = CrossedRead::default();
    for fields in tables(rows).iter().filter_map(|t| CrossedFields::of(t)) {
        let before = out.cells.len();
        let mut strange = BTreeSet::new();
        for f in fields.all.iter().filter(|f| !f.is_label()) {
            let Some(seen) = fields.labels_of(f) else { continue };
            let Some(key) = told(labels, &seen, block, (&down, &across)) else {
                let others = seen.iter().filter(|l| !f.text.is_empty() && is_strange(labels, l.text));
                strange.extend(others.map(|l| l.text.to_string()));
                continue;
            };
            let scale = seen.iter().find_map(|l| scale::of_head(l.text));
            if out.cells.insert(key, CrossedCell { text: f.text.into(), line: f.line, scale }).is_some() {
                return None;
            }
        }
        if out.cells.len() > before {
            out.strange.append(&mut strange);
        }
    }
    (out.cells.len() == down.len() * across.len()).then_some(out)
}

fn is_strange(labels: &Labels, text: &str) -> bool {
    labels.find(text).is_none() && !labels::says_nothing(text)
}

/// The one cell of the block whose row and column these labels name, with nothing that is neither's.
fn told(
    labels: &Labels,
    seen: &[&CrossedField<'_>],
    block: &Block,
    (down, across): (&[Leaf<'_>], &[Leaf<'_>]),
) -> Option<CellKey> {
    let official = |f: &&CrossedField<'_>| {
        let m = labels.find(f.text);
        labels::key(m.and_then(|m| m.official.as_deref().or(m.head.as_deref())).unwrap_or(f.text))
    };
    let seen: BTreeSet<String> =
        seen.iter().map(official).filter(|k| !k.is_empty() && !labels::says_nothing(k)).collect();
    let path = |l: &Leaf<'_>| -> Vec<String> { l.labels().iter().map(|l| labels::key(l)).collect() };
    let around = [labels::key(&block.caption), labels::key(&block.corner)];
    let mut found = None;
    for row in down {
        let own = path(row);
        if own.last().is_some_and(|l| !seen.contains(l)) {
            continue;
        }
        for column in across {
            let heads = path(column);
            let named = heads.last().is_some_and(|h| seen.contains(h));
            let all = seen.iter().all(|s| own.contains(s) || heads.contains(s) || around.contains(s));
            if named && all && found.replace(CellKey::new(&row.node().key, &column.node().key)).is_some() {
                return None;
            }
        }
    }
    found
}

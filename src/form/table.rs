//! A statutory table as written in the form's RON: blocks of column label tree × row label tree.
//! Here, and nowhere else, the trees become keys and the sums that the `total` marks imply. What the numbers are
//! is not known here (see `report`).

use super::section::Section;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Key of one cell: `<row>/<column>`, e.g. `requests.received/org.business`. Opaque: never matched by prefix.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CellKey(std::sync::Arc<str>);

impl CellKey {
    /// The key of row `row` in column `column`.
    pub fn new(row: &str, column: &str) -> Self {
        CellKey(format!("{row}/{column}").into())
    }
    /// A key as it stands in a file or a form.
    pub fn parse(text: &str) -> Self {
        CellKey(text.into())
    }
    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The row's part of the key.
    pub fn row(&self) -> &str {
        self.0.split_once('/').map_or(&self.0, |(r, _)| r)
    }
    /// The column's part of the key.
    pub fn column(&self) -> &str {
        self.0.split_once('/').map_or("", |(_, c)| c)
    }
}

/// What is known of cells, by their keys.
pub type KeyMap<V> = std::collections::HashMap<CellKey, V, ahash::RandomState>;

/// Found by its text in a map of keys.
impl std::borrow::Borrow<str> for CellKey {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for CellKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a column's numbers are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A whole number of 件, not negative.
    #[default]
    Count,
    /// 本年增/减: a whole number printed with its sign.
    Signed,
    /// 万元 with up to six decimals; the unit stands in the head.
    WanYuan,
    /// An amount whose unit the form leaves open (采购总金额): 元 or 万元 must be kept beside it.
    Money,
}

/// A node of a label tree: a group (with `children`) or a leaf (with `key`).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Node {
    /// The official label, every character of it; empty for a row that has none (table four).
    pub label: String,
    /// Key of a leaf; empty for a group.
    #[serde(default)]
    pub key: String,
    /// Other wordings met in real files.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// How to count, shown beside the cell.
    #[serde(default)]
    pub help: String,
    /// Kind of the column's numbers.
    #[serde(default)]
    pub kind: Kind,
    /// This leaf is the sum of all other leaves under its parent.
    #[serde(default)]
    pub total: bool,
    #[serde(default)]
    pub children: Vec<Node>,
}

impl Node {
    /// Its label without its numeral and what stands in brackets: （二）部分公开（区分…） → 部分公开.
    pub fn short(&self) -> &str {
        let label = self.label.as_str();
        let behind = label.split_once(['）', '、', '.']).map_or(label, |(_, rest)| rest);
        let behind = if behind.is_empty() { label } else { behind };
        behind.split('（').next().unwrap_or(behind)
    }
    /// Labels one above the other, the leaf's too.
    pub fn depth(&self) -> usize {
        1 + self.children.iter().map(Node::depth).max().unwrap_or(0)
    }
    pub(super) fn is_leaf(&self) -> bool {
        self.children.is_empty()
    }
    fn has_leaf(&self, key: &str) -> bool {
        self.key == key || self.children.iter().any(|c| c.has_leaf(key))
    }
    pub(super) fn leaf_count(&self) -> usize {
        if self.is_leaf() { 1 } else { self.children.iter().map(Node::leaf_count).sum() }
    }
    /// Whether a leaf of that key stands below; the way to it.
    fn leads_to<'a>(&'a self, key: &str, path: &mut Vec<&'a Node>) -> bool {
        path.push(self);
        if self.is_leaf() && self.key == key || self.children.iter().any(|c| c.leads_to(key, path)) {
            return true;
        }
        path.pop();
        false
    }
    fn leaves<'a>(&'a self, path: &mut Vec<&'a Node>, out: &mut Vec<Leaf<'a>>) {
        path.push(self);
        if self.is_leaf() {
            out.push(Leaf { path: path.clone() });
        }
        for c in &self.children {
            c.leaves(path, out);
        }
        path.pop();
    }
}

/// A leaf with the groups above it, outermost first, the leaf last.
#[derive(Clone, Debug)]
pub struct Leaf<'a> {
    pub path: Vec<&'a Node>,
}

impl<'a> Leaf<'a> {
    /// The leaf itself.
    pub fn node(&self) -> &'a Node {
        self.path[self.path.len() - 1]
    }
    /// The group it stands in, if it stands in one.
    pub fn parent(&self) -> Option<&'a Node> {
        self.path.iter().rev().nth(1).copied()
    }
    /// The innermost label that isn't empty.
    pub fn name(&self) -> &'a str {
        self.labels().last().copied().unwrap_or_default()
    }
    /// Labels from the outermost group to the leaf, empty ones left out.
    pub fn labels(&self) -> Vec<&'a str> {
        self.path.iter().map(|n| n.label.as_str()).filter(|l| !l.is_empty()).collect()
    }
}

/// All leaves below a list of trees, in the form's order.
pub fn leaves(trees: &[Node]) -> Vec<Leaf<'_>> {
    let mut out = Vec::new();
    for t in trees {
        t.leaves(&mut Vec::new(), &mut out);
    }
    out
}

/// The first leaf of that key below a list of trees.
fn leaf<'a>(trees: &'a [Node], key: &str) -> Option<Leaf<'a>> {
    let mut path = Vec::new();
    trees.iter().any(|t| t.leads_to(key, &mut path)).then_some(Leaf { path })
}

/// For each leaf marked `total`: its key and the keys of its parts.
pub fn totals(trees: &[Node]) -> Vec<(String, Vec<String>)> {
    let all = leaves(trees);
    let mut out = Vec::new();
    for leaf in all.iter().filter(|l| l.node().total) {
        let parent = leaf.path.len().checked_sub(2).map(|i| leaf.path[i]);
        let siblings: Vec<Leaf<'_>> = match parent {
            Some(p) => leaves(std::slice::from_ref(p)),
            None => all.clone(),
        };
        let parts = siblings.iter().map(|l| l.node()).filter(|n| !n.total).map(|n| n.key.clone()).collect();
        out.push((leaf.node().key.clone(), parts));
    }
    out
}

/// A block: one column tree and one row tree. Blocks of a table stand below one another.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// A line over the whole width (第二十条第（一）项); empty for none.
    #[serde(default)]
    pub caption: String,
    /// Text of the corner over the row labels.
    #[serde(default)]
    pub corner: String,
    pub columns: Vec<Node>,
    pub rows: Vec<Node>,
}

impl Block {
    /// Keys of its cells, row by row.
    pub fn cells(&self) -> Vec<CellKey> {
        let columns = leaves(&self.columns);
        let of_row = |r: &Leaf<'_>| -> Vec<CellKey> {
            columns.iter().map(|c| CellKey::new(&r.node().key, &c.node().key)).collect()
        };
        leaves(&self.rows).iter().flat_map(of_row).collect()
    }

    /// Columns that stand together under a head without a total of their own, by their places: the five kinds
    /// of organisations.
    pub fn groups_without_total(&self) -> Vec<Range<usize>> {
        fn walk(nodes: &[Node], mut at: usize, out: &mut Vec<Range<usize>>) {
            for n in nodes {
                let all = at..at + n.leaf_count();
                if !n.is_leaf() && !leaves(&n.children).iter().any(|l| l.node().total) {
                    out.push(all.clone());
                }
                walk(&n.children, at, out);
                at = all.end;
            }
        }
        let mut out = Vec::new();
        walk(&self.columns, 0, &mut out);
        out
    }
}

/// A table of the form.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Its name in files: `disclosure`, `requests`, `review`.
    pub key: String,
    /// The section it stands in.
    pub section: Section,
    /// What a clerk calls it.
    pub title: String,
    pub blocks: Vec<Block>,
}

impl Table {
    /// Keys of all cells, row by row in the form's order.
    pub fn cells(&self) -> Vec<CellKey> {
        self.blocks.iter().flat_map(Block::cells).collect()
    }

    /// Whether a row, a column or a cell of this table has that name.
    pub fn names(&self, name: &str) -> bool {
        let (row, column) = name.split_once('/').map_or((name, None), |(r, c)| (r, Some(c)));
        self.blocks.iter().any(|b| {
            let has = |trees: &[Node], key: &str| trees.iter().any(|n| n.has_leaf(key));
            match column {
                Some(c) => has(&b.rows, row) && has(&b.columns, c),
                None => has(&b.rows, row) || has(&b.columns, row),
            }
        })
    }

    /// Row leaf and column leaf of a cell of this table.
    pub fn leaf_pair(&self, key: &CellKey) -> Option<(Leaf<'_>, Leaf<'_>)> {
        self.blocks.iter().find_map(|b| {
            let row = leaf(&b.rows, key.row())?;
            Some((row, leaf(&b.columns, key.column())?))
        })
    }
}

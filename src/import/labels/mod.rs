//! Matching words of a document with the labels of a form.

mod key;
mod segment;

use crate::form::table::{self, Node, Table};
use crate::form::words::words;
use crate::form::{self, Form};
pub use key::{is_opposite, key, likeness};
use key::{without_unit, without_year};
use std::collections::{BTreeMap, BTreeSet};

/// What a label of a table can be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Match {
    /// Leaf row with that key.
    pub row: Option<String>,
    /// Head of columns, by the words of its official label.
    pub head: Option<String>,
    /// That head stands over others.
    pub is_group_of_heads: bool,
    /// Heads over it that are said with it, as where cells can't be merged: 法人或其他组织-商业企业.
    pub over: Vec<String>,
    /// Group of rows, by its leaves.
    pub group: Option<Vec<String>>,
    /// Begins a block: its caption.
    pub caption: bool,
    /// The official label, where the words found are another wording of it.
    pub official: Option<String>,
}

/// A row of the form.
pub struct RowLabel {
    pub key: String,
    pub official: String,
    /// The words that tell it.
    pub words: String,
}

/// The labels of one table, to look words up in.
pub struct Labels {
    known: BTreeMap<String, Match>,
    /// Heads of columns together with those over them.
    joined: BTreeMap<String, Match>,
    /// Rows in the form's order.
    pub rows: Vec<RowLabel>,
    /// The row that has no label (table four).
    pub unlabelled: Option<String>,
    /// How many columns a row of it has, in one block or another.
    pub widths: BTreeSet<usize>,
}

impl Labels {
    /// All labels of `table`.
    pub fn of(table: &Table) -> Labels {
        let mut known: BTreeMap<String, Match> = BTreeMap::new();
        let mut add = |text: &str, official: Option<&str>, set: &dyn Fn(&mut Match)| {
            let k = key(text);
            if !k.is_empty() {
                let m = known.entry(k).or_default();
                set(m);
                m.official = official.map(str::to_string);
            }
        };
        for b in &table.blocks {
            add(&b.caption, None, &|m| m.caption = true);
            add(&b.corner, None, &|_| {});
            walk(&b.columns, &mut |n| {
                let head = |m: &mut Match| {
                    m.head = Some(key(&n.label));
                    m.is_group_of_heads = !n.children.is_empty();
                };
                add(&n.label, None, &head);
                n.aliases.iter().for_each(|a| add(a, Some(&n.label), &head));
            });
            walk(&b.rows, &mut |n| {
                let leaves =
                    || table::leaves(std::slice::from_ref(n)).iter().map(|l| l.node().key.clone()).collect();
                let row = |m: &mut Match| match n.children.is_empty() {
                    true => m.row = Some(n.key.clone()),
                    false => m.group = Some(leaves()),
                };
                add(&n.label, None, &row);
                n.aliases.iter().for_each(|a| add(a, Some(&n.label), &row));
            });
        }
        let leaves = table.blocks.iter().flat_map(|b| table::leaves(&b.rows));
        let row = |l: table::Leaf<'_>| {
            let n = l.node();
            RowLabel { key: n.key.clone(), official: n.label.clone(), words: key(&n.label) }
        };
        let rows: Vec<RowLabel> = leaves.map(row).collect();
        let unlabelled = rows.iter().find(|r| r.words.is_empty()).map(|r| r.key.clone());
        let joined =
            table.blocks.iter().flat_map(|b| table::leaves(&b.columns)).flat_map(|l| joined(&l)).collect();
        let widths = table.blocks.iter().map(|b| table::leaves(&b.columns).len()).collect();
        Labels { known, joined, rows, unlabelled, widths }
    }

    /// The words that tell its labels.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.known.keys()
    }

    /// The label that these words are.
    pub fn find(&self, words: &str) -> Option<&Match> {
        let own = key(words);
        let found = self.find_key(&own).or_else(|| self.find_key(&without_unit(words)?));
        found.or_else(|| self.joined.get(&own))
    }

    /// The label whose words are these, told by their key.
    pub fn find_key(&self, key: &str) -> Option<&Match> {
        self.known.get(key).or_else(|| self.known.get(&without_year(key)?))
    }

    /// Whether these words could be the beginning of a longer label, wrapped over lines.
    pub fn begins(&self, words: &str) -> bool {
        let k = key(words);
        k.chars().count() >= 2 && self.is_begin_of_longer(&k)
    }

    /// Whether a longer label begins with these words, told by their key.
    pub fn is_begin_of_longer(&self, key: &str) -> bool {
        let behind = (std::ops::Bound::Excluded(key), std::ops::Bound::Unbounded);
        !key.is_empty() && self.known.range::<str, _>(behind).next().is_some_and(|(l, _)| l.starts_with(key))
    }
}

/// A head of columns in one with the heads over it, as many of them as somebody may say.
fn joined(leaf: &table::Leaf<'_>) -> Vec<(String, Match)> {
    let path: Vec<&&Node> = leaf.path.iter().filter(|n| !n.label.is_empty()).collect();
    let names =
        |n: &Node| -> Vec<String> { [&n.label].into_iter().chain(&n.aliases).map(|l| key(l)).collect() };
    let mut out = Vec::new();
    for from in 0..path.len().saturating_sub(1) {
        let (said, over) = (&path[from..], &path[from..path.len() - 1]);
        let over: Vec<String> = over.iter().map(|n| key(&n.label)).collect();
        let all = said.iter().fold(vec![String::new()], |begun, n| {
            begun.iter().flat_map(|b| names(n).into_iter().map(move |n| format!("{b}{n}"))).collect()
        });
        let head = Some(key(&leaf.node().label));
        let joint = Match { head, over, ..Match::default() };
        out.extend(all.into_iter().map(|words| (words, joint.clone())));
    }
    out
}

/// Over labels or numbers, and saying no more than that they are such: 项目, 数量.
pub fn says_nothing(said: &str) -> bool {
    let (w, own) = (words(), key(said));
    w.over_labels.iter().chain(&w.cells.heads).any(|o| key(o) == own)
}

/// The keys of the titles of all tables, the longest first.
pub fn titles() -> &'static [String] {
    static TITLES: std::sync::OnceLock<Vec<String>> = std::sync::OnceLock::new();
    TITLES.get_or_init(|| {
        let mut all: Vec<String> = form::all().flat_map(|f| &f.tables).map(|t| key(&t.title)).collect();
        all.sort_by_key(|t| std::cmp::Reverse(t.len()));
        all
    })
}

/// Those of every table of every form.
pub fn all() -> &'static [Labels] {
    static ALL: std::sync::OnceLock<Vec<Labels>> = std::sync::OnceLock::new();
    ALL.get_or_init(|| form::all().flat_map(|f| &f.tables).map(Labels::of).collect())
}

/// Whether words are a label of some table of some form, or the first line of one: 二、上年结转… is no heading.
pub fn begins_label(words: &str) -> bool {
    all().iter().any(|l| l.find(words).is_some() || l.begins(l.after_groups(words)))
}

fn walk<'a>(nodes: &'a [Node], visit: &mut impl FnMut(&'a Node)) {
    for n in nodes {
        visit(n);
        walk(&n.children, visit);
    }
}

/// How many of a form's labels that no other edition has occur among `words`, told by their keys.
pub fn witnesses(form: &Form, others: &[&Form], words: &BTreeSet<String>) -> usize {
    let all = |f: &Form| -> BTreeSet<String> {
        let mut set = BTreeSet::new();
        for b in f.tables.iter().flat_map(|t| &t.blocks) {
            for trees in [&b.columns, &b.rows] {
                walk(trees, &mut |n| {
                    set.insert(key(&n.label));
                });
            }
        }
        set
    };
    let mut own = all(form);
    for o in others {
        for k in all(o) {
            own.remove(&k);
        }
    }
    own.intersection(words).count()
}

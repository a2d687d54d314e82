//! A form's cells and relations by place instead of by key, for those who compute on an array: the checks'
//! sums and the suggested repairs. Made once a form.

use super::Form;
use super::relation::{Relation, RelationKind};
use super::table::{self, CellKey, KeyMap, Kind};
use std::collections::{BTreeMap, HashMap};

/// `Σ left = Σ right`, by places.
#[derive(Debug)]
pub struct Sum {
    pub left: Vec<usize>,
    pub right: Vec<usize>,
    /// Place of its table among the form's.
    pub table: usize,
}

/// Cells and relations of one form.
#[derive(Debug, Default)]
pub struct Ledger {
    /// Keys in the form's order; a place is an index here.
    pub keys: Vec<CellKey>,
    /// What the numbers at the places are.
    pub kinds: Vec<Kind>,
    /// Places of the cells of each row, by its key.
    pub rows: BTreeMap<String, Vec<usize>>,
    /// One for each relation, in their order.
    pub sums: Vec<Sum>,
    /// The relation that a total follows; none for other cells.
    pub follows: Vec<Option<usize>>,
    /// Places of totals, each behind the totals it is made of: the corner of table three comes last.
    pub order: Vec<usize>,
    /// The sums a cell takes part in, and whether on the left.
    pub member: Vec<Vec<(usize, bool)>>,
    /// Cells above, below, left and right within the block.
    pub neighbours: Vec<Vec<usize>>,
    tables: Vec<usize>,
    places: KeyMap<usize>,
    totals: HashMap<String, usize, ahash::RandomState>,
}

impl Ledger {
    /// `totals` says which relation each total follows.
    pub fn new(form: &Form, relations: &[Relation], totals: &KeyMap<usize>) -> Ledger {
        let mut l = Ledger::default();
        for (t, table) in form.tables.iter().enumerate() {
            for b in &table.blocks {
                let (rows, columns) = (table::leaves(&b.rows), table::leaves(&b.columns));
                let (first, wide) = (l.keys.len(), columns.len());
                for (i, row) in rows.iter().enumerate() {
                    for (j, column) in columns.iter().enumerate() {
                        l.rows.entry(row.node().key.clone()).or_default().push(l.keys.len());
                        l.keys.push(CellKey::new(&row.node().key, &column.node().key));
                        l.kinds.push(column.node().kind);
                        l.tables.push(t);
                        let at = |i: usize, j: usize| first + i * wide + j;
                        let beside = [
                            (i > 0).then(|| at(i - 1, j)),
                            (i + 1 < rows.len()).then(|| at(i + 1, j)),
                            (j > 0).then(|| at(i, j - 1)),
                            (j + 1 < wide).then(|| at(i, j + 1)),
                        ];
                        l.neighbours.push(beside.into_iter().flatten().collect());
                    }
                }
            }
        }
        l.places = l.keys.iter().enumerate().map(|(i, k)| (k.clone(), i)).collect();
        l.follows = l.keys.iter().map(|k| totals.get(k).copied()).collect();
        let places = |keys: &[CellKey]| keys.iter().filter_map(|k| l.place(k.as_str())).collect::<Vec<_>>();
        let sum = |r: &Relation| Sum {
            left: places(&r.left),
            right: places(&r.right),
            table: form.tables.iter().position(|t| t.key == r.table).unwrap_or(0),
        };
        l.sums = relations.iter().map(sum).collect();
        l.order = l.in_order();
        // A row may have a total of totals: the first is of its parts.
        for r in relations.iter().filter(|r| r.kind == RelationKind::RowSum).rev() {
            let total = r.total().and_then(|k| Some((k.row().to_string(), l.place(k.as_str())?)));
            l.totals.extend(total);
        }
        l.member = vec![Vec::new(); l.keys.len()];
        for (i, s) in l.sums.iter().enumerate() {
            s.left.iter().for_each(|p| l.member[*p].push((i, true)));
            s.right.iter().for_each(|p| l.member[*p].push((i, false)));
        }
        l
    }

    fn in_order(&self) -> Vec<usize> {
        let mut waiting: Vec<usize> = (0..self.keys.len()).filter(|p| self.follows[*p].is_some()).collect();
        let mut out = Vec::new();
        while !waiting.is_empty() {
            let parts = |p: usize| self.follows[p].into_iter().flat_map(|s| &self.sums[s].left);
            let (ready, rest): (Vec<usize>, Vec<usize>) =
                waiting.iter().partition(|p| !parts(**p).any(|q| waiting.contains(q)));
            // Totals that are each other's parts can't be added up.
            if ready.is_empty() {
                break;
            }
            out.extend(ready);
            waiting = rest;
        }
        out
    }

    /// Where a cell stands.
    pub fn place(&self, key: &str) -> Option<usize> {
        self.places.get(key).copied()
    }
    /// What a map of keys has at each place; of other keys nothing.
    pub fn spread<'a, V>(&self, map: &'a BTreeMap<CellKey, V>) -> Vec<Option<&'a V>> {
        let mut out = vec![None; self.keys.len()];
        for (key, value) in map {
            self.place(key.as_str()).into_iter().for_each(|p| out[p] = Some(value));
        }
        out
    }
    /// Where the total of a row stands, if it has one.
    pub fn total(&self, row: &str) -> Option<usize> {
        self.totals.get(row).copied()
    }
    /// Places of the cells of a table, by its place among the form's.
    pub fn of_table(&self, table: usize) -> impl Iterator<Item = usize> {
        self.tables.iter().enumerate().filter(move |(_, t)| **t == table).map(|(place, _)| place)
    }
    /// Place of a cell's table among the form's.
    pub fn table(&self, key: &CellKey) -> Option<usize> {
        self.place(key.as_str()).map(|p| self.tables[p])
    }
}

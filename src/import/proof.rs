//! What is certain of a table: a value comes into a cell of a report only as `PlacedCell`, and that is made here alone,
//! from a row that its label proves (or its place between its neighbours) and a column that its heads prove, or
//! from all numbers of a table in the form's order if every sum holds. All else is asked.

use super::align::align;
use super::cell::{self, CellSaid};
use super::heads::{Columns, HeadSlot, Unproven};
use super::labels::Labels;
use super::neighbours;
use super::sheet::SourceRow;
use super::walk::{Label, SeenRow, Walk};
use crate::form::Form;
use crate::form::relation::Relation;
use crate::form::table::{self, CellKey, Table};
use crate::report::Report;
use crate::report::value::{Cell, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Fewer cells than this prove nothing by adding up.
const PROOF: usize = 50;

/// A value whose cell is proven.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedCell {
    key: CellKey,
    value: Value,
    line: usize,
}

impl PlacedCell {
    pub fn key(&self) -> &CellKey {
        &self.key
    }
    /// Into its cell: the only way for a number out of a document.
    pub fn put(self, report: &mut Report) {
        report.cells.insert(self.key, Cell::Typed(self.value));
    }
}

/// AskedWhy cells stay 未填.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AskedWhy {
    /// The heads of its columns are not understood, or there are none.
    Heads(Unproven),
    /// Not as many cells as columns.
    Places,
    /// More than one row of that name, with other numbers.
    Twice(usize),
    /// Its number stands out of its place.
    Shaken,
    /// One row for several of the form.
    Together,
    /// What stands in the cell is no number.
    Words,
    /// The row is there, and empty.
    Empty,
    /// No such row was seen.
    Missing,
}

/// Cells that stay 未填, and what stands in the source.
#[derive(Clone, Debug)]
pub struct AskedCell {
    pub keys: Vec<CellKey>,
    pub line: Option<usize>,
    pub name: String,
    pub seen: Vec<String>,
    pub why: AskedWhy,
}

/// A row of the source and where its cells went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenRow {
    pub line: usize,
    pub label: String,
    pub cells: Vec<(String, Option<CellKey>)>,
    /// The row's cells on the form, if it was told.
    pub wanted: Vec<CellKey>,
}

/// What came of a table.
#[derive(Default)]
pub struct ProofOutcome {
    pub placed: Vec<PlacedCell>,
    pub asked: Vec<AskedCell>,
    /// Words beside a number: cell, line, what stands there, whether they were kept.
    pub marked: Vec<(CellKey, usize, String, bool)>,
    pub taken: Vec<TakenRow>,
    /// Heads that the form does not have.
    pub strange: BTreeSet<String>,
    /// Rows that the form does not have: line, words.
    pub others: Vec<(usize, String)>,
    /// All was taken in the form's order.
    pub in_order: bool,
}

struct Prover<'a> {
    form: &'static Form,
    walk: &'a Walk,
    out: ProofOutcome,
}

/// A row, or a piece of it, and the cell of the form for each of its own.
struct RowPiece<'a> {
    seen: &'a SeenRow,
    strange: &'a [String],
    cells: Vec<(CellKey, &'a HeadSlot, usize)>,
}

/// Whether no cell of the form comes from two pieces.
fn disjoint(pieces: &[RowPiece<'_>]) -> bool {
    let filled = |p: &RowPiece<'_>, i: usize| p.seen.cells.get(i).is_some_and(|c| !c.text.is_empty());
    let cells = pieces.iter().flat_map(|p| p.cells.iter().filter(|c| filled(p, c.2)).map(|c| &c.0));
    let mut seen = BTreeSet::new();
    cells.into_iter().all(|key| seen.insert(key))
}

/// What is certain of the rows that were met.
pub fn prove(
    form: &'static Form,
    table: &Table,
    labels: &Labels,
    walk: &mut Walk,
    rows: &[SourceRow],
) -> ProofOutcome {
    neighbours::name_rows(labels, walk);
    let mut p = Prover { form, walk, out: ProofOutcome::default() };
    for block in &table.blocks {
        p.block(table, block);
    }
    for s in walk.rows.iter().filter(|s| matches!(s.label, Label::Other(_))) {
        p.out.others.push((s.line, s.words.clone()));
        let cells = s.cells.iter().filter(|c| !c.text.is_empty()).map(|c| (c.text.clone(), None)).collect();
        p.out.taken.push(TakenRow { line: s.line, label: s.words.clone(), cells, wanted: Vec::new() });
    }
    let mut out = p.out;
    let all = table.cells();
    let contrary =
        out.asked.iter().any(|a| a.why == AskedWhy::Heads(Unproven::Odd)) || !out.strange.is_empty();
    if !contrary
        && out.placed.len() < all.len()
        && let Some(placed) = in_order(form, &all, rows)
        && out.placed.iter().all(|p| placed.iter().any(|q| q.key == p.key && q.value == p.value))
    {
        out = ProofOutcome { placed, in_order: true, marked: out.marked, ..ProofOutcome::default() };
    }
    out.taken.sort_by_key(|t| t.line);
    out
}

impl Prover<'_> {
    fn block(&mut self, table: &Table, block: &table::Block) {
        let keys: Vec<String> = table::leaves(&block.columns).iter().map(|c| c.node().key.clone()).collect();
        let mut by_heads: BTreeMap<usize, Result<Columns, Unproven>> = BTreeMap::new();
        let rows = table::leaves(&block.rows);
        for row in &rows {
            let key = &row.node().key;
            let name = if row.name().is_empty() { table.title.as_str() } else { row.name() };
            let wanted: Vec<CellKey> = keys.iter().map(|c| CellKey::new(key, c)).collect();
            let seen: Vec<&SeenRow> =
                self.walk.rows.iter().filter(|s| s.label == Label::Row(key.clone())).collect();
            for s in &seen {
                by_heads.entry(s.heads).or_insert_with(|| self.walk.heads[s.heads].columns(&block.columns));
            }
            self.row(&wanted, name, &seen, &by_heads);
        }
        let groups = self.walk.rows.iter().filter_map(|s| match &s.label {
            Label::Group(leaves) => Some((s, leaves)),
            _ => None,
        });
        let groups: Vec<(&SeenRow, &Vec<String>)> = groups.collect();
        for (s, leaves) in groups {
            if rows.iter().any(|r| leaves.contains(&r.node().key)) {
                let columns = self.walk.heads[s.heads].columns(&block.columns);
                self.group(s, leaves, columns, keys.len());
            }
        }
    }

    fn ask(&mut self, keys: &[CellKey], name: &str, seen: Option<&SeenRow>, why: AskedWhy) {
        let words = seen.map(|s| s.values().map(str::to_string).collect()).unwrap_or_default();
        let line = seen.map(|s| s.line);
        self.out.asked.push(AskedCell { keys: keys.to_vec(), line, name: name.into(), seen: words, why });
    }

    /// Takes one row if exactly one reading of it is certain.
    fn row(
        &mut self,
        wanted: &[CellKey],
        name: &str,
        seen: &[&SeenRow],
        columns: &BTreeMap<usize, Result<Columns, Unproven>>,
    ) {
        // A head repeated at a page break looks like a row without cells.
        let with: Vec<&&SeenRow> = seen.iter().filter(|s| s.values().next().is_some()).collect();
        let Some(first) = with.first() else {
            let empty = seen.iter().find(|s| s.cells.len() >= wanted.len());
            let why = if empty.is_some() { AskedWhy::Empty } else { AskedWhy::Missing };
            self.taken(seen.first().copied(), wanted, &[]);
            return self.ask(wanted, name, empty.copied(), why);
        };
        let same = |s: &&&SeenRow| s.values().eq(first.values());
        // Pieces of a row stand in tables of their own, each with some of the columns.
        let pieces: Vec<&SeenRow> =
            if with.iter().all(same) { vec![**first] } else { with.iter().map(|s| **s).collect() };
        let read: Result<Vec<RowPiece>, AskedWhy> =
            pieces.iter().map(|s| self.piece(s, wanted, columns)).collect();
        let read = match read {
            Ok(read) if disjoint(&read) => read,
            Err(why) if pieces.len() == 1 => return self.unread(&pieces, wanted, name, why),
            _ => return self.unread(&pieces, wanted, name, AskedWhy::Twice(pieces.len())),
        };
        for piece in read {
            self.out.strange.extend(piece.strange.iter().cloned());
            let mut went = Vec::new();
            for (key, slot, i) in piece.cells {
                if self.cell(piece.seen, &key, slot, i) {
                    went.push((i, key));
                }
            }
            self.taken(Some(piece.seen), wanted, &went);
        }
    }

    /// Asks for all of a row.
    fn unread(&mut self, pieces: &[&SeenRow], wanted: &[CellKey], name: &str, why: AskedWhy) {
        pieces.iter().for_each(|s| self.taken(Some(s), wanted, &[]));
        self.ask(wanted, name, pieces.first().copied(), why);
    }

    /// Where the cells of a row, or of a piece of it, belong.
    fn piece<'a>(
        &self,
        seen: &'a SeenRow,
        wanted: &[CellKey],
        columns: &'a BTreeMap<usize, Result<Columns, Unproven>>,
    ) -> Result<RowPiece<'a>, AskedWhy> {
        let columns = match columns.get(&seen.heads) {
            Some(Ok(c)) => c,
            Some(Err(e)) => return Err(AskedWhy::Heads(*e)),
            None => return Err(AskedWhy::Heads(Unproven::None)),
        };
        if seen.shaken {
            return Err(AskedWhy::Shaken);
        }
        let others: Vec<&SeenRow> = self.walk.rows.iter().filter(|s| s.heads == seen.heads).collect();
        let cells = align(seen, &columns.slots, &others, wanted.len()).ok_or(AskedWhy::Places)?;
        let key = |slot: usize| {
            let slot = columns.slots.get(slot)?;
            Some((CellKey::new(wanted.first()?.row(), slot.key.as_ref()?), slot))
        };
        let cells = cells.into_iter().filter_map(|(slot, i)| key(slot).map(|(key, slot)| (key, slot, i)));
        Ok(RowPiece { seen, strange: &columns.strange, cells: cells.collect() })
    }

    /// Takes one cell; whether it is certain.
    fn cell(&mut self, seen: &SeenRow, key: &CellKey, slot: &HeadSlot, i: usize) -> bool {
        let text = &seen.cells[i].text;
        let scale = slot.scale.or_else(|| cell::scale(&seen.words));
        let said = cell::said(self.form.kind(key), scale, text);
        let value = match said {
            CellSaid::Nothing => return false,
            CellSaid::Unclear => {
                let name = self.form.cell_name(key);
                let asked = AskedCell {
                    keys: vec![key.clone()],
                    line: Some(seen.line),
                    name,
                    seen: vec![text.clone()],
                    why: AskedWhy::Words,
                };
                self.out.asked.push(asked);
                return false;
            }
            CellSaid::Marked(v) => {
                self.out.marked.push((key.clone(), seen.line, text.clone(), matches!(v, Value::Raw(_))));
                v
            }
            CellSaid::Value(v) => v,
        };
        self.out.placed.push(PlacedCell { key: key.clone(), value, line: seen.line });
        true
    }

    /// A group in the place of its rows, as the edition before has it: nothing of all is nothing of each.
    fn group(&mut self, seen: &SeenRow, leaves: &[String], columns: Result<Columns, Unproven>, width: usize) {
        let own = |s: &&SeenRow| {
            matches!(&s.label, Label::Row(k) if leaves.contains(k)) && s.values().next().is_some()
        };
        let Ok(columns) = columns else { return };
        if self.walk.rows.iter().any(|s| own(&s)) {
            return;
        }
        let all: Vec<CellKey> = columns
            .slots
            .iter()
            .filter_map(|s| s.key.as_ref())
            .flat_map(|c| leaves.iter().map(move |r| CellKey::new(r, c)))
            .collect();
        let others: Vec<&SeenRow> = self.walk.rows.iter().filter(|s| s.heads == seen.heads).collect();
        let Some(cells) = align(seen, &columns.slots, &others, width) else {
            return self.ask(&all, &seen.words, Some(seen), AskedWhy::Places);
        };
        let mut open = Vec::new();
        for (slot, i) in cells {
            let Some(column) = &columns.slots[slot].key else { continue };
            let keys: Vec<CellKey> = leaves.iter().map(|r| CellKey::new(r, column)).collect();
            let kind = self.form.kind(&keys[0]);
            match cell::said(kind, None, &seen.cells[i].text) {
                CellSaid::Nothing => {}
                CellSaid::Value(v) if v.is_zero() => {
                    let placed =
                        keys.into_iter().map(|key| PlacedCell { key, value: v.clone(), line: seen.line });
                    self.out.placed.extend(placed);
                }
                _ => open.extend(keys),
            }
        }
        // What was missing of these rows is told with this one.
        self.out.asked.retain(|a| a.why != AskedWhy::Missing || !a.keys.iter().all(|k| all.contains(k)));
        if !open.is_empty() {
            self.ask(&open, &seen.words, Some(seen), AskedWhy::Together);
        }
        self.taken(Some(seen), &all, &[]);
    }

    fn taken(&mut self, seen: Option<&SeenRow>, wanted: &[CellKey], went: &[(usize, CellKey)]) {
        let Some(s) = seen else { return };
        let to = |i: usize| went.iter().find(|(n, _)| *n == i).map(|(_, k)| k.clone());
        let cells = s.cells.iter().enumerate().map(|(i, c)| (c.text.clone(), to(i))).collect();
        self.out.taken.push(TakenRow {
            line: s.line,
            label: s.words.clone(),
            cells,
            wanted: wanted.to_vec(),
        });
    }
}

/// All cells of a table in the form's order, if there are exactly as many values, and every relation holds.
fn in_order(form: &'static Form, keys: &[CellKey], rows: &[SourceRow]) -> Option<Vec<PlacedCell>> {
    let words = |r: &SourceRow| {
        let line = r.line;
        let text: Vec<String> = match r.text() {
            Some(t) if cell::is_value(t) => vec![t.to_string()],
            Some(t) => {
                let all: Vec<String> = t.split_whitespace().map(str::to_string).collect();
                let numbers = all.iter().rev().take_while(|w| cell::is_value(w)).count();
                all[all.len() - numbers..].to_vec()
            }
            None => r.words().filter(|t| cell::is_value(t)).map(str::to_string).collect(),
        };
        text.into_iter().map(move |t| (t, line))
    };
    let values: Vec<(String, usize)> = rows.iter().flat_map(words).collect();
    if keys.len() < PROOF || values.len() != keys.len() {
        return None;
    }
    let found: Vec<PlacedCell> = keys
        .iter()
        .zip(values)
        .map(|(key, (t, line))| match cell::said(form.kind(key), None, &t) {
            CellSaid::Value(value) => Some(PlacedCell { key: key.clone(), value, line }),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let whole: BTreeMap<&CellKey, i128> =
        found.iter().map(|p| Some((&p.key, p.value.whole()?))).collect::<Option<_>>()?;
    let sum = |side: &[CellKey]| side.iter().map(|k| whole.get(k).copied()).sum::<Option<i128>>();
    let concerned = |r: &&Relation| r.left.iter().chain(&r.right).all(|k| whole.contains_key(k));
    let mut proofs = form.relations().iter().filter(concerned).peekable();
    proofs.peek()?;
    proofs.all(|r| sum(&r.left).is_some() && sum(&r.left) == sum(&r.right)).then_some(found)
}

//! What is certain of the rows of a table, one after the other: each is placed under its heads, and its cells are taken
//! or asked.

use super::align::RowPlaces;
use super::crossed::{CrossedRead, crossed};
use super::outcome::{AskedCell, AskedWhy, PlacedCell, ProofOutcome, TakenRow};
use super::pieces::{RowPiece, disjoint};
use super::shown::{RowSums, Shown};
use crate::form::Form;
use crate::form::table::{self, CellKey, Kind, Table};
use crate::import::cell::{self, CellSaid};
use crate::import::head::HeadSlot;
use crate::import::heads::{Columns, Unproven};
use crate::import::labels::Labels;
use crate::import::scale::{self, Scale};
use crate::import::source_rows::SourceRow;
use crate::import::walk::{Label, SeenRow, Walk};
use crate::report::value::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Goes through the rows; `out`: what came of them.
pub struct Prover<'a> {
    pub form: &'static Form,
    pub walk: &'a Walk,
    pub shown: Shown,
    pub out: ProofOutcome,
}

impl Prover<'_> {
    pub fn block(&mut self, table: &Table, block: &table::Block) {
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
            self.row((&wanted, name), &seen, block, &by_heads);
        }
        self.absent(block, &by_heads);
        let groups = self.walk.rows.iter().filter_map(|s| match &s.label {
            Label::Group(leaves) => Some((s, leaves)),
            _ => None,
        });
        let groups: Vec<(&SeenRow, &Vec<String>)> = groups.collect();
        for (s, leaves) in groups {
            if rows.iter().any(|r| leaves.contains(&r.node().key)) {
                let columns = self.walk.heads[s.heads].columns(&block.columns);
                self.group(s, leaves, columns, block);
            }
        }
    }

    pub fn ask(&mut self, keys: &[CellKey], name: &str, seen: Option<&SeenRow>, why: AskedWhy) {
        let words = seen.map(|s| s.values().map(str::to_string).collect()).unwrap_or_default();
        let line = seen.map(|s| s.line);
        self.out.asked.push(AskedCell { keys: keys.to_vec(), line, name: name.into(), seen: words, why });
    }

    /// Says which columns no head names, where all heads are understood: a table without 总计.
    fn absent(&mut self, block: &table::Block, heads: &BTreeMap<usize, Result<Columns, Unproven>>) {
        let Ok(all) = heads.values().map(Result::as_ref).collect::<Result<Vec<_>, _>>() else { return };
        let named: BTreeSet<&String> =
            all.iter().flat_map(|c| &c.slots).filter_map(|s| s.key.as_ref()).collect();
        if named.is_empty() {
            return;
        }
        let rows = table::leaves(&block.rows);
        for c in table::leaves(&block.columns).iter().filter(|c| !named.contains(&c.node().key)) {
            let keys = rows.iter().map(|r| CellKey::new(&r.node().key, &c.node().key)).collect();
            self.out.absent.push((c.name().to_string(), keys));
        }
    }

    /// Takes one row if exactly one reading of it is certain.
    fn row(
        &mut self,
        (wanted, name): (&[CellKey], &str),
        seen: &[&SeenRow],
        block: &table::Block,
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
        // Blank in one place and filled in in another: last year's, or an example.
        let blank = seen.iter().filter(|s| s.cells.len() >= wanted.len() && s.values().next().is_none());
        let blanks = blank.count();
        if blanks > 0 {
            return self.unread(&pieces, wanted, name, AskedWhy::Twice(blanks + pieces.len()));
        }
        let read: Result<Vec<RowPiece>, AskedWhy> =
            pieces.iter().map(|s| self.piece(s, wanted, block, columns)).collect();
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
        block: &table::Block,
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
        let why = if seen.has_strays() { AskedWhy::Shaken } else { AskedWhy::Places };
        let cells = self.places(seen, columns, block).find().ok_or(why)?;
        let key = |slot: usize| {
            let slot = columns.slots.get(slot)?;
            Some((CellKey::new(wanted.first()?.row(), slot.key.as_ref()?), slot))
        };
        let cells = cells.into_iter().filter_map(|(slot, i)| key(slot).map(|(key, slot)| (key, slot, i)));
        Ok(RowPiece { seen, strange: &columns.strange, cells: cells.collect() })
    }

    /// A row and what speaks for the places of its cells.
    pub fn places<'s>(
        &'s self,
        row: &'s SeenRow,
        columns: &'s Columns,
        block: &table::Block,
    ) -> RowPlaces<'s> {
        let other = |s: &&SeenRow| s.heads == row.heads && !std::ptr::eq(*s, row);
        RowPlaces {
            row,
            slots: &columns.slots,
            by_sums: columns.by_sums,
            others: self.walk.rows.iter().filter(other).collect(),
            width: table::leaves(&block.columns).len(),
            shown: self.shown,
            sums: RowSums::of(block, &columns.slots),
        }
    }

    /// Takes one cell of a row; whether it is certain.
    fn cell(&mut self, seen: &SeenRow, key: &CellKey, slot: &HeadSlot, i: usize) -> bool {
        let named = [slot.scale, scale::of_head(&seen.words)];
        self.take(key, named, &seen.cells[i].text, seen.line)
    }

    /// What stands there is asked: it is not certain.
    fn unclear(&mut self, key: &CellKey, text: &str, line: usize) -> bool {
        let (keys, seen) = (vec![key.clone()], vec![text.to_string()]);
        let (name, why) = (self.form.cell_name(key), AskedWhy::Words);
        self.out.asked.push(AskedCell { keys, line: Some(line), name, seen, why });
        false
    }

    /// Takes what stands in the place of a cell; whether it is certain.
    fn take(&mut self, key: &CellKey, named: [Option<Scale>; 2], text: &str, line: usize) -> bool {
        let kind = self.form.kind(key);
        let mut named: BTreeSet<Scale> =
            named.into_iter().flatten().chain(self.walk.units.iter().copied()).collect();
        let step = named.iter().find_map(|s| s.step());
        named.retain(|s| s.step().is_none());
        // Which of two units counts nobody knows.
        if named.len() > 1 && matches!(kind, Kind::WanYuan | Kind::Money) && !text.trim().is_empty() {
            return self.unclear(key, text, line);
        }
        let value = match cell::said(kind, named.first().copied(), text) {
            CellSaid::Nothing => {
                self.out.blank.push(key.clone());
                return false;
            }
            CellSaid::Unclear => return self.unclear(key, text, line),
            // 5 under 万件: how many they are exactly, nobody knows.
            CellSaid::Value(v) | CellSaid::Marked(v) if !v.is_zero() && step.is_some() => {
                let said = format!("{}{}", text.trim(), step.unwrap_or_default());
                return self.unclear(key, &said, line);
            }
            CellSaid::Marked(v) => {
                self.out.marked.push((key.clone(), line, text.to_string(), matches!(v, Value::Raw(_))));
                v
            }
            CellSaid::Value(v) => v,
        };
        self.out.placed.push(PlacedCell { key: key.clone(), value, line });
        true
    }

    /// A block of which nothing was read, where its table stands another way.
    pub fn crossed(&mut self, block: &table::Block, labels: &Labels, rows: &[SourceRow]) {
        let own: BTreeSet<CellKey> = block.cells().into_iter().collect();
        let is_own = |k: &CellKey| own.contains(k);
        if self.out.placed.iter().any(|p| is_own(&p.key)) {
            return;
        }
        let Some(CrossedRead { cells, strange }) = crossed(block, labels, rows) else { return };
        self.out.asked.retain(|a| !a.keys.iter().all(is_own));
        self.out.strange = strange;
        let lines: BTreeSet<usize> = cells.values().map(|c| c.line).collect();
        self.out.taken.retain(|t| !lines.contains(&t.line));
        let mut by_line: BTreeMap<usize, Vec<(String, Option<CellKey>)>> = BTreeMap::new();
        for (key, c) in &cells {
            let went = self.take(key, [c.scale, None], &c.text, c.line).then(|| key.clone());
            by_line.entry(c.line).or_default().push((c.text.clone(), went));
        }
        for (line, cells) in by_line {
            let row = rows.iter().find(|r| r.line == line);
            let label = row.and_then(|r| r.words().next()).unwrap_or_default().to_string();
            self.out.taken.push(TakenRow { line, label, cells, wanted: Vec::new() });
        }
        self.out.crossed.extend(lines);
    }

    pub fn taken(&mut self, seen: Option<&SeenRow>, wanted: &[CellKey], went: &[(usize, CellKey)]) {
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

//! A group that stands itself in the place of its rows.

use super::outcome::{AskedWhy, PlacedCell};
use super::rows::Prover;
use crate::form::table::{self, CellKey};
use crate::import::cell::{self, CellSaid};
use crate::import::heads::{Columns, Unproven};
use crate::import::walk::{Label, SeenRow};

impl Prover<'_> {
    /// A group in the place of its rows, as the edition before has it: nothing of all is nothing of each.
    pub fn group(
        &mut self,
        seen: &SeenRow,
        leaves: &[String],
        columns: Result<Columns, Unproven>,
        block: &table::Block,
    ) {
        let own = |s: &&SeenRow| {
            matches!(&s.label, Label::Row(k) if leaves.contains(k)) && s.values().next().is_some()
        };
        let Ok(columns) = columns else { return };
        if self.walk.rows.iter().any(|s| own(&s)) {
            return;
        }
        // Its own rows stand below it without their labels: its numbers are those of the first.
        let is_first = self.walk.after(seen).is_some_and(SeenRow::has_numbers_alone);
        let all: Vec<CellKey> = columns
            .slots
            .iter()
            .filter_map(|s| s.key.as_ref())
            .flat_map(|c| leaves.iter().map(move |r| CellKey::new(r, c)))
            .collect();
        if !is_first && self.is_all_nothing(seen, &all) {
            return;
        }
        let Some(cells) = self.places(seen, &columns, block).find().filter(|_| !is_first) else {
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
        match open.is_empty() {
            true => self.out.nothing.push((seen.line, seen.words.clone())),
            false => self.ask(&open, &seen.words, Some(seen), AskedWhy::Together),
        }
        self.taken(Some(seen), &all, &[]);
    }

    /// Takes the numbers of all rows of a group behind its label, where there are just as many as cells and all are the
    /// same nothing: then it is no matter which is whose.
    fn is_all_nothing(&mut self, seen: &SeenRow, all: &[CellKey]) -> bool {
        let Some(first) = seen.values().next() else { return false };
        let is_same = seen.values().all(|t| t == first) && seen.values().count() == all.len();
        let said = all.first().map(|key| cell::said(self.form.kind(key), None, first));
        let Some(CellSaid::Value(value)) = said.filter(|_| is_same) else { return false };
        if !value.is_zero() {
            return false;
        }
        let placed =
            all.iter().map(|key| PlacedCell { key: key.clone(), value: value.clone(), line: seen.line });
        self.out.placed.extend(placed);
        self.out.asked.retain(|a| a.why != AskedWhy::Missing || !a.keys.iter().all(|k| all.contains(k)));
        self.out.nothing.push((seen.line, seen.words.clone()));
        self.taken(Some(seen), all, &[]);
        true
    }
}

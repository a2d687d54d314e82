//! The rows of a document beside the form's cells they belong to, while it is looked at before it is taken. What
//! nobody could place, the clerk puts where it belongs, or takes back; a note of what is settled goes, and comes again.

use crate::form::Form;
use crate::form::table::CellKey;
use crate::import::proof::TakenRow;
use crate::report::edit::Edit;
use crate::report::value::Value;
use crate::report::{Note, NoteKind, Place, Report};
use std::collections::BTreeMap;

/// See the module.
#[derive(Default)]
pub struct SourceRows {
    rows: Vec<TakenRow>,
    /// What the clerk put where: row and cell of the document.
    by_hand: BTreeMap<CellKey, (usize, usize)>,
    /// The notes as the document was read.
    notes: Vec<Note>,
}

impl SourceRows {
    pub fn new(rows: Vec<TakenRow>, report: &Report) -> SourceRows {
        SourceRows { rows, by_hand: BTreeMap::new(), notes: report.notes.clone() }
    }
    /// Rows with cells that went nowhere while the form has some that are empty, and those that the clerk put in order.
    pub fn open(&self, report: &Report) -> Vec<(usize, &TakenRow)> {
        let is_open = |r: &TakenRow| {
            let left = r.cells.iter().any(|(t, to)| to.is_none() && !t.is_empty());
            left && r.wanted.iter().any(|k| report.value(k).is_none())
        };
        let shown = |i: usize, r: &TakenRow| is_open(r) || self.by_hand.values().any(|(row, _)| *row == i);
        self.rows.iter().enumerate().filter(|(i, r)| shown(*i, r)).collect()
    }
    /// Whether the clerk put there what stands in a cell.
    pub fn is_by_hand(&self, key: &CellKey) -> bool {
        self.by_hand.contains_key(key)
    }

    /// Puts what stands in the document into an empty cell: row and cell of the document.
    pub(super) fn put(&mut self, report: &mut Report, (row, cell): (usize, usize), key: &CellKey) {
        let read = self.rows.get_mut(row).and_then(|r| r.cells.get_mut(cell));
        let Some((text, to @ None)) = read.filter(|_| report.value(key).is_none()) else { return };
        if !is_readable(report.form(), key, text) {
            return;
        }
        Edit::enter(report.form(), key, text).apply(report);
        *to = Some(key.clone());
        self.by_hand.insert(key.clone(), (row, cell));
        self.settle(report);
    }
    /// Takes back what the clerk put into a cell.
    pub(super) fn take_back(&mut self, report: &mut Report, key: &CellKey) {
        let Some((row, cell)) = self.by_hand.remove(key) else { return };
        if let Some((_, to)) = self.rows.get_mut(row).and_then(|r| r.cells.get_mut(cell)) {
            *to = None;
        }
        Edit::enter(report.form(), key, "").apply(report);
        self.settle(report);
    }
    /// Leaves out the notes of cells that are all filled by now, some of them by the clerk.
    fn settle(&self, report: &mut Report) {
        let is_settled = |n: &Note| match &n.place {
            Place::Cells(keys) if matches!(n.kind, NoteKind::Doubtful | NoteKind::Missing) => {
                keys.iter().any(|k| self.is_by_hand(k)) && keys.iter().all(|k| report.value(k).is_some())
            }
            _ => false,
        };
        report.notes = self.notes.iter().filter(|n| !is_settled(n)).cloned().collect();
    }
}

/// Whether a cell would take a text as what its column counts: `6 9` is no number.
pub fn is_readable(form: &Form, key: &CellKey, text: &str) -> bool {
    !matches!(Value::parse(form.kind(key), text), None | Some(Value::Raw(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::edit::filled;

    const KEY: &str = "requests.received/natural";

    fn doubtful(text: &str) -> (Report, SourceRows, CellKey) {
        let mut report = filled(2024, "示范局", &[]);
        let key = CellKey::parse(KEY);
        Edit::enter(report.form(), &key, "").apply(&mut report);
        report.notes.push(Note::new(
            NoteKind::Doubtful,
            Place::Cells(vec![key.clone()]),
            "不知道在哪一格".into(),
        ));
        let cells = vec![(text.to_string(), None), ("2".to_string(), None)];
        let row = TakenRow { line: 3, label: "新收".into(), cells, wanted: vec![key.clone()] };
        let rows = SourceRows::new(vec![row], &report);
        (report, rows, key)
    }

    #[test]
    fn what_the_clerk_put_can_be_taken_back_with_its_note() {
        let (mut report, mut rows, key) = doubtful("7");
        let was = report.clone();
        assert_eq!(rows.open(&report).len(), 1);
        rows.put(&mut report, (0, 0), &key);
        assert_eq!(report.canonical(&key).as_deref(), Some("7"));
        assert!(report.notes.is_empty() && rows.is_by_hand(&key) && rows.open(&report).len() == 1);
        rows.put(&mut report, (0, 1), &key);
        assert_eq!(report.canonical(&key).as_deref(), Some("7"), "a filled cell is not written over");
        rows.take_back(&mut report, &key);
        assert_eq!(report, was);
        rows.put(&mut report, (0, 0), &key);
        assert_eq!(report.canonical(&key).as_deref(), Some("7"), "it is there to be put again");
    }

    #[test]
    fn what_reads_as_no_number_is_put_nowhere() {
        let (mut report, mut rows, key) = doubtful("6 9");
        rows.put(&mut report, (0, 0), &key);
        rows.put(&mut report, (9, 9), &key);
        assert!(report.value(&key).is_none() && report.notes.len() == 1);
    }
}

//! The statutory tables out of a document's rows into a report: what is proven is put in, all else is told.

use super::find::KnownWords;
use super::labels::Labels;
use super::lone::{self, LoneNumbers};
use super::neighbours;
use super::proof::shown::Shown;
use super::proof::{self, AskedCell, ProofOutcome, TakenRow};
use super::scale::Scale;
use super::source_rows::SourceRow;
use super::tell;
use super::walk::{Walk, walk};
use crate::form::table::{CellKey, Table};
use crate::report::{Chapter, Note, NoteKind, Place, Report};
use std::collections::BTreeSet;

/// The rows of a document that are a table's.
pub struct TableRows<'a> {
    pub table: &'a Table,
    pub rows: Vec<SourceRow>,
    /// A word right above them.
    pub above: Option<String>,
    /// Units of money that are named for all of them.
    pub units: BTreeSet<Scale>,
}

/// Where the rows of tables went, and what of them did not come into the report.
#[derive(Default)]
pub struct TablesRead {
    pub taken: Vec<TakenRow>,
    pub asked: Vec<AskedCell>,
    /// Cells that are there, and empty.
    pub blank: Vec<CellKey>,
}

/// Reads tables into the report; where their rows went. `counts_pages`: numbers stand alone in the document's prose.
pub fn read(
    report: &mut Report,
    known: &KnownWords,
    (tables, counts_pages): (&[TableRows<'_>], bool),
    notes: &mut Vec<Note>,
) -> TablesRead {
    let form = report.form();
    let labels_of =
        |t: &Table| form.tables.iter().position(|o| o.key == t.key).and_then(|i| known.tables.get(i));
    let known: Vec<_> = tables.iter().filter_map(|t| Some((t, labels_of(t.table)?))).collect();
    // How a text gives its cells, all its tables show together.
    let numbers = LoneNumbers::of(known.iter().map(|(t, labels)| (*labels, &t.rows[..])));
    let met = |(t, labels): &(&TableRows<'_>, &Labels)| {
        let mut walk = walk(labels, &t.rows, t.above.as_deref(), &numbers);
        walk.units = t.units.clone();
        neighbours::name_rows(labels, &mut walk);
        walk
    };
    let walks: Vec<Walk> = known.iter().map(met).collect();
    let passed = |w: &Walk| w.has_pages || w.odd.iter().any(|(_, t)| lone::is_like_page(t));
    let mut shown = Shown::new(counts_pages || walks.iter().any(passed));
    for ((t, _), walk) in known.iter().zip(&walks) {
        shown.table(t.table, walk);
    }
    let mut read = TablesRead::default();
    for ((t, labels), walk) in known.iter().zip(&walks) {
        if t.rows.is_empty() {
            let place = Place::Section(Chapter::Section(t.table.section));
            let words = format!("没有找到“{}”表", t.table.title);
            notes.push(Note::at(NoteKind::Missing, place, None, words));
            continue;
        }
        let mut out: ProofOutcome = proof::prove(form, (t.table, labels), walk, &t.rows, shown);
        notes.extend(tell::notes(form, t.table, walk, &out));
        read.taken.append(&mut out.taken);
        read.asked.append(&mut out.asked);
        read.blank.append(&mut out.blank);
        out.placed.into_iter().for_each(|p| p.put(report));
    }
    read
}

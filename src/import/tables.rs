//! A statutory table out of a document's rows into a report: what is proven is put in, all else is told.

use super::find::KnownWords;
use super::proof::{self, ProofOutcome, TakenRow};
use super::sheet::SourceRow;
use super::tell;
use super::walk::walk;
use crate::form::table::Table;
use crate::report::{Note, Report};

/// Reads a table into the report; where its rows went.
pub fn read(
    report: &mut Report,
    table: &Table,
    known: &KnownWords,
    rows: &[SourceRow],
    notes: &mut Vec<Note>,
) -> Vec<TakenRow> {
    let form = report.form();
    let Some(labels) = form.tables.iter().position(|t| t.key == table.key).and_then(|i| known.tables.get(i))
    else {
        return Vec::new();
    };
    let mut walk = walk(labels, rows);
    let mut out: ProofOutcome = proof::prove(form, table, labels, &mut walk, rows);
    notes.extend(tell::notes(form, table, &walk, &out));
    let taken = std::mem::take(&mut out.taken);
    out.placed.into_iter().for_each(|p| p.put(report));
    taken
}

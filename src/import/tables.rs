//! A statutory table out of a document's rows into a report: what is proven is put in, all else is told.

use super::find::Known;
use super::proof::{self, Outcome, Taken};
use super::sheet::Row;
use super::tell;
use super::walk::walk;
use crate::form::table::Table;
use crate::report::{Note, Report};

/// Reads a table into the report; where its rows went.
pub fn read(
    report: &mut Report,
    table: &Table,
    known: &Known,
    rows: &[Row],
    notes: &mut Vec<Note>,
) -> Vec<Taken> {
    let form = report.form();
    let Some(labels) = form.tables.iter().position(|t| t.key == table.key).and_then(|i| known.tables.get(i))
    else {
        return Vec::new();
    };
    let mut walk = walk(labels, rows);
    let mut out: Outcome = proof::prove(form, table, labels, &mut walk, rows);
    notes.extend(tell::notes(form, table, &walk, &out));
    let taken = std::mem::take(&mut out.taken);
    out.placed.into_iter().for_each(|p| p.put(report));
    taken
}

//! `Raw` and the forms → a report with notes. What is not certain stays 未填 and is listed with its source line, so
//! that no number is ever wrong silently.

mod beside;
mod comments;
mod emphasis;
mod in_front;
pub mod notes;
mod whose;
mod words;
mod year;

use super::budget::Budget;
use super::find::{self, KnownWords};
use super::proof::TakenRow;
use super::raw::{Raw, Remark};
use super::tables::{self, TableRows};
use super::unrolled::unrolled;
use super::{
    ImportError, broken_labels, contents, facts_in_prose, issue, residue, run_on, sections, source_rows,
};
use crate::form::Form;
use crate::report::value::{Cell, Value};
use crate::report::{Note, NoteKind, Place, Report, Section};
pub use emphasis::with_looks;
pub(super) use notes::MOST_NOTES;
use notes::{Sources, exchanged, sorted, struck};
use std::ops::Range;
use words::{front, put_sections, set_headings, sign};
use year::closing_year;
pub(super) use year::{edition, known_year};

/// So many pieces is a line: it is compared with the labels of every table.
pub(super) const LINE: usize = 10;

/// A report as it was read, and where the rows of its tables stood.
pub struct Recognized {
    pub report: Report,
    pub taken: Vec<TakenRow>,
}

/// Recognises a report within a budget. `year` decides where given.
pub fn recognize(
    raw: &Raw,
    name: &str,
    year: Option<u16>,
    budget: &Budget<'_>,
) -> Result<Recognized, ImportError> {
    let mut notes = Vec::new();
    let rows = source_rows::rows(raw);
    let pieces: usize = rows.iter().map(|r| r.cells.len().max(1)).sum();
    if !budget.take(pieces * LINE) {
        return Err(ImportError::TooMuch { name: name.into() });
    }
    let sources = Sources::of(&rows);
    notes.extend(struck(raw.struck.iter().map(|(line, words)| (*line, words.as_str()))));
    let rows = broken_labels::joined(unrolled(residue::without_marks(rows, &mut notes)));
    let (mut rows, mut starts) = run_on::parted(contents::without(rows, &mut notes));
    if let Some(end) = sections::second_report(&rows, &starts, &mut notes) {
        rows.truncate(end);
        starts.iter_mut().for_each(|s| *s = s.filter(|s| *s < end));
    }
    exchanged(&rows, &starts, &mut notes);
    let imprint = issue::take_imprint(&mut rows, &starts);
    let edition = edition(&rows, year);
    let known = KnownWords::of(&edition.tables);
    let bodies = bodies(edition, &starts, rows.len());
    let found = find::find(&known, &rows, &bodies);
    whose::tell_misplaced(edition, &bodies, &found, &mut notes);
    residue::tell_strangers(&rows, &found, &starts, &mut notes);
    let mut parts = sections::cut(edition, (&rows, raw.broken), &starts, &found, &mut notes);
    if parts.sections.iter().all(|s| s.1.is_none()) {
        return Err(ImportError::NotAReport { name: name.into() });
    }
    let mut report = Report { edition: edition.edition.clone(), ..Report::default() };
    let table_rows = |(i, table)| TableRows {
        table,
        rows: found.rows(&rows, i, &starts),
        above: found.above(&rows, &starts, (edition, i)),
        units: found.units(&rows, i),
    };
    let tables: Vec<TableRows<'_>> = edition.tables.iter().enumerate().map(table_rows).collect();
    let taken =
        tables::read(&mut report, &known, (&tables, !found.bare_numbers(&rows).is_empty()), &mut notes).taken;
    let (head, title, publisher) = (parts.head.take(), parts.title.clone(), parts.publisher.take());
    let preamble = sections::texts(&parts.preamble);
    put_sections(&mut report, edition, parts, &mut notes);
    sign(&mut report, &title, &mut notes);
    residue::tell_pictures(&rows, &starts, &report, &mut notes);
    let said = year
        .or_else(|| facts_in_prose::report_year(&title, &preamble.concat()))
        .or_else(|| closing_year(&report));
    report.year = known_year(said.ok_or_else(|| ImportError::NoYear { name: name.into() })?, name)?;
    front(&mut report, (title, preamble), publisher, &mut notes);
    issue::put(head, imprint, &mut report);
    whose::tell(&report, (&rows, &found), &mut notes);
    in_front::tell(&report, (&rows, &found, &known), &mut notes);
    set_headings(&mut report, edition);
    settle_totals(&mut report);
    let of_reader = |r: &Remark| Note::at(r.kind, Place::Whole, r.line, r.text.clone());
    notes.extend(raw.remarks.iter().map(of_reader));
    if let Some(doubt) = &raw.doubt {
        let filled = report.cells.keys().cloned().collect();
        notes.push(Note::at(NoteKind::Doubtful, Place::Cells(filled), None, doubt.clone()));
    }
    emphasis::put(raw, &mut report, true);
    report.comments = comments::all(raw, &report, &taken, &mut notes);
    report.notes = sorted(notes, &sources);
    Ok(Recognized { report, taken })
}

/// The rows under the heading of each table.
fn bodies(form: &Form, starts: &[Option<usize>], end: usize) -> Vec<Option<Range<usize>>> {
    let body = |s: Section| {
        let at = starts.get(form.number(s) - 1).copied().flatten()?;
        let to = starts.iter().flatten().copied().filter(|n| *n > at).min().unwrap_or(end);
        Some(at + 1..to)
    };
    form.tables.iter().map(|t| body(t.section)).collect()
}

/// A total equal to its parts follows them from now on; a different one stays as it was read.
pub(super) fn settle_totals(report: &mut Report) {
    let form = report.form();
    // Column totals first: the corner is the sum of its row of column totals.
    for key in crate::report::totals(form) {
        let equal = form.total_of(&key).is_some_and(|r| {
            let sum = r.left.iter().map(|k| report.value(k).and_then(|v| v.whole())).sum::<Option<i128>>();
            sum.is_some() && sum == report.value(&key).and_then(|v| v.whole())
        });
        let plain = matches!(report.cell(&key), Cell::Typed(Value::Count(_)));
        if equal && plain {
            report.cells.insert(key, Cell::Computed);
        }
    }
}

//! Words in front of a table's rows that are none of the form's: a column of years, of offices, of units (年度 | 2024,
//! 单位 | 百件). What they say is said of all the numbers behind them, so whatever is not harmless is asked.

use super::whose;
use crate::chinese::years::years;
use crate::form::words::words;
use crate::import::cell::is_value;
use crate::import::find::{FoundParts, KnownWords};
use crate::import::labels::{self, Labels};
use crate::import::source_rows::SourceRow;
use crate::report::{Note, NoteKind, Place, Report};

/// Tells of columns in front of tables, each by its first words.
pub fn tell(
    report: &Report,
    (rows, found, known): (&[SourceRow], &FoundParts, &KnownWords),
    notes: &mut Vec<Note>,
) {
    for (i, labels) in known.tables.iter().enumerate() {
        let own = rows.iter().zip(&found.owner).filter(|(r, o)| **o == Some(i) && r.is_of_table());
        let mut words = own.flat_map(|(r, _)| before(labels, r).map(move |w| (r.line, w)));
        let strange = words.find(|(_, w)| !is_harmless(w, report) && !is_own(labels, report, w));
        let Some((line, said)) = strange else { continue };
        let text = format!("表里的行前面写着“{said}”；请核对表里的数");
        notes.push(Note::at(NoteKind::Doubtful, Place::Whole, Some(line), text));
    }
}

/// What stands in front of a row's own label, or of its numbers where the form has no label for it.
fn before<'r>(labels: &Labels, row: &'r SourceRow) -> impl Iterator<Item = &'r str> {
    let is_row = |t: &str| labels.find(t).is_some_and(|m| m.row.is_some());
    let is_head = |t: &str| labels.find(t).is_some_and(|m| m.head.is_some() && m.row.is_none());
    let numbered = row.words().any(is_value) && !row.words().any(is_head);
    let end = match (&labels.unlabelled, labels.widths.last()) {
        _ if !numbered => None,
        (Some(_), Some(width)) => row.cells.len().checked_sub(*width),
        (Some(_), None) => None,
        (None, _) => row.cells.iter().rposition(|c| is_row(&c.text)),
    };
    row.cells.iter().take(end.unwrap_or(0)).map(|c| c.text.as_str()).filter(|t| !t.is_empty())
}

/// Labels of the form, whole, in pieces or in other words; its own titles.
fn is_own(labels: &Labels, report: &Report, said: &str) -> bool {
    let title = |k: &String| said.contains(k.as_str());
    labels.find(said).is_some()
        || labels.is_piece_of_group(said)
        || labels.is_like_group(said)
        || report.form().sections.iter().flat_map(|s| &s.keywords).any(title)
}

/// 序号, 件, the report's own year, its own office or place.
fn is_harmless(said: &str, report: &Report) -> bool {
    let w = words();
    let key = labels::key(said);
    if key.bytes().all(|b| b.is_ascii_digit()) && !said.contains('-') {
        // A number may be another year.
        return !(key.len() == 4 && key.starts_with("20") && key != report.year.to_string());
    }
    let own_year = years(said).iter().all(|y| y.year == report.year)
        && (years(said).len() == 1 || said.contains("本年"));
    key.is_empty()
        || labels::says_nothing(said)
        || key.chars().all(|c| w.counters.contains(&c))
        || own_year && key.chars().count() <= 6
        || whose::is_within(&key, &report.office.name)
}

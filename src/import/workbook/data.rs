//! Numbers one a row (`export/csv`), read back: the lines of one report.

use crate::form::table::CellKey;
use crate::form::{self, Form};
use crate::import::ImportError;
use crate::import::recognize::{MOST_NOTES, known_year};
use crate::report::rows::{COLUMNS, CellRow};
use crate::report::sheet::from_sheet;
use crate::report::value::Cell;
use crate::report::{Note, NoteKind, Place, Report};

/// Whether these are the names of the columns.
pub fn is_head(cells: &[String]) -> bool {
    let of_before = &COLUMNS[..COLUMNS.len() - 1];
    cells == COLUMNS || cells == of_before
}

/// A report as far as its lines are read.
#[derive(Default)]
pub struct DataReader {
    rows: Vec<(usize, CellRow)>,
    /// Numbers of lines with too many or too few cells.
    broken: Vec<usize>,
}

impl DataReader {
    /// Takes a line by its number, from 0.
    pub fn take(&mut self, number: usize, cells: Vec<String>) {
        let mut cells: Vec<String> = cells.iter().map(|c| from_sheet(c).to_string()).collect();
        // A file of before has no last column.
        if cells.len() + 1 == COLUMNS.len() {
            cells.push(String::new());
        }
        match <[String; COLUMNS.len()]>::try_from(cells) {
            Ok(fields) => self.rows.push((number + 1, CellRow::from_fields(fields))),
            Err(_) => self.broken.push(number + 1),
        }
    }

    /// The report; an error where the lines are of several.
    pub fn report(self, name: &str) -> Result<Report, ImportError> {
        let Some((_, first)) = self.rows.first() else {
            return Err(ImportError::NotAReport { name: name.into() });
        };
        let same =
            |r: &CellRow| (&r.year, &r.office, &r.edition) == (&first.year, &first.office, &first.edition);
        if let Some((_, other)) = self.rows.iter().find(|(_, r)| !same(r)) {
            let of = |r: &CellRow| format!("{}{}年", r.office, r.year);
            return Err(ImportError::SeveralReports {
                reports: vec![of(first), of(other)],
                name: name.into(),
            });
        }
        let year = first.year.parse().map_err(|_| ImportError::NoYear { name: name.into() })?;
        let mut report = Report::new(known_year(year, name)?, &first.office);
        if let Some(form) = form::by_edition(&first.edition) {
            report.edition = form.edition.clone();
            report.letters = form.letters.iter().map(|l| l.number.clone()).collect();
        }
        // The level that the name tells was written as well as one that was said.
        report.office.level = first.level().filter(|l| *l != report.level()).unwrap_or_default();
        report.cells.clear();
        let form = report.form();
        let mut lost: Vec<Note> = self.broken.iter().map(|n| unread(*n, "这一行的格数不对")).collect();
        for (number, row) in &self.rows {
            if let Some(why) = put(&mut report, form, row) {
                lost.push(unread(*number, &why));
            }
        }
        for (number, row) in &self.rows {
            settle(&mut report, form, (*number, row));
        }
        let more = lost.len().saturating_sub(MOST_NOTES);
        lost.truncate(MOST_NOTES);
        report.notes.extend(lost);
        if more > 0 {
            let text = format!("像这样的地方还有{more}处，没有一一列出");
            report.notes.push(Note::new(NoteKind::Doubtful, Place::Whole, text));
        }
        Ok(report)
    }
}

/// Puts a line into the report; why not, where it can't be.
fn put(report: &mut Report, form: &Form, row: &CellRow) -> Option<String> {
    let key = CellKey::parse(&row.key);
    if !form.has(&key) {
        return Some(format!("{}没有“{}”这一格，它的“{}”没有读入", form.label, row.key, row.value));
    }
    if report.cells.contains_key(&key) {
        return Some(format!("“{}”写了两次，后一次的“{}”没有读入", row.key, row.value));
    }
    match row.cell(form.kind(&key)) {
        Some(Cell::Unfilled) => {}
        Some(cell) if cell.follows() && form.total_of(&key).is_none() => {
            return Some(format!("“{}”不是总计，它的“{}”没有读入", row.key, row.value));
        }
        Some(cell) => drop(report.cells.insert(key, cell)),
        None => return Some(format!("“{}”的“{}”（{}）看不懂，没有读入", row.key, row.value, row.state)),
    }
    None
}

/// A total that does not come to what stands in its line stays as it stands there.
fn settle(report: &mut Report, form: &Form, (number, row): (usize, &CellRow)) {
    let key = CellKey::parse(&row.key);
    let written = CellRow::of(report, &key);
    if !report.cell(&key).follows() || written.value == row.value {
        return;
    }
    let name = form.cell_path(&key);
    let text = format!("“{name}”写的是{}，按分项相加是{}；照写的读入，请核对", row.value, written.value);
    let value = crate::report::value::Value::parse(form.kind(&key), &row.value);
    report.cells.insert(key.clone(), value.map_or(Cell::Unfilled, Cell::Typed));
    report.notes.push(Note::at(NoteKind::Doubtful, Place::Cells(vec![key]), Some(number), text));
}

fn unread(line: usize, text: &str) -> Note {
    Note::at(NoteKind::Doubtful, Place::Whole, Some(line), text.into())
}

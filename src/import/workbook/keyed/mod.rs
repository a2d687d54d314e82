//! Our own workbooks (`export/xlsx`), read back by the hidden names of their cells: whatever a unit typed is where it
//! belongs. The names are believed only where the labels of the form still stand around them, in the form's order; a
//! workbook that was put otherwise is read like anybody's, and that is told.

mod book;
mod tables;
mod words;

use super::WorkSheet;
use super::blocks::place;
use crate::import::budget::Budget;
use crate::import::raw::Remark;
use crate::import::recognize::LINE;
use crate::import::residue;
use crate::report::keyed;
use crate::report::{Note, NoteKind, Place, Report, level};
use book::Book;
pub use book::DefinedName;
use book::said;
use std::collections::BTreeSet;

/// What became of the names.
pub enum Keyed {
    /// There are none.
    No,
    /// They are not believed; what differs.
    Doubted(&'static str),
    Report(Box<Report>),
}

/// Whether it is the sheet that says what the names are of.
pub fn is_about(sheet: &WorkSheet) -> bool {
    sheet.hidden && sheet.name == keyed::SHEET
}

/// Reads the workbook by its names.
pub fn read(sheets: &[WorkSheet], names: &[DefinedName], budget: &Budget<'_>) -> Keyed {
    let Some(about) = sheets.iter().find(|s| is_about(s)) else { return Keyed::No };
    if !budget.take((names.len() + sheets.len()) * LINE) {
        return Keyed::No;
    }
    match Book::of(sheets, about, names).and_then(|b| b.report(about)) {
        Ok(report) => Keyed::Report(Box::new(report)),
        Err(what) => Keyed::Doubted(what),
    }
}

/// What is said of names that are not believed.
pub fn doubt(what: &str) -> Remark {
    let text = format!(
        "这是本程序做的表格，可是{what}被改动过，不能按原来的位置读；改按表格上的文字读入，请逐项核对"
    );
    Remark::new(NoteKind::Doubtful, text)
}

impl Book<'_> {
    fn report(&self, about: &WorkSheet) -> Result<Report, &'static str> {
        let mut r = Report::new(self.year, "");
        r.edition = self.form.edition.clone();
        r.letters = self.form.letters.iter().map(|l| l.number.clone()).collect();
        r.heading_set = said(about, "heading_set").and_then(|n| n.parse().ok()).unwrap_or(0).min(1);
        r.cells.clear();
        let mut seen = vec![BTreeSet::new(); self.sheets.len()];
        self.put_words(&mut r, &mut seen)?;
        for table in &self.form.tables {
            let stands = self.table(table)?;
            self.put_numbers(&mut r, table, stands.sheet)?;
            let all = self.sheets.get(stands.sheet).into_iter().flat_map(|s| s.cells.keys());
            let ours = |at: &&(usize, usize)| stands.rows.contains(&at.0) && stands.columns.contains(&at.1);
            let top = stands.rows.first().copied().unwrap_or(0);
            seen[stands.sheet].extend(all.filter(|at| ours(at) || at.0 < top));
        }
        self.tell_strangers(&mut r, &seen);
        r.deadline = level::deadline(r.year, r.level());
        Ok(r)
    }

    /// What somebody wrote beside, which is nobody's.
    fn tell_strangers(&self, r: &mut Report, seen: &[BTreeSet<(usize, usize)>]) {
        const NAMED: usize = 5;
        for (sheet, seen) in self.sheets.iter().zip(seen) {
            let strange: Vec<_> = sheet.cells.iter().filter(|(at, _)| !seen.contains(at)).collect();
            let text = match strange.as_slice() {
                [] => continue,
                _ if is_about(sheet) => continue,
                _ if seen.is_empty() => format!("工作表“{}”不是这份报告的，没有读入", sheet.name),
                all => {
                    let named = all.iter().take(NAMED);
                    let named: Vec<String> = named
                        .map(|(at, t)| format!("{}“{}”", place(at.0, at.1), residue::short(t)))
                        .collect();
                    let more = if all.len() > NAMED { "等" } else { "" };
                    format!("工作表“{}”里写在填报格子以外的没有读入：{}{more}", sheet.name, named.join("、"))
                }
            };
            r.notes.push(Note::new(NoteKind::Dropped, Place::Whole, text));
        }
    }
}

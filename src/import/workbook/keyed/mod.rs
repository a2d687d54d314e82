//! Our own workbooks (`export/xlsx`), read back by the hidden names of their cells: whatever a unit typed is where it
//! belongs. The names are believed only where the labels of the form still stand around them, in the form's order; a
//! workbook that was put otherwise is read like anybody's, and that is told.

mod book;
mod document;
mod tables;
mod words;

use super::blocks::{self, place};
use super::{DefinedName, WorkSheet};
use crate::form;
use crate::import::Imported;
use crate::import::budget::Budget;
use crate::import::raw::Remark;
use crate::import::recognize::LINE;
use crate::import::recognize::notes::struck;
use crate::import::residue;
use crate::report::keyed;
use crate::report::{Note, NoteKind, Place, Report, level};
use book::{Book, said};
use std::collections::BTreeSet;

/// The sheets: as a report by its names, where they are believed; else as they are read of anybody's workbook.
pub fn imported(sheets: Vec<WorkSheet>, names: Vec<DefinedName>, budget: &Budget<'_>) -> Imported {
    let Some(about) = sheets.iter().find(|s| is_about(s)) else { return blocks::imported(sheets, budget) };
    if !budget.take((names.len() + sheets.len()) * LINE) {
        return blocks::imported(Vec::new(), budget);
    }
    let what = match Book::of(&sheets, about, &names).and_then(|b| b.report(about)) {
        Ok(report) => return Imported::Report(Box::new(report)),
        Err(what) => what,
    };
    let form = said(about, "edition").and_then(form::by_edition).unwrap_or(form::newest());
    let own = sheets.into_iter().filter(|s| !is_about(s)).collect();
    let mut imported = blocks::imported(document::in_order(own, form), budget);
    if let Imported::Sheets(_, remarks) = &mut imported {
        let text = format!(
            "这是本程序做的表格，可是{what}被改动过，不能按原来的位置读；改按表格上的文字读入，机关的地址、电话等没有读入，请逐项核对"
        );
        remarks.push(Remark::new(NoteKind::Doubtful, text));
    }
    imported
}

/// Whether it is the sheet that says what the names are of.
fn is_about(sheet: &WorkSheet) -> bool {
    sheet.hidden && sheet.name == keyed::SHEET
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
        for key in self.form.cells() {
            let paper = said(about, &keyed::on_paper(&key)).and_then(|n| n.parse().ok());
            paper.into_iter().for_each(|n| r.compare_with_paper(&key, n));
        }
        self.tell_strangers(&mut r, &seen);
        for s in self.sheets {
            r.notes.extend(struck(s.struck.iter().map(|((row, _), words)| (row + 1, words.as_str()))));
        }
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

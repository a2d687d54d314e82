//! A workbook may hold the reports of several offices or years, a sheet each (教育局, 水务局): where the same row of
//! the same table is filled in on more than one sheet, the clerk says which is meant.

use super::budget::Budget;
use super::cell::is_value;
use super::error::quoted;
use super::find::{self, KnownWords};
use super::raw::{Line, Piece, Raw, Remark};
use super::recognize::{LINE, edition};
use super::source_rows;
use super::{Hints, ImportError, SheetRaw};
use crate::report::NoteKind;
use std::collections::BTreeSet;

/// What is filled in on a sheet: tables of the form by their number, and their rows.
type FilledIn = BTreeSet<(usize, String)>;

/// The sheets that are meant, as one document.
pub fn meant(
    sheets: Vec<SheetRaw>,
    name: &str,
    hints: &Hints,
    budget: &Budget<'_>,
) -> Result<Raw, ImportError> {
    let filled = filled_in(&sheets, hints.year, budget);
    let mut left: Vec<usize> = (0..sheets.len()).collect();
    for wanted in &hints.sheets {
        let Some(own) = sheets.iter().position(|s| s.name.trim() == wanted.trim()) else {
            let sheets = sheets.iter().map(|s| s.name.clone()).collect();
            return Err(ImportError::NoSuchSheet { sheet: wanted.clone(), sheets, name: name.into() });
        };
        left.retain(|i| *i == own || filled[*i].is_disjoint(&filled[own]));
    }
    if let Some(several) = same(&filled, &left) {
        let sheets = several.into_iter().map(|i| sheets[i].name.clone()).collect();
        return Err(ImportError::SeveralSheets { sheets, name: name.into() });
    }
    Ok(joined(sheets, &left))
}

/// Sheets of `left` that have a row in common, if there are any.
fn same(filled: &[FilledIn], left: &[usize]) -> Option<Vec<usize>> {
    let of = |row| -> Vec<usize> { left.iter().copied().filter(|i| filled[*i].contains(row)).collect() };
    left.iter().flat_map(|i| &filled[*i]).map(of).find(|sheets| sheets.len() > 1)
}

fn filled_in(sheets: &[SheetRaw], year: Option<u16>, budget: &Budget<'_>) -> Vec<FilledIn> {
    let all: Vec<Vec<source_rows::SourceRow>> = sheets.iter().map(|s| source_rows::rows(&s.raw)).collect();
    // A single sheet holds nothing that another has.
    let several = all.iter().filter(|rows| !rows.is_empty()).count() > 1;
    let pieces: usize = all.iter().flatten().map(|r| r.cells.len().max(1)).sum();
    if !several || !budget.take(pieces * LINE) {
        return vec![FilledIn::new(); sheets.len()];
    }
    let form = edition(&all.concat(), year);
    let known = KnownWords::of(&form.tables);
    let of = |rows: &Vec<source_rows::SourceRow>| {
        let found = find::find(&known, rows, &vec![None; form.tables.len()]);
        let mut out = FilledIn::new();
        for (i, labels) in known.tables.iter().enumerate() {
            for row in found.rows(rows, i).iter().filter(|r| r.words().any(is_value)) {
                let named = row.words().filter_map(|w| labels.find(w)?.row.clone());
                out.extend(named.chain(labels.unlabelled.clone()).map(|key| (i, key)));
            }
        }
        out
    };
    all.iter().map(of).collect()
}

/// These sheets one behind the other; rows are counted on. What was left out is told.
fn joined(sheets: Vec<SheetRaw>, left: &[usize]) -> Raw {
    let mut out = Raw::default();
    let mut dropped = Vec::new();
    let mut before = 0;
    for (i, s) in sheets.into_iter().enumerate() {
        if !left.contains(&i) {
            dropped.push(s.name);
            continue;
        }
        let last = s.raw.lines.iter().map(|l| l.number + rows(l)).max().unwrap_or(0);
        out.lines.extend(s.raw.lines.into_iter().map(|l| behind(l, before)));
        out.remarks
            .extend(s.raw.remarks.into_iter().map(|r| Remark { line: r.line.map(|l| l + before), ..r }));
        out.struck.extend(s.raw.struck.into_iter().map(|(line, words)| (line + before, words)));
        before += last;
    }
    if !dropped.is_empty() {
        let text = format!("工作表{}没有读入", quoted(&dropped));
        out.remarks.push(Remark::new(NoteKind::Dropped, text));
    }
    out
}

/// Rows below its first.
fn rows(l: &Line) -> usize {
    match &l.piece {
        Piece::Table(grid) => grid.cells.iter().map(|c| c.row).max().unwrap_or(0),
        _ => 0,
    }
}

fn behind(mut l: Line, before: usize) -> Line {
    l.number += before;
    if let Piece::Table(grid) = &mut l.piece {
        grid.cells.iter_mut().flat_map(|c| &mut c.body).for_each(|b| b.number += before);
    }
    l
}

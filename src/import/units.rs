//! A workbook may hold the reports of several offices or years, a sheet each (教育局, 水务局): where the same row of
//! the same table is filled in on more than one sheet, the clerk says which is meant.

use super::budget::Budget;
use super::cell::is_value;
use super::error::quoted;
use super::find::{self, KnownWords};
use super::raw::{Line, Piece, Raw, RawComment, Remark};
use super::recognize::{LINE, edition};
use super::source_rows;
use super::{Hints, ImportError, SheetRaw};
use crate::chinese::years::years;
use crate::form::words::{TableWords, words};
use crate::report::NoteKind;
use std::collections::BTreeSet;

/// What stands on a sheet: tables of the form by their number, and their rows.
pub type FilledIn = BTreeSet<(usize, String)>;

/// The sheets that are meant, as one document.
pub fn meant(
    sheets: Vec<SheetRaw>,
    name: &str,
    hints: &Hints,
    budget: &Budget<'_>,
) -> Result<Raw, ImportError> {
    if let Some(wanted) = &hints.alone {
        let own = place(&sheets, wanted, name)?;
        return Ok(sheets.into_iter().nth(own).map(|s| s.raw).unwrap_or_default());
    }
    let filled = filled_in(&sheets, hints.year, budget);
    let mut left: Vec<usize> = (0..sheets.len()).collect();
    for wanted in &hints.sheets {
        let own = place(&sheets, wanted, name)?;
        left.retain(|i| *i == own || filled[*i].is_disjoint(&filled[own]));
    }
    if let Some(several) = same(&filled, &left) {
        let sheets = several.into_iter().map(|i| sheets[i].name.clone()).collect();
        return Err(ImportError::SeveralSheets { sheets, name: name.into() });
    }
    let with = || left.iter().filter(|i| !filled[**i].is_empty()).map(|i| sheets[*i].name.as_str());
    let strange = strange(&with().collect::<Vec<_>>(), hints.year);
    let remark = strange.map(|sheet| {
        let text = format!("有的表读自工作表“{sheet}”；请核对那里的数是不是这份报告的");
        Remark::new(NoteKind::Doubtful, text)
    });
    let mut out = joined(sheets, &left);
    out.remarks.extend(remark);
    Ok(out)
}

/// Where the sheet of that name stands.
fn place(sheets: &[SheetRaw], wanted: &str, name: &str) -> Result<usize, ImportError> {
    let own = sheets.iter().position(|s| s.name.trim() == wanted.trim());
    own.ok_or_else(|| {
        let sheets = sheets.iter().map(|s| s.name.clone()).collect();
        ImportError::NoSuchSheet { sheet: wanted.into(), sheets, name: name.into() }
    })
}

/// Of several sheets whose tables make up one report, one whose name says that it is another's: 去年, 填表示例, 教育局, or
/// of another year than the rest.
fn strange(names: &[&str], year: Option<u16>) -> Option<String> {
    let TableWords { other_sheets, offices, .. } = &words().tables;
    let years_in = |n: &str| years(&format!("{n}年")).into_iter().map(|y| y.year).collect::<Vec<_>>();
    let own = year.or(names.iter().flat_map(|n| years_in(n)).max());
    let is_strange = |n: &&&str| {
        other_sheets.iter().any(|o| n.contains(o.as_str()))
            || offices.iter().any(|o| n.trim().ends_with(o.as_str()))
            || years_in(n).into_iter().any(|y| Some(y) != own)
    };
    names.iter().filter(|_| names.len() > 1).find(is_strange).map(|n| n.to_string())
}

/// Sheets of `left` that have a row in common, if there are any.
fn same(filled: &[FilledIn], left: &[usize]) -> Option<Vec<usize>> {
    let of = |row| -> Vec<usize> { left.iter().copied().filter(|i| filled[*i].contains(row)).collect() };
    left.iter().flat_map(|i| &filled[*i]).map(of).find(|sheets| sheets.len() > 1)
}

/// The rows of the form's tables in which something is filled in, by sheet.
pub fn filled_in(sheets: &[SheetRaw], year: Option<u16>, budget: &Budget<'_>) -> Vec<FilledIn> {
    rows_in(sheets, year, budget, &|row| row.words().any(is_value))
}

/// Those that are there at all.
pub fn named_in(sheets: &[SheetRaw], year: Option<u16>, budget: &Budget<'_>) -> Vec<FilledIn> {
    rows_in(sheets, year, budget, &|_| true)
}

fn rows_in(
    sheets: &[SheetRaw],
    year: Option<u16>,
    budget: &Budget<'_>,
    is_meant: &dyn Fn(&source_rows::SourceRow) -> bool,
) -> Vec<FilledIn> {
    let all: Vec<Vec<source_rows::SourceRow>> = sheets.iter().map(|s| source_rows::rows(&s.raw)).collect();
    // A single sheet holds nothing that another has.
    let several = all.iter().filter(|rows| !rows.is_empty()).count() > 1;
    // A sheet may be the report of an office: each is a document of its own.
    let fits = |rows: &Vec<source_rows::SourceRow>| {
        let pieces: usize = rows.iter().map(|r| r.cells.len().max(1)).sum();
        budget.take(1) && budget.afresh().take(pieces * LINE)
    };
    if !several || !all.iter().all(fits) {
        return vec![FilledIn::new(); sheets.len()];
    }
    let form = edition(&all.concat(), year);
    let known = KnownWords::of(&form.tables);
    let of = |rows: &Vec<source_rows::SourceRow>| {
        let found = find::find(&known, rows, &vec![None; form.tables.len()]);
        let mut out = FilledIn::new();
        for (i, labels) in known.tables.iter().enumerate() {
            for row in found.rows(rows, i, &[]).iter().filter(|r| is_meant(r)) {
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
        out.lines.extend(s.raw.lines.into_iter().map(|l| l.behind(before)));
        out.remarks
            .extend(s.raw.remarks.into_iter().map(|r| Remark { line: r.line.map(|l| l + before), ..r }));
        out.struck.extend(s.raw.struck.into_iter().map(|(line, words)| (line + before, words)));
        out.comments.extend(s.raw.comments.into_iter().map(|c| RawComment { line: c.line + before, ..c }));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_whose_name_says_that_it_is_another_s_is_strange() {
        for (names, wanted) in [
            (&["表一", "表二", "表三"][..], None),
            (&["正文", "2025年申请", "Sheet3"], None),
            (&["年报", "去年"], Some("去年")),
            (&["年报", "填表示例"], Some("填表示例")),
            (&["年报", "教育局"], Some("教育局")),
            (&["2025", "2024"], Some("2024")),
            (&["教育局"], None),
        ] {
            assert_eq!(strange(names, None).as_deref(), wanted, "{names:?}");
        }
        assert_eq!(strange(&["年报", "2024年"], Some(2025)).as_deref(), Some("2024年"));
    }
}

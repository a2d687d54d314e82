//! A document as rows of cells, whatever it is about: a list of units out of a spreadsheet, a Word table, a text.

use super::budget::Budget;
use super::input::{Input, unreadable};
use super::raw::{Grid, Piece, Raw};
use super::{IMPORTERS, ImportError, Imported};
use std::collections::BTreeMap;

/// A document as rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainRows {
    /// Of all tables; lines of text as rows of one cell.
    pub rows: Vec<Vec<String>>,
    /// What was not read, a sentence each: hidden rows, words struck out.
    pub told: Vec<String>,
}

/// Its rows. Hidden sheets are not read.
pub fn rows(bytes: &[u8], name: &str, budget: &Budget<'_>) -> Result<PlainRows, ImportError> {
    let input = Input::open(bytes, name, budget)?;
    let importer = IMPORTERS.iter().find(|i| (i.is)(&input));
    let other = |kind: String| ImportError::OtherFormat { kind, name: name.into() };
    let Some(importer) = importer else { return Err(unreadable(bytes, name)) };
    let Some(read) = importer.read else { return Err(other(importer.format.words())) };
    let read = read(input);
    let raws = match budget.verdict(name).and(read)? {
        Imported::Raw(raw) => vec![raw],
        Imported::Sheets(sheets, _) => sheets.into_iter().map(|s| s.raw).collect(),
        Imported::Report(_) => return Err(other("年度报告的数据".into())),
    };
    let remarks = raws.iter().flat_map(|r| r.remarks.iter().map(|r| r.text.clone()));
    let struck = raws.iter().flat_map(|r| &r.struck).map(|(_, words)| format!("划掉的“{words}”没有读入"));
    Ok(PlainRows { rows: raws.iter().flat_map(of_raw).collect(), told: remarks.chain(struck).collect() })
}

fn of_raw(raw: &Raw) -> Vec<Vec<String>> {
    let of = |piece: &Piece| match piece {
        Piece::Text(t) => vec![vec![t.clone()]],
        Piece::Row(cells) => vec![cells.clone()],
        Piece::Table(grid) => of_grid(grid),
        Piece::Blank | Piece::Gap | Piece::Picture(_) => Vec::new(),
    };
    raw.lines.iter().flat_map(|l| of(&l.piece)).collect()
}

/// A list is not wider: cells beyond are not carried down.
const WIDEST: usize = 64;

/// Each cell in its column, those not there empty; one that is merged over rows in each of them.
fn of_grid(grid: &Grid) -> Vec<Vec<String>> {
    let mut rows: BTreeMap<usize, BTreeMap<usize, String>> = BTreeMap::new();
    for cell in &grid.cells {
        rows.entry(cell.row).or_default().insert(cell.col, cell.text());
    }
    let mut spans = grid.cells.iter().filter(|c| c.rows > 1 && c.col < WIDEST).peekable();
    // By column: what goes on there, and before which row it ends.
    let mut open: BTreeMap<usize, (String, usize)> = BTreeMap::new();
    for (row, cells) in &mut rows {
        open.retain(|_, (_, end)| *end > *row);
        for (col, (text, _)) in &open {
            cells.entry(*col).or_insert_with(|| text.clone());
        }
        while let Some(c) = spans.next_if(|c| c.row <= *row) {
            open.insert(c.col, (c.text(), c.row.saturating_add(c.rows)));
        }
    }
    rows.into_values().map(line).collect()
}

fn line(cells: BTreeMap<usize, String>) -> Vec<String> {
    let mut out = Vec::new();
    for (col, text) in cells {
        out.resize(out.len().max(col), String::new());
        out.push(text);
    }
    out
}

//! A document as rows of cells, whatever it is about: a list of units out of a spreadsheet, a Word table, a text.

use super::budget::Budget;
use super::input::Input;
use super::raw::{Grid, Piece, Raw};
use super::{IMPORTERS, ImportError, Imported};
use std::collections::BTreeMap;

/// The rows of all tables, lines of text as rows of one cell. Hidden sheets are not read.
pub fn rows(bytes: &[u8], name: &str, budget: &Budget<'_>) -> Result<Vec<Vec<String>>, ImportError> {
    let input = Input::open(bytes, name, budget)?;
    let importer = IMPORTERS.iter().find(|i| (i.is)(&input));
    let other = |kind: String| ImportError::OtherFormat { kind, name: name.into() };
    let Some(importer) = importer else { return Err(ImportError::Binary { name: name.into() }) };
    let Some(read) = importer.read else { return Err(other(importer.format.words())) };
    let read = read(input);
    let raws = match budget.verdict(name).and(read)? {
        Imported::Raw(raw) => vec![raw],
        Imported::Sheets(sheets, _) => sheets.into_iter().map(|s| s.raw).collect(),
        Imported::Report(_) => return Err(other("年度报告的数据".into())),
    };
    Ok(raws.iter().flat_map(of_raw).collect())
}

fn of_raw(raw: &Raw) -> Vec<Vec<String>> {
    let of = |piece: &Piece| match piece {
        Piece::Text(t) => vec![vec![t.clone()]],
        Piece::Row(cells) => vec![cells.clone()],
        Piece::Table(grid) => of_grid(grid),
        Piece::Blank | Piece::Gap | Piece::Picture => Vec::new(),
    };
    raw.lines.iter().flat_map(|l| of(&l.piece)).collect()
}

/// Each cell in its column, those not there empty.
fn of_grid(grid: &Grid) -> Vec<Vec<String>> {
    let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for cell in &grid.cells {
        let row = rows.entry(cell.row).or_default();
        row.resize(row.len().max(cell.col), String::new());
        row.push(cell.text());
    }
    rows.into_values().collect()
}

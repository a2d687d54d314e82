//! Tables as text with commas between the cells (.csv), as Excel and databases write them; our own data too.

use super::super::budget::modest;
use super::super::input::Input;
use super::super::{ImportError, Imported, Importer};
use super::WorkSheet;
use super::data::{DataReader, is_head};
use crate::format::Format;
use crate::import::budget::Budget;

/// So many rows of several cells are no coincidence.
const ENOUGH: usize = 5;
/// So much of a text is looked at.
const LOOKED_AT: usize = 20_000;

pub const IMPORTER: Importer = Importer {
    format: Format { name: "CSV 表格", extensions: &["csv"] },
    is: |c| c.text().is_some_and(is_table),
    read: Some(read),
};

/// Whether most lines are cells with commas between. Chinese prose has other commas.
fn is_table(text: &str) -> bool {
    let end = text.char_indices().nth(LOOKED_AT).map_or(text.len(), |c| c.0);
    let text = text.get(..end).unwrap_or(text);
    if text.trim_start_matches('\u{feff}').trim_start().starts_with(['<', '{', '[']) {
        return false;
    }
    let (mut wide, mut all) = (0, 0);
    rows(text, &mut |_, cells| {
        all += 1;
        wide += usize::from(cells.len() > 3);
        true
    });
    wide >= ENOUGH && wide * 2 >= all
}

fn read(input: Input<'_>) -> Result<Imported, ImportError> {
    let (name, budget) = (input.name.to_string(), input.budget);
    let text = input.into_text()?;
    modest(&text, &name)?;
    let text = text.trim_start_matches('\u{feff}');
    if let Some(data) = data(text, budget) {
        return data.report(&name).map(|r| Imported::Report(Box::new(r)));
    }
    let mut sheet = WorkSheet::new("", false);
    let whole = rows(text, &mut |row, cells| {
        budget.take(1 + cells.len())
            && cells.iter().enumerate().all(|(col, t)| sheet.put(row, col, t, budget))
    });
    if !whole {
        return Err(ImportError::TooMuch { name });
    }
    Ok(super::blocks::imported(vec![sheet], budget))
}

/// Our own data, known by the names of its columns.
fn data(text: &str, budget: &Budget<'_>) -> Option<DataReader> {
    let (mut known, mut reader) = (false, DataReader::default());
    rows(text, &mut |row, cells| {
        match row {
            0 => known = is_head(&cells),
            _ if known => reader.take(row, cells),
            _ => {}
        }
        known && budget.take(1)
    });
    known.then_some(reader)
}

/// Gives each row to `take` until it says no; whether it never did. Quoted cells hold commas and line ends, and a
/// quote where there are two.
fn rows(text: &str, take: &mut dyn FnMut(usize, Vec<String>) -> bool) -> bool {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let (mut quoted, mut number) = (false, 0);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                cells.push(std::mem::take(&mut cell));
                let row = std::mem::take(&mut cells);
                let blank = row.iter().all(|c| c.trim().is_empty());
                if !blank && !take(number, row) {
                    return false;
                }
                number += 1;
            }
            '\r' => {}
            c => cell.push(c),
        }
    }
    cells.push(cell);
    cells.iter().all(|c| c.trim().is_empty()) || take(number, cells)
}

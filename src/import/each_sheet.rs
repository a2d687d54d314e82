//! A workbook with a sheet for each office: its sheets read one by one, each as a document of its own.

use super::budget::Budget;
use super::error::quoted;
use super::raw::{Piece, Raw};
use super::recognize::recognize;
use super::{ImportError, Imported, SheetRaw, finished, imported, units};
use crate::report::Report;

/// The sheets with a table of the form, and the names of the rest.
#[derive(Default)]
pub struct EachSheet {
    pub with_form: Vec<OwnSheet>,
    pub without: Vec<String>,
}

/// A sheet with a table of the form, filled in or not.
pub struct OwnSheet {
    pub name: String,
    raw: Raw,
}

/// The sheets of a workbook. None where one of them may hold a part of a report that goes on in another.
pub fn read(bytes: &[u8], name: &str, budget: &Budget<'_>) -> Result<Option<EachSheet>, ImportError> {
    let read = imported(bytes, name, budget);
    let Imported::Sheets(sheets, _) = budget.verdict(name).and(read)? else { return Ok(None) };
    let (filled, named) = (units::filled_in(&sheets, None, budget), units::named_in(&sheets, None, budget));
    budget.verdict(name)?;
    let is_again = |i: usize| {
        let own = filled.get(i);
        filled.iter().enumerate().any(|(n, f)| n != i && own.is_some_and(|own| !own.is_disjoint(f)))
    };
    if (0..filled.len()).any(|i| filled.get(i).is_some_and(|f| !f.is_empty()) && !is_again(i)) {
        return Ok(None);
    }
    let mut out = EachSheet::default();
    for (SheetRaw { name, raw }, named) in sheets.into_iter().zip(named) {
        match named.is_empty() {
            true if raw.lines.is_empty() => {}
            true => out.without.push(name),
            false => out.with_form.push(OwnSheet { name, raw }),
        }
    }
    Ok(Some(out))
}

impl OwnSheet {
    /// The report on it. A year given decides where it doesn't say.
    pub fn report(&self, year: Option<u16>, budget: &Budget<'_>) -> Result<Report, ImportError> {
        let name = quoted(std::slice::from_ref(&self.name));
        let read = recognize(&self.raw, &name, year, budget);
        finished(budget.verdict(&name).and(read)?, &name).map(|r| r.report)
    }

    /// All that stands on it, and its name: what tells it from another.
    pub fn words(&self) -> String {
        let mut out = format!("{}\n", self.name);
        for line in &self.raw.lines {
            match &line.piece {
                Piece::Text(t) => out.push_str(t),
                Piece::Row(cells) => out.push_str(&cells.join("\t")),
                Piece::Table(grid) => {
                    grid.cells.iter().for_each(|c| out += &format!("{},{}\t{}\n", c.row, c.col, c.text()));
                }
                Piece::Blank | Piece::Gap | Piece::Picture(_) => {}
            }
            out.push('\n');
        }
        out
    }
}

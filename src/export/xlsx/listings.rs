//! Lists as a workbook, a sheet each; the statutory tables of a report along, where one is given.

use super::look::{Looks, height};
use super::table;
use super::{PAPER, sheet_name};
use crate::export::listing::Listing;
use crate::export::{ExportError, Made, zipped};
use crate::report::Report;
use crate::report::sheet::is_formula;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

/// Most digits of a number that a workbook keeps.
const DIGITS: usize = 15;
/// Widths of columns, in digits.
const NUMBER: f64 = 12.0;
const WIDEST: f64 = 48.0;
const NARROWEST: f64 = 6.0;

/// The workbook's bytes. Equal lists give equal bytes.
pub fn book(title: &str, listings: &[Listing], tables: Option<&Report>) -> Result<Made, ExportError> {
    let failed = |e: XlsxError| ExportError::Excel { detail: e.to_string() };
    made(title, listings, tables).map_err(failed)
}

fn made(title: &str, listings: &[Listing], tables: Option<&Report>) -> Result<Made, XlsxError> {
    let looks = Looks::new();
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
    for (n, listing) in (1..).zip(listings) {
        book.push_worksheet(sheet(listing, n, &looks)?);
    }
    if let Some(report) = tables {
        for t in &report.form().tables {
            book.push_worksheet(table::sheet(report, t, &looks)?.sheet);
        }
    }
    Ok(Made::plainly(zipped::unsigned(book.save_to_buffer()?)))
}

fn sheet(listing: &Listing, n: usize, looks: &Looks) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    // Sheets of long names that begin alike stay apart.
    let name: String = sheet_name(&listing.title).chars().take(26).collect();
    sheet.set_name(format!("{n} {name}"))?;
    sheet.set_paper_size(PAPER).set_print_fit_to_pages(1, 0).set_footer("&C— &P —");
    if listing.turned {
        sheet.set_landscape();
    }
    let widths: Vec<f64> = (0..listing.heads.len()).map(|c| width(listing, c)).collect();
    for (col, width) in (0..).zip(&widths) {
        sheet.set_column_width(col, *width)?;
    }
    let last = listing.heads.len().saturating_sub(1) as u16;
    sheet.merge_range(0, 0, 0, last, &listing.title, &looks.title)?.set_row_height(0, 32)?;
    for (col, head) in (0..).zip(&listing.heads) {
        sheet.write_string_with_format(1, col, head, &looks.name)?;
    }
    sheet.set_repeat_rows(0, 1)?.set_freeze_panes(2, listing.words.min(2) as u16)?;
    for (row, cells) in (2..).zip(&listing.rows) {
        let tall = cells.iter().zip(&widths).map(|(c, w)| height(c, *w)).fold(20.0, f64::max);
        sheet.set_row_height(row, tall.min(super::look::HIGHEST))?;
        for (col, text) in cells.iter().enumerate() {
            cell(&mut sheet, (row, col as u16), text, (col >= listing.words, looks))?;
        }
    }
    Ok(sheet)
}

/// A number that the workbook keeps whole goes in as one; all else as it is written.
fn cell(
    sheet: &mut Worksheet,
    (row, col): (u32, u16),
    text: &str,
    (is_number, looks): (bool, &Looks),
) -> Result<(), XlsxError> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let number = text.parse::<Decimal>().ok().filter(|_| is_number && digits <= DIGITS);
    match number.and_then(|n| n.to_f64()) {
        Some(n) => drop(sheet.write_number_with_format(row, col, n, &looks.entry)?),
        None if text.is_empty() => drop(sheet.write_blank(row, col, &looks.entry)?),
        None if is_formula(text) => {
            let quoted = looks.words.clone().set_quote_prefix();
            sheet.write_string_with_format(row, col, text, &quoted)?;
        }
        None => drop(sheet.write_string_with_format(row, col, text, &looks.words)?),
    }
    Ok(())
}

/// As wide as its longest words, within bounds.
fn width(listing: &Listing, col: usize) -> f64 {
    if col >= listing.words {
        return NUMBER;
    }
    let wide = |t: &String| t.chars().map(|c| if c.is_ascii() { 1.0 } else { 2.0 }).sum::<f64>();
    let texts = listing.rows.iter().filter_map(|r| r.get(col)).chain(listing.heads.get(col));
    texts.map(wide).fold(NARROWEST, f64::max).min(WIDEST) + 3.0
}

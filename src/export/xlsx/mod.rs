//! The report as a workbook (.xlsx) that an office without the program can fill in: a sheet of its words and one for
//! each table, laid out as on the form. Entry cells are open and the rest is locked, without a password: that keeps
//! slips away, not people. Hidden names (`report/keyed`) tell the import what each cell is, whatever is typed there.

pub mod listings;
mod look;
mod table;
mod words;

use super::{ExportError, Exporter, InPackage, Made, Make, ReadsBack, zipped};
use crate::form::Form;
use crate::format::Format;
use crate::report::Report;
use crate::report::keyed::{self, NamedPart};
use crate::report::text::Para;
use look::Looks;
use rust_xlsxwriter::utility::row_col_to_cell_absolute;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, ProtectionOptions, Workbook, Worksheet, XlsxError};

pub const EXPORTER: Exporter = Exporter {
    format: Format { name: "Excel", extensions: &["xlsx"] },
    tip: "导出成表格，可以发给没有本程序的单位填写，填好再读进来",
    make: Make::Report(write),
    reads_back: ReadsBack::AsHeld,
    in_package: InPackage::Always,
};

/// A4
const PAPER: u8 = 9;

/// A sheet that was written, and where on it the pieces of the report stand.
struct Written {
    name: String,
    sheet: Worksheet,
    /// Of each piece its first and its last cell.
    places: Vec<(NamedPart, Corners)>,
    warnings: Vec<String>,
}

/// First row and column, last row and column.
type Corners = (u32, u16, u32, u16);

/// The workbook's bytes. Equal reports give equal bytes.
pub fn write(report: &Report) -> Result<Made, ExportError> {
    let failed = |e: XlsxError| match e {
        XlsxError::MaxStringLengthExceeded => ExportError::LongForExcel,
        e => ExportError::Excel { detail: e.to_string() },
    };
    made(report).map_err(failed)
}

fn made(report: &Report) -> Result<Made, XlsxError> {
    let form = report.form();
    let looks = Looks::new();
    let mut book = Workbook::new();
    book.set_properties(&properties(report)?);
    let mut written = vec![words::sheet(report, &looks)?];
    for t in &form.tables {
        written.push(table::sheet(report, t, &looks)?);
    }
    let mut warnings = Vec::new();
    for w in written {
        for (slot, corners) in &w.places {
            book.define_name(slot.name(form), &format!("={}", reference(&w.name, *corners)))?;
        }
        warnings.extend(w.warnings);
        book.push_worksheet(w.sheet);
    }
    book.push_worksheet(hidden(report, form)?);
    let shows = |p: &Para| matches!(p, Para::Picture { .. });
    if report.worded().any(|part| report.paras(part).iter().any(shows)) {
        warnings.push("Excel 文件里没有放图片，只有图片的名称；PDF、Word 和网页里有".into());
    }
    Ok(Made { warnings, ..Made::plainly(zipped::unsigned(book.save_to_buffer()?)) })
}

/// The only date is the report's own.
fn properties(report: &Report) -> Result<DocProperties, XlsxError> {
    let (year, month, day) = report.signature.date.map_or((1980, 1, 1), |d| (d.year, d.month, d.day));
    let made = ExcelDateTime::from_ymd(year.max(1980), month, day)?;
    let properties = DocProperties::new().set_title(report.title_line()).set_author(&report.office.name);
    Ok(properties.set_creation_datetime(&made))
}

/// 申请情况!$D$4 as formulas name it.
fn reference(sheet: &str, (r0, c0, r1, c1): Corners) -> String {
    let sheet = sheet.replace('\'', "''");
    let (first, last) = (row_col_to_cell_absolute(r0, c0), row_col_to_cell_absolute(r1, c1));
    match first == last {
        true => format!("'{sheet}'!{first}"),
        false => format!("'{sheet}'!{first}:{last}"),
    }
}

/// A name that workbooks take for a sheet.
fn sheet_name(words: &str) -> String {
    words.chars().filter(|c| !r"[]:*?/\'".contains(*c)).take(31).collect()
}

/// What the names are of.
fn hidden(report: &Report, form: &Form) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(keyed::SHEET)?.set_hidden(true);
    for (row, (key, value)) in (0..).zip(keyed::about(report, form)) {
        sheet.write_string(row, 0, key)?.write_string(row, 1, value)?;
    }
    Ok(sheet)
}

/// A new sheet: its name, A4 with the page's number, nothing to be changed but what is open.
fn new_sheet(name: &str, report: &Report) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    // What comes to nothing is blank until it is reckoned again.
    sheet.set_formula_result_default("");
    sheet.set_paper_size(PAPER).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    sheet.set_margins(0.7, 0.7, 0.9, 0.8, 0.4, 0.4).set_footer("&C— &P —").set_screen_gridlines(false);
    let office = report.office.name.replace('&', "&&");
    // No more than 255 characters go into a header.
    let office: String = office.chars().take(200).collect();
    sheet.set_header(format!("&L{office}&R{}年", report.year));
    sheet.protect_with_options(&ProtectionOptions {
        format_rows: true,
        format_columns: true,
        insert_rows: true,
        ..ProtectionOptions::default()
    });
    Ok(sheet)
}

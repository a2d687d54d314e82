//! Documents in. A reader turns a file into `Raw`, knowing nothing of the statute; `recognize` turns `Raw`
//! into a report with notes, and is the only place that matches labels. A format is one file and its line in
//! `IMPORTERS`: whatever offers files to be opened asks that table. All of them keep within the document's `budget`.

mod broken_labels;
pub mod budget;
mod cell;
mod compound;
mod contents;
mod decode;
mod doc;
mod docx;
mod drawn;
pub mod each_sheet;
mod error;
mod facts_in_prose;
mod find;
mod head;
mod headings;
mod heads;
mod html;
mod importer;
pub mod input;
mod issue;
mod json;
mod labels;
mod lone;
mod marks;
mod mht;
mod neighbours;
mod numbering;
mod ofd;
mod package;
mod pdf;
mod picture_room;
pub mod plain_rows;
mod portal;
mod printed;
mod prompts;
pub mod proof;
pub mod raw;
pub mod recognize;
mod residue;
mod run_on;
mod scale;
mod sections;
mod sequence;
mod source_rows;
mod tables;
mod tell;
mod text;
pub mod titled;
mod units;
mod unrolled;
mod walk;
mod white;
mod workbook;
mod wrap;
mod xml;

use crate::form::Form;
use crate::form::table::{self, CellKey, Table};
use crate::format::Format;
use crate::report::text::Para;
use crate::report::value::Cell;
use crate::report::weight::TooHeavy;
use crate::report::{Note, Report};
use budget::{Budget, MOST_BYTES};
pub use error::ImportError;
use importer::unread;
pub use importer::{Hints, Imported, Importer, SheetRaw};
use input::Input;
use proof::AskedWhy;
use recognize::Recognized;
use std::collections::{BTreeMap, BTreeSet};
use tables::TableRows;
use workbook::{csv, ods, xls, xlsx};

/// Paragraphs with what stands out in the page that they were copied from.
pub fn with_looks(paras: Vec<Para>, page: &str) -> Vec<Para> {
    match html::of_source(page, "", &Budget::default()) {
        Ok(Imported::Raw(raw)) => recognize::with_looks(&raw, paras),
        _ => paras,
    }
}

/// Every format that is known, in the order in which they are asked; the last takes whatever has words.
pub const IMPORTERS: &[Importer] = &[
    docx::IMPORTER,
    doc::IMPORTER,
    pdf::IMPORTER,
    unread("RTF 文件", &["rtf"], |c| c.bytes.starts_with(b"{\\rtf")),
    xlsx::IMPORTER,
    unread("演示文件", &["pptx"], |c| c.main_part().is_some_and(|m| m.starts_with("ppt/"))),
    ofd::IMPORTER,
    ods::IMPORTER,
    unread("OpenDocument、UOF 文件", &[], |c| c.has_part("content.xml")),
    unread("压缩包", &["zip"], |c| c.is_package()),
    xls::IMPORTER,
    unread("这种旧版 Office、WPS 文件", &[], |c| c.is_compound()),
    unread("XML 格式的 Word、Excel 文件", &[], |c| c.text().is_some_and(is_office_xml)),
    mht::IMPORTER,
    html::IMPORTER,
    json::IMPORTER,
    csv::IMPORTER,
    text::IMPORTER,
];

/// Whether text is what Word or Excel of 2003 saved as XML, or all parts of a document in one.
fn is_office_xml(text: &str) -> bool {
    let begin = text.char_indices().nth(4000).map_or(text, |(at, _)| text.get(..at).unwrap_or_default());
    let names = [
        "urn:schemas-microsoft-com:office:spreadsheet",
        "schemas.microsoft.com/office/word/2003/wordml",
        "schemas.microsoft.com/office/2006/xmlPackage",
    ];
    begin.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml")
        && names.iter().any(|n| begin.contains(n))
}

/// The formats that are read.
pub fn formats() -> impl Iterator<Item = &'static Format> {
    IMPORTERS.iter().filter(|i| i.read.is_some()).map(|i| &i.format)
}

/// All formats that are known by their content, also those that can't be read.
pub fn known() -> impl Iterator<Item = &'static Format> {
    IMPORTERS.iter().map(|i| &i.format)
}

/// Reads a document of any kind known here, by its content, never by its extension. A year given decides
/// where the document doesn't say.
pub fn read_document(bytes: &[u8], name: &str, hints: impl Into<Hints>) -> Result<Report, ImportError> {
    read_within(bytes, name, hints, &Budget::default())
}

/// The same within a budget that was begun elsewhere.
pub fn read_within(
    bytes: &[u8],
    name: &str,
    hints: impl Into<Hints>,
    budget: &Budget<'_>,
) -> Result<Report, ImportError> {
    read_with_source(bytes, name, hints, budget).map(|r| r.report)
}

/// The same with the rows of its tables as they stood in the document.
pub fn read_with_source(
    bytes: &[u8],
    name: &str,
    hints: impl Into<Hints>,
    budget: &Budget<'_>,
) -> Result<Recognized, ImportError> {
    let read = read(bytes, name, &hints.into(), budget);
    // What came of a document that was not read to its end is nothing to go by.
    finished(budget.verdict(name).and(read)?, name)
}

/// What may go on into the program of what was read.
fn finished(mut read: Recognized, name: &str) -> Result<Recognized, ImportError> {
    read.report = read.report.seen();
    let heavy = |TooHeavy { what, advice }| ImportError::TooHeavy { what, advice, name: name.into() };
    read.report.weighed().map(|()| read).map_err(heavy)
}

/// Sheets of a workbook: a county has several hundred units.
const MOST_SHEETS: usize = 1_000;

/// What the reader of its format makes of a document.
fn imported(bytes: &[u8], name: &str, budget: &Budget<'_>) -> Result<Imported, ImportError> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(ImportError::TooLarge { name: name.into() });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty { name: name.into() });
    }
    let input = Input::open(bytes, name, budget)?;
    let Some(importer) = IMPORTERS.iter().find(|i| (i.is)(&input)) else {
        return Err(input::unreadable(bytes, name));
    };
    let Some(read) = importer.read else {
        return Err(ImportError::OtherFormat { kind: importer.format.words(), name: name.into() });
    };
    match read(input)? {
        Imported::Sheets(sheets, _) if sheets.len() > MOST_SHEETS => {
            Err(ImportError::ManySheets { most: MOST_SHEETS, name: name.into() })
        }
        read => Ok(read),
    }
}

fn read(bytes: &[u8], name: &str, hints: &Hints, budget: &Budget<'_>) -> Result<Recognized, ImportError> {
    match imported(bytes, name, budget)? {
        Imported::Report(report) => Ok(Recognized { report: *report, taken: Vec::new() }),
        Imported::Raw(raw) => {
            budget.verdict(name)?;
            recognize::recognize(&raw, name, hints.year, budget)
        }
        Imported::Sheets(sheets, remarks) => {
            budget.verdict(name)?;
            let mut raw = units::meant(sheets, name, hints, budget)?;
            raw.remarks.extend(remarks);
            budget.verdict(name)?;
            recognize::recognize(&raw, name, hints.year, budget)
        }
    }
}

/// What pasted lines with labels say.
pub struct PastedCells {
    pub cells: BTreeMap<CellKey, Cell>,
    /// What stands in cells and is no number for certain.
    pub unclear: BTreeMap<CellKey, String>,
    /// Cells of rows that were pasted in which nothing stands, or nobody knows what.
    pub emptied: BTreeSet<CellKey>,
    pub notes: Vec<Note>,
}

/// Cells of one table out of pasted lines with labels, and what to say of it. `grid` are the lines' cells where
/// they were apart by tabs.
pub fn read_pasted(text: &str, grid: &[Vec<String>], form: &Form, table: &Table) -> PastedCells {
    let mut report = Report { edition: form.edition.clone(), ..Report::default() };
    let mut notes = Vec::new();
    let known = find::KnownWords::of(&form.tables);
    let apart = grid.iter().any(|r| r.len() > 1);
    let counted = |(i, r): (usize, &Vec<String>)| {
        source_rows::SourceRow::counted(i + 1, r.iter().map(|t| t.trim().to_string()))
    };
    let mut rows: Vec<source_rows::SourceRow> = match apart {
        true => own_heads(grid, table).iter().chain(grid).enumerate().map(counted).collect(),
        false => source_rows::rows(&text::read(text, &Budget::default())),
    };
    source_rows::even(&mut rows);
    let read = tables::read(
        &mut report,
        &known,
        (&[TableRows { table, rows, above: None, units: Default::default() }], false),
        &mut notes,
    );
    let (mut unclear, mut emptied) = (BTreeMap::new(), BTreeSet::from_iter(read.blank));
    for asked in read.asked {
        match (&asked.why, &asked.keys[..]) {
            (AskedWhy::Words, [key]) => {
                unclear.insert(key.clone(), asked.seen.join(" ").replace(raw::SEAM, " "));
            }
            (why, keys) if *why == AskedWhy::Empty || !asked.seen.is_empty() => {
                emptied.extend(keys.iter().cloned());
            }
            _ => {}
        }
    }
    PastedCells { cells: report.cells, unclear, emptied, notes }
}

/// The heads that pasted rows have no need of: each is as long as a row of the table with its label, so that its
/// columns are those of the form, in the form's order.
fn own_heads(grid: &[Vec<String>], table: &Table) -> Option<Vec<String>> {
    let widths: BTreeSet<usize> = table.blocks.iter().map(|b| table::leaves(&b.columns).len()).collect();
    let width = *widths.first().filter(|_| widths.len() == 1)?;
    let length = grid.first()?.len();
    let heads: Vec<String> =
        table::leaves(&table.blocks.first()?.columns).iter().map(|l| l.node().label.clone()).collect();
    let has_heads = grid.iter().flatten().any(|c| heads.iter().any(|h| h == c.trim()));
    if length <= width || has_heads || grid.iter().any(|r| r.len() != length) {
        return None;
    }
    Some([vec![String::new(); length.saturating_sub(width)], heads].concat())
}

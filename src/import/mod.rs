//! Documents in. A reader turns a file into `Raw`, knowing nothing of the statute; `recognize` turns `Raw`
//! into a report with notes, and is the only place that matches labels. A format is one file and its line in
//! `IMPORTERS`: whatever offers files to be opened asks that table. All of them keep within the document's `budget`.

pub mod budget;
mod cell;
mod compound;
mod decode;
mod doc;
mod docx;
mod facts_in_prose;
mod find;
mod headings;
mod heads;
mod html;
pub mod input;
mod json;
mod labels;
mod lone;
mod mht;
mod neighbours;
mod numbering;
mod package;
mod pdf;
mod printed;
mod prompts;
pub mod proof;
pub mod raw;
pub mod recognize;
mod residue;
mod sections;
mod sequence;
mod source_rows;
mod tables;
mod tell;
mod text;
mod walk;
mod wrap;
mod xml;

use crate::form::table::{self, CellKey, Table};
use crate::form::{self, Form};
use crate::format::Format;
use crate::report::value::Cell;
use crate::report::weight::TooHeavy;
use crate::report::{Note, Report};
use budget::Budget;
use input::Input;
use raw::Raw;
use recognize::Recognized;
use std::collections::{BTreeMap, BTreeSet};
use tables::TableRows;

/// Largest document read, in bytes.
pub const MOST_BYTES: u64 = 64 << 20;

/// Largest document of text, in bytes, with the pictures that stand in it as text.
const MOST_SOURCE: usize = 32 << 20;

/// Most that a document may hold as text: what is made of it takes many times that.
const MOST_TEXT: usize = 6 << 20;

/// AskedWhy a document was not read. The message says what happened and what to do; `name` comes last.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum ImportError {
    #[error("文件是空的，没有可读的内容；请另选一份文件：{name}")]
    Empty { name: String },
    #[error("文件超过64 MB，不像一份年度报告，没有读取；请另选一份文件：{name}")]
    TooLarge { name: String },
    #[error(
        "文件里的内容太多或者太复杂，不像一份年度报告，没有读入，什么都没有改动；请用原来的程序打开，只把年度报告另存成一份再导入：{name}"
    )]
    TooMuch { name: String },
    #[error("{what}，不像一份年度报告，没有读入，什么都没有改动；{advice}，再导入：{name}")]
    TooHeavy { what: &'static str, advice: &'static str, name: String },
    #[error("已停止读取，什么都没有改动；还要读它时请再选一次：{name}")]
    CalledOff { name: String },
    #[error("目前还不能直接读取{kind}；请用原来的程序打开，另存为 Word 文件（.docx）或网页后再导入：{name}")]
    OtherFormat { kind: String, name: String },
    #[error("文件不是文本，读不出内容；请用原来的程序打开，另存为 Word 文件（.docx）后再导入：{name}")]
    Binary { name: String },
    #[error("文件不完整或者已经损坏，没有读入；请用原来的程序打开，另存一份再导入：{name}")]
    Damaged { name: String },
    #[error("文件加了密码，读不出内容；请用原来的程序打开，取消密码另存后再导入：{name}")]
    Encrypted { name: String },
    #[error("这个 PDF 打开要密码，读不出内容；请用原来的程序打开，取消密码另存后再导入：{name}")]
    EncryptedPdf { name: String },
    #[error(
        "这个 PDF 是扫描件（图片），里面没有文字，没有读入；请找原来的 Word 文件，或者用文字识别（OCR）软件转成 Word 再导入：{name}"
    )]
    Scanned { name: String },
    #[error(
        "这个 PDF 里的文字是画成图形的，读不出来，没有读入；请找原来的 Word 文件，或者用文字识别（OCR）软件转成 Word 再导入：{name}"
    )]
    Outlines { name: String },
    #[error(
        "这个 PDF 里的文字没有编码（只有字形），读不出来，没有读入；请找原来的 Word 文件，或者用原来的程序重新另存成 PDF 再导入：{name}"
    )]
    NoCodes { name: String },
    #[error("这个 PDF 里没有文字，没有读入；请另选一份文件：{name}")]
    NoText { name: String },
    #[error("没有认出年度报告的任何一个部分或表格，没有导入；请确认选的是政府信息公开工作年度报告：{name}")]
    NotAReport { name: String },
    #[error("没有认出是哪一年的报告；请在导入时说明年度（命令行用 --year）：{name}")]
    NoYear { name: String },
    #[error(
        "{year}年没有这种格式的年度报告（从{first}年到{last}年）；请说明正确的年度（命令行用 --year）：{name}"
    )]
    YearOutOfRange { year: u16, first: u16, last: u16, name: String },
    #[error(
        "这份 JSON 不是本程序导出的报告（第{line}行第{column}列：{detail}），没有导入；请重新导出：{name}"
    )]
    Json { line: usize, column: usize, detail: String, name: String },
}

/// A format of documents: how one is known by its content, never by its file's name, and who reads it.
pub struct Importer {
    pub format: Format,
    pub is: fn(&Input<'_>) -> bool,
    /// `None` where it is known but not read.
    pub read: Option<fn(Input<'_>) -> Result<Imported, ImportError>>,
}

/// What a document gave.
pub enum Imported {
    /// Its lines and tables, for the recogniser.
    Raw(Raw),
    /// Of data with keys: the report itself.
    Report(Box<Report>),
}

/// Every format that is known, in the order in which they are asked; the last takes whatever has words.
pub const IMPORTERS: &[Importer] = &[
    docx::IMPORTER,
    doc::IMPORTER,
    pdf::IMPORTER,
    unread("RTF 文件", &["rtf"], |c| c.bytes.starts_with(b"{\\rtf")),
    unread("表格文件", &["xlsx"], |c| c.has_part("xl/workbook.xml")),
    unread("演示文件", &["pptx"], |c| c.main_part().is_some_and(|m| m.starts_with("ppt/"))),
    unread("版式文件", &["ofd"], |c| c.has_part("OFD.xml")),
    unread("OpenDocument、UOF 文件", &[], |c| c.has_part("content.xml")),
    unread("压缩包", &["zip"], |c| c.is_package()),
    unread("旧版表格文件", &["xls", "et"], |c| c.has_stream("/Workbook") || c.has_stream("/Book")),
    unread("这种旧版 Office、WPS 文件", &[], |c| c.is_compound()),
    mht::IMPORTER,
    html::IMPORTER,
    json::IMPORTER,
    text::IMPORTER,
];

/// A format that nobody reads here; what it is can be said.
const fn unread(
    name: &'static str,
    extensions: &'static [&'static str],
    is: fn(&Input<'_>) -> bool,
) -> Importer {
    Importer { format: Format { name, extensions }, is, read: None }
}

/// The formats that are read.
pub fn formats() -> impl Iterator<Item = &'static Format> {
    IMPORTERS.iter().filter(|i| i.read.is_some()).map(|i| &i.format)
}

/// Refuses a text that what is made of it would take too much.
fn modest(text: &str, name: &str) -> Result<(), ImportError> {
    match text.len() > MOST_TEXT {
        true => Err(ImportError::TooMuch { name: name.into() }),
        false => Ok(()),
    }
}

/// A year that some edition of the form is for.
fn known_year(year: u16, name: &str) -> Result<u16, ImportError> {
    let years = form::years();
    if years.contains(&year) {
        return Ok(year);
    }
    let (first, last) = years.into_inner();
    Err(ImportError::YearOutOfRange { year, first, last, name: name.into() })
}

/// Reads a document of any kind known here, by its content, never by its extension. `year` decides
/// where the document doesn't say.
pub fn read_document(bytes: &[u8], name: &str, year: Option<u16>) -> Result<Report, ImportError> {
    read_within(bytes, name, year, &Budget::default())
}

/// The same within a budget that was begun elsewhere.
pub fn read_within(
    bytes: &[u8],
    name: &str,
    year: Option<u16>,
    budget: &Budget<'_>,
) -> Result<Report, ImportError> {
    read_with_source(bytes, name, year, budget).map(|r| r.report)
}

/// The same with the rows of its tables as they stood in the document.
pub fn read_with_source(
    bytes: &[u8],
    name: &str,
    year: Option<u16>,
    budget: &Budget<'_>,
) -> Result<Recognized, ImportError> {
    let read = read(bytes, name, year, budget);
    // What came of a document that was not read to its end is nothing to go by.
    let mut read = budget.verdict(name).and(read)?;
    read.report = read.report.seen();
    let heavy = |TooHeavy { what, advice }| ImportError::TooHeavy { what, advice, name: name.into() };
    read.report.weighed().map(|()| read).map_err(heavy)
}

fn read(bytes: &[u8], name: &str, year: Option<u16>, budget: &Budget<'_>) -> Result<Recognized, ImportError> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(ImportError::TooLarge { name: name.into() });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty { name: name.into() });
    }
    let input = Input::open(bytes, name, budget)?;
    let Some(importer) = IMPORTERS.iter().find(|i| (i.is)(&input)) else {
        return Err(ImportError::Binary { name: name.into() });
    };
    let Some(read) = importer.read else {
        return Err(ImportError::OtherFormat { kind: importer.format.words(), name: name.into() });
    };
    match read(input)? {
        Imported::Report(report) => Ok(Recognized { report: *report, taken: Vec::new() }),
        Imported::Raw(raw) => {
            budget.verdict(name)?;
            recognize::recognize(&raw, name, year, budget)
        }
    }
}

/// Cells of one table out of pasted lines with labels, and what to say of it. `grid` are the lines' cells where
/// they were apart by tabs.
pub fn read_pasted(text: &str, grid: &[Vec<String>], form: &Form, table: &Table) -> (Cells, Vec<Note>) {
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
    tables::read(&mut report, &known, (&[TableRows { table, rows, above: None }], false), &mut notes);
    (report.cells, notes)
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

/// Values by cell.
pub type Cells = BTreeMap<CellKey, Cell>;

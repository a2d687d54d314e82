//! The project file `.gknb`: versioned RON that a person can read and mend.

use super::disk::Disk;
use super::error::StoreError;
use super::{MOST_BYTES, PROGRAM, atomic, read_document};
use crate::format::Format;
use crate::report::Report;
use crate::report::weight::TooHeavy;
use ron::extensions::Extensions;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What project files are called.
pub const FORMAT: Format = Format { name: "项目文件", extensions: &["gknb"] };

/// The version that this program writes. A change of shape is a new number and a step from the old one.
pub const VERSION: u32 = 1;

/// Most things that a file may hold, by the marks between them: many times those of a report with all its units.
const MOST: usize = 3_000_000;

/// A file begins with a comment that names the program which wrote it: one that comes before it says which it needs.
const COMMENT: (&str, &str) = ("// 政府信息公开工作年度报告（公开年报 ", " 的项目文件）\n");

/// A program by its version, 1.2.0.
#[derive(Clone, Copy)]
struct Program<'a>(&'a str);

impl<'a> Program<'a> {
    /// The one that the file's first line names.
    fn of(text: &'a str) -> Option<Program<'a>> {
        let (name, _) = text.strip_prefix(COMMENT.0)?.split_once(COMMENT.1.trim_end())?;
        Program(name).numbers().map(|_| Program(name))
    }
    fn numbers(self) -> Option<Vec<u32>> {
        self.0.split('.').map(|n| n.parse().ok()).collect()
    }
    fn is_newer(self) -> bool {
        self.numbers() > Program(PROGRAM).numbers()
    }
}

/// What tells the version, whatever else stands in the file.
#[derive(Deserialize)]
struct Head {
    format: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File<R> {
    format: u32,
    report: R,
}

fn options() -> ron::Options {
    // Forgiving to hand edits: `Some` may be left out.
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// The report as the text of a project file.
pub fn encode(report: &Report) -> Result<String, StoreError> {
    // The same bytes on every system.
    let pretty = ron::ser::PrettyConfig::new().indentor("  ").depth_limit(6).new_line("\n");
    let text = options().to_string_pretty(&File { format: VERSION, report }, pretty).map_err(|e| {
        StoreError::Write {
            detail: format!("报告不能写成项目文件：{e}"), path: Path::new("").into()
        }
    })?;
    let (before, after) = COMMENT;
    Ok(format!("{before}{PROGRAM}{after}{text}\n"))
}

/// The text of a project file that can be opened again: it was, before anything is written.
pub fn proved(report: &Report, path: &Path) -> Result<String, StoreError> {
    if let Err(TooHeavy { what, advice }) = report.weighed() {
        return Err(StoreError::NotSaved { what, advice, path: path.into() });
    }
    let text = encode(report)?;
    let again = match text.len() as u64 {
        n if n > MOST_BYTES => Err(StoreError::TooLarge { path: path.into() }),
        _ => decode(text.as_bytes(), path),
    };
    again.map(|_| text).map_err(|e| StoreError::Unreadable { why: Box::new(e), path: path.into() })
}

/// The report in the text of a project file, held to what can be typed.
pub fn decode(bytes: &[u8], path: &Path) -> Result<Report, StoreError> {
    if bytes.iter().filter(|b| matches!(b, b',' | b'(' | b'[' | b'{')).count() > MOST {
        return Err(StoreError::TooMuch { path: path.into() });
    }
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let before = &bytes[..e.valid_up_to()];
        let line = before.iter().filter(|b| **b == b'\n').count() + 1;
        damaged(path, line, 1, "不是 UTF-8 文本".into())
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let by = Program::of(text).filter(|p| p.is_newer());
    let newer = |found| StoreError::Newer {
        found,
        known: VERSION,
        program: by.map(|p| p.0.to_string()),
        path: path.into(),
    };
    let located = |e: ron::error::SpannedError| match by {
        Some(_) if is_unknown(&e.code) => newer(VERSION),
        _ => damaged(path, e.span.start.line, e.span.start.col, reason(&e.code)),
    };
    let head: Head = options().from_str(text).map_err(located)?;
    if head.format > VERSION {
        return Err(newer(head.format));
    }
    let file: File<Report> = options().from_str(text).map_err(located)?;
    let heavy = |TooHeavy { what, .. }| StoreError::TooHeavy { what, path: path.into() };
    file.report.weighed().map_err(heavy)?;
    let held = file.report.held().map_err(|what| match by {
        Some(_) => newer(VERSION),
        None => StoreError::Unsound { what: what.into(), path: path.into() },
    });
    held.map(Report::seen)
}

fn damaged(path: &Path, line: usize, column: usize, detail: String) -> StoreError {
    StoreError::Damaged { line, column, detail, path: path.into() }
}

/// Opens a project file.
pub fn load(disk: &dyn Disk, path: &Path) -> Result<Report, StoreError> {
    decode(&read_document(disk, path)?, path)
}

/// Saves a project file; the version before is kept as `.bak`.
pub fn save(disk: &dyn Disk, path: &Path, report: &Report) -> Result<(), StoreError> {
    atomic::replace(disk, path, proved(report, path)?.as_bytes())
}

/// Whether it is well written, but nothing that this program knows: a field, a name, a value of later.
fn is_unknown(e: &ron::Error) -> bool {
    use ron::Error as E;
    matches!(e, E::NoSuchStructField { .. } | E::NoSuchEnumVariant { .. } | E::Message(_))
}

/// What is wrong at a place, in Chinese.
fn reason(e: &ron::Error) -> String {
    use ron::Error as E;
    match e {
        E::Eof | E::ExpectedStructLikeEnd => "内容不完整，文件可能被截断".into(),
        E::NoSuchStructField { found, .. } => format!("不认识的内容“{found}”"),
        E::NoSuchEnumVariant { found, .. } => format!("不认识的写法“{found}”"),
        E::MissingStructField { field, .. } => format!("缺少“{field}”"),
        E::DuplicateStructField { field, .. } => format!("“{field}”重复了"),
        E::ExpectedInteger | E::InvalidIntegerDigit { .. } | E::IntegerOutOfBounds => "这里应是整数".into(),
        E::ExpectedString | E::ExpectedStringEnd => "文字的引号不配对".into(),
        E::ExceededRecursionLimit => "括号嵌套太深".into(),
        // What a value's own reader says: 没有第9部分.
        E::Message(m) if m.starts_with(|c: char| !c.is_ascii()) => m.clone(),
        _ => "写法有误，括号、逗号或引号不配对".into(),
    }
}

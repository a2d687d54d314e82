//! The files that are kept: versioned RON that a person can read and mend. What is true of them all is here; what one
//! of them holds, its [`KeptFile`] says.

use super::disk::Disk;
use super::error::StoreError;
use super::{MOST_BYTES, PROGRAM, atomic, quick, read_document};
use crate::report::hold::Unsound;
use crate::report::weight::TooHeavy;
use ron::error::SpannedResult;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::de::DeserializeOwned;
use std::path::Path;

/// What stands in a kept file.
pub trait KeptFile: Sized {
    /// The version that this program writes. A change of shape is a new number and a step from the old one.
    const VERSION: u32;
    /// What it is of and what such files are called, for the first line.
    const TITLE: (&'static str, &'static str);
    /// Most things that a file may hold, by the marks between them.
    const MOST: usize;
    /// How deep lines are broken.
    const DEPTH: usize;
    /// The version and this, as text.
    fn text(&self, options: &ron::Options, pretty: PrettyConfig) -> ron::Result<String>;
    /// The version, whatever else stands in the file.
    fn version(options: &ron::Options, text: &str) -> SpannedResult<u32>;
    /// The version and this.
    fn read(options: &ron::Options, text: &str) -> SpannedResult<(u32, Self)>;
    /// Whether it may be opened, kept and saved.
    fn weighed(&self) -> Result<(), TooHeavy>;
    /// Held to what can be typed.
    fn sound(self) -> Result<Self, Unsound>;
}

/// The first line of a file names the program that wrote it: one that comes before it says which it needs.
fn comment<K: KeptFile>() -> String {
    let (what, kind) = K::TITLE;
    format!("// {what}{BEFORE}{PROGRAM}{AFTER}{kind}）\n")
}
const BEFORE: &str = "（公开年报 ";
const AFTER: &str = " 的";

/// A program by its version, 1.2.0.
#[derive(Clone, Copy)]
struct Program<'a>(&'a str);

impl<'a> Program<'a> {
    /// The one that the file's first line names.
    fn of(text: &'a str) -> Option<Program<'a>> {
        let (_, named) = text.lines().next()?.strip_prefix("//")?.split_once(BEFORE)?;
        let program = Program(named.split_once(AFTER)?.0);
        program.numbers().map(|_| program)
    }
    fn numbers(self) -> Option<Vec<u32>> {
        self.0.split('.').map(|n| n.parse().ok()).collect()
    }
    fn is_newer(self) -> bool {
        self.numbers() > Program(PROGRAM).numbers()
    }
}

fn options() -> ron::Options {
    // Forgiving to hand edits: `Some` may be left out.
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// What stands in a text, quickly where this program wrote it so.
pub(super) fn parsed<T: DeserializeOwned>(options: &ron::Options, text: &str) -> SpannedResult<T> {
    quick::read(text).map_or_else(|| options.from_str(text), Ok)
}

/// As the text of a file.
pub fn encode<K: KeptFile>(kept: &K) -> Result<String, StoreError> {
    // The same bytes on every system.
    let pretty = PrettyConfig::new().indentor("  ").depth_limit(K::DEPTH).new_line("\n");
    let text = kept.text(&options(), pretty).map_err(|e| StoreError::Write {
        detail: format!("不能写成文件：{e}"),
        path: Path::new("").into(),
    })?;
    Ok(format!("{}{text}\n", comment::<K>()))
}

/// The text of a file that can be opened again: it was, before anything is written.
pub fn proved<K: KeptFile>(kept: &K, path: &Path) -> Result<String, StoreError> {
    if let Err(TooHeavy { what, advice }) = kept.weighed() {
        return Err(StoreError::NotSaved { what, advice, path: path.into() });
    }
    let text = encode(kept)?;
    let again = match text.len() as u64 {
        n if n > MOST_BYTES => Err(StoreError::TooLarge { path: path.into() }),
        _ => decode::<K>(text.as_bytes(), path),
    };
    again.map(|_| text).map_err(|e| StoreError::Unreadable { why: Box::new(e), path: path.into() })
}

/// What is in the text of a file, held to what can be typed.
pub fn decode<K: KeptFile>(bytes: &[u8], path: &Path) -> Result<K, StoreError> {
    if marks(bytes) > K::MOST {
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
        known: K::VERSION,
        program: by.map(|p| p.0.to_string()),
        path: path.into(),
    };
    let located = |e: ron::error::SpannedError| match by {
        Some(_) if is_unknown(&e.code) => newer(K::VERSION),
        _ => damaged(path, e.span.start.line, e.span.start.col, reason(&e.code)),
    };
    // What can't be read may be of a later version: that is told first. What can is read once.
    let read = K::read(&options(), text);
    let found = match &read {
        Ok((found, _)) => *found,
        Err(_) => K::version(&options(), text).map_err(located)?,
    };
    if found > K::VERSION {
        return Err(newer(found));
    }
    let (_, kept) = read.map_err(located)?;
    let heavy = |TooHeavy { what, .. }| StoreError::TooHeavy { what, path: path.into() };
    kept.weighed().map_err(heavy)?;
    kept.sound().map_err(|what| match by {
        Some(_) => newer(K::VERSION),
        None => StoreError::Unsound { what: what.into(), path: path.into() },
    })
}

/// How many things are in it, about.
fn marks(bytes: &[u8]) -> usize {
    let is_mark = |b: &u8| u8::from(matches!(b, b',' | b'(' | b'[' | b'{'));
    // So few at a time that they are counted in bytes, many at once.
    bytes.chunks(255).map(|c| usize::from(c.iter().map(is_mark).sum::<u8>())).sum()
}

fn damaged(path: &Path, line: usize, column: usize, detail: String) -> StoreError {
    StoreError::Damaged { line, column, detail, path: path.into() }
}

/// Opens a file.
pub fn load<K: KeptFile>(disk: &dyn Disk, path: &Path) -> Result<K, StoreError> {
    decode(&read_document(disk, path)?, path)
}

/// Saves a file; the version before is kept as `.bak`.
pub fn save<K: KeptFile>(disk: &dyn Disk, path: &Path, kept: &K) -> Result<(), StoreError> {
    atomic::replace(disk, path, proved(kept, path)?.as_bytes())
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

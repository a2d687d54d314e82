//! Reading a document for a window: a file, last year's report, or what was copied elsewhere.

use super::claim::{ClaimedFile, NamedPath};
use super::open::{self, LastRead, OpenError};
pub use super::read_context::ReadContext;
use super::source_rows::SourceRows;
use crate::form::table::CellKey;
use crate::import;
use crate::import::budget::Budget;
use crate::import::proof::TakenRow;
use crate::report::{Report, Shared, last_years_text};
use crate::store::recovery::{self, CopiedWork, Found};
use std::path::{Path, PathBuf};

/// What is to be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// A project file, or any document to be imported as it is.
    File(PathBuf),
    /// Last year's report, to begin this year's.
    Last(PathBuf),
    /// A report to be looked at only; the open one stays.
    Other(PathBuf, Purpose),
    /// What was copied elsewhere: the page, which keeps merged cells, before the plain text.
    Pasted { html: Option<String>, text: Option<String> },
    /// Work of a session that ended without being closed.
    LeftOver(Found),
}

/// What another report is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To say what is wrong with it.
    Audit,
    /// To be looked at from the collection that it was taken into.
    OfUnit,
    /// To stand beside the open one.
    Compare,
    /// To be last year's of the open one.
    Last,
    /// To be last year's of the one looked at.
    TheirLast,
}

/// A document read, not yet opened.
pub struct Ready {
    pub report: Report,
    /// What to tell once it is open.
    pub words: String,
    /// The rows of its tables as they stood in the document.
    pub source: SourceRows,
    /// Last year's report that it was begun from.
    last: Option<LastRead>,
    /// What it becomes as the first step once it is open.
    pub(super) step: Option<Box<Report>>,
    pub open_as: OpenAs,
}

/// What a document is opened as.
pub enum OpenAs {
    /// A project, in its own file.
    Project {
        file: ClaimedFile,
        /// Of the file's bytes.
        digest: String,
    },
    /// Read from another document; none where it was pasted.
    Import(Option<PathBuf>),
    /// This year's, begun from last year's.
    Begun(PathBuf),
    /// Work left over, which goes on in its copy.
    LeftOver { found: Box<Found>, copy: recovery::Copy, file: Option<ClaimedFile> },
    /// Somebody else's, only looked at.
    Other {
        purpose: Purpose,
        path: PathBuf,
        digest: String,
        /// It is the open report's own file.
        is_open: bool,
        /// The open report as it went out before this came back, where it is only kept on the disk.
        then: Option<Shared>,
    },
}

impl OpenAs {
    /// The file that it was read from.
    pub fn source(&self) -> Option<&PathBuf> {
        match self {
            OpenAs::Project { file, .. } => Some(&file.at.path),
            OpenAs::Other { path, .. } => Some(path),
            OpenAs::Import(path) => path.as_ref(),
            OpenAs::Begun(last) => Some(last),
            OpenAs::LeftOver { .. } => None,
        }
    }
}

/// Which sheet of a workbook is meant: several hold the same table.
#[derive(Clone, Debug, PartialEq)]
pub struct WhichSheet {
    pub reading: Reading,
    /// Those that were chosen before.
    pub chosen: Vec<String>,
    /// One of these is to be chosen.
    pub sheets: Vec<String>,
}

impl Ready {
    /// A document that has no rows to be looked at.
    fn whole(report: Report, words: String, open_as: OpenAs) -> Ready {
        Ready { report, words, source: SourceRows::default(), last: None, step: None, open_as }
    }
    /// A document that was imported, with its rows.
    fn imported(report: Report, rows: Vec<TakenRow>, from: Option<PathBuf>) -> Ready {
        let (words, source) = (read_words(&report), SourceRows::new(rows, &report));
        Ready { report, words, source, last: None, step: None, open_as: OpenAs::Import(from) }
    }
    /// This year's, begun from last year's, with the rows of that.
    fn begun(last: LastRead, rows: Vec<TakenRow>, from: PathBuf) -> Result<Ready, OpenError> {
        let report = last.begin()?;
        let stale = last_years_text::list(&report);
        let old = match (stale.len(), stale.iter().filter(|s| s.picture).count()) {
            (0, _) => "去年的文字没有可以沿用的。".to_string(),
            (n, 0) => format!("{n}处去年的文字标成浅黄，请逐处改写或确认。"),
            (n, pictures) => {
                format!("{n}处去年的文字和图（图{pictures}张）标成浅黄，请逐处改写、换掉或确认。")
            }
        };
        let words = format!("已按去年的报告开始{}年的报告；{old}", report.year);
        let source = SourceRows::new(rows, &last.report);
        Ok(Ready { report, words, source, last: Some(last), step: None, open_as: OpenAs::Begun(from) })
    }
    /// Brought up to date with the sums of a collection, unless the file is another than was `known` then.
    pub(super) fn updated(self, known: &str, report: Report) -> Ready {
        let same = matches!(&self.open_as, OpenAs::Project { digest, .. } if digest == known);
        let words = match same {
            true => "已改成现在的汇总数，还没有保存；撤销一步就回到更新以前。",
            false => "这份年报刚才被别的程序改过，没有更新；请关闭它回到汇总，再更新一次。",
        };
        Ready { words: words.into(), step: same.then(|| Box::new(report)), ..self }
    }
    /// The report that the document itself holds.
    pub fn read(&self) -> &Report {
        self.last.as_ref().map_or(&self.report, |l| &l.report)
    }
    /// The file that it was read from, where it is of the office and the year of the open report: that one, changed by
    /// somebody.
    pub fn is_of_same(&self, open: &Report) -> Option<&Path> {
        let OpenAs::Import(Some(file)) = &self.open_as else { return None };
        let name = |r: &Report| r.office.name.trim().to_string();
        let same = self.report.year == open.year && name(&self.report) == name(open);
        (same && !name(open).is_empty()).then_some(file.as_path())
    }
    /// Puts what stands in the document into a cell, as the clerk says: row and cell of the source.
    pub fn put(&mut self, row: usize, cell: usize, key: &CellKey) {
        self.change(|source, report| source.put(report, (row, cell), key));
    }
    /// Takes that back.
    pub fn take_back(&mut self, key: &CellKey) {
        self.change(|source, report| source.take_back(report, key));
    }
    /// Changes what was read; what was begun from it is begun anew.
    fn change(&mut self, change: impl FnOnce(&mut SourceRows, &mut Report)) {
        let Some(last) = &mut self.last else { return change(&mut self.source, &mut self.report) };
        change(&mut self.source, &mut last.report);
        match last.begin() {
            Ok(report) => self.report = report,
            Err(e) => log::warn!("begun no further: {e}"),
        }
    }
}

impl Reading {
    /// Reads it within a budget.
    pub fn read(self, reader: &ReadContext, budget: &Budget<'_>) -> Result<Ready, OpenError> {
        match self {
            Reading::File(p) => file(p, reader, budget),
            Reading::Other(path, purpose) => {
                let o = open::read_any(&*reader.disk, &path, reader.hints(), budget)?;
                let is_open = reader.is_own(&NamedPath::of(&*reader.disk, &path));
                let then = (purpose == Purpose::Compare).then(|| reader.then()).flatten();
                let open_as = OpenAs::Other { purpose, path, digest: o.digest.clone(), is_open, then };
                Ok(Ready::whole(o.with_its_notes(), String::new(), open_as))
            }
            Reading::Last(p) => {
                let (last, rows) = LastRead::read(&*reader.disk, &p, reader.hints(), None, budget)?;
                Ready::begun(last, rows, p)
            }
            Reading::Pasted { html, text } => pasted(html, text, budget),
            Reading::LeftOver(found) => left_over(found, reader, budget),
        }
    }
}

fn file(path: PathBuf, reader: &ReadContext, budget: &Budget<'_>) -> Result<Ready, OpenError> {
    let mut o = open::read_any(&*reader.disk, &path, reader.hints(), budget)?;
    if !o.is_project {
        let taken = std::mem::take(&mut o.taken);
        return Ok(Ready::imported(o.with_its_notes(), taken, Some(path)));
    }
    let open_as = OpenAs::Project { file: reader.claim(&path, budget), digest: o.digest.clone() };
    Ok(Ready::whole(o.with_its_notes(), String::new(), open_as))
}

/// What was copied as a page, else as plain text.
fn pasted(html: Option<String>, text: Option<String>, budget: &Budget<'_>) -> Result<Ready, OpenError> {
    let read = |t: &String| {
        // What the page took is no part of what the plain text may take.
        let budget = budget.afresh();
        import::read_with_source(t.as_bytes(), "剪贴板", None, &budget).map_err(OpenError::from)
    };
    let read = match (html.as_ref().map(read), &text) {
        (Some(Ok(r)), _) => r,
        (_, Some(t)) => read(t)?,
        (Some(e), None) => e?,
        (None, None) => return Err(OpenError::NothingCopied),
    };
    Ok(Ready::imported(read.report, read.taken, None))
}

/// The same copy goes on, so that there is no moment without one.
fn left_over(found: Found, reader: &ReadContext, budget: &Budget<'_>) -> Result<Ready, OpenError> {
    let CopiedWork::Report(report) = recovery::read(&*reader.disk, &found)? else {
        return Err(OpenError::IsCollection);
    };
    let report = Report::clone(&report);
    let copy = recovery::Copy::adopt(&*reader.disk, &found).ok_or(OpenError::TakenOver)?;
    let file = found.document.as_ref().map(|path| reader.claim(path, budget));
    Ok(Ready::whole(report, String::new(), OpenAs::LeftOver { found: found.into(), copy, file }))
}

fn read_words(r: &Report) -> String {
    let cells = r.form().cells();
    let filled = cells.iter().filter(|k| r.value(k).is_some()).count();
    format!("已读入，{}格里有{filled}格有数；另存后成为项目文件。", cells.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RealDisk;
    use std::sync::Arc;

    #[test]
    fn reading_that_is_called_off_ends_and_changes_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("a.txt");
        std::fs::write(&file, "一、总体情况\n无\n".repeat(10_000)).expect("written");
        let asked = std::cell::Cell::new(0);
        let called_off = || asked.replace(asked.get() + 1) == 5;
        for what in [
            Reading::File(file.clone()),
            Reading::Other(file.clone(), Purpose::Audit),
            Reading::Last(file),
            Reading::Pasted { html: None, text: Some("一、总体情况\n无\n".repeat(100)) },
        ] {
            asked.set(0);
            let e = what
                .read(&ReadContext::new(Arc::new(RealDisk)), &Budget::until(&called_off))
                .err()
                .expect("called off")
                .to_string();
            assert!(e.contains("已停止读取") && asked.get() == 6, "{e} {}", asked.get());
        }
    }
}

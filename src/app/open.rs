//! Opening documents of any kind: our own, or whatever can be imported; and beginning this year's report from
//! last year's. The window and the command line both come here.

use crate::checks::{self, Finding, Level};
use crate::form;
use crate::import;
use crate::import::budget::Budget;
use crate::import::proof::Taken;
use crate::report::{Note, NoteKind, Place, Predecessor, Report, next_year};
use crate::store::{Disk, digest, project, read_document};
use std::path::Path;

/// Begins what was noted while last year's report was read.
pub const OF_LAST: &str = "读去年的报告时：";

/// A document as it was read.
pub struct Opened {
    pub report: Report,
    /// Whether it was a project file, to be saved where it stands.
    pub is_project: bool,
    /// Of the file's bytes, to notice later that it changed.
    pub digest: String,
    /// The rows of its tables as they stood in a document that was imported.
    pub taken: Vec<Taken>,
}

/// Reads a project file, or within a budget any document that can be imported. `year` decides where the document
/// doesn't say.
pub fn read_any(
    disk: &dyn Disk,
    path: &Path,
    year: Option<u16>,
    budget: &Budget<'_>,
) -> Result<Opened, String> {
    let bytes = read_document(disk, path).map_err(|e| e.to_string())?;
    let digest = digest(&bytes);
    let is_project = project::is_project(&bytes);
    if is_project {
        let report = project::decode(&bytes, path).map_err(|e| e.to_string())?;
        return Ok(Opened { report, is_project, digest, taken: Vec::new() });
    }
    let name = path.display().to_string();
    let read = import::read_with_source(&bytes, &name, year, budget).map_err(|e| e.to_string())?;
    Ok(Opened { report: read.report, is_project, digest, taken: read.taken })
}

/// This year's report from last year's, of any kind. `beside` is where this year's will stand, if that is known.
pub fn next(
    disk: &dyn Disk,
    last: &Path,
    year: Option<u16>,
    beside: Option<&Path>,
    budget: &Budget<'_>,
) -> Result<Report, String> {
    let opened = read_any(disk, last, year, budget)?;
    let year = opened.report.year;
    if year >= *form::years().end() {
        return Err(format!(
            "{year}年的报告不能作底稿：没有下一年的格式，没有新建；请另选一份：{}",
            last.display()
        ));
    }
    let path = path_from(beside, last);
    let mut report = next_year::begin(&opened.report, &path, &opened.digest);
    // What was doubtful about reading last year's is doubtful about what was taken over from it.
    let doubts = opened.report.notes.into_iter().map(|mut n| {
        n.text = format!("{OF_LAST}{}", n.text);
        n.place = crate::report::Place::Whole;
        n
    });
    report.notes.extend(doubts);
    report.notes.extend(own_errors(&opened.report));
    Ok(report)
}

/// What is wrong in last year's report itself: its numbers are carried over as they are.
fn own_errors(last: &Report) -> Option<Note> {
    /// Most checks that are named.
    const NAMED: usize = 3;
    let found = checks::run(last, None);
    let title = |f: &Finding| checks::CHECKS.iter().find(|c| c.code == f.code).map_or("", |c| c.title);
    let errors: Vec<&str> =
        found.iter().filter(|f| f.level == Level::Error && f.code.starts_with('T')).map(title).collect();
    let mut named: Vec<&str> = errors.clone();
    named.dedup();
    let named: Vec<String> = named.iter().take(NAMED).map(|t| format!("“{t}”")).collect();
    let text = format!("去年的报告自己有{}处错误（{}等），结转请核对", errors.len(), named.join("、"));
    (!errors.is_empty()).then(|| Note::new(NoteKind::NotCarried, Place::Whole, text.replace("等）", "）")))
}

/// `file` as a document that stands at `beside` names it: relative where they share a folder.
pub(super) fn path_from(beside: Option<&Path>, file: &Path) -> String {
    let absolute = |p: &Path| std::path::absolute(p).unwrap_or_else(|_| p.to_path_buf());
    let file = absolute(file);
    let same = beside.map(absolute).is_some_and(|b| b.parent() == file.parent());
    match file.file_name().filter(|_| same) {
        Some(name) => name.to_string_lossy().into_owned(),
        None => file.display().to_string(),
    }
}

/// Reads the report that stands as last year's in another at `beside`.
pub fn predecessor(disk: &dyn Disk, last: &Path, beside: &Path) -> Result<Predecessor, String> {
    let opened = read_any(disk, last, None, &Budget::default())?;
    let snapshot = Box::new(opened.report.snapshot());
    Ok(Predecessor { path: path_from(Some(beside), last), digest: opened.digest, snapshot })
}

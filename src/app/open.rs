//! Opening documents of any kind: our own, or whatever can be imported; and beginning this year's report from
//! last year's. The window and the command line both come here.

use super::guard::WentWrong;
use crate::form;
use crate::import::budget::Budget;
use crate::import::{self, ImportError};
use crate::report::{Predecessor, Report, next_year};
use crate::store::{Disk, StoreError, digest, project, read_document};
use std::path::{Path, PathBuf};

/// Begins what was noted while last year's report was read.
pub const OF_LAST: &str = "读去年的报告时：";

/// Why a report was not opened or begun.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error("剪贴板里没有文字；请先在 Word、WPS 或网页里选中整份报告并复制")]
    NothingCopied,
    #[error("另一个窗口已经恢复了这一份。")]
    TakenOver,
    #[error("{year}年的报告不能作底稿：没有下一年的格式，没有新建；请另选一份：{}", path.display())]
    NoNextYear { year: u16, path: PathBuf },
    #[error(transparent)]
    WentWrong(#[from] WentWrong),
}

/// A document as it was read.
pub struct Opened {
    pub report: Report,
    /// Whether it was a project file, to be saved where it stands.
    pub is_project: bool,
    /// Of the file's bytes, to notice later that it changed.
    pub digest: String,
}

/// Reads a project file, or within a budget any document that can be imported. `year` decides where the document
/// doesn't say.
pub fn read_any(
    disk: &dyn Disk,
    path: &Path,
    year: Option<u16>,
    budget: &Budget<'_>,
) -> Result<Opened, OpenError> {
    let bytes = read_document(disk, path)?;
    let digest = digest(&bytes);
    let is_project = project::is_project(&bytes);
    let report = if is_project {
        project::decode(&bytes, path)?
    } else {
        let name = path.display().to_string();
        import::read_within(&bytes, &name, year, budget)?
    };
    Ok(Opened { report, is_project, digest })
}

/// This year's report from last year's, of any kind. `beside` is where this year's will stand, if that is known.
pub fn next(
    disk: &dyn Disk,
    last: &Path,
    year: Option<u16>,
    beside: Option<&Path>,
    budget: &Budget<'_>,
) -> Result<Report, OpenError> {
    let opened = read_any(disk, last, year, budget)?;
    let year = opened.report.year;
    if year >= *form::years().end() {
        return Err(OpenError::NoNextYear { year, path: last.into() });
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
    Ok(report)
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
pub fn predecessor(disk: &dyn Disk, last: &Path, beside: &Path) -> Result<Predecessor, OpenError> {
    let opened = read_any(disk, last, None, &Budget::default())?;
    let snapshot = Box::new(opened.report.snapshot());
    Ok(Predecessor { path: path_from(Some(beside), last), digest: opened.digest, snapshot })
}

//! Opening documents of any kind: our own, or whatever can be imported; and beginning this year's report from
//! last year's. The window and the command line both come here.

use super::catch_panic::WentWrong;
use super::reading_notes::ReadingNotes;
use crate::checks::{self, Finding, Level};
use crate::form;
use crate::import::budget::Budget;
use crate::import::proof::TakenRow;
use crate::import::{self, Hints, ImportError};
use crate::report::weight::TooHeavy;
use crate::report::{Note, NoteKind, Place, Predecessor, Report, next_year};
use crate::store::{Disk, StoreError, digest, head, packed, project, read_document};
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
    #[error("这是一份汇总，不能当作报告打开；请用“打开”打开它的汇总文件")]
    IsCollection,
    #[error("{year}年的报告不能作底稿：没有下一年的格式，没有新建；请另选一份：{}", path.display())]
    NoNextYear { year: u16, path: PathBuf },
    #[error("{}，没有新建；{}：{}", e.what, e.advice, path.display())]
    TooHeavy { e: TooHeavy, path: PathBuf },
    #[error(transparent)]
    WentWrong(#[from] WentWrong),
}

impl OpenError {
    /// Whether nothing but the year is missing, which somebody may say.
    pub fn lacks_year(&self) -> bool {
        matches!(self, OpenError::Import(ImportError::NoYear { .. }))
    }
}

/// A document as it was read. Its report is not had without what its reading noted.
pub struct Opened {
    report: Report,
    path: PathBuf,
    /// Whether it was a project file, to be saved where it stands.
    pub is_project: bool,
    /// Of the file's bytes, to notice later that it changed.
    pub digest: String,
    /// The rows of its tables as they stood in a document that was imported.
    pub taken: Vec<TakenRow>,
}

impl Opened {
    /// The report, and what is to be told of its reading, or was noted at an earlier one and is not dismissed.
    pub fn apart(self) -> (Report, ReadingNotes) {
        let notes = ReadingNotes::of(&self.report, &self.path);
        (self.report, notes)
    }
    /// The report for one who shows the notes that stand in it.
    pub(super) fn with_its_notes(self) -> Report {
        self.report
    }
}

/// Reads a project file, or within a budget any document that can be imported, with what the clerk says of it.
pub fn read_any(
    disk: &dyn Disk,
    path: &Path,
    hints: impl Into<Hints>,
    budget: &Budget<'_>,
) -> Result<Opened, OpenError> {
    read_bytes(&read_document(disk, path)?, path, hints, budget)
}

/// The same of what stands in the file, called `path` in what is said of it.
pub fn read_bytes(
    bytes: &[u8],
    path: &Path,
    hints: impl Into<Hints>,
    budget: &Budget<'_>,
) -> Result<Opened, OpenError> {
    let is_project = head::is_project(bytes);
    let (report, taken) = understood(bytes, path, hints.into(), budget)?;
    Ok(Opened { report, path: path.into(), is_project, digest: digest(bytes), taken })
}

/// The report for a collection, which keeps what its notes say (`submitted`).
pub(super) fn report_in(
    bytes: &[u8],
    path: &Path,
    hints: impl Into<Hints>,
    budget: &Budget<'_>,
) -> Result<Report, OpenError> {
    understood(bytes, path, hints.into(), budget).map(|(report, _)| report)
}

fn understood(
    bytes: &[u8],
    path: &Path,
    hints: Hints,
    budget: &Budget<'_>,
) -> Result<(Report, Vec<TakenRow>), OpenError> {
    if head::is_project(bytes) {
        return Ok((project::decode(bytes, path)?, Vec::new()));
    }
    // A sheet that is named as a file is one.
    let alone = packed::sheet(path).filter(|_| hints.sheets.is_empty()).map(|(_, sheet)| sheet);
    let hints = Hints { alone, ..hints };
    let read = import::read_with_source(bytes, &path.display().to_string(), hints, budget)?;
    Ok((read.report, read.taken))
}

/// Last year's report, read to begin this year's from it.
pub struct LastRead {
    pub report: Report,
    /// As a document of this year's names it.
    named: String,
    digest: String,
    path: PathBuf,
}

impl LastRead {
    /// Reads it, and the rows of its tables. `beside` is where this year's will stand, if that is known.
    pub fn read(
        disk: &dyn Disk,
        path: &Path,
        hints: impl Into<Hints>,
        beside: Option<&Path>,
        budget: &Budget<'_>,
    ) -> Result<(LastRead, Vec<TakenRow>), OpenError> {
        // What it noted stands in the report, and goes over into this year's.
        let Opened { report, digest, taken, .. } = read_any(disk, path, hints, budget)?;
        if report.year >= *form::years().end() {
            return Err(OpenError::NoNextYear { year: report.year, path: path.into() });
        }
        Ok((LastRead { report, named: path_from(beside, path), digest, path: path.into() }, taken))
    }
    /// This year's, with what is to be known of last year's.
    pub fn begin(&self) -> Result<Report, OpenError> {
        let mut report = next_year::begin(&self.report, &self.named, &self.digest);
        report.notes.extend(of_last(&self.report.notes));
        report.notes.extend(own_errors(&self.report));
        let heavy = |e| OpenError::TooHeavy { e, path: self.path.clone() };
        report.weighed().map(|()| report).map_err(heavy)
    }
}

/// What was doubtful about reading last year's is doubtful about what is taken over from it or set beside it.
pub(super) fn of_last(notes: &[Note]) -> impl Iterator<Item = Note> {
    notes.iter().cloned().map(|n| Note { text: format!("{OF_LAST}{}", n.text), place: Place::Whole, ..n })
}

/// This year's report from last year's, of any kind. `beside` is where this year's will stand, if that is known.
pub fn next(
    disk: &dyn Disk,
    last: &Path,
    hints: impl Into<Hints>,
    beside: Option<&Path>,
    budget: &Budget<'_>,
) -> Result<Report, OpenError> {
    LastRead::read(disk, last, hints, beside, budget)?.0.begin()
}

/// What is wrong in last year's report itself, beside its own predecessor too where it has one: its numbers are
/// carried over as they are, and this year's are set beside them.
fn own_errors(last: &Report) -> Vec<Note> {
    /// Most findings that are told one by one.
    const TOLD: usize = 5;
    let is_wrong = |f: &&Finding| {
        let beside = f.of_last_year && f.level == Level::Warning && f.all_cells().next().is_some();
        f.is_open() && (f.level == Level::Error || beside)
    };
    let found = checks::run(last, None);
    let wrong: Vec<&Finding> = found.iter().filter(is_wrong).collect();
    if wrong.is_empty() {
        return Vec::new();
    }
    let note = |text: String| Note::new(NoteKind::NotCarried, Place::Whole, text);
    let carried = wrong.iter().any(|f| f.all_cells().next().is_some());
    let ask = if carried { "；数要接着用，请核对" } else { "" };
    let count = note(format!("去年的报告自己有{}处错误{ask}", wrong.len()));
    let of_one = |f: &&Finding| note(format!("去年的报告“{}”：{}", f.place(last.form()), f.message));
    std::iter::once(count).chain(wrong.iter().take(TOLD).map(of_one)).collect()
}

/// `file` as a document that stands at `beside` names it: within its folder (`往年/2024.gknb`), else by its name
/// alone, for a document that is mailed tells nothing of the computer that it comes from.
pub(super) fn path_from(beside: Option<&Path>, file: &Path) -> String {
    let absolute = |p: &Path| std::path::absolute(p).unwrap_or_else(|_| p.to_path_buf());
    let file = absolute(file);
    let beside = beside.map(absolute);
    let within = beside.as_deref().and_then(Path::parent).and_then(|folder| file.strip_prefix(folder).ok());
    let name = file.file_name().map(Path::new).unwrap_or(&file);
    within.unwrap_or(name).display().to_string()
}

/// Reads the report that stands as last year's in another at `beside`.
pub fn predecessor(
    disk: &dyn Disk,
    last: &Path,
    beside: &Path,
) -> Result<(Predecessor, ReadingNotes), OpenError> {
    let opened = read_any(disk, last, None, &Budget::default())?;
    let digest = opened.digest.clone();
    let (report, notes) = opened.apart();
    let snapshot = report.snapshot().into();
    Ok((Predecessor { path: path_from(Some(beside), last), digest, snapshot }, notes))
}

//! Opening documents of any kind: our own, or whatever can be imported; and beginning this year's report from
//! last year's. The window and the command line both come here.

use crate::checks::{self, Finding, Level};
use crate::form;
use crate::import;
use crate::import::budget::Budget;
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
    let report = if is_project {
        project::decode(&bytes, path).map_err(|e| e.to_string())?
    } else {
        let name = path.display().to_string();
        import::read_within(&bytes, &name, year, budget).map_err(|e| e.to_string())?
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
    let errors = errors_of(&opened.report);
    // What was doubtful about reading last year's is doubtful about what was taken over from it.
    let doubts = opened.report.notes.into_iter().map(|mut n| {
        n.text = format!("{OF_LAST}{}", n.text);
        n.place = Place::Whole;
        n
    });
    report.notes.extend(errors);
    report.notes.extend(doubts);
    Ok(report)
}

/// What is wrong with last year's report itself, which this year's begins from.
fn errors_of(last: &Report) -> Option<Note> {
    const SHOWN: usize = 3;
    let found = checks::run(last, None);
    let errors: Vec<&Finding> = found.iter().filter(|f| f.level == Level::Error && !f.quiet).collect();
    let shown: Vec<&str> = errors.iter().take(SHOWN).map(|f| f.message.as_str()).collect();
    let more = if errors.len() > SHOWN { "……" } else { "" };
    let text =
        format!("去年的报告自己有{}处错误，结转到今年的数请核对：{}{more}", errors.len(), shown.join("；"));
    (!errors.is_empty()).then(|| Note::new(NoteKind::NotCarried, Place::Whole, text))
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

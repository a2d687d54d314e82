//! Reading a document for a window: a file, last year's report, or what was copied elsewhere.

use super::open;
use crate::import;
use crate::import::budget::Budget;
use crate::report::Report;
use crate::report::last_years_text;
use crate::store::Disk;
use std::path::PathBuf;

/// What is to be read.
pub enum Reading {
    /// A project file, or any document to be imported as it is.
    File(PathBuf),
    /// Last year's report, to begin this year's.
    Last(PathBuf),
    /// A report to be looked at only; the open one stays.
    Other(PathBuf, Purpose),
    /// What was copied elsewhere: the page, which keeps merged cells, before the plain text.
    Pasted { html: Option<String>, text: Option<String> },
}

/// What another report is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To say what is wrong with it.
    Audit,
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
    /// Where it is saved, if it is a project.
    pub path: Option<PathBuf>,
    /// Of the file's bytes, where it is a project.
    pub digest: String,
    /// The file it was read from.
    pub source: Option<PathBuf>,
    /// Last year's that it was begun from.
    pub last: Option<PathBuf>,
    /// What to tell once it is open.
    pub words: String,
    /// It is only looked at: why, and the digest of its bytes.
    pub purpose: Option<(Purpose, String)>,
}

/// What came of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrived {
    Nothing,
    Opened,
    /// Notes have to be looked at first.
    Review,
    /// There is unsaved work in its way that the clerk was not asked about.
    Unsaved,
    /// Another report is there to be looked at.
    Other(Purpose),
    /// It is done, and told.
    Done,
    Failed,
}

impl Ready {
    /// A report that stands in no file yet.
    fn new(report: Report, words: String) -> Ready {
        Ready { report, path: None, digest: String::new(), source: None, last: None, words, purpose: None }
    }
}

impl Reading {
    /// Reads it within a budget; a sentence where it can't be read.
    pub fn read(self, disk: &dyn Disk, budget: &Budget<'_>) -> Result<Ready, String> {
        match self {
            Reading::File(p) => open::read_any(disk, &p, None, budget).map(|o| {
                let path = o.is_project.then(|| p.clone());
                let words = if o.is_project { String::new() } else { read_words(&o.report) };
                Ready {
                    report: o.report,
                    path,
                    digest: o.digest,
                    source: Some(p),
                    last: None,
                    words,
                    purpose: None,
                }
            }),
            Reading::Other(p, purpose) => open::read_any(disk, &p, None, budget).map(|o| Ready {
                report: o.report,
                path: None,
                digest: String::new(),
                source: Some(p),
                last: None,
                words: String::new(),
                purpose: Some((purpose, o.digest)),
            }),
            Reading::Last(p) => open::next(disk, &p, None, None, budget).map(|report| {
                let count = last_years_text::list(&report).len();
                let old = match count {
                    0 => "去年的文字没有可以沿用的。".to_string(),
                    n => format!("{n}处去年的文字标成浅黄，请逐处改写或确认。"),
                };
                let words = format!("已按去年的报告开始{}年的报告；{old}", report.year);
                Ready { last: Some(p), ..Ready::new(report, words) }
            }),
            Reading::Pasted { html, text } => {
                let read = |t: &String| {
                    // What the page took is no part of what the plain text may take.
                    let budget = budget.afresh();
                    import::read_within(t.as_bytes(), "剪贴板", None, &budget).map_err(|e| e.to_string())
                };
                let report = match (html.as_ref().map(read), &text) {
                    (Some(Ok(r)), _) => Ok(r),
                    (_, Some(t)) => read(t),
                    (Some(e), None) => e,
                    (None, None) => {
                        Err("剪贴板里没有文字；请先在 Word、WPS 或网页里选中整份报告并复制".to_string())
                    }
                }?;
                let words = read_words(&report);
                Ok(Ready::new(report, words))
            }
        }
    }
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

    #[test]
    fn reading_that_is_called_off_ends_and_changes_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("a.txt");
        RealDisk.write_new(&file, "一、总体情况\n无\n".repeat(10_000).as_bytes()).expect("written");
        let asked = std::cell::Cell::new(0);
        let called_off = || asked.replace(asked.get() + 1) == 5;
        for what in [
            Reading::File(file.clone()),
            Reading::Other(file.clone(), Purpose::Audit),
            Reading::Last(file),
            Reading::Pasted { html: None, text: Some("一、总体情况\n无\n".repeat(100)) },
        ] {
            asked.set(0);
            let e = what.read(&RealDisk, &Budget::until(&called_off)).err().expect("called off");
            assert!(e.contains("已停止读取") && asked.get() == 6, "{e} {}", asked.get());
        }
    }
}

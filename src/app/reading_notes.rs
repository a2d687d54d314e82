//! What the reading of a document had to say, on its way to whoever asked for the document.

use crate::report::{Note, NoteKind, Report};
use std::path::{Path, PathBuf};

/// The notes of a document that was read; of a project file those that it keeps, as nobody dismissed them yet. They come
/// with every report that is read (`Opened::apart`), so that no door has the one without the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "what reading noted is told to whoever asked"]
pub struct ReadingNotes {
    file: PathBuf,
    notes: Vec<Note>,
}

impl ReadingNotes {
    /// Those of a document that stands at `file`.
    pub(super) fn of(report: &Report, file: &Path) -> ReadingNotes {
        ReadingNotes { file: file.into(), notes: report.notes.clone() }
    }
    pub fn all(&self) -> &[Note] {
        &self.notes
    }
    /// The document, as it was named.
    pub fn file(&self) -> &Path {
        &self.file
    }
    /// Whether something may have been read wrong or not at all: whoever goes on without the notes is to look first.
    pub fn is_doubtful(&self) -> bool {
        self.notes.iter().any(|n| n.kind == NoteKind::Doubtful)
    }
    /// A line each, with the file's name.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.notes.iter().map(move |n| format!("{}：{}", self.file.display(), line(n)))
    }
    /// That there are some, and what they say, where there is little room.
    pub fn words(&self) -> Option<String> {
        /// Most that are told one by one.
        const TOLD: usize = 3;
        let told: Vec<String> = self.notes.iter().take(TOLD).map(line).collect();
        let more = if self.notes.len() > TOLD { "……打开它可以逐条看" } else { "" };
        let all = told.join("；");
        (!told.is_empty()).then(|| format!("读入时有{}处要看：{all}{more}。", self.notes.len()))
    }
}

/// 拿不准：第7行：……
pub fn line(n: &Note) -> String {
    let at = n.line.map(|l| format!("第{l}行：")).unwrap_or_default();
    format!("{}：{at}{}", n.kind.word(), n.text)
}

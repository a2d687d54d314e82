//! What an import has to say of what it read.

use crate::form::Chapter;
use crate::form::table::CellKey;
use serde::{Deserialize, Serialize};

/// What an import has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NoteKind {
    Missing,
    /// What says nothing that a report holds: marks of a program, page numbers, what a portal put round it.
    Dropped,
    ReadDifferently,
    /// What may have been read wrong, and what may hold a part of the report and was not read.
    Doubtful,
    /// What this year's report could not take over from last year's.
    NotCarried,
}

impl NoteKind {
    /// The word a clerk sees.
    pub fn word(self) -> &'static str {
        match self {
            NoteKind::Missing => "没有找到",
            NoteKind::Dropped => "已略去",
            NoteKind::ReadDifferently => "按规范读作",
            NoteKind::Doubtful => "拿不准",
            NoteKind::NotCarried => "去年的报告",
        }
    }
}

/// Where a note belongs.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Place {
    Whole,
    Section(#[serde(with = "super::numbered::chapter")] Chapter),
    Cells(Vec<CellKey>),
}

/// A note of an import, kept until it is dismissed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    pub kind: NoteKind,
    pub place: Place,
    /// Line of the source, counted from 1.
    pub line: Option<usize>,
    /// What stands there.
    #[serde(default)]
    pub source: String,
    pub text: String,
}

impl Note {
    /// A note that names no line.
    pub fn new(kind: NoteKind, place: Place, text: String) -> Note {
        Note { kind, place, line: None, source: String::new(), text }
    }
    /// A note on a line of the source.
    pub fn at(kind: NoteKind, place: Place, line: Option<usize>, text: String) -> Note {
        Note { line, ..Note::new(kind, place, text) }
    }
    /// Where in the source it is, and what stands there, in words.
    pub fn told_source(&self) -> Option<String> {
        let line = format!("原文第{}行", self.line?);
        Some(if self.source.is_empty() { line } else { format!("{line}：{}", self.source) })
    }
}

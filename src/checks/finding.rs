//! What a check found, and how it can be put right.

use super::{CHECKS, Check, Level};
use crate::form::Form;
use crate::form::table::CellKey;
use crate::report::edit::Edit;
use crate::report::passage::Passage;
use crate::report::{Chapter, Part};
use std::ops::Range;

/// Edits that put something right, applied like typing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    pub title: String,
    pub edits: Vec<Edit>,
}

/// How a finding stands with the clerk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Answer {
    /// Not explained.
    #[default]
    Open,
    /// Explained in this sentence, and everything is as it was then.
    Holds(String),
    /// Explained in this sentence once; a figure has changed since.
    Lapsed(String),
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub code: &'static str,
    pub level: Level,
    /// Both sides and the difference, in a sentence.
    pub message: String,
    /// Cells of the left side (or all concerned).
    pub left: Vec<CellKey>,
    /// Cells of the right side.
    pub right: Vec<CellKey>,
    pub section: Option<Chapter>,
    pub part: Option<Part>,
    /// The words concerned.
    pub quote: Option<String>,
    /// Where they stand: the paragraph of the part, and bytes of its words.
    pub stretch: Option<(usize, Range<usize>)>,
    /// Where else the same stands: part, paragraph, bytes.
    pub more: Vec<(Part, usize, Range<usize>)>,
    pub fix: Option<Fix>,
    /// The other way to put it right: a live value in place of the number.
    pub live: Option<Fix>,
    /// Ways of which only the clerk knows the right one; none is taken without being looked at.
    pub either: Vec<Fix>,
    /// Said of everything not yet begun: listed, but marked nowhere while one edits.
    pub quiet: bool,
    /// Last year's report was looked at for it.
    pub of_last_year: bool,
    /// Whether the clerk has explained it.
    pub answer: Answer,
}

impl Finding {
    /// A finding of `check` with nothing but a message.
    pub fn new(check: &Check, message: impl Into<String>) -> Finding {
        Finding { quiet: check.quiet, ..Finding::said(check.code, check.level, message) }
    }
    /// What is said under a code of another catalogue than that of reports.
    pub fn said(code: &'static str, level: Level, message: impl Into<String>) -> Finding {
        Finding {
            code,
            level,
            message: message.into(),
            left: Vec::new(),
            right: Vec::new(),
            section: None,
            part: None,
            quote: None,
            stretch: None,
            more: Vec::new(),
            fix: None,
            live: None,
            either: Vec::new(),
            quiet: false,
            of_last_year: false,
            answer: Answer::Open,
        }
    }
    /// About these cells; the section follows from the first.
    pub fn cells(mut self, form: &Form, left: Vec<CellKey>, right: Vec<CellKey>) -> Finding {
        let table = left.first().or(right.first()).and_then(|k| form.table_of(k));
        self.section = table.map(|t| Chapter::Section(t.section));
        (self.left, self.right) = (left, right);
        self
    }
    /// About a part of the text.
    pub fn part(mut self, part: Part, quote: Option<String>) -> Finding {
        self.section = Some(part.chapter());
        (self.part, self.quote) = (Some(part), quote);
        self
    }
    /// About words of a paragraph.
    pub fn words(mut self, passage: &Passage<'_>, range: Range<usize>) -> Finding {
        self.section = Some(passage.part.chapter());
        self.part = Some(passage.part);
        self.quote = passage.words.get(range.clone()).map(str::to_string);
        self.stretch = Some((passage.paragraph, range));
        self
    }
    /// With a live value as the other way.
    pub fn live(mut self, live: Option<Fix>) -> Finding {
        self.live = live;
        self
    }
    /// With ways of which one is right.
    pub fn either(mut self, either: Vec<Fix>) -> Finding {
        self.either = either;
        self
    }
    /// Its repairs, the likeliest first.
    pub fn fixes(&self) -> impl Iterator<Item = &Fix> {
        self.fix.iter().chain(&self.live).chain(&self.either)
    }
    /// Whether words are to follow the tables.
    pub fn is_of_words(&self) -> bool {
        self.stretch.is_some() && self.all_cells().next().is_some()
    }
    /// With a fix.
    pub fn fix(mut self, fix: Option<Fix>) -> Finding {
        self.fix = fix;
        self
    }
    /// All cells concerned, left side first.
    pub fn all_cells(&self) -> impl Iterator<Item = &CellKey> {
        self.left.iter().chain(&self.right)
    }
    /// Where in a part it stands: paragraph and bytes.
    pub fn stretches(&self, part: Part) -> impl Iterator<Item = (usize, &Range<usize>)> {
        let first = self.stretch.iter().filter(move |_| self.part == Some(part)).map(|(n, r)| (*n, r));
        first.chain(self.more.iter().filter(move |m| m.0 == part).map(|(_, n, r)| (*n, r)))
    }
    /// The sentence that explains it, while it holds.
    pub fn explained(&self) -> Option<&str> {
        match &self.answer {
            Answer::Holds(text) => Some(text),
            Answer::Open | Answer::Lapsed(_) => None,
        }
    }
    /// Whether it still waits for the clerk.
    pub fn is_open(&self) -> bool {
        self.explained().is_none()
    }
    /// What it says, with a full stop.
    pub fn sentence(&self) -> String {
        let stop = if self.message.ends_with(['。', '？', '！']) { "" } else { "。" };
        format!("{}{stop}", self.message)
    }
    /// The part of the report it is in, as people call it.
    pub fn place(&self, form: &Form) -> String {
        form.chapter_name(self.section.unwrap_or_default())
    }
    /// The check that found it.
    pub fn check(&self) -> Option<&'static Check> {
        CHECKS.iter().find(|c| c.code == self.code).copied()
    }
}

/// How many open findings there are of each level, in words.
pub fn summary(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return "没有发现问题".into();
    }
    let open = |l: Level| findings.iter().filter(|f| f.level == l && f.is_open()).count();
    let levels = Level::ALL.iter().map(|l| (l.word(), open(*l)));
    let explained = findings.iter().filter(|f| !f.is_open()).count();
    let counts = levels.chain([("已说明", explained)]).filter(|(_, n)| *n > 0);
    counts.map(|(word, n)| format!("{word}{n}")).collect::<Vec<_>>().join(" ")
}

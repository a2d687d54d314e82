//! What is compared, and where in it the clerk is.

use crate::app::compare::{self, At, Later, Row};
use crate::checks::Finding;
use crate::form::bounds::round;
use crate::form::{Chapter, Form};
use crate::report::Shared;
use crate::report::document::Document;

/// A report beside the open one.
pub struct Comparison {
    pub left: Shared,
    /// What the left one is called.
    pub name: String,
    /// When the left one went out from the open one, where that was changed since.
    pub sent: Option<String>,
    /// The open one as it went out then, where it is known.
    pub then: Option<Shared>,
    /// Of the open report that the rows hold for.
    pub revision: u64,
    pub rows: Vec<Row>,
    /// Rows that differ.
    pub differing: Vec<usize>,
    /// Of the differing ones.
    pub at: usize,
    /// Sentences that are the same are listed too.
    pub all: bool,
    /// The place is to be scrolled to.
    pub scroll: bool,
    /// The part that the outline stood on.
    pub section: Chapter,
}

impl Comparison {
    /// `left` beside the open report, from its first difference.
    pub fn new(left: Shared, name: String, doc: &Document, section: Chapter) -> Comparison {
        let mut s = Comparison {
            left,
            name,
            sent: None,
            then: None,
            revision: 0,
            rows: Vec::new(),
            differing: Vec::new(),
            at: 0,
            all: false,
            scroll: true,
            section,
        };
        s.keep_up(doc);
        s
    }

    /// The left one came back after it went out: how the open one was then, and when.
    pub fn came_back(&mut self, doc: &Document, at: String, then: Option<Shared>) {
        (self.sent, self.then, self.revision) = (Some(at), then, 0);
        self.keep_up(doc);
    }

    /// How many of what differs the open one was changed in later.
    pub fn later(&self) -> usize {
        self.rows.iter().filter(|r| r.later != Later::No).count()
    }

    /// What is to be known before all is taken from the left one.
    pub fn since(&self) -> Option<String> {
        let at = self.sent.as_ref()?;
        let later = self.later();
        match &self.then {
            Some(_) if later == 0 => None,
            Some(_) => Some(format!(
                "导出 Word（{at}）以后，打开的这一份有{later}处又改过：“都改成左边的”不动它们，要用左边的请逐处改。"
            )),
            None => Some(format!(
                "导出 Word（{at}）以后，打开的这一份又改过：后改的地方左边可能还是旧的，请逐处看过再改。"
            )),
        }
    }

    /// Follows the open report.
    pub fn keep_up(&mut self, doc: &Document) {
        if std::mem::replace(&mut self.revision, doc.revision()) == doc.revision() {
            return;
        }
        self.rows = compare::compare(&self.left, doc.report());
        if let Some(then) = &self.then {
            compare::mark_later(&mut self.rows, then, doc.report());
        }
        self.differing =
            (0..self.rows.len()).filter(|i| self.rows.get(*i).is_some_and(|r| r.differs)).collect();
        self.at = self.at.min(self.differing.len().saturating_sub(1));
    }

    /// The next difference or the one before, round at the ends.
    pub fn step(&mut self, forward: bool) {
        self.at = round(self.at, forward, self.differing.len());
        self.scroll = true;
    }

    /// Goes to what a finding is about.
    pub fn look_for(&mut self, f: &Finding) {
        let about = |i: &usize| match self.rows.get(*i).map(|r| &r.at) {
            Some(At::Cell(k)) => f.all_cells().any(|c| c == k),
            Some(At::Words(p)) => Some(*p) == f.part,
            Some(At::Fact) | None => false,
        };
        self.go(self.differing.iter().position(about));
    }

    fn go(&mut self, at: Option<usize>) {
        self.at = at.unwrap_or(self.at);
        self.scroll = true;
    }

    /// Follows the outline.
    pub fn follow(&mut self, section: Chapter, form: &Form) {
        if std::mem::replace(&mut self.section, section) != section {
            let behind =
                |i: &usize| self.rows.get(*i).is_some_and(|r| form.place(r.section) >= form.place(section));
            self.go(self.differing.iter().position(behind));
        }
    }
}

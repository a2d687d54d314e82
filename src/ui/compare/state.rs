//! What is compared, and where in it the clerk is.

use crate::app::compare::{self, At, Row};
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
    /// What is to be known before all is taken from the left one.
    pub since: Option<String>,
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
            since: None,
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

    /// Follows the open report.
    pub fn keep_up(&mut self, doc: &Document) {
        if std::mem::replace(&mut self.revision, doc.revision()) == doc.revision() {
            return;
        }
        self.rows = compare::compare(&self.left, doc.report());
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

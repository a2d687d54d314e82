//! The pictures of a report under judgement, and the charts that the program draws among its words.

use super::Context;
use crate::checks::reads::Reads;
use crate::report::text::Para;
use crate::report::{Part, Section};

impl<'a> Context<'a> {
    /// The pictures with their captions, each with its part and its place there, and the paragraphs of that part.
    pub fn captions(&self) -> impl Iterator<Item = (Part, usize, &'a str, &'a [Para])> {
        self.note(Reads::WORDS);
        let report = self.report;
        report.worded().flat_map(move |part| {
            let all = report.paras(part);
            all.iter().enumerate().filter_map(move |(i, p)| match p {
                Para::Picture { caption, .. } => Some((part, i, caption.as_str(), all)),
                Para::Text(_) => None,
            })
        })
    }
    /// The sections that a chart stands in.
    pub fn charts(&self) -> impl Iterator<Item = Section> {
        self.note(Reads::REST);
        self.report.layout.charts.values().copied()
    }
}

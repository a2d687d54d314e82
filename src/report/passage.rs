//! The words of a report paragraph by paragraph, live values resolved.

use super::memo::Memo;
use super::reckoned::KnownValues;
use super::text;
use super::{Part, Report};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

thread_local! {
    /// The sentences of paragraphs.
    static SENTENCES: Memo<(), String, Vec<Range<usize>>> = Memo::default();
}

/// One paragraph; pictures are none.
pub struct Passage<'a> {
    pub part: Part,
    /// Its index among the paragraphs of the part.
    pub paragraph: usize,
    pub words: Cow<'a, str>,
    /// Bytes of the words that are live values.
    pub live: Vec<Range<usize>>,
    sentences: OnceCell<Rc<Vec<Range<usize>>>>,
}

impl<'a> Passage<'a> {
    pub fn new(part: Part, paragraph: usize, words: Cow<'a, str>, live: Vec<Range<usize>>) -> Passage<'a> {
        Passage { part, paragraph, words, live, sentences: OnceCell::new() }
    }
    /// Bytes of its sentences, with their full stops.
    pub fn sentences(&self) -> &[Range<usize>] {
        self.sentences.get_or_init(|| {
            let words: &str = &self.words;
            SENTENCES.with(|memo| memo.get((), words, || text::sentences(words)))
        })
    }
}

/// Words where they stand in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    pub part: Part,
    /// Index of the paragraph in its part.
    pub paragraph: usize,
    /// Bytes in the paragraph's resolved text.
    pub range: Range<usize>,
    pub words: String,
}

/// All paragraphs of a report.
pub fn passages(report: &Report) -> Vec<Passage<'_>> {
    let known = KnownValues::of(report);
    let mut out = Vec::new();
    for part in report.worded() {
        for (paragraph, p) in report.paras(part).iter().enumerate() {
            let read = p.read(&known);
            out.extend(read.map(|(words, live)| Passage::new(part, paragraph, words, live)));
        }
    }
    out
}

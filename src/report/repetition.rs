//! How much of a report repeats last year's: sentence against sentence, the year and blanks apart. Headings
//! and sentences too short to say anything don't count.

use super::memo::Memo;
use super::passage::{Passage, passages};
use super::text::{Para, sentences};
use super::{Part, Report, Section};
use crate::chinese::{signs, years};
use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// Sentences of one section: how many there are, and how many stood in last year's report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub same: usize,
    pub all: usize,
}

impl Share {
    /// In per cent, rounded down.
    pub fn percent(self) -> u32 {
        self.same.saturating_mul(100).checked_div(self.all).unwrap_or(0) as u32
    }
}

/// A sentence that stood in last year's report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Same {
    pub part: Part,
    pub paragraph: usize,
    /// Bytes in the paragraph's words.
    pub range: Range<usize>,
}

/// What of a report repeats last year's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repetition {
    /// By `Section::index`.
    pub sections: [Share; Section::ALL.len()],
    pub sentences: Vec<Same>,
}

impl Repetition {
    /// Of one section.
    pub fn of(&self, section: Section) -> Share {
        self.sections[section.index()]
    }
    /// Of all sections together.
    pub fn total(&self) -> Share {
        let sum = |f: fn(&Share) -> usize| self.sections.iter().map(f).sum();
        Share { same: sum(|s| s.same), all: sum(|s| s.all) }
    }
}

/// Fewer characters than this say nothing of their own.
const LEAST: usize = 8;

/// A sentence that counts: its bytes in the paragraph, and its words without blanks and stops.
type Plain = (Range<usize>, String);

thread_local! {
    static OWN: Memo<(), String, Vec<Plain>> = Memo::default();
    /// Of last year's report, the year moved.
    static LAST: Memo<(u16, u16), String, Vec<Plain>> = Memo::default();
}

/// What of a report repeats last year's; none without last year's report, or where it has no text.
pub fn of(report: &Report) -> Option<Repetition> {
    let last = &report.predecessor.as_ref()?.snapshot;
    let moved = |words: &str| {
        let plain = || plain(&years::moved(words, last.year, report.year));
        LAST.with(|m| m.get((last.year, report.year), words, plain))
    };
    let before = of_sections(last).map(|(_, p)| moved(&p.words)).collect::<Vec<_>>();
    // Only asked whether it holds a sentence, never walked.
    let before: HashSet<Sentence<'_>> =
        before.iter().flat_map(|p| p.iter()).map(|s| Sentence(&s.1)).collect();
    if before.is_empty() {
        return None;
    }
    let mut out = Repetition::default();
    for (section, Passage { part, paragraph, words, .. }) in of_sections(report) {
        let share = &mut out.sections[section.index()];
        for (range, sentence) in OWN.with(|m| m.get((), &*words, || plain(&words))).iter() {
            share.all = share.all.saturating_add(1);
            if before.contains(&Sentence(sentence)) {
                share.same = share.same.saturating_add(1);
                out.sentences.push(Same { part, paragraph, range: range.clone() });
            }
        }
    }
    Some(out)
}

/// The words of a sentence; its length and its ends tell it from nearly all others.
#[derive(PartialEq, Eq)]
struct Sentence<'a>(&'a str);

impl Hash for Sentence<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        const ENDS: usize = 12;
        let bytes = self.0.as_bytes();
        bytes.len().hash(state);
        bytes[..ENDS.min(bytes.len())].hash(state);
        bytes[bytes.len().saturating_sub(ENDS)..].hash(state);
    }
}

/// The paragraphs of the sections.
fn of_sections(report: &Report) -> impl Iterator<Item = (Section, Passage<'_>)> {
    passages(report).into_iter().filter_map(|p| Some((p.part.chapter().section()?, p)))
}

/// Every sentence that counts.
fn plain(words: &str) -> Vec<Plain> {
    if Para::level(words).is_some() {
        return Vec::new();
    }
    let plain = |range: Range<usize>| {
        let sentence: String = words[range.clone()].chars().filter(|c| says(*c)).collect();
        sentence.chars().nth(LEAST - 1).is_some().then_some((range, sentence))
    };
    sentences(words).into_iter().filter_map(plain).collect()
}

/// Whether a character says something: no blank and no stop. Most are Chinese, which needs no table.
fn says(c: char) -> bool {
    signs::is_han(c) || c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Predecessor;

    #[test]
    fn the_year_alone_makes_no_new_sentence() {
        let mut last = Report::new(2024, "示范县水利局");
        last.sections[0].before =
            vec![Para::plain("（一）主动公开"), Para::plain("2024年公开水利信息若干条。全年组织一次培训。")];
        let mut r = Report::new(2025, "示范县水利局");
        assert_eq!(of(&r), None);
        r.predecessor = Some(Predecessor {
            path: "去年".into(),
            digest: String::new(),
            snapshot: std::sync::Arc::new(last),
        });
        r.sections[0].before =
            vec![Para::plain("（一）主动公开"), Para::plain("2025年公开水利 信息若干条。全年组织三次培训。")];
        r.sections[4].before = vec![Para::plain("无。")];
        let found = of(&r).expect("compared");
        assert_eq!(found.total(), Share { same: 1, all: 2 });
        assert_eq!(found.total().percent(), 50);
        assert_eq!(found.sections[4], Share::default());
        let Same { part, paragraph, range } = found.sentences[0].clone();
        assert_eq!((part, paragraph), (Part::Before(Section::Overview), 1));
        assert_eq!(
            &r.words(Part::Before(Section::Overview)).lines().nth(1).expect("it")[range],
            "2025年公开水利 信息若干条。"
        );
    }
}

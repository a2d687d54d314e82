//! How much of a report repeats last year's: sentence against sentence, the year and blanks apart. Headings
//! and sentences too short to say anything don't count.

use super::text::{Para, sentences};
use super::years::year_moved;
use super::{Part, Report};
use std::collections::HashSet;
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
        (self.same * 100).checked_div(self.all).unwrap_or(0) as u32
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
    /// Of the sections 1 to 6.
    pub sections: [Share; 6],
    pub sentences: Vec<Same>,
}

impl Repetition {
    /// Of all sections together.
    pub fn total(&self) -> Share {
        let sum = |f: fn(&Share) -> usize| self.sections.iter().map(f).sum();
        Share { same: sum(|s| s.same), all: sum(|s| s.all) }
    }
}

/// Fewer characters than this say nothing of their own.
const LEAST: usize = 8;

/// What of a report repeats last year's; none without last year's report, or where it has no text.
pub fn of(report: &Report) -> Option<Repetition> {
    let last = &report.predecessor.as_ref()?.snapshot;
    // Only asked whether it holds a sentence, never walked.
    let mut before = HashSet::new();
    visit(last, |_, _, sentence| {
        before.insert(year_moved(&sentence, last.year, report.year));
    });
    if before.is_empty() {
        return None;
    }
    let mut out = Repetition::default();
    visit(report, |part, place, sentence| {
        let Some(share) = out.sections.get_mut(part.section().wrapping_sub(1)) else { return };
        share.all += 1;
        if before.contains(&sentence) {
            share.same += 1;
            out.sentences.push(Same { part, paragraph: place.0, range: place.1 });
        }
    });
    Some(out)
}

/// Every sentence that counts, without blanks and stops.
fn visit(report: &Report, mut with: impl FnMut(Part, (usize, Range<usize>), String)) {
    for part in (1..=6).flat_map(|n| [Part::Before(n), Part::After(n)]) {
        for (i, p) in report.paras(part).iter().enumerate() {
            let Para::Text(_) = p else { continue };
            let words = p.resolved(report);
            if Para::level(&words).is_some() {
                continue;
            }
            for range in sentences(&words) {
                let sentence: String = words[range.clone()].chars().filter(|c| says(*c)).collect();
                if sentence.chars().nth(LEAST - 1).is_some() {
                    with(part, (i, range), sentence);
                }
            }
        }
    }
}

/// Whether a character says something: no blank and no stop. Most are Chinese, which needs no table.
fn says(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphanumeric()
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
        r.predecessor =
            Some(Predecessor { path: "去年".into(), digest: String::new(), snapshot: Box::new(last) });
        r.sections[0].before =
            vec![Para::plain("（一）主动公开"), Para::plain("2025年公开水利 信息若干条。全年组织三次培训。")];
        r.sections[4].before = vec![Para::plain("无。")];
        let found = of(&r).expect("compared");
        assert_eq!(found.total(), Share { same: 1, all: 2 });
        assert_eq!(found.total().percent(), 50);
        assert_eq!(found.sections[4], Share::default());
        let Same { part, paragraph, range } = found.sentences[0].clone();
        assert_eq!((part, paragraph), (Part::Before(1), 1));
        assert_eq!(
            &r.words(Part::Before(1)).lines().nth(1).expect("it")[range],
            "2025年公开水利 信息若干条。"
        );
    }
}

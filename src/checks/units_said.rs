//! How many units a sentence says that a report was made of: 「由全县8个单位的年度报告汇总而成」.

use crate::report::Report;
use crate::report::text::sentences;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// What any such sentence says.
const COMES_OF: &str = "汇总而成";
const COUNTED: &str = "个单位";

/// With digits of one width: the numbers may have been typed over by hand.
pub fn plain(words: &str) -> String {
    let digit = |c: char| ('０'..='９').contains(&c).then(|| std::iter::once(c).nfkc().next()).flatten();
    words.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// The number that a sentence says.
pub fn number(sentence: &str) -> Option<usize> {
    let sentence = plain(sentence);
    let (before, _) = sentence.contains(COMES_OF).then(|| sentence.rsplit_once(COUNTED))??;
    let digits = before.len().saturating_sub(before.trim_end_matches(|c: char| c.is_ascii_digit()).len());
    before.get(before.len().saturating_sub(digits)..)?.parse().ok()
}

/// The sentences of a text that say one, and what they say.
pub fn said(text: &str) -> Vec<(Range<usize>, usize)> {
    let of = |at: Range<usize>| number(text.get(at.clone())?).map(|n| (at, n));
    // Most texts say none.
    if text.contains(COMES_OF) { sentences(text).into_iter().filter_map(of).collect() } else { Vec::new() }
}

/// Sentences that say another number of units than the report is made of: what they say, and the number.
pub fn miscounted(report: &Report) -> Vec<(String, usize)> {
    let of = |text: String| -> Vec<(String, usize)> {
        let others = said(&text).into_iter().filter(|(_, n)| *n != report.units.len());
        others.filter_map(|(at, n)| Some((text.get(at)?.trim().to_string(), n))).collect()
    };
    report.worded().flat_map(|part| of(report.words(part))).collect()
}

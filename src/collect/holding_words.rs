//! The words by which a report says whose numbers are in it (`holding`), and where they stand in a sentence.

use serde::Deserialize;
use std::sync::OnceLock;

/// The words; the file says of each what it is for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldingWords {
    pub numbers: Vec<String>,
    pub holds: Vec<String>,
    pub takes: Vec<String>,
    pub for_others: Vec<String>,
    pub apart: Vec<String>,
    pub others: Vec<String>,
    pub denies: Vec<char>,
    pub not_denied: Vec<String>,
    pub joined: Vec<String>,
    pub together: Vec<String>,
    pub under: Vec<String>,
    pub by_them: Vec<String>,
    pub made_of: Vec<String>,
    pub made: Vec<String>,
    pub before: Vec<String>,
    pub behind: Vec<String>,
    pub unnamed: Vec<String>,
    pub own: Vec<String>,
    pub itself: Vec<String>,
    pub itself_with: Vec<String>,
    pub of_all: Vec<String>,
    pub all: Vec<String>,
    pub kinds: Vec<(String, Vec<String>)>,
    pub ends: Vec<String>,
}

pub fn words() -> &'static HoldingWords {
    static WORDS: OnceLock<HoldingWords> = OnceLock::new();
    WORDS.get_or_init(|| {
        ron::from_str(include_str!("../../assets/words/holding.ron"))
            // Embedded at build time; the tests load it.
            .unwrap_or_else(|e| panic!("assets/words/holding.ron: {e}"))
    })
}

/// Between clauses.
pub const PARTS: [char; 4] = ['，', ',', '（', '('];

/// A text at each place of one of these words: what stands before it, the word, what stands behind it.
pub fn parted<'a>(text: &'a str, words: &'a [String]) -> Vec<(&'a str, &'a str, &'a str)> {
    let places = |w: &'a String| text.match_indices(w.as_str()).map(|(at, _)| (at, w.as_str()));
    let mut all: Vec<(usize, &str)> = words.iter().flat_map(places).collect();
    all.sort_by_key(|(at, w)| (*at, std::cmp::Reverse(w.len())));
    // 包含 is not 含.
    let mut until = 0;
    all.retain(|(at, w)| {
        let stands = *at >= until;
        until = if stands { at.saturating_add(w.len()) } else { until };
        stands
    });
    let cut = |(at, w): (usize, &'a str)| Some((text.get(..at)?, w, text.get(at.saturating_add(w.len())..)?));
    all.into_iter().filter_map(cut).collect()
}

pub fn holds_one(text: &str, words: &[String]) -> bool {
    words.iter().any(|w| text.contains(w.as_str()))
}

pub fn begins(text: &str, words: &[String]) -> bool {
    words.iter().any(|w| text.starts_with(w.as_str()))
}

/// Whether what stands before a word denies it.
pub fn denied(before: &str) -> bool {
    let w = words();
    let denies = before.chars().rev().take(2).any(|c| w.denies.contains(&c));
    denies && !w.not_denied.iter().any(|n| before.ends_with(n.as_str()))
}

pub fn last_part(text: &str) -> &str {
    text.rsplit(PARTS).next().unwrap_or_default()
}

pub fn first_part(text: &str) -> &str {
    text.split(PARTS).next().unwrap_or_default()
}

//! The words by which `plain` adds up numbers of anything; they stand with the others in `assets/words/narrative.ron`.

use serde::Deserialize;

/// The words by which numbers of anything are added up; an example stands beside each list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlainWords {
    pub units: Vec<String>,
    pub published: Vec<String>,
    pub parts: Vec<String>,
    pub totals: Vec<String>,
    pub begun: Vec<String>,
    pub gone: Vec<String>,
    pub now: Vec<String>,
    pub rest: Vec<String>,
    pub shares: Vec<String>,
    pub rates: Vec<String>,
    pub changes: Vec<String>,
    pub up: Vec<String>,
    pub down: Vec<String>,
    pub turned: Vec<(String, String)>,
    pub reached: Vec<String>,
    pub then: Vec<String>,
    /// Last year's is set beside this year's.
    pub beside_last: Vec<String>,
    /// What names nothing that is counted; longer ones first, 本年度 is cut as a whole.
    pub unnamed: Vec<String>,
    pub elsewhere: Vec<String>,
    pub handled: Vec<String>,
    pub others: Vec<String>,
    pub overlaps: Vec<String>,
    pub openness: Vec<String>,
    /// What is told besides begins so.
    pub anew: Vec<String>,
    /// What the same things go out by.
    pub channels: Vec<String>,
    pub ways: Vec<String>,
    pub levels: Vec<String>,
    /// What a number of something else begins with.
    pub deeds: Vec<String>,
    /// What is open or not, where it is counted first.
    pub papers: Vec<String>,
}

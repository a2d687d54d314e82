//! The words by which `plain` adds up numbers of anything; they stand with the others in `assets/words/narrative.ron`.

use serde::Deserialize;

/// The words by which numbers of anything are added up; an example stands beside each list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlainWords {
    pub units: Vec<String>,
    pub published: Vec<String>,
    pub parts: Vec<String>,
    /// The same, of all there is.
    pub unfolds: Vec<String>,
    /// What a sentence begins with that takes the one before it apart.
    pub takes_apart: Vec<String>,
    pub totals: Vec<String>,
    pub begun: Vec<String>,
    pub gone: Vec<String>,
    pub now: Vec<String>,
    pub rest: Vec<String>,
    pub shares: Vec<String>,
    pub rates: Vec<String>,
    /// What a list of shares is called: 占比.
    pub proportions: Vec<String>,
    /// As many shares as numbers: 分别占.
    pub respectively: Vec<String>,
    pub changes: Vec<String>,
    pub up: Vec<String>,
    pub down: Vec<String>,
    pub turned: Vec<(String, String)>,
    pub reached: Vec<String>,
    /// What stands behind a number that is told roughly.
    pub roughly: Vec<String>,
    /// Marks that are given to all.
    pub grades: Vec<String>,
    /// What is done with things one after another, with fewer of them each time.
    pub steps: Vec<String>,
    /// What several that grew or shrank come to together.
    pub net: Vec<String>,
    pub then: Vec<String>,
    /// A clause that sets last year's beside begins so.
    pub then_begin: Vec<String>,
    /// Last year's is set beside this year's.
    pub beside_last: Vec<String>,
    /// What names nothing that is counted; longer ones first, 本年度 is cut as a whole.
    pub unnamed: Vec<String>,
    pub elsewhere: Vec<String>,
    pub handled: Vec<String>,
    pub others: Vec<String>,
    pub overlaps: Vec<String>,
    /// Some things went out twice.
    pub twice: Vec<String>,
    pub openness: Vec<String>,
    /// What is done with all of something and with some of it.
    pub done: Vec<String>,
    /// All that was told: 以上.
    pub all_told: Vec<String>,
    /// What begins and ends such words: 三类活动.
    pub counted: (Vec<char>, Vec<char>),
    /// Parts of a year, those of each row together.
    pub spans: Vec<Vec<String>>,
    /// How often a span is in a year.
    pub means: Vec<(String, u32)>,
    /// A whole year.
    pub year: String,
    /// What is told besides begins so.
    pub anew: Vec<String>,
    /// What the same things go out by.
    pub channels: Vec<String>,
    pub ways: Vec<String>,
    pub levels: Vec<String>,
    /// What names of offices themselves end with.
    pub own_levels: Vec<String>,
    /// The office itself, where those below it are told apart.
    pub own_seat: String,
    /// What is below an office is called by: 隶属.
    pub lower_levels: Vec<String>,
    /// What was done in its time, and what was not.
    pub in_time: Vec<(String, String)>,
    /// How many there were, 上年, and how many there are, 年末.
    pub stood_before: Vec<String>,
    pub stands: Vec<String>,
    pub last_year: Vec<String>,
    /// What is done with meetings: 举办.
    pub held: Vec<String>,
    /// Before a share of all that was told.
    pub together: Vec<String>,
    /// What became of things, and that they were kept.
    pub fates: Vec<String>,
    pub kept: Vec<String>,
    pub opposites: Vec<(String, String)>,
    /// What a number of something else begins with.
    pub deeds: Vec<String>,
    /// What is open or not, where it is counted first.
    pub papers: Vec<String>,
}

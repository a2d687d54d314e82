//! Slips of the pen, as `assets/forms/words.ron` has them.

use serde::Deserialize;

/// A slip of the pen and what was meant.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slip {
    pub wrong: String,
    pub right: String,
    /// Characters behind it that make it right as it stands.
    #[serde(default)]
    pub unless: String,
    /// The same before it: 快速反应情况.
    #[serde(default)]
    pub after: String,
}

impl Slip {
    /// A word that stands there twice.
    pub fn twice(word: &str) -> Slip {
        let (unless, after) = Default::default();
        Slip { wrong: word.repeat(2), right: word.into(), unless, after }
    }
}

/// How something is done, 地 between the two: 认真地落实. Where 的 stands there it is a slip, unless what is done is the
/// name of something: 积极的推进作用, 得到有效的落实。
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HowDone {
    pub how: Vec<String>,
    pub done: Vec<String>,
    /// Characters behind it that make it right as it stands.
    pub unless: String,
}

impl HowDone {
    /// One for each way of doing with each thing done.
    pub fn slips(&self) -> impl Iterator<Item = Slip> {
        let said = |how, by: &str, done| format!("{how}{by}{done}");
        let all = self.how.iter().flat_map(|how| self.done.iter().map(move |done| (how, done)));
        all.map(move |(how, done)| Slip {
            wrong: said(how, "的", done),
            right: said(how, "地", done),
            unless: self.unless.clone(),
            after: String::new(),
        })
    }
}

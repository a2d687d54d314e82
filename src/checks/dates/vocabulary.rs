//! The words of `assets/words/years.ron`, by which `role` tells what a year does in its clause. Each list stands there
//! beside an example of what is read with it and of what is left alone.

use serde::Deserialize;
use std::sync::OnceLock;

/// See the module.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    pub notices: Vec<String>,
    pub lagging: Vec<String>,
    pub yearly: Vec<String>,
    pub own_report: Vec<String>,
    pub highest: Vec<String>,
    pub made: Vec<String>,
    pub events: Vec<String>,
    pub since: Vec<String>,
    pub parts: Vec<String>,
    pub added: Vec<String>,
    pub compared: Vec<String>,
    pub spread: Vec<String>,
    pub beside: Vec<String>,
    pub compares: Vec<String>,
    pub from: Vec<String>,
    pub grows: Vec<String>,
    pub changed: Vec<String>,
    pub to_be_read: Vec<String>,
    pub set: Vec<String>,
    pub aimed: Vec<String>,
    pub quoted: Vec<String>,
    pub sued: Vec<String>,
    pub put_right: Vec<String>,
    pub year_on_year: Vec<String>,
    pub goes_on: Vec<String>,
    pub carried: Vec<String>,
    pub over: Vec<String>,
    pub begun: Vec<String>,
    pub carries: Vec<String>,
    pub problems: Vec<String>,
    pub lacking: Vec<String>,
    pub spells: Vec<String>,
    pub channels: Vec<String>,
    pub towards: Vec<String>,
    pub pointed_out: Vec<String>,
    pub mended: Vec<String>,
    pub solved: Vec<String>,
    pub ahead: Vec<String>,
    pub plans: Vec<String>,
    pub own_plans: Vec<String>,
    pub intends: Vec<String>,
    pub means: Vec<String>,
    pub promises: Vec<String>,
    pub no_promises: Vec<String>,
    pub acts: Vec<String>,
    pub things: Vec<String>,
    pub becomes: Vec<String>,
    pub made_into: Vec<String>,
    pub surely: Vec<String>,
    pub deeds: Vec<String>,
    pub does: Vec<String>,
    pub following: Vec<String>,
    pub told: Vec<String>,
    pub subjects: Vec<String>,
    pub reports: Vec<String>,
    pub as_of: Vec<String>,
    pub enters: Vec<String>,
    pub next: Vec<String>,
    pub takes: Vec<String>,
    pub taken: Vec<String>,
    pub publishes: Vec<String>,
    pub did: Vec<String>,
    pub leads: Vec<String>,
    pub causes: Vec<String>,
    pub of_report: Vec<String>,
    pub coming: Vec<String>,
    pub plan_heads: Vec<String>,
    pub done_heads: Vec<String>,
    pub announced: Vec<String>,
    pub announces: Vec<String>,
    pub ever_since: Vec<String>,
    pub up_to: Vec<String>,
    pub periods: Vec<String>,
    pub plan_things: Vec<String>,
    pub until_day: Vec<String>,
    pub whole_year: Vec<String>,
    pub first_part: Vec<String>,
    pub founded: Vec<String>,
    pub last_year: Vec<String>,
    pub next_year: Vec<String>,
    pub dated: Vec<String>,
    pub dates: Vec<String>,
    pub connects: Vec<String>,
    pub bodies: Vec<String>,
    pub same_year: Vec<String>,
    pub budgets: Vec<String>,
    pub budget_done: Vec<String>,
    pub this_report: Vec<String>,
    pub was: Vec<String>,
    pub this_year: Vec<String>,
    pub told_before_plans: Vec<String>,
    pub measuring: Vec<String>,
    pub measured: Vec<String>,
    pub of_work: Vec<String>,
    pub unsolved: Vec<String>,
    pub plan_goes_on: Vec<String>,
    pub answered: Vec<String>,
    pub stands: Vec<String>,
    pub standing: Vec<String>,
    pub of_each: Vec<String>,
    pub fulfilled: Vec<String>,
    pub own_work: Vec<String>,
    pub wholly: Vec<String>,
    pub brought: Vec<String>,
    pub who_ends: Vec<String>,
    pub problem_heads: Vec<String>,
    pub goes_into: Vec<String>,
    pub outcomes: Vec<String>,
    pub measures: Vec<char>,
}

/// The words, read once.
pub fn vocabulary() -> &'static Vocabulary {
    static WORDS: OnceLock<Vocabulary> = OnceLock::new();
    WORDS.get_or_init(|| {
        ron::from_str(include_str!("../../../assets/words/years.ron"))
            // Embedded at build time; a test below loads it.
            .unwrap_or_else(|e| panic!("assets/words/years.ron: {e}"))
    })
}

/// Whether a text holds one of some words.
pub fn holds(text: &str, words: &[String]) -> bool {
    words.iter().any(|w| text.contains(w.as_str()))
}
/// Whether it begins with one.
pub fn begins(text: &str, words: &[String]) -> bool {
    words.iter().any(|w| text.starts_with(w.as_str()))
}
/// Whether it ends with one.
pub fn ends(text: &str, words: &[String]) -> bool {
    words.iter().any(|w| text.ends_with(w.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_can_be_read() {
        assert!(vocabulary().promises.len() > 40);
    }
}

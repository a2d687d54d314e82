//! Judging a report: what must be put right, what deserves a look. One check is one file and one line of its
//! family; the list in the guide, on the command line and in the window is made from them. Checks do no I/O, ask
//! no clock and cannot fail; they ask the form for roles and never name a year, a row or a label.
//!
//! To add a check: write its file beside its sisters, with a bad case among its tests; name it in the family's
//! `mod.rs`, as a module and in `CHECKS`; and let the guide and the README be written anew:
//! `GONGKAI_BLESS=1 cargo test --test it the_very_checks`. What it looks at nobody declares: `Context` knows.

// Amounts know no overflow but a panic: they are added up by `checked_…` alone.
#![deny(clippy::arithmetic_side_effects)]

pub mod catalogue;
pub mod context;
pub mod dates;
pub mod explain;
pub mod finding;
pub mod judged;
pub mod last_year;
pub mod lexicon;
pub mod narrative;
pub mod numbers;
pub mod reads;
pub mod repair;
pub mod structure;
pub mod tables;
#[cfg(test)]
pub(crate) mod tests;
pub mod text;
pub mod units_said;

pub use context::Context;
pub use finding::{Answer, Finding, Fix, summary};
pub use judged::run;

use std::sync::LazyLock;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 错误: must be put right before the report goes out.
    Error,
    /// 提醒: look at it; may be explained.
    Warning,
    /// 提示: style.
    Hint,
}

impl Level {
    pub const ALL: [Level; 3] = [Level::Error, Level::Warning, Level::Hint];

    /// The word a clerk sees.
    pub fn word(self) -> &'static str {
        match self {
            Level::Error => "错误",
            Level::Warning => "提醒",
            Level::Hint => "提示",
        }
    }
    /// The word in `check --json`.
    pub fn code(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Hint => "hint",
        }
    }
}

/// One entry of the catalogue.
pub struct Check {
    /// Stable, never reused.
    pub code: &'static str,
    /// Names the bad pattern.
    pub title: &'static str,
    pub level: Level,
    /// Why it matters, with the source in law, form or norm.
    pub why: &'static str,
    /// How to put it right.
    pub how: &'static str,
    /// Said of everything not yet begun: listed, but marked nowhere while one edits.
    pub quiet: bool,
    pub run: fn(&Context<'_>, &mut Vec<Finding>),
    /// A report of which it speaks, and what it says.
    #[cfg(test)]
    pub(crate) bad: fn() -> tests::Bad,
}

/// The catalogue: the families, each in order of codes.
pub static CHECKS: LazyLock<Vec<&'static Check>> = LazyLock::new(|| {
    [tables::CHECKS, last_year::CHECKS, narrative::CHECKS, dates::CHECKS, structure::CHECKS].concat()
});

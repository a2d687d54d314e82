//! The parts of a report that hold words.

use super::text::Para;
use super::{Chapter, Section, numbered};
use serde::{Deserialize, Serialize};

/// What is written in a section.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SectionText {
    /// With its numeral: 一、总体情况.
    pub heading: String,
    /// Before the table; the whole text where the section has none.
    pub before: Vec<Para>,
    /// Behind the table.
    pub after: Vec<Para>,
}

/// A part of the report that holds text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    Title,
    Preamble,
    /// Text of a section before its table.
    Before(#[serde(with = "numbered::section")] Section),
    /// Text of a section behind its table.
    After(#[serde(with = "numbered::section")] Section),
    Signature,
}

impl Part {
    /// What of the outline it belongs to.
    pub fn chapter(self) -> Chapter {
        match self {
            Part::Title | Part::Preamble => Chapter::Front,
            Part::Before(s) | Part::After(s) => Chapter::Section(s),
            Part::Signature => Chapter::Signature,
        }
    }
    /// The first text there.
    pub fn of_chapter(chapter: Chapter) -> Part {
        match chapter {
            Chapter::Front => Part::Title,
            Chapter::Section(s) => Part::Before(s),
            Chapter::Signature => Part::Signature,
        }
    }
}

//! What offices are called: by it another organ is told from the report's own.

use serde::Deserialize;

/// How the names of organs begin and end.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organs {
    begin: Vec<char>,
    end: Vec<String>,
    /// Behind 各: parts of the office or others beside it.
    each: Vec<String>,
    /// What is below an office: 街道.
    pub lower: Vec<String>,
}

impl Organs {
    /// The name of an organ among words that say nothing else: 会同市司法局.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    pub fn named<'a>(&self, text: &'a str) -> Option<&'a str> {
        let from = text.find(self.begin.as_slice())?;
        let name = &text[from..];
        let end = self.end.iter().filter_map(|e| name.find(e.as_str()).map(|i| i + e.len())).min()?;
        Some(&name[..end]).filter(|n| n.chars().count() > 2)
    }
    /// Whether words behind 各 name offices: 垂直管理局.
    pub fn are_offices(&self, text: &str) -> bool {
        self.each.iter().any(|e| text.ends_with(e.as_str()))
    }
}

//! 加粗 and 下划线: how words stand out, and which of a text do.

use crate::form::bounds::between;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// How words stand out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Emphasis {
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub bold: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub underline: bool,
}

/// Bytes of a text that stand out; in the order of the text, none over another.
pub type Emphasised = (Range<usize>, Emphasis);

impl Emphasis {
    pub const NONE: Emphasis = Emphasis { bold: false, underline: false };
    pub const BOLD: Emphasis = Emphasis { bold: true, underline: false };
    pub const UNDERLINE: Emphasis = Emphasis { bold: false, underline: true };

    /// Both together.
    pub fn or(self, other: Emphasis) -> Emphasis {
        Emphasis { bold: self.bold || other.bold, underline: self.underline || other.underline }
    }
    /// What of it the other is not.
    pub fn without(self, other: Emphasis) -> Emphasis {
        Emphasis { bold: self.bold && !other.bold, underline: self.underline && !other.underline }
    }
    /// Whether it is all that the other is.
    pub fn holds(self, other: Emphasis) -> bool {
        self.or(other) == self
    }
}

/// Notes that the words of a text up to `to` stand out so, from `from` on.
pub fn note(on: &mut Vec<Emphasised>, from: usize, to: usize, emphasis: Emphasis) {
    match on.last_mut() {
        _ if emphasis == Emphasis::NONE || from >= to => {}
        Some((range, e)) if range.end == from && *e == emphasis => range.end = to,
        _ => on.push((from..to, emphasis)),
    }
}

/// Some bytes of a text in pieces that stand out alike; none of them is empty.
pub fn pieces<'t>(text: &'t str, range: Range<usize>, on: &[Emphasised]) -> Vec<(&'t str, Emphasis)> {
    let mut out = Vec::new();
    let mut at = range.start;
    let mut push = |to: usize, e: Emphasis, at: &mut usize| {
        let words = text.get(*at..to).unwrap_or_default();
        if !words.is_empty() {
            out.push((words, e));
        }
        *at = to.max(*at);
    };
    for (r, e) in on {
        push(between(r.start, range.start, range.end), Emphasis::NONE, &mut at);
        push(between(r.end, range.start, range.end), *e, &mut at);
    }
    push(range.end, Emphasis::NONE, &mut at);
    out
}

//! 批注: what somebody who looked through the report wrote beside it in Word. It is kept until it is answered, by a
//! 说明 like any 提醒, and never printed.

use super::passage::Passage;
use super::{Anchor, Date, Explanation, Report};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ops::Range;

/// Most that a report holds: each is looked for in all the text.
pub const MOST_COMMENTS: usize = 500;

/// A 批注.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// Who wrote it; empty where the file doesn't say.
    pub by: String,
    pub date: Option<Date>,
    pub text: String,
    /// What it stands beside; words that the report doesn't have are as they were in the file.
    pub about: Anchor,
}

/// What an answer of the office's begins with where it stands beside in Word.
pub const ANSWER: &str = "答复：";

impl Comment {
    /// Whether it is that office's own answer, which came back in a file.
    pub fn is_answer_of(&self, office: &str) -> bool {
        self.by == office && self.text.starts_with(ANSWER)
    }
    /// 王处长：数字再核对一下
    pub fn sentence(&self) -> String {
        match self.by.is_empty() {
            true => self.text.clone(),
            false => format!("{}：{}", self.by, self.text),
        }
    }

    /// Where in a paragraph its words stand; nowhere once they are changed.
    pub fn stretch(&self, passage: &Passage<'_>) -> Option<Range<usize>> {
        match &self.about {
            Anchor::Quote { part, words } if *part == passage.part && !words.is_empty() => {
                let at = passage.words.find(words.as_str())?;
                Some(at..at.saturating_add(words.len()))
            }
            _ => None,
        }
    }
}

impl Report {
    /// The comments by what they are about, in the order in which they came.
    pub fn comments_together(&self) -> Vec<Vec<&Comment>> {
        let mut out: Vec<Vec<&Comment>> = Vec::new();
        let mut places: HashMap<&Anchor, usize> = HashMap::new();
        for c in &self.comments {
            let at = *places.entry(&c.about).or_insert(out.len());
            match out.get_mut(at) {
                Some(together) => together.push(c),
                None => out.push(vec![c]),
            }
        }
        out
    }

    /// Comments of another copy of this report that it doesn't have itself.
    pub fn comments_beyond<'a>(&self, other: &'a Report) -> Vec<&'a Comment> {
        other.comments.iter().filter(|c| !self.comments.contains(c)).collect()
    }

    /// The answers to what stands beside the same, which the check of that code asked for.
    pub fn answers<'a>(&'a self, comment: &'a Comment, code: &str) -> impl Iterator<Item = &'a Explanation> {
        self.explanations.iter().filter(move |e| e.code == code && comment.about == e.anchor)
    }
}

//! 说明: what a clerk answers to a 提醒.

use super::Part;
use crate::form::table::CellKey;
use serde::{Deserialize, Serialize};

/// What a 说明 was given for, or a 批注 stands beside.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Anchor {
    Cells(Vec<CellKey>),
    Quote { part: Part, words: String },
}

/// 说明: a clerk's answer to a 提醒; holds while the values stand as they were.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    pub code: String,
    pub anchor: Anchor,
    pub values: Vec<String>,
    pub text: String,
}

//! What is noted of a sending back (退回).

use super::figures::Figures;
use crate::report::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One sending back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Returned {
    /// Id of the unit.
    pub unit: String,
    /// Of what was sent back.
    pub digest: String,
    /// Of all that the unit had handed in by then: what answers a sending back came after it.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub had: BTreeSet<String>,
    pub on: Option<Date>,
    pub who: String,
    /// What was asked, a sentence each.
    pub asked: Vec<String>,
    /// The numbers as they were.
    pub figures: Arc<Figures>,
}

impl Returned {
    /// Whether these bytes were there when it was sent back.
    pub fn holds(&self, digest: &str) -> bool {
        self.digest == digest || self.had.contains(digest)
    }
}

//! A collection in the place of a unit's report: the city takes in what the county took in. Kept are its sums and, one
//! step down, those of its units; the file itself leads further.

use super::figures::Figures;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A lower government's collection, as it was taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LowerCollection {
    /// As the collection names it.
    pub office: String,
    pub year: u16,
    /// With what was adjusted.
    pub sums: Arc<Figures>,
    pub parts: Vec<LowerPart>,
    /// Units further below, whose numbers are in those of the parts, by their whole names.
    pub below: BTreeSet<String>,
    /// Units that don't count yet, by name, those further below among them.
    pub missing: Vec<String>,
    /// Cells that may come to something else yet: units left them open, wrote words, or they are beyond.
    pub open_cells: Vec<String>,
    /// What is wrong in it or waits for a ruling, and in those further below.
    pub errors: Vec<String>,
}

/// A unit of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LowerPart {
    pub name: String,
    pub figures: Arc<Figures>,
}

impl LowerCollection {
    /// How much it says is missing, open or wrong in it.
    pub fn lacks(&self) -> usize {
        [&self.missing, &self.open_cells, &self.errors].into_iter().map(Vec::len).sum()
    }
    /// All whose numbers are in it, however far below.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.parts.iter().map(|p| &p.name).chain(&self.below)
    }
}

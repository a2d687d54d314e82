//! 汇总: the reports of many units added up into one, every number traceable to the unit that it comes from. A
//! collection says who is to report (户册), what came in with its numbers copied and what its own judging found, and
//! what a clerk ruled, with what it was ruled of; who stands how and what it comes to is never stored but found again
//! from that (`overview`), so that no order of taking in matters.

// Amounts know no overflow but a panic: they are added up by `checked_…` alone.
#![deny(clippy::arithmetic_side_effects)]

mod adjusting;
mod alike;
pub mod carried;
pub mod edit;
pub mod figures;
pub mod gap;
pub mod hand_made;
pub mod headline;
pub mod history;
pub mod holding;
mod holding_words;
pub mod into_report;
pub mod judging;
pub mod last_year;
mod likeness;
pub mod lower;
pub mod matching;
pub mod overview;
pub mod region;
pub mod returned;
pub mod roster;
mod roster_line;
mod roster_note;
pub mod roster_text;
pub mod ruling;
pub mod scope;
mod sent_back;
pub mod sent_up;
pub mod standing;
pub mod states;
pub mod submission;
pub mod succession;
pub mod suspects;
pub mod totals;
pub mod trace;
pub mod unit_row;
pub mod up_to_date;
pub mod weight;
mod who_reports;
mod within;

use crate::form::table::CellKey;
use crate::form::{self, Form};
use figures::Figures;
use roster::RosterUnit;
use ruling::{Adjustment, CoDefendants, Ruling};
use sent_back::Returned;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use submission::Submission;

/// The collection of one government and year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Collection {
    /// Whose report it becomes: 示范县人民政府. Empty where nobody has said it.
    pub office: String,
    pub year: u16,
    /// Name of the form that its sums stand in: `fy2021`.
    pub edition: String,
    /// What the numbers cover, once a clerk has confirmed it; before that the program's own sentence stands.
    pub scope: Option<String>,
    /// Somebody said who is to report; otherwise whoever reports is a unit.
    pub listed: bool,
    pub units: Vec<RosterUnit>,
    /// In the order of their digests.
    pub submissions: Vec<Arc<Submission>>,
    /// Cells in which 未填 of these units counts as 0.
    pub zeros: BTreeMap<CellKey, Ruling>,
    /// What was ruled on suits against the reviewing organ that another organ counts too (共同被告).
    pub co_defendants: Option<CoDefendants>,
    pub adjustments: Vec<Adjustment>,
    /// What was sent back, in the order in which it was.
    pub returns: Vec<Returned>,
    pub last: Option<LastYear>,
    /// The government's own report of this year as it stands, to set beside the sums.
    pub draft: Option<OwnReport>,
    /// What the government published for last year.
    pub published: Option<OwnReport>,
}

/// Last year's collection: who reported, and what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LastYear {
    /// Relative to this collection.
    pub file: String,
    pub digest: String,
    pub year: u16,
    /// By the unit's id; those that did not report have none.
    pub units: BTreeMap<String, Option<Arc<Figures>>>,
    /// What units were called, by id, where that is not the id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, Vec<String>>,
    /// Its sums.
    pub sums: Arc<Figures>,
}

/// A report of the government itself, which is never added to the sums.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OwnReport {
    /// Relative to the collection.
    pub file: String,
    pub digest: String,
    pub year: u16,
    pub figures: Arc<Figures>,
}

impl OwnReport {
    /// As it was taken in with the units'.
    pub fn of(submission: &Submission) -> Option<OwnReport> {
        let r = submission.report()?;
        let (file, digest) = (submission.file().into(), submission.digest.clone());
        Some(OwnReport { file, digest, year: r.year, figures: r.figures.clone() })
    }
}

impl Collection {
    /// An empty one, its sums in the form of its year.
    pub fn new(year: u16, office: &str) -> Collection {
        let edition = form::for_year(year).edition.clone();
        Collection { office: office.trim().into(), year, edition, ..Collection::default() }
    }

    /// The form of its edition; of its year where the edition is unknown.
    pub fn form(&self) -> &'static Form {
        form::by_edition(&self.edition).unwrap_or_else(|| form::for_year(self.year))
    }

    /// 示范县人民政府2025年政府信息公开工作年度报告汇总
    pub fn title(&self) -> String {
        format!("{}{}年政府信息公开工作年度报告汇总", self.office, self.year)
    }

    /// The unit of that id.
    pub fn unit(&self, id: &str) -> Option<&RosterUnit> {
        self.units.iter().find(|u| u.id == id)
    }

    /// Ids of all units.
    fn ids(&self) -> HashSet<&str> {
        self.units.iter().map(|u| u.id.as_str()).collect()
    }

    /// The submission of these bytes.
    pub fn submission(&self, digest: &str) -> Option<&Arc<Submission>> {
        self.place(digest).ok().and_then(|at| self.submissions.get(at))
    }

    /// Whether these bytes stand beside the sums as a report of the government itself.
    fn is_beside(&self, digest: &str) -> bool {
        self.draft.iter().chain(&self.published).any(|own| own.digest == digest)
    }

    /// Where the submission of these bytes stands, or would stand.
    fn place(&self, digest: &str) -> Result<usize, usize> {
        self.submissions.binary_search_by(|s| s.digest.as_str().cmp(digest))
    }
}

//! Judging a collection: what is missing, what would be counted twice, what the sums lack. One kind is one file and one
//! line of [`COLLECT_CHECKS`]; each says its finding in a sentence with what became of the numbers.

mod u101_absent;
mod u102_duplicate;
mod u103_wrong_year;
mod u104_other_edition;
mod u105_unreadable;
mod u106_stray;
mod u107_whole;
mod u108_twin;
mod u109_doubtful;
mod u110_wrong;
mod u111_changed;
mod u112_not_due;
mod u201_unfilled;
mod u202_not_a_number;
mod u203_beyond;
mod u204_co_defendants;
mod u205_nothing;
mod u206_printed_total;
mod u207_sent_back;
mod u301_carried;
mod u302_head_count;
mod u401_lower_holds;
mod u402_lower_open;

use super::Collection;
use super::carried::CarryGap;
use super::lower::LowerCollection;
use super::roster::UnitKind;
use super::standing::Standing;
use super::submission::SubmittedContent;
use super::totals::CellTotal;
use super::unit_row::{Suspicion, UnitRow, UnitState};
use crate::checks::Level;
use crate::form::table::CellKey;

/// One entry of the catalogue.
pub struct CollectCheck {
    /// Stable, never reused.
    pub code: &'static str,
    pub title: &'static str,
    pub level: Level,
    pub why: &'static str,
    pub how: &'static str,
    run: fn(&CollectView<'_>, &mut Vec<CollectFinding>),
}

impl CollectCheck {
    /// With its source, for the command line.
    pub fn full(&self) -> String {
        let (code, level) = (self.code, self.level.word());
        format!("{code} {level} {}\n  依据：{}\n  办法：{}", self.title, self.why, self.how)
    }
}

/// The catalogue, in the order of the codes.
pub const COLLECT_CHECKS: &[&CollectCheck] = &[
    &u101_absent::CHECK,
    &u102_duplicate::CHECK,
    &u103_wrong_year::CHECK,
    &u104_other_edition::CHECK,
    &u105_unreadable::CHECK,
    &u106_stray::CHECK,
    &u107_whole::CHECK,
    &u108_twin::CHECK,
    &u109_doubtful::CHECK,
    &u110_wrong::CHECK,
    &u111_changed::CHECK,
    &u112_not_due::CHECK,
    &u201_unfilled::CHECK,
    &u202_not_a_number::CHECK,
    &u203_beyond::CHECK,
    &u204_co_defendants::CHECK,
    &u205_nothing::CHECK,
    &u206_printed_total::CHECK,
    &u207_sent_back::CHECK,
    &u301_carried::CHECK,
    &u302_head_count::CHECK,
    &u401_lower_holds::CHECK,
    &u402_lower_open::CHECK,
];

/// The catalogue for the guide, one check a line.
pub fn guide() -> String {
    let line = |c: &&CollectCheck| format!("- {} {} {}：{}\n", c.code, c.level.word(), c.title, c.how);
    COLLECT_CHECKS.iter().map(line).collect()
}

/// Something found about a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollectFinding {
    pub code: &'static str,
    pub level: Level,
    pub message: String,
    /// Place of the unit that it is about.
    pub unit: Option<usize>,
    /// Place of the submission that it is about, where that is no unit's.
    pub submission: Option<usize>,
    pub cells: Vec<CellKey>,
}

impl CollectFinding {
    fn new(check: &CollectCheck, message: String) -> CollectFinding {
        CollectFinding {
            code: check.code,
            level: check.level,
            message,
            unit: None,
            submission: None,
            cells: Vec::new(),
        }
    }
    fn unit(self, unit: usize) -> CollectFinding {
        CollectFinding { unit: Some(unit), ..self }
    }
    fn submission(self, submission: usize) -> CollectFinding {
        CollectFinding { submission: Some(submission), ..self }
    }
    fn cells(self, cells: Vec<CellKey>) -> CollectFinding {
        CollectFinding { cells, ..self }
    }
    /// How to put it right.
    pub fn how(&self) -> &'static str {
        COLLECT_CHECKS.iter().find(|c| c.code == self.code).map_or("", |c| c.how)
    }
}

/// What a check looks at.
pub struct CollectView<'a> {
    pub collection: &'a Collection,
    pub standing: &'a Standing,
    pub carried: &'a [CarryGap],
}

impl<'a> CollectView<'a> {
    fn name(&self, unit: usize) -> &'a str {
        self.collection.units.get(unit).map_or("", |u| u.name.as_str())
    }
    fn file(&self, submission: usize) -> &'a str {
        self.collection.submissions.get(submission).map_or("", |s| s.file())
    }
    fn rows_in(&self, state: UnitState) -> impl Iterator<Item = &'a UnitRow> {
        self.standing.rows.iter().filter(move |r| r.state == state)
    }
    /// Units that don't count for this suspicion.
    fn unchecked(&self, suspicion: &Suspicion) -> impl Iterator<Item = &'a UnitRow> {
        self.rows_in(UnitState::Unchecked).filter(move |r| r.suspicion.as_ref() == Some(suspicion))
    }
    /// The sums that are no totals.
    fn leaves(&self) -> impl Iterator<Item = (&'static CellKey, &'a CellTotal)> {
        let ledger = self.collection.form().ledger();
        let all = ledger.keys.iter().zip(&ledger.follows).zip(&self.standing.totals.cells);
        all.filter(|((_, follows), _)| follows.is_none()).map(|((key, _), total)| (key, total))
    }
    fn is(&self, unit: usize, kind: UnitKind) -> bool {
        self.collection.units.get(unit).is_some_and(|u| u.kind == kind)
    }
    /// A unit's collection, where it handed in one.
    fn lower(&self, unit: usize) -> Option<&'a LowerCollection> {
        let submission = self.standing.rows.get(unit)?.counts?;
        match &self.collection.submissions.get(submission)?.content {
            SubmittedContent::Collection(c) => Some(c),
            _ => None,
        }
    }
    fn parts_of(&self, unit: usize) -> Vec<&'a str> {
        self.lower(unit).map(|l| l.parts.iter().map(|p| p.name.as_str()).collect()).unwrap_or_default()
    }
    /// Whether somebody looked at a unit's report and says that it counts.
    fn is_accepted(&self, unit: usize) -> bool {
        let shown = self.standing.rows.get(unit).and_then(|r| self.collection.submissions.get(r.shown?));
        shown.is_some_and(|s| s.accepted.is_some())
    }
}

/// Everything found, the worst first, then in the order of the codes.
pub fn run(view: &CollectView<'_>) -> Vec<CollectFinding> {
    let mut out = Vec::new();
    COLLECT_CHECKS.iter().for_each(|c| (c.run)(view, &mut out));
    out.sort_by_key(|f| f.level);
    out
}

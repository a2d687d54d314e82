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
mod u113_placed_against;
mod u114_no_office;
mod u201_unfilled;
mod u202_not_a_number;
mod u203_beyond;
mod u204_co_defendants;
mod u205_nothing;
mod u206_printed_total;
mod u207_sent_back;
mod u208_adjusted_then;
mod u301_carried;
mod u302_head_count;
mod u401_lower_holds;
mod u402_lower_open;

use super::carried::CarryGap;
use super::edit::CollectEdit;
use super::figures;
use super::lower::LowerCollection;
use super::matching::Matcher;
use super::roster::RosterUnit;
use super::ruling::{Adjustment, CoDefendants, CountQuestion, GivenThen, Ruling};
use super::standing::Standing;
use super::totals::CellTotal;
use super::unit_row::{FilesSeen, Suspicion, UnitRow, UnitState};
use super::{Collection, OwnReport};
use crate::checks::Level;
use crate::form::table::CellKey;
use crate::format;
use rust_decimal::Decimal;

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
    &u113_placed_against::CHECK,
    &u114_no_office::CHECK,
    &u201_unfilled::CHECK,
    &u202_not_a_number::CHECK,
    &u203_beyond::CHECK,
    &u204_co_defendants::CHECK,
    &u205_nothing::CHECK,
    &u206_printed_total::CHECK,
    &u207_sent_back::CHECK,
    &u208_adjusted_then::CHECK,
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
    /// What can be done at once; the clerk gives the reason.
    pub remedies: Vec<Remedy>,
}

/// What puts a finding right, or says that it is right as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// It was looked at and counts: the digest, and what was asked.
    Accept(String, CountQuestion),
    /// The file of this digest does not count.
    SetAside(String),
    /// It is the government's own draft, to set beside the sums.
    Draft(OwnReport),
    /// No suit of a co-defendant counts twice.
    CoDefendants,
    /// Two units are one, by their ids.
    Join {
        into: String,
        from: String,
    },
    Unadjust(Adjustment),
}

impl Remedy {
    /// What a clerk calls it. Which of several files is meant is said by its name.
    pub fn words(&self, collection: &Collection) -> String {
        match self {
            Remedy::Accept(digest, CountQuestion::Chosen(others)) => {
                let file = |d: &String| collection.submission(d).map_or("", |s| s.file());
                let name = |d: &String| format::spoken_short(file(d));
                let alike = others.iter().any(|o| name(o) == name(digest));
                format!("用“{}”", if alike { format::spoken(file(digest)) } else { name(digest) })
            }
            Remedy::Accept(..) => "核对过，计入".into(),
            Remedy::SetAside(_) => "不计入".into(),
            Remedy::Draft(_) => "放上本级底稿".into(),
            Remedy::CoDefendants => "没有重复计".into(),
            Remedy::Join { .. } => "是同一个单位，合并".into(),
            Remedy::Unadjust(_) => "收回调整".into(),
        }
    }
    /// Whether it is a ruling, which is kept with its reason.
    pub fn wants_reason(&self) -> bool {
        matches!(self, Remedy::Accept(..) | Remedy::SetAside(_) | Remedy::CoDefendants)
    }
    /// As the edit that carries it out on a collection that stands so.
    pub fn edit(self, ruling: Ruling, collection: &Collection, standing: &Standing) -> CollectEdit {
        match self {
            Remedy::Accept(digest, of) => CollectEdit::Accept { digest, of, ruling: Some(ruling) },
            Remedy::SetAside(digest) => CollectEdit::SetAside { digest, ruling: Some(ruling) },
            Remedy::Draft(own) => CollectEdit::Draft(Some(own)),
            Remedy::CoDefendants => {
                CollectEdit::CoDefendants(Some(CoDefendants::of(collection, standing, ruling)))
            }
            Remedy::Join { into, from } => CollectEdit::JoinUnits { into, from },
            Remedy::Unadjust(a) => CollectEdit::Unadjust(a),
        }
    }
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
            remedies: Vec::new(),
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
    fn remedy(mut self, remedy: Remedy) -> CollectFinding {
        self.remedies.push(remedy);
        self
    }
    /// What is asked of a unit's report can be answered.
    fn asked(mut self, view: &CollectView<'_>, row: &UnitRow) -> CollectFinding {
        let shown = row.shown.and_then(|s| view.collection.submissions.get(s));
        if let (Some(s), Some(asks)) = (shown, &row.asks) {
            self.remedies.push(Remedy::Accept(s.digest.clone(), asks.clone()));
            self.remedies.push(Remedy::SetAside(s.digest.clone()));
        }
        self.unit(row.unit)
    }
    /// A file that is no unit's can be left out.
    fn aside(mut self, view: &CollectView<'_>, submission: usize) -> CollectFinding {
        let digest = view.collection.submissions.get(submission).map(|s| s.digest.clone());
        self.remedies.extend(digest.map(Remedy::SetAside));
        self.submission(submission)
    }
    /// How to put it right.
    pub fn how(&self) -> &'static str {
        COLLECT_CHECKS.iter().find(|c| c.code == self.code).map_or("", |c| c.how)
    }
}

/// What a check looks at.
pub struct CollectView<'a> {
    pub collection: &'a Collection,
    pub matcher: &'a Matcher<'a>,
    pub standing: &'a Standing,
    pub carried: &'a [CarryGap],
    pub seen: &'a FilesSeen,
}

impl<'a> CollectView<'a> {
    fn name(&self, unit: usize) -> &'a str {
        self.collection.units.get(unit).map_or("", |u| u.name.as_str())
    }
    fn file(&self, submission: usize) -> String {
        let all = &self.collection.submissions;
        all.get(submission).map_or(String::new(), |s| format::spoken(self.seen.file(s)))
    }
    /// Two units are one: the one that came first in the roster stays.
    fn join(&self, a: usize, b: usize) -> Remedy {
        let id = |unit: usize| self.collection.units.get(unit).map(|u| u.id.clone()).unwrap_or_default();
        Remedy::Join { into: id(a.min(b)), from: id(a.max(b)) }
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
    /// Units that give another number for a cell than then, when those that are not named gave 0 or nothing: by name, then
    /// and now.
    fn changed_since(&self, cell: &CellKey, then: &'a GivenThen) -> Vec<(&'a str, Decimal, Option<Decimal>)> {
        let of = |(unit, row): (&'a RosterUnit, &UnitRow)| {
            let then = then.get(&unit.id).copied().unwrap_or_default();
            let figures = self.standing.figures(row.unit);
            let now = figures.map(|f| f.by_key(cell).as_ref().and_then(figures::number).unwrap_or_default());
            (now.unwrap_or_default() != then).then_some((unit.name.as_str(), then, now))
        };
        let here = self.collection.units.iter().zip(&self.standing.rows).filter_map(of);
        let gone = then.iter().filter(|(id, n)| self.collection.unit(id).is_none() && !n.is_zero());
        here.chain(gone.map(|(id, n)| (id.as_str(), *n, None))).collect()
    }
    /// A unit's collection, where it handed in one.
    fn lower(&self, unit: usize) -> Option<&'a LowerCollection> {
        let submission = self.standing.rows.get(unit)?.counts?;
        self.collection.submissions.get(submission)?.collection()
    }
}

/// Everything found, the worst first, then in the order of the codes.
pub fn run(view: &CollectView<'_>) -> Vec<CollectFinding> {
    let mut out = Vec::new();
    COLLECT_CHECKS.iter().for_each(|c| (c.run)(view, &mut out));
    out.sort_by_key(|f| f.level);
    out
}

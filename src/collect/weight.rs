//! How much a collection holds: what weighs more is refused wherever it comes in, so that nothing is saved that would
//! not be opened again. A province is added level by level.

use super::Collection;
use super::figures::{self, Figures};
use super::roster::RosterUnit;
use super::ruling::Adjustment;
use super::submission::{Submission, SubmittedContent};
use crate::form;
use crate::report::hold::Unsound;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// Most units, and most reports.
const MOST_UNITS: usize = 8_000;
/// Most reports with their numbers, those of lower collections among them.
const MOST_FIGURES: usize = 20_000;

/// Most that its file may come to, in bytes: what is larger would not be opened.
const MOST_TEXT: usize = 60_000_000;

/// A collection holds more than one may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}，一份汇总里放不下，没有改动；{}", TooMany::ADVICE)]
pub struct TooMany {
    pub what: &'static str,
}

impl TooMany {
    pub const ADVICE: &str = "请先由下一级汇总，再汇总各地的汇总文件";
}

/// Gives a unit an id that no other has.
pub(super) fn own_id(unit: &mut RosterUnit, is_taken: &dyn Fn(&str) -> bool) {
    let stem = unit.id.clone();
    let mut n: usize = 1;
    while is_taken(&unit.id) {
        n = n.saturating_add(1);
        unit.id = format!("{stem}（{n}）");
    }
}

impl Collection {
    /// Held to what can be: a form that there is, a year that is reported on, cells of the form, adjustments that a cell
    /// takes, each unit once.
    pub fn held(mut self) -> Result<Collection, Unsound> {
        let Some(form) = form::by_edition(&self.edition) else { return Err(Unsound::Edition(self.edition)) };
        if !form::years().contains(&self.year) {
            return Err(Unsound::Year { what: "年度", year: self.year });
        }
        let ruled = self.zeros.keys().chain(self.adjustments.iter().map(|a| &a.cell));
        if let Some(strange) = ruled.into_iter().find(|k| !form.has(k) || form.total_of(k).is_some()) {
            return Err(Unsound::Cell(strange.to_string()));
        }
        let fits = |a: &Adjustment| figures::adjusts(form.kind(&a.cell), a.by);
        if let Some(a) = self.adjustments.iter().find(|a| !fits(a)) {
            return Err(Unsound::Cell(format!("{} {}", a.cell, figures::signed(a.by))));
        }
        // Ids are what rulings and last year's numbers are found by: of two units of one id the second gets its own.
        let mut ids = HashSet::new();
        for unit in &mut self.units {
            own_id(unit, &|id| ids.contains(id));
            ids.insert(unit.id.clone());
        }
        // Found by their digests; what a hand put in stands where it belongs.
        self.submissions.sort_by(|a, b| a.digest.cmp(&b.digest));
        self.submissions.dedup_by(|a, b| a.digest == b.digest);
        Ok(self)
    }

    /// Whether it may be opened, kept and saved.
    pub fn weighed(&self) -> Result<(), TooMany> {
        let many = |what| Err(TooMany { what });
        if self.units.len() > MOST_UNITS {
            return many("单位超过8000个");
        }
        if self.submissions.len() > MOST_UNITS {
            return many("报告超过8000份");
        }
        let figures = self.submissions.iter().map(|s| match &s.content {
            SubmittedContent::Report(_) => 1,
            SubmittedContent::Collection(c) => c.parts.len().saturating_add(1),
            SubmittedContent::Unreadable(_) => 0,
        });
        let last = self.last.as_ref().map_or(0, |l| l.units.len());
        if self.written() > MOST_TEXT {
            return many("写成文件超过60 MB");
        }
        if figures.fold(last, usize::saturating_add).saturating_add(self.returns.len()) > MOST_FIGURES {
            return many("各级报告合起来超过2万份");
        }
        Ok(())
    }

    /// About how many bytes its file comes to, rather more than fewer.
    fn written(&self) -> usize {
        let form = self.form();
        let cells = form.ledger().keys.len().max(1);
        // The name of each row, its marks, and a few signs a cell.
        let rows: BTreeSet<&str> = form.ledger().keys.iter().map(|k| k.row()).collect();
        let names: usize = rows.iter().map(|r| r.len().saturating_add(24)).sum();
        let a_cell = names.checked_div(cells).unwrap_or(0).saturating_add(10);
        let numbers = |f: &Figures| f.cells().len().saturating_mul(a_cell).saturating_add(f.words_len());
        let texts = |all: &[String]| all.iter().map(|t| t.len().saturating_add(16)).sum::<usize>();
        let of = |s: &Arc<Submission>| match &s.content {
            SubmittedContent::Report(r) => {
                let said = [&r.found, &r.doubts, &r.units].into_iter().map(|t| texts(t)).sum();
                numbers(&r.figures).saturating_add(said)
            }
            SubmittedContent::Collection(c) => {
                let parts: usize = c.parts.iter().map(|p| numbers(&p.figures)).sum();
                parts.saturating_add(numbers(&c.sums)).saturating_add(texts(&c.errors))
            }
            SubmittedContent::Unreadable(why) => why.len(),
        };
        let submissions: usize = self.submissions.iter().map(|s| of(s).saturating_add(512)).sum();
        let last = self.last.iter().flat_map(|l| l.units.values().flatten());
        let last: usize = last.map(|f| numbers(f).saturating_add(128)).sum();
        let back: usize =
            self.returns.iter().map(|r| numbers(&r.figures).saturating_add(texts(&r.asked))).sum();
        let units = self.units.len().saturating_mul(256);
        submissions.saturating_add(last).saturating_add(back).saturating_add(units)
    }
}

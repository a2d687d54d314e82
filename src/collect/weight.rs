//! How much a collection holds: what weighs more is refused wherever it comes in, so that nothing is saved that would
//! not be opened again. A province is added level by level.

use super::Collection;
use super::submission::SubmittedContent;
use crate::form;
use crate::report::hold::Unsound;

/// Most units, and most reports.
const MOST_UNITS: usize = 8_000;
/// Most reports with their numbers, those of lower collections among them.
const MOST_FIGURES: usize = 20_000;

/// A collection holds more than one may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}，一份汇总里放不下，没有改动；{}", TooMany::ADVICE)]
pub struct TooMany {
    pub what: &'static str,
}

impl TooMany {
    pub const ADVICE: &str = "请先由下一级汇总，再汇总各地的汇总文件";
}

impl Collection {
    /// Held to what can be: a form that there is, a year that is reported on, cells of the form.
    pub fn held(mut self) -> Result<Collection, Unsound> {
        let Some(form) = form::by_edition(&self.edition) else { return Err(Unsound::Edition(self.edition)) };
        if !form::years().contains(&self.year) {
            return Err(Unsound::Year { what: "年度", year: self.year });
        }
        let ruled = self.zeros.keys().chain(self.adjustments.iter().map(|a| &a.cell));
        if let Some(strange) = ruled.into_iter().find(|k| !form.has(k) || form.total_of(k).is_some()) {
            return Err(Unsound::Cell(strange.to_string()));
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
        if figures.fold(last, usize::saturating_add).saturating_add(self.returns.len()) > MOST_FIGURES {
            return many("各级报告合起来超过2万份");
        }
        Ok(())
    }
}

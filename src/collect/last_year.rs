//! Last year's collection beside this year's: who reported what, and the roster that this year begins with.

use super::figures::{self, Figures};
use super::matching::Matcher;
use super::roster::Duty;
use super::standing::Standing;
use super::unit_row::FilesSeen;
use super::{Collection, LastYear};
use crate::form::Form;
use crate::report::Report;
use std::sync::Arc;

/// Why something is not set beside a collection.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotBeside {
    #[error("这是{found}年的，应当是{wanted}年的，没有改动；请另选一个")]
    Year { found: u16, wanted: u16 },
    #[error("这是“{found}”的，不是“{wanted}”的，没有改动；请另选一个")]
    Office { found: String, wanted: String },
}

impl Collection {
    /// Whether what is of this year and office may stand beside it, as that of `wanted`.
    fn beside(&self, wanted: u16, (found, office): (u16, &str)) -> Result<(), NotBeside> {
        if found != wanted {
            return Err(NotBeside::Year { found, wanted });
        }
        let office = office.trim();
        if !office.is_empty() && !self.office.is_empty() && !Matcher::of(self).is_own(office) {
            return Err(NotBeside::Office { found: office.into(), wanted: self.office.clone() });
        }
        Ok(())
    }
    /// Whether another is its last year's.
    pub fn follows(&self, last: &Collection) -> Result<(), NotBeside> {
        self.beside(self.year.saturating_sub(1), (last.year, &last.office))
    }
    /// Whether a report is the government's draft of this year.
    pub fn is_drafted_by(&self, report: &Report) -> Result<(), NotBeside> {
        self.beside(self.year, (report.year, &report.office.name))
    }
    /// Whether a report is what the government published for last year.
    pub fn follows_published(&self, report: &Report) -> Result<(), NotBeside> {
        self.beside(self.year.saturating_sub(1), (report.year, &report.office.name))
    }
}

impl LastYear {
    /// What a unit gave, in a form: the only way to it.
    pub fn figures(&self, unit: &str, form: &'static Form) -> Option<Arc<Figures>> {
        self.units.get(unit)?.as_ref().map(|f| figures::in_edition(f, form))
    }

    /// What is to be known of it; `file` and `digest` say which file it was.
    pub fn of(last: &Collection, file: &str, digest: &str) -> LastYear {
        let standing = Standing::of(last, &FilesSeen::default());
        let stays = last.units.iter().enumerate().filter(|(_, u)| !matches!(u.duty, Duty::Abolished { .. }));
        LastYear {
            file: file.into(),
            digest: digest.into(),
            year: last.year,
            units: stays.map(|(i, u)| (u.id.clone(), standing.figures(i).cloned())).collect(),
            sums: Arc::new(standing.totals.figures(last.form())),
        }
    }
}

impl Collection {
    /// This year's, begun from last year's: its roster without those that were abolished, and its numbers to compare with.
    pub fn begun(last: &Collection, file: &str, digest: &str) -> Collection {
        let stays = last.units.iter().filter(|u| !matches!(u.duty, Duty::Abolished { .. }));
        Collection {
            listed: true,
            units: stays.cloned().collect(),
            last: Some(LastYear::of(last, file, digest)),
            ..Collection::new(last.year.saturating_add(1), &last.office)
        }
    }
}

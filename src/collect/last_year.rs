//! Last year's collection beside this year's: who reported what, and the roster that this year begins with.

use super::figures::{self, Figures};
use super::matching::{Matcher, Placement};
use super::region::folded;
use super::roster::{Duty, RosterUnit};
use super::standing::Standing;
use super::unit_row::FilesSeen;
use super::{Collection, LastYear};
use crate::form::Form;
use crate::report::Report;
use std::collections::{HashMap, HashSet};
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
    /// Whether a report is the government's draft of this year (本级底稿), which is set beside the sums.
    pub fn takes_draft(&self, report: &Report) -> Result<(), NotBeside> {
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

    /// All that a unit of it was called, the last name first.
    pub fn names<'a>(&'a self, id: &'a String) -> impl Iterator<Item = &'a String> {
        self.names.get(id).into_iter().flatten().chain([id])
    }

    /// A unit goes on under another id; where that one was there too, both are in its numbers.
    pub fn rename(&mut self, from: &str, into: &str) {
        let Some(figures) = self.units.remove(from) else { return };
        let both = match (self.units.remove(into).flatten(), figures) {
            (Some(a), Some(b)) => Some(Arc::new(a.plus(&b))),
            (a, b) => a.or(b),
        };
        self.units.insert(into.into(), both);
        let called = self.names.remove(from).unwrap_or_default();
        self.names.entry(into.into()).or_default().extend(called.into_iter().chain([from.into()]));
    }

    /// What is to be known of it; `file` and `digest` say which file it was.
    pub fn of(last: &Collection, file: &str, digest: &str) -> LastYear {
        let standing = Standing::of(last, &FilesSeen::default());
        let stays =
            || last.units.iter().enumerate().filter(|(_, u)| !matches!(u.duty, Duty::Abolished { .. }));
        let renamed = stays().filter(|(_, u)| u.names().any(|n| *n != u.id));
        LastYear {
            file: file.into(),
            digest: digest.into(),
            year: last.year,
            names: renamed.map(|(_, u)| (u.id.clone(), u.names().cloned().collect())).collect(),
            units: stays().map(|(i, u)| (u.id.clone(), standing.figures(i).cloned())).collect(),
            sums: Arc::new(standing.totals.figures(last.form())),
        }
    }
}

impl Collection {
    /// Last year's units are this year's of their names, in whatever order roster and last year's came in. One whose id
    /// and name are both here stays.
    pub(super) fn know_last(&mut self) {
        let moved = self.last.as_ref().map(|last| self.moved(last)).unwrap_or_default();
        self.last.iter_mut().for_each(|last| moved.iter().for_each(|(from, into)| last.rename(from, into)));
    }

    /// Ids of last year's units, and what they are now: by their names to the letter, else as files are known, where the
    /// unit was nobody's yet.
    fn moved(&self, last: &LastYear) -> Vec<(String, String)> {
        let own = self.units.iter().map(|u| (&u.name, u));
        let aliases = self.units.iter().flat_map(|u| u.aliases.iter().map(move |a| (a, u)));
        let mut named: HashMap<String, &RosterUnit> = HashMap::new();
        for (name, unit) in own.chain(aliases) {
            named.entry(folded(name)).or_insert(unit);
        }
        let here: HashMap<&str, &RosterUnit> = self.units.iter().map(|u| (u.id.as_str(), u)).collect();
        let mut taken: HashSet<&str> = HashSet::new();
        let (mut moved, mut unknown) = (Vec::new(), Vec::new());
        for id in last.units.keys() {
            let stays = |u: &&RosterUnit| last.names(id).any(|l| u.names().any(|n| folded(n) == folded(l)));
            if here.get(id.as_str()).is_some_and(stays) {
                taken.insert(id);
                continue;
            }
            match last.names(id).find_map(|n| named.get(&folded(n))) {
                Some(unit) => {
                    taken.insert(&unit.id);
                    moved.push((id.clone(), unit.id.clone()));
                }
                None => unknown.push(id),
            }
        }
        moved.retain(|(from, into)| from != into);
        if unknown.is_empty() {
            return moved;
        }
        let matcher = Matcher::of(self);
        let of = |id: &String| {
            last.names(id).find_map(|n| match matcher.by_name(n) {
                Placement::Of(at) => self.units.get(at),
                Placement::Unsure { .. } => None,
            })
        };
        for id in unknown {
            if let Some(unit) = of(id).filter(|u| taken.insert(&u.id)) {
                moved.push((id.clone(), unit.id.clone()));
            }
        }
        moved
    }

    /// Units that were not abolished: the roster of the year behind it.
    pub fn staying(&self) -> impl Iterator<Item = &RosterUnit> {
        self.units.iter().filter(|u| !matches!(u.duty, Duty::Abolished { .. }))
    }

    /// This year's, begun from last year's: its roster, and its numbers to compare with.
    pub fn begun(last: &Collection, file: &str, digest: &str) -> Collection {
        Collection {
            listed: true,
            units: last.staying().cloned().collect(),
            last: Some(LastYear::of(last, file, digest)),
            ..Collection::new(last.year.saturating_add(1), &last.office)
        }
    }
}

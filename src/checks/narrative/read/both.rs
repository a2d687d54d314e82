//! Kinds of cases told one after another, and behind them how they ended: 「行政复议68件、行政诉讼53件，其中维持77件」.

use super::super::meaning::{ClaimMeaning, Tier, ended};
use super::super::number::Stated;
use super::super::words::{CaseEnd, Class, Concept, Set, words};
use super::SentenceReader;
use crate::form::Role;

/// Which cases a set names.
fn kinds(set: Set) -> Vec<Role> {
    words().of_kind(set, Class::Case).flat_map(|c| c.cases.clone()).collect()
}

impl SentenceReader<'_> {
    /// Keeps in mind that other cases were told right before these.
    pub(super) fn join_cases(&mut self, meaning: &ClaimMeaning, set: Set, stated: Stated) {
        if meaning.tier == Tier::Outcome {
            return;
        }
        let before = if self.both.is_empty() { self.topic } else { self.both };
        let (before, now) =
            (words().only(before, |i| i == Class::Case), words().only(set, |i| i == Class::Case));
        let (told, new) = (kinds(before), kinds(now));
        let apart = !told.is_empty() && !new.is_empty() && !new.iter().any(|r| told.contains(r));
        let last = self.last.as_ref().filter(|l| apart && l.tier == Tier::Case && meaning.tier == Tier::Case);
        let all = last.and_then(|l| l.stated.plus(stated));
        self.both = if all.is_some() { before.and(now) } else { Set::default() };
        if let Some(all) = all {
            self.remember((all, Tier::Case));
        }
    }

    /// An ending that names no cases may be that of all of them, or of those told last.
    pub(super) fn of_both(&self, mut meaning: ClaimMeaning, set: Set) -> ClaimMeaning {
        let w = words();
        if meaning.tier == Tier::Outcome && !self.both.is_empty() && !w.any(set, Class::Case) {
            let by_end = [Class::Outcome, Class::Others].iter().flat_map(|i| w.of_kind(set, *i));
            let ends: Vec<CaseEnd> = by_end.filter_map(|c| c.end).collect();
            let cases: Vec<&Concept> = w.of_kind(self.both, Class::Case).collect();
            meaning.sums.push(ended(&cases, &ends));
        }
        meaning
    }
}

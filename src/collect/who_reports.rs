//! The roster that comes about where nobody gave one.

use super::Collection;
use super::matching::{Matcher, Placement, Stray};
use super::region::folded;
use super::roster::RosterUnit;
use std::collections::{BTreeMap, BTreeSet};

impl Collection {
    /// Where nobody gave a roster, whoever reports is a unit: in the order of their names, so that the order of taking in
    /// does not matter.
    pub(super) fn enter_reporting(&mut self) {
        if self.listed {
            return;
        }
        let office = |s: &str| crate::chinese::offices::squeezed(s);
        let named: BTreeSet<String> = {
            let matcher = Matcher::of(self);
            let stays = self.submissions.iter().filter(|s| !matcher.goes_round(s));
            stays.map(|s| office(s.office())).collect()
        };
        let placed: BTreeSet<&String> = self.submissions.iter().filter_map(|s| s.placed.as_ref()).collect();
        // Those of files that say something else now.
        let stays = |u: &RosterUnit| {
            *u != RosterUnit::named(&u.id) || named.contains(&u.name) || placed.contains(&u.id)
        };
        let mut units: BTreeMap<String, RosterUnit> =
            self.units.drain(..).filter(stays).map(|u| (u.id.clone(), u)).collect();
        self.units = units.values().cloned().collect();
        let matcher = Matcher::of(self);
        let known: BTreeSet<String> = units.values().flat_map(RosterUnit::names).map(|n| folded(n)).collect();
        for name in named.iter().filter(|n| !n.is_empty() && !known.contains(&folded(n))) {
            let is_whole = matches!(matcher.by_name(name), Placement::Unsure { why: Stray::Whole(_), .. });
            if !is_whole {
                units.entry(name.clone()).or_insert_with(|| RosterUnit::named(name));
            }
        }
        self.units = units.into_values().collect();
    }
}

//! Which names are like one another.

use super::region::HomeRegion;
use super::roster::RosterUnit;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The names of all units by the pairs of characters in them, so that one is not set beside every other.
#[derive(Debug, Default)]
pub struct Likeness {
    /// The unit of each name, and how many pairs it has.
    names: Vec<(usize, usize)>,
    having: HashMap<(char, char), Vec<usize>>,
}

impl Likeness {
    pub fn of(units: &[RosterUnit], region: &HomeRegion) -> Likeness {
        let mut out = Likeness::default();
        for (unit, name) in units.iter().enumerate().flat_map(|(i, u)| u.names().map(move |n| (i, n))) {
            let pairs = pairs(&region.trimmed(name));
            for pair in &pairs {
                out.having.entry(*pair).or_default().push(out.names.len());
            }
            out.names.push((unit, pairs.len()));
        }
        out
    }

    /// Units whose names share most with this one, the likeliest first.
    pub fn alike(&self, region: &HomeRegion, name: &str) -> Vec<usize> {
        const MOST: usize = 8;
        let wanted = pairs(&region.trimmed(name));
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for at in wanted.iter().filter_map(|p| self.having.get(p)).flatten() {
            let n = shared.entry(*at).or_default();
            *n = n.saturating_add(1);
        }
        let mut best: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, shared) in shared {
            let Some((unit, has)) = self.names.get(at) else { continue };
            let all = has.saturating_add(wanted.len()).saturating_sub(shared);
            let score = shared.saturating_mul(100).checked_div(all).unwrap_or(0);
            let known = best.entry(*unit).or_default();
            *known = score.max(*known);
        }
        let mut all: Vec<(usize, usize)> = best.into_iter().filter(|(_, score)| *score >= 20).collect();
        all.sort_by_key(|(unit, score)| (Reverse(*score), *unit));
        all.into_iter().take(MOST).map(|(unit, _)| unit).collect()
    }
}

fn pairs(name: &str) -> BTreeSet<(char, char)> {
    name.chars().zip(name.chars().skip(1)).collect()
}

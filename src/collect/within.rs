//! Units whose numbers a government below has in its own: those of its region, and those that its collection names.

use super::Collection;
use super::region::{folded, from_last_region};
use super::roster::UnitKind;
use super::submission::{Submission, SubmittedContent};
use crate::report::level;
use std::collections::HashMap;
use std::sync::Arc;

/// By place of the unit that of the government, among those that would count.
pub fn of(collection: &Collection, counted: &[(usize, &Arc<Submission>)]) -> HashMap<usize, usize> {
    let unit = |at: usize| collection.units.get(at);
    let is_lower = |at: usize| unit(at).is_some_and(|u| u.kind == UnitKind::LowerGovernment);
    let mut regions: HashMap<String, usize> = HashMap::new();
    let mut parts: HashMap<String, usize> = HashMap::new();
    for (at, submission) in counted.iter().filter(|(at, _)| is_lower(*at)) {
        let name = unit(*at).map(|u| folded(&u.name)).unwrap_or_default();
        regions.extend(level::regions(&name).last().map(|r| (r.to_string(), *at)));
        if let SubmittedContent::Collection(lower) = &submission.content {
            parts.extend(lower.parts.iter().map(|p| (from_last_region(&p.name), *at)));
        }
    }
    if regions.is_empty() && parts.is_empty() {
        return HashMap::new();
    }
    let above = |at: usize| {
        let unit = unit(at)?;
        let region = || {
            let name = folded(&unit.name);
            regions.get(*level::regions(&name).last()?).copied().filter(|_| !is_lower(at))
        };
        let named = unit.names().find_map(|n| parts.get(&from_last_region(n)).copied());
        named.filter(|above| *above != at).or_else(region)
    };
    counted.iter().filter_map(|(at, _)| Some((*at, above(*at)?))).collect()
}

//! Y: against last year's report. Silent without one, and where either side is 未填.

pub mod y101_carried_in;
pub mod y102_in_force;
pub mod y103_projects;
pub mod y104_far_off;
pub mod y105_pending;
pub mod y106_all_equal;
pub mod y107_repetition;

use crate::checks::{Check, Context};
use crate::form::relation::CarryRelation;
use crate::form::table::CellKey;

pub const CHECKS: &[&Check] = &[
    &y101_carried_in::CHECK,
    &y102_in_force::CHECK,
    &y103_projects::CHECK,
    &y104_far_off::CHECK,
    &y105_pending::CHECK,
    &y106_all_equal::CHECK,
    &y107_repetition::CHECK,
];

/// A carry-over that does not hold: what this year says, and what last year's report makes it.
struct Broken {
    relation: &'static CarryRelation,
    this: i128,
    expected: i128,
}

/// The carry-overs of one kind that don't hold; totals are left to their parts.
fn broken(cx: &Context<'_>, mine: impl Fn(&CarryRelation) -> bool) -> Vec<Broken> {
    let Some(last) = cx.last_year() else { return Vec::new() };
    let ours = |keys: &[CellKey]| keys.iter().map(|k| cx.value(k)?.whole()).sum::<Option<i128>>();
    let theirs = |keys: &[CellKey]| keys.iter().map(|k| last.value(k)?.whole()).sum::<Option<i128>>();
    cx.form
        .carry_relations()
        .iter()
        .filter(|r| mine(r) && cx.form.total_of(&r.this).is_none())
        .filter_map(|relation| {
            let this = cx.value(&relation.this)?.whole()?;
            let expected = theirs(&relation.last)? + ours(&relation.plus)? - ours(&relation.minus)?;
            (this != expected).then_some(Broken { relation, this, expected })
        })
        .collect()
}

#[cfg(test)]
pub(super) mod tests {
    use crate::checks::tests::{Case, zeros};
    use crate::report::{Predecessor, Report};

    /// A report of 2025, all 0, with a report of 2024 as its predecessor, all 0 but for these cells.
    pub(in crate::checks) fn after(cells: &[(&str, &str)]) -> Case {
        let mut last = zeros(2024);
        for (k, v) in cells {
            last = last.with(k, v);
        }
        with_last(2025, last.report)
    }
    pub(in crate::checks) fn with_last(year: u16, last: Report) -> Case {
        let mut case = zeros(year);
        case.report.predecessor = Some(Predecessor {
            path: "去年.gknb".into(),
            digest: String::new(),
            snapshot: std::sync::Arc::new(last),
        });
        case
    }
}

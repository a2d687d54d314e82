//! U401 下级政府的数里已经有这个单位.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::collect::roster::UnitKind;
use crate::report::level;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U401",
    title: "下级政府的数里已经有这个单位",
    level: Level::Error,
    why: "下级政府的年报已经含它的部门、乡镇，再加这些单位就重复了",
    how: "把单位改成免报，理由写“已含在下级政府的报告里”；确实分开报的，看过以后确认",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    let units = &view.collection.units;
    let counts = |unit: usize| view.standing.figures(unit).is_some();
    let lower = (0..units.len()).filter(|u| counts(*u) && view.is(*u, UnitKind::LowerGovernment));
    for above in lower {
        let parts = view.parts_of(above);
        let region = units.get(above).map_or("", |u| level::region(&u.name));
        for (i, unit) in units.iter().enumerate().filter(|(i, _)| *i != above && counts(*i)) {
            let within =
                !region.is_empty() && unit.name.starts_with(region) && !view.is(i, UnitKind::LowerGovernment);
            let is_part = unit.names().any(|n| parts.contains(&n.as_str()));
            if (within || is_part) && !view.is_accepted(i) {
                let said = format!("{}的数可能已经在{}的报告里，计了两次", unit.name, view.name(above));
                out.push(CollectFinding::new(&CHECK, said).unit(i));
            }
        }
    }
}

//! U401 下级的数里已经有这个单位.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::collect::unit_row::Suspicion;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U401",
    title: "下级的数里已经有这个单位",
    level: Level::Error,
    why: "下级政府的年报、单位交来的汇总已经含它们下面的单位，再加这些单位就重复了",
    how: "把单位改成免报，理由写“已含在下级的报告里”；确实分开报的，看过以后确认",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    for row in &view.standing.rows {
        let name = view.name(row.unit);
        let said = match &row.suspicion {
            Some(Suspicion::Within(above)) => {
                format!("{name}的数像是已经在{}的报告里，没有再计入", view.name(*above))
            }
            Some(Suspicion::Shares(other, part)) => {
                format!("{name}和{}的汇总里都有“{part}”，没有计入", view.name(*other))
            }
            _ => continue,
        };
        out.push(CollectFinding::new(&CHECK, said).asked(view, row));
    }
}

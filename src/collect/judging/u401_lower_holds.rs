//! U401 下级政府的数里已经有这个单位.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::collect::unit_row::Suspicion;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U401",
    title: "下级政府的数里已经有这个单位",
    level: Level::Error,
    why: "下级政府的年报已经含它的部门、乡镇，再加这些单位就重复了",
    how: "把单位改成免报，理由写“已含在下级政府的报告里”；确实分开报的，看过以后确认",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    for row in &view.standing.rows {
        let Some(Suspicion::Within(above)) = row.suspicion else { continue };
        let (name, above) = (view.name(row.unit), view.name(above));
        let said = format!("{name}的数像是已经在{above}的报告里，没有再计入");
        out.push(CollectFinding::new(&CHECK, said).asked(view, row));
    }
}

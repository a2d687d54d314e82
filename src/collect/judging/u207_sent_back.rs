//! U207 退回的还没有重新报.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::collect::returned;
use crate::collect::unit_row::UnitState;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U207",
    title: "退回的还没有重新报",
    level: Level::Warning,
    why: "合计里是退回前的数，或者没有它的数",
    how: "催报",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    let all = returned::outstanding(view.collection, view.standing);
    for row in &view.standing.rows {
        let unit = view.collection.units.get(row.unit);
        let waits = row.state == UnitState::Returned || row.state.wants_another();
        if !waits || !all.iter().any(|r| unit.is_some_and(|u| u.id == r.unit)) {
            continue;
        }
        let numbers = if row.counts.is_some() { "合计里是退回前的数" } else { "没有计入" };
        let said = format!("{}退回{}次，还没有重新报，{numbers}", view.name(row.unit), row.returned);
        out.push(CollectFinding::new(&CHECK, said).unit(row.unit));
    }
}

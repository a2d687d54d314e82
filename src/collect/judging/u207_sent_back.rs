//! U207 退回的还没有重新报.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::collect::unit_row::UnitState;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U207",
    title: "退回的还没有重新报",
    level: Level::Warning,
    why: "合计里还是退回前的数",
    how: "催报",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    for row in view.rows_in(UnitState::Returned) {
        let said = format!("{}退回{}次，还没有重新报，合计里是退回前的数", view.name(row.unit), row.returned);
        out.push(CollectFinding::new(&CHECK, said).unit(row.unit));
    }
}

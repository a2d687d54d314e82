//! U101 应报的单位没有报.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::collect::unit_row::UnitState;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U101",
    title: "应报的单位没有报",
    level: Level::Error,
    why: "少一家，合计就少一块；全0的单位缺了，合计看不出来",
    how: "催报；确实不用报的，在户册里改成免报，写明理由",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    for row in view.rows_in(UnitState::Absent) {
        let name = view.name(row.unit);
        out.push(CollectFinding::new(&CHECK, format!("{name}还没有报")).unit(row.unit));
    }
}

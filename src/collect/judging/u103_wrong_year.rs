//! U103 报的是别的年度.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::collect::unit_row::UnitState;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U103",
    title: "报的是别的年度",
    level: Level::Error,
    why: "别的年度的数不能加进来",
    how: "退回，请单位报这一年的",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    for row in view.rows_in(UnitState::WrongYear) {
        let year = row.shown.and_then(|s| view.collection.submissions.get(s)?.year());
        let (name, year) = (view.name(row.unit), year.map_or("别的".into(), |y| format!("{y}")));
        let said = format!("{name}报的是{year}年的，不是{}年的，没有计入", view.collection.year);
        out.push(CollectFinding::new(&CHECK, said).unit(row.unit));
    }
}

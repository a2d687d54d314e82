//! U102 同一个单位报了几份，数字不同.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::collect::unit_row::UnitState;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U102",
    title: "同一个单位报了几份，数字不同",
    level: Level::Error,
    why: "算哪一份，合计不同；两份都算就重复了",
    how: "选定要的一份，其余的标为不计入",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    for row in view.rows_in(UnitState::Duplicate) {
        let files: Vec<&str> = row.submissions.iter().map(|s| view.file(*s)).collect();
        let name = view.name(row.unit);
        let said = format!("{name}有{}份报告，数字不一样（{}），没有计入", files.len(), files.join("、"));
        out.push(CollectFinding::new(&CHECK, said).asked(view, row));
    }
}

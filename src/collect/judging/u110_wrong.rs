//! U110 单位的报告有错误.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U110",
    title: "单位的报告有错误",
    level: Level::Error,
    why: "单位的报告自己就不对，合计也跟着不可靠",
    how: "退回请单位改正；合计按分项算，不按单位填的总计",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    for row in view.standing.rows.iter().filter(|r| r.counts.is_some() && r.errors > 0) {
        let found = row.shown.and_then(|s| view.collection.submissions.get(s)?.report()?.found.first());
        let worst = found.map_or(String::new(), |w| format!("：{w}"));
        let said = format!("{}有{}处错误，数已经计入{worst}", view.name(row.unit), row.errors);
        out.push(CollectFinding::new(&CHECK, said).unit(row.unit));
    }
}

//! U102 同一个单位报了几份，数字不同.

use super::{CollectCheck, CollectFinding, CollectView, Remedy};
use crate::checks::Level;
use crate::collect::unit_row::UnitState;
use crate::format;

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
        // Each of them may be the one that is meant: only the clerk knows.
        let meant = |s: &usize| {
            let submission = view.collection.submissions.get(*s)?;
            let asked = row.asks_of(view.collection, &submission.digest)?;
            Some((format::spoken(submission.file()), Remedy::Accept(submission.digest.clone(), asked)))
        };
        let (files, choices): (Vec<String>, Vec<Remedy>) = row.submissions.iter().filter_map(meant).unzip();
        let name = view.name(row.unit);
        let said = format!("{name}有{}份报告，数字不一样（{}），没有计入", files.len(), files.join("、"));
        let found = CollectFinding::new(&CHECK, said).unit(row.unit);
        out.push(choices.into_iter().fold(found, CollectFinding::remedy));
    }
}

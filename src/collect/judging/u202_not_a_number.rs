//! U202 有单位填的不是数.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U202",
    title: "有单位填的不是数",
    level: Level::Error,
    why: "不是数的、没有写单位的金额加不进来，合计就少了",
    how: "请单位改正",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    let form = view.collection.form();
    for (key, total) in view.leaves() {
        for unit in &total.unread {
            let (name, cell) = (view.name(*unit), form.cell_name(key));
            let said = format!("{name}的“{cell}”填的不是数，或者金额没有写单位，没有加进来");
            out.push(CollectFinding::new(&CHECK, said).unit(*unit).cells(vec![key.clone()]));
        }
    }
}

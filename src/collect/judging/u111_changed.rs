//! U111 收进来以后文件改动过或者不在了.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U111",
    title: "收进来以后文件改动过或者不在了",
    level: Level::Warning,
    why: "汇总里的数是收的时候的，和现在的文件可能不同",
    how: "重新收一遍这份文件",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    for row in view.standing.rows.iter().filter(|r| r.changed) {
        let file = row.shown.map_or(String::new(), |s| view.file(s));
        let said = format!("{}的文件收进来以后改动过，或者不在了：{file}", view.name(row.unit));
        out.push(CollectFinding::new(&CHECK, said).unit(row.unit));
    }
}

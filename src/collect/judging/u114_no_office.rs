//! U114 没有写汇总成哪个机关的.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U114",
    title: "没有写汇总成哪个机关的",
    level: Level::Warning,
    why: "不知道是哪里的，就看不出别处的单位、写法不同的同一个单位、本级政府自己的年报",
    how: "在“汇总设置…”里写上机关名称，如示范县人民政府",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    if view.collection.office.is_empty() && !view.collection.units.is_empty() {
        let said = "没有写汇总成哪个机关的，写法不同的同一个单位可能计了两次";
        out.push(CollectFinding::new(&CHECK, said.into()));
    }
}

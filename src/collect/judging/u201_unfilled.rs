//! U201 有单位没有填.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::form::table::CellKey;
use std::collections::BTreeMap;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U201",
    title: "有单位没有填",
    level: Level::Warning,
    why: "没有填不等于0，合计可能少了",
    how: "请单位补填；确实是0的，按0计",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    let mut cells: BTreeMap<usize, Vec<CellKey>> = BTreeMap::new();
    for (key, total) in view.leaves() {
        total.unfilled.iter().for_each(|u| cells.entry(*u).or_default().push(key.clone()));
    }
    let form = view.collection.form();
    for (unit, keys) in cells {
        let first = keys.first().map(|k| form.cell_name(k)).unwrap_or_default();
        let said = format!("{}有{}格没有填（“{first}”等），合计里没有这几个数", view.name(unit), keys.len());
        out.push(CollectFinding::new(&CHECK, said).unit(unit).cells(keys));
    }
}

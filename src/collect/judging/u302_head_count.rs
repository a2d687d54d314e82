//! U302 户数和去年对不上.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U302",
    title: "户数和去年对不上",
    level: Level::Warning,
    why: "去年的单位今年一个也没有交代，就不知道是撤并了还是漏了",
    how: "在户册里补上，或者写明撤并到了哪里",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    let Some(last) = &view.collection.last else { return };
    let ids = view.collection.ids();
    for id in last.units.keys().filter(|id| !ids.contains(id.as_str())) {
        out.push(CollectFinding::new(&CHECK, format!("去年有“{id}”，今年的户册里没有，也没有写撤并")));
    }
}

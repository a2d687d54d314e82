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
    let absent: Vec<usize> = view.rows_in(UnitState::Absent).map(|r| r.unit).collect();
    if absent.is_empty() {
        return;
    }
    let all: Vec<usize> = (0..view.collection.units.len()).collect();
    let namesakes = view.matcher.namesakes(&all);
    for unit in absent {
        let name = view.name(unit);
        let found = match namesakes.get(&unit) {
            Some(other) => {
                let said = format!("{name}还没有报；户册里还有{}，像是它的另一种写法", view.name(*other));
                CollectFinding::new(&CHECK, said).remedy(view.join(unit, *other))
            }
            None => CollectFinding::new(&CHECK, format!("{name}还没有报")),
        };
        out.push(found.unit(unit));
    }
}

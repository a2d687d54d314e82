//! U112 不用报的单位报了.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::collect::ruling::CountQuestion;
use crate::collect::unit_row::UnitState;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U112",
    title: "不用报的单位报了",
    level: Level::Error,
    why: "免报、撤并的单位，数可能已经在别的单位里",
    how: "看它的数是不是已经在别处：是，标为不计入；不是，看过以后确认",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    for row in view.rows_in(UnitState::Unchecked) {
        let is_asked = matches!(row.asks, Some(CountQuestion::NotDue(_)));
        let Some(unit) = view.collection.units.get(row.unit).filter(|_| is_asked) else { continue };
        let said = format!("{}在户册里是{}，却报了，没有计入", unit.name, unit.duty.word());
        out.push(CollectFinding::new(&CHECK, said).asked(view, row));
    }
}

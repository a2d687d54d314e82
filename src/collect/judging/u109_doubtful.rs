//! U109 读的时候有拿不准的地方.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::collect::ruling::CountQuestion;
use crate::collect::unit_row::UnitState;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U109",
    title: "读的时候有拿不准的地方",
    level: Level::Error,
    why: "程序读这份文件时有拿不准的，可能读错了数",
    how: "打开看一遍，改对或者认可以后确认",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    for row in view.rows_in(UnitState::Unchecked) {
        let Some(CountQuestion::Doubts(doubts)) = &row.asks else { continue };
        if let Some(first) = doubts.first() {
            let name = view.name(row.unit);
            let said = format!("{name}的文件有{}处拿不准（{first}），看过才计入", doubts.len());
            out.push(CollectFinding::new(&CHECK, said).asked(view, row));
        }
    }
}

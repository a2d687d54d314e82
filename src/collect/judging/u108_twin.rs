//! U108 两个单位像是同一份报告.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::collect::unit_row::Suspicion;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U108",
    title: "两个单位像是同一份报告",
    level: Level::Error,
    why: "同一份报告用两个名称报，会计两次",
    how: "看是不是同一份：是，把两个单位合并，或者一份标为不计入；不是，看过以后确认",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    for row in &view.standing.rows {
        let (other, what) = match &row.suspicion {
            Some(Suspicion::Twin(other)) => (*other, "的数一样，或者只差几个"),
            Some(Suspicion::Namesake(other)) => (*other, "像是同一个单位的两种写法"),
            _ => continue,
        };
        let said = format!("{}和{}{what}，没有计入", view.name(row.unit), view.name(other));
        out.push(CollectFinding::new(&CHECK, said).asked(view, row).remedy(view.join(row.unit, other)));
    }
}

//! U107 本级政府自己的年报混在里面.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::collect::matching::Stray;
use crate::collect::unit_row::Suspicion;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U107",
    title: "本级政府自己的年报混在里面",
    level: Level::Error,
    why: "它本来就是各单位的合计，加进去就全部重复了",
    how: "把它标为不计入，或者作差额表的底稿；真是一个单位的，看过以后确认",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    for stray in view.standing.strays.iter().filter(|s| matches!(s.why, Stray::Whole(_) | Stray::Circle(_))) {
        let said = format!("{}：{}，没有计入", view.file(stray.submission), stray.why.sentence());
        out.push(CollectFinding::new(&CHECK, said).aside(view, stray.submission));
    }
    for row in view.unchecked(&Suspicion::Whole) {
        let name = view.name(row.unit);
        let said = format!("{name}的数几乎每一个都不小于其他单位的合计，像是全部单位的总数，没有计入");
        out.push(CollectFinding::new(&CHECK, said).asked(view, row));
    }
}

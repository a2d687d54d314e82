//! U208 调整以后单位的数变了.

use super::{CollectCheck, CollectFinding, CollectView, Remedy};
use crate::checks::Level;
use crate::collect::figures;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U208",
    title: "调整以后单位的数变了",
    level: Level::Warning,
    why: "调整是照当时各单位的数作的；单位后来改了或者补报了，再调整就多扣或者多加了",
    how: "看还要不要调整：不要的收回；还要的收回以后再调整一次",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    let form = view.collection.form();
    for a in &view.collection.adjustments {
        let changed = view.changed_since(&a.cell, &a.of);
        let Some((name, then, now)) = changed.first() else { continue };
        let was =
            if then.is_zero() { "是0或者没有".into() } else { format!("是{}", figures::words(*then)) };
        let now = now.map_or("没有汇总".into(), |n| format!("是{}", figures::words(n)));
        let (cell, by) = (form.cell_name(&a.cell), figures::signed(a.by));
        let said = format!("“{cell}”调整了{by}，当时{name}{was}，现在{now}，请看还要不要调整");
        let found = CollectFinding::new(&CHECK, said).cells(vec![a.cell.clone()]);
        out.push(found.remedy(Remedy::Unadjust(a.clone())));
    }
}

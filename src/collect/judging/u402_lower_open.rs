//! U402 下级的汇总自己还不全.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U402",
    title: "下级的汇总自己还不全",
    level: Level::Warning,
    why: "下级的汇总缺单位，或者自己有错误，这里的合计也跟着不全",
    how: "请下级补齐以后重新报",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    for row in view.standing.rows.iter().filter(|r| r.counts.is_some()) {
        let Some(lower) = view.lower(row.unit) else { continue };
        if let Some(first) = lower.missing.first() {
            let said = format!("{}的汇总还缺{}家（{first}等）", view.name(row.unit), lower.missing.len());
            out.push(CollectFinding::new(&CHECK, said).unit(row.unit));
        }
        let other = lower.errors.len().saturating_sub(lower.missing.len());
        if let Some(first) = lower.errors.last().filter(|_| other > 0) {
            let said = format!("{}的汇总自己有{}处错误：{first}", view.name(row.unit), lower.errors.len());
            out.push(CollectFinding::new(&CHECK, said).unit(row.unit));
        }
    }
}

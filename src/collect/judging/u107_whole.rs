//! U107 本级政府自己的年报混在里面.

use super::{CollectCheck, CollectFinding, CollectView, Remedy};
use crate::checks::Level;
use crate::collect::OwnReport;
use crate::collect::matching::Stray;
use crate::collect::unit_row::{StrayRow, Suspicion};

pub const CHECK: CollectCheck = CollectCheck {
    code: "U107",
    title: "本级政府自己的年报混在里面",
    level: Level::Error,
    why: "它本来就是各单位的合计，加进去就全部重复了",
    how: "今年的作为本级底稿放上，和合计对照，不加进去；别的标为不计入；真是一个单位的，看过以后确认",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    let is_whole = |s: &&StrayRow| matches!(s.why, Stray::Whole(_) | Stray::Circle(_));
    for stray in view.standing.strays.iter().filter(is_whole) {
        let said = format!("{}：{}，没有计入", view.file(stray.submission), stray.why.sentence());
        let mut finding = CollectFinding::new(&CHECK, said);
        let draft = view.collection.submissions.get(stray.submission).and_then(|s| OwnReport::of(s));
        // One that stands there is not replaced unasked.
        if let Some(own) = draft.filter(|d| d.year == view.collection.year && view.collection.draft.is_none())
        {
            finding = finding.remedy(Remedy::Draft(own));
        }
        out.push(finding.aside(view, stray.submission));
    }
    for row in view.unchecked(&Suspicion::Whole) {
        let name = view.name(row.unit);
        let said = format!("{name}的数几乎每一个都不小于其他单位的合计，像是全部单位的总数，没有计入");
        out.push(CollectFinding::new(&CHECK, said).asked(view, row));
    }
    for row in view.unchecked(&Suspicion::SaysAll) {
        let name = view.name(row.unit);
        let said = format!("{name}的报告说它的数含各部门、各乡镇的，和它们的报告重复，没有计入");
        out.push(CollectFinding::new(&CHECK, said).asked(view, row));
    }
}

//! U107 本级政府自己的年报混在里面.

use super::{CollectCheck, CollectFinding, CollectView, Remedy};
use crate::checks::Level;
use crate::collect::figures::{self, Figures};
use crate::collect::matching::Stray;
use crate::collect::unit_row::{StrayRow, Suspicion};

pub const CHECK: CollectCheck = CollectCheck {
    code: "U107",
    title: "本级政府自己的年报混在里面",
    level: Level::Error,
    why: "它本来就是各单位的合计，加进去就全部重复了",
    how: "今年的放上作本级底稿，和合计对照，不加进去；别的标为不计入；真是一个单位的，看过以后确认",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    let is_whole = |s: &&StrayRow| matches!(s.why, Stray::Whole(_) | Stray::Circle(_));
    for stray in view.standing.strays.iter().filter(is_whole) {
        if is_the_sums(view, stray.submission) {
            continue;
        }
        let said = format!("{}：{}，没有计入", view.file(stray.submission), stray.why.sentence());
        let mut finding = CollectFinding::new(&CHECK, said);
        let draft = view.collection.submissions.get(stray.submission);
        let draft = draft.filter(|s| s.report().is_some_and(|r| r.year == view.collection.year));
        if let Some(s) = draft {
            finding = finding.remedy(Remedy::AsDraft(s.digest.clone()));
        }
        out.push(finding.aside(view, stray.submission));
    }
    for row in view.unchecked(&Suspicion::Whole) {
        let name = view.name(row.unit);
        let said = format!("{name}的数几乎每一个都不小于其他单位的合计，像是全部单位的总数，没有计入");
        out.push(CollectFinding::new(&CHECK, said).asked(view, row));
    }
}

/// Whether it says the sums in every cell: it was made of them, and nobody need be asked what it is.
fn is_the_sums(view: &CollectView<'_>, submission: usize) -> bool {
    let figures = view.collection.submissions.get(submission).and_then(|s| s.figures());
    let sums = view.standing.totals.figures(view.collection.form());
    let number = |f: &Figures, place: usize| f.value(place).as_ref().map(figures::number);
    figures.is_some_and(|f| {
        f.edition() == sums.edition() && (0..sums.cells().len()).all(|p| number(f, p) == number(&sums, p))
    })
}

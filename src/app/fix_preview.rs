//! The repairs that are offered for what was found, of one finding or of all of its kind, each with what it would do.

use super::repair_effect::Effect;
use super::repairing::Repairing;
use crate::checks::judged::Judged;
use crate::checks::repair::NumberSlip;
use crate::checks::{Finding, Fix, repair};

/// A repair offered to the clerk.
#[derive(Clone, Debug)]
pub struct Offer {
    pub fix: Fix,
    /// Why it is likely; empty where there is but one way.
    pub reason: &'static str,
    pub effect: Effect,
}

/// More ways than this to put one thing right are no help.
const MOST: usize = 3;

/// The repairs of `f`, best first; it is one of those found in the report as it stands.
pub fn offers(now: &Judged, f: &Finding) -> Vec<Offer> {
    let mut likely = repair::candidates(now.report(), f);
    // Beside 54 for 45 a neighbour that is equal by chance says nothing.
    if likely.first().is_some_and(|r| r.slip == NumberSlip::Swapped) {
        likely.retain(|r| r.slip != NumberSlip::Neighbour);
    }
    let mut all: Vec<(Fix, &str)> = likely.into_iter().take(MOST).map(|r| (r.fix, r.slip.reason())).collect();
    if all.is_empty() {
        let live = f.live.clone().map(|fix| (fix, "表里的数改了，句子里的跟着改"));
        all.extend(f.fix.clone().map(|fix| (fix, "")).into_iter().chain(live));
        let which = match f.either.len() {
            1 => "还有别的话接着这个数说，改了以后请读一遍整句",
            _ => "表里有几个数都说得通，请认准是哪一个",
        };
        all.extend(f.either.iter().map(|fix| (fix.clone(), which)));
    }
    let offer = |(fix, reason): (Fix, _)| {
        let (count, edits, then) = Repairing::of(now).through(fix.edits);
        let effect = Effect::between(now, &then, &edits);
        let title = match count.saturating_sub(1) {
            0 => fix.title,
            more => format!("{}，句中跟着改{more}处", fix.title),
        };
        Offer { fix: Fix { title, edits }, reason, effect }
    };
    all.into_iter().map(offer).collect()
}

/// Whether it is about words that a table puts right in one way.
pub fn follows_table(f: &Finding) -> bool {
    f.is_of_words() && f.is_open() && f.fix.is_some()
}

/// What is found of one kind with `f` and can be put right. Words that say otherwise than the tables are of one kind,
/// whichever table it is.
pub(super) fn is_kin(f: &Finding, o: &Finding) -> bool {
    (o.code == f.code || f.is_of_words() && o.is_of_words()) && o.is_open() && o.fix.is_some()
}

/// How many findings of a kind would be put right together; none where there are not two.
pub fn together(findings: &[Finding], f: &Finding) -> Option<usize> {
    let count = findings.iter().filter(|o| is_kin(f, o)).count();
    (is_kin(f, f) && count > 1).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample;
    use crate::checks::run;
    use crate::form::table::CellKey;
    use crate::report::edit::Edit;
    use crate::report::{Report, Shared};

    fn broken(cells: &[(&str, &str)]) -> Judged {
        let mut r = sample::report();
        for (key, text) in cells {
            Edit::enter(r.form(), &CellKey::parse(key), text).apply(&mut r);
        }
        Judged::of(&Shared::new(r), None)
    }

    #[test]
    fn every_repair_tells_what_changes_with_it_and_what_is_left() {
        // 11 and 2 typed over as 31: the row's total and the balance of the column follow.
        let judged = broken(&[("requests.received/natural", "31")]);
        let (r, found) = (judged.report(), &judged.findings);
        let f = found.iter().find(|f| f.code == "T204").expect("a broken balance");
        let all = offers(&judged, f);
        assert!(!all.is_empty() && all.len() <= MOST);
        for o in &all {
            assert!(o.effect.gone >= 1 && !o.reason.is_empty(), "{o:#?}");
            assert!(o.effect.changes.iter().any(|c| c.left != c.right));
            let mut after = r.clone();
            o.fix.edits.iter().cloned().for_each(|e| e.apply(&mut after));
            assert!(run(&after, None).len() + o.effect.gone == found.len() + o.effect.new.len());
        }
    }

    #[test]
    fn totals_that_follow_are_told_apart_from_what_was_unfilled() {
        let r = Report::new(2025, "示范县水利局");
        let judged = Judged::of(&Shared::new(r), None);
        let unfilled = judged.findings.iter().filter(|f| f.quiet);
        let f = unfilled.max_by_key(|f| f.left.len()).expect("unfilled");
        let o = &offers(&judged, f)[0];
        assert!(o.effect.followed > 0);
        assert_eq!(o.effect.changes.len() - o.effect.followed, f.left.len());
        assert!(o.effect.extent().ends_with(&format!("其中{}处是跟着变的总计", o.effect.followed)));
    }
}

//! U113 认定的单位和报告里写的不同.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::collect::matching::{Matcher, Placement};

pub const CHECK: CollectCheck = CollectCheck {
    code: "U113",
    title: "认定的单位和报告里写的不同",
    level: Level::Hint,
    why: "按人的认定计在一个单位名下，报告里写的却是户册里的另一个单位",
    how: "核对是谁的：认定错了的，重新认定",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    let is_placed = |r: &&usize| view.collection.submissions.get(**r).is_some_and(|s| s.placed.is_some());
    let mut placed =
        view.standing.rows.iter().filter(|r| r.counts.as_ref().filter(is_placed).is_some()).peekable();
    if placed.peek().is_none() {
        return;
    }
    let matcher = Matcher::of(view.collection);
    for row in placed {
        let Some(s) = row.counts.and_then(|s| view.collection.submissions.get(s)) else { continue };
        let said = s.office().trim();
        if !said.is_empty()
            && let Placement::Of(other) = matcher.by_name(said)
            && other != row.unit
        {
            let said = format!("{}计在{}名下，报告里写的是“{said}”", s.file(), view.name(row.unit));
            out.push(CollectFinding::new(&CHECK, said).unit(row.unit));
        }
    }
}

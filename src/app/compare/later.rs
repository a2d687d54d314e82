//! What was changed in the right one after the left one went out from it: there the left one is no correction, only
//! older.

use super::{Row, compare};
use crate::report::Report;

/// Whether a row was changed on the right after the left one went out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Later {
    /// It was not: what differs is theirs.
    #[default]
    No,
    /// It was, and the left one is as it went out.
    Ours,
    /// It was, and the left one is changed too.
    Both,
}

/// Marks such rows; `then` is the right one as it went out.
pub fn mark_later(rows: &mut [Row], then: &Report, right: &Report) {
    let changed: Vec<Row> = compare(then, right).into_iter().filter(|r| r.differs).collect();
    for row in rows.iter_mut().filter(|r| r.differs) {
        let here = |c: &&Row| c.at == row.at && c.name == row.name && c.right == row.right;
        let mut all = changed.iter().filter(here);
        row.later = match all.clone().any(|c| c.left == row.left) {
            true => Later::Ours,
            // Of what is not there any more nothing tells which it was.
            false if row.right.is_empty() => Later::No,
            false => all.next().map_or(Later::No, |_| Later::Both),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::super::adopt_all;
    use super::super::tests::differing;
    use super::*;
    use crate::app::sample;
    use crate::form::table::CellKey;
    use crate::report::edit::Edit;
    use crate::report::text::Para;

    #[test]
    fn taking_all_from_a_file_that_came_back_undid_what_was_changed_since_it_went_out() {
        let cell = CellKey::parse("requests.done.granted/natural");
        let then = sample::report();
        let (mut back, mut now) = (then.clone(), then.clone());
        back.sections[5].before = vec![Para::plain("改过的一句。")];
        Edit::enter(then.form(), &cell, "77").apply(&mut now);
        now.sections[4].before[0] = Para::plain("后来另写的一句；");
        let mut rows = compare(&back, &now);
        mark_later(&mut rows, &then, &now);
        let (later, theirs): (Vec<_>, Vec<_>) =
            rows.iter().filter(|r| r.differs).partition(|r| r.later != Later::No);
        assert!(!later.is_empty() && !theirs.is_empty(), "{later:#?} {theirs:#?}");
        adopt_all(&rows, &back, &now).apply(&mut now);
        assert_eq!(now.canonical(&cell).as_deref(), Some("77"));
        assert_eq!(now.sections[4].before[0], Para::plain("后来另写的一句；"));
        assert_eq!(now.sections[5].before, back.sections[5].before);
        let mut rows = compare(&back, &now);
        mark_later(&mut rows, &then, &now);
        assert!(rows.iter().all(|r| !r.differs || r.later == Later::Ours), "{:#?}", differing(&back, &now));
    }
    #[test]
    fn what_both_changed_was_called_old() {
        let cell = CellKey::parse("requests.done.granted/natural");
        let then = sample::report();
        let (mut back, mut now) = (then.clone(), then.clone());
        Edit::enter(then.form(), &cell, "66").apply(&mut back);
        Edit::enter(then.form(), &cell, "77").apply(&mut now);
        let mut rows = compare(&back, &now);
        mark_later(&mut rows, &then, &now);
        let row = rows.iter().find(|r| r.left == "66" && r.right == "77").expect("a row");
        assert_eq!(row.later, Later::Both);
    }
}

//! What was changed in the right one after the left one went out from it: there the left one is no correction, only
//! older.

use super::{Row, compare};
use crate::report::Report;

/// Marks such rows; `then` is the right one as it went out.
pub fn mark_later(rows: &mut [Row], then: &Report, right: &Report) {
    let changed: Vec<Row> = compare(then, right).into_iter().filter(|r| r.differs).collect();
    for row in rows.iter_mut().filter(|r| r.differs) {
        let here = |c: &&Row| c.at == row.at && c.name == row.name && c.right == row.right;
        // Of what is not there any more, what was.
        let same = |c: Row| !c.right.is_empty() || c.left == row.left;
        row.later = changed.iter().filter(here).cloned().any(same);
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
        let (later, theirs): (Vec<_>, Vec<_>) = rows.iter().filter(|r| r.differs).partition(|r| r.later);
        assert!(!later.is_empty() && !theirs.is_empty(), "{later:#?} {theirs:#?}");
        adopt_all(&rows, &back, &now).apply(&mut now);
        assert_eq!(now.canonical(&cell).as_deref(), Some("77"));
        assert_eq!(now.sections[4].before[0], Para::plain("后来另写的一句；"));
        assert_eq!(now.sections[5].before, back.sections[5].before);
        let mut rows = compare(&back, &now);
        mark_later(&mut rows, &then, &now);
        assert!(rows.iter().all(|r| !r.differs || r.later), "{:#?}", differing(&back, &now));
    }
}

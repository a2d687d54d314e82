//! Taking over in the open report what the other one says, a row or all of them.

use super::{Later, LeftRead, Row};
use crate::app::merge;
use crate::report::Report;
use crate::report::edit::Edit;

/// The edit that makes the right report say what the left one does in a row; `None` where it follows from
/// something else.
pub fn adopt(row: &Row, left: &Report, right: &Report) -> Option<Edit> {
    merge::edit(right, left, row.what.as_ref()?)
}

/// The edit that takes over everything that differs, but for what was changed later than the left one, or is not
/// surely what that says.
pub fn adopt_all(rows: &[Row], left: &Report, right: &Report) -> Edit {
    let whats = rows.iter().filter(|r| is_taken(r)).filter_map(|r| r.what.as_ref());
    Edit::Replace(Box::new(merge::merged(right, left, whats)))
}

/// Whether a row goes with all.
pub fn is_taken(r: &Row) -> bool {
    r.differs && r.later == Later::No && r.left_read == LeftRead::Surely
}

#[cfg(test)]
mod tests {
    use super::super::compare;
    use super::super::tests::differing;
    use super::*;
    use crate::app::sample;
    use crate::form::table::CellKey;
    use crate::report::text::{Para, Run};

    #[test]
    fn everything_is_taken_over_at_once() {
        let mut right = sample::report();
        Edit::enter(right.form(), &CellKey::parse("review.count/reconsideration.pending"), "1")
            .apply(&mut right);
        right.sections[4].before[0] = Para::plain("另一种写法；");
        let left = sample::report();
        let mut now = right.clone();
        adopt_all(&compare(&left, &right), &left, &right).apply(&mut now);
        assert_eq!(differing(&left, &now), Vec::new());
    }

    #[test]
    fn a_difference_of_bold_alone_is_told_and_taken_over() {
        let mut ours = sample::report();
        ours.sections[5].before = vec![Para::plain("重点是公开。无。")];
        let mut theirs = ours.clone();
        let bold = Run::text("重点").with(crate::report::emphasis::Emphasis::BOLD);
        theirs.sections[5].before = vec![Para::Text(vec![bold, Run::text("是公开。无。")])];
        let rows = compare(&theirs, &ours);
        let told: Vec<_> = rows.iter().filter(|r| r.differs).collect();
        assert!(told.len() == 1 && told[0].other_looks && told[0].left == told[0].right, "{told:#?}");
        let marked: Vec<_> = told[0].stretches.iter().filter(|s| !s.same).map(|s| s.left.as_str()).collect();
        assert_eq!(marked, ["重点"]);
        adopt(told[0], &theirs, &ours).expect("an edit").apply(&mut ours);
        assert_eq!(ours.sections[5].before, theirs.sections[5].before);
        theirs.year = 2024;
        assert!(compare(&theirs, &ours).iter().all(|r| !r.other_looks), "last year's looks are no news");
    }
}

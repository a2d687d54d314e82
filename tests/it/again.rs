//! Judging again after a change: only those checks run that looked at what changed, and what they find is what
//! a full run finds, whatever is changed.

use crate::made::dice::Dice;
use crate::made::edits::{KINDS, MAKERS};
use crate::made::offices::any_with_last;
use crate::made::reports::enter;
use gongkai::checks;
use gongkai::checks::judged::Judged;
use gongkai::report::edit::Edit;
use gongkai::report::{BlankPolicy, Note, NoteKind, Place, Shared};
use std::collections::BTreeSet;

#[test]
fn an_edit_of_every_kind_is_made() {
    let mut dice = Dice(3);
    let r = any_with_last(&mut dice);
    let (all, kind) = KINDS;
    assert_eq!(MAKERS.map(|make| kind(&make(&mut dice, &r))), *all);
}

#[test]
fn running_only_what_was_touched_finds_what_a_full_run_finds() {
    let mut dice = Dice(20250120);
    let mut now = any_with_last(&mut dice);
    let note = || Note::new(NoteKind::Doubtful, Place::Whole, "一句".into());
    now.notes = vec![note(), note()];
    let mut judged = Judged::of(&Shared::new(now.clone()), None);
    let mut made = BTreeSet::new();
    for step in 0..420 {
        // Cells and words most often, as clerks do; what replaces everything seldom, or little would be left to keep.
        let n = match dice.roll(3) {
            0 => dice.below(2),
            _ => step % MAKERS.len(),
        };
        let edit = MAKERS[n](&mut dice, &now);
        made.insert(KINDS.1(&edit));
        edit.clone().apply(&mut now);
        judged = judged.again(&Shared::new(now.clone()), None);
        assert_eq!(*judged.findings, checks::run(&now, None), "step {step}: {edit:?}");
    }
    assert_eq!(made.len(), KINDS.0.len());
}

/// What no check looks at costs nothing, and what one looks at is not kept for another.
#[test]
fn a_finding_is_kept_while_nothing_changes_that_its_check_looked_at() {
    let mut r = any_with_last(&mut Dice(1));
    enter(&mut r, "requests.received/total", "9876");
    let judged = Judged::of(&Shared::new(r.clone()), None);
    let total = |j: &Judged| j.findings.iter().any(|f| f.message.contains("9876"));
    assert!(total(&judged));
    Edit::BlankPolicy(BlankPolicy::Zero).apply(&mut r);
    let judged = judged.again(&Shared::new(r.clone()), None);
    assert!(total(&judged));
    enter(&mut r, "requests.received/total", "");
    assert!(!total(&judged.again(&Shared::new(r), None)));
}

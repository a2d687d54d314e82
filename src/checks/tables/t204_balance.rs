//! T204: 一 + 二 ≠ 三（七） + 四, the identity printed on the form itself.

use crate::checks::numbers::Slot;
use crate::checks::{Check, Context, Finding, Level, Reads};
use crate::form::Role;
use crate::form::relation::{Relation, RelationKind};
use crate::form::table::CellKey;

pub const CHECK: Check = Check {
    code: "T204",
    title: "勾稽不平",
    level: Level::Error,
    why: "表头写明：第一项加第二项之和，等于第三项加第四项之和。",
    how: "核对新收、上年结转、办理结果和结转下年度四项，找出漏计或多计的申请。",
    reads: &[Reads::Roles(&[Role::CarriedOut])],
    run,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let balances = || cx.form.relations().iter().enumerate().filter(|(_, r)| r.kind == RelationKind::Balance);
    let computed = |k: &CellKey| {
        let place = cx.form.ledger().place(k.as_str());
        place.is_some_and(|p| cx.numbers().slot(p) == Slot::Computed)
    };
    let follows = |r: &Relation| r.left.iter().chain(&r.right).all(computed);
    // Totals that follow their columns only repeat what is wrong there.
    let told = balances().any(|(i, r)| !follows(r) && cx.numbers().is_broken(i));
    super::broken(
        cx,
        &CHECK,
        |r| r.kind == RelationKind::Balance && !(told && follows(r)),
        |r| (super::column_name(cx.form, r), "一 + 二".into(), "三（七） + 四".into()),
        out,
    );
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{check_finds, check_silent, zeros};

    #[test]
    fn both_sides_and_the_difference_are_named() {
        let r =
            zeros(2025).with("requests.received/natural", "61").with("requests.done.granted/natural", "60");
        check_finds("T204", &r, "自然人列：一 + 二 = 61，三（七） + 四 = 60，差 1");
        check_silent("T204", &r.with("requests.carried_out/natural", "1"));
    }

    #[test]
    fn totals_that_follow_their_columns_are_not_told_again() {
        let r = zeros(2025).with("requests.received/natural", "61");
        assert_eq!(r.findings("T204").len(), 1);
        let typed = r.with("requests.received/total", "60");
        assert_eq!(typed.findings("T204").len(), 2);
    }

    #[test]
    fn while_a_result_is_unfilled_the_balance_waits() {
        let r = zeros(2025).with("requests.received/natural", "61").with("requests.done.granted/natural", "");
        check_silent("T204", &r);
    }
}

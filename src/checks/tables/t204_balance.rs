//! T204: 一 + 二 ≠ 三（七） + 四, the identity printed on the form itself.

use crate::checks::{Check, Context, Finding, Level, Reads};
use crate::form::Role;
use crate::form::relation::RelationKind;

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
    super::broken(
        cx,
        &CHECK,
        |r| r.kind == RelationKind::Balance,
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
    fn while_a_result_is_unfilled_the_balance_waits() {
        let r = zeros(2025).with("requests.received/natural", "61").with("requests.done.granted/natural", "");
        check_silent("T204", &r);
    }
}

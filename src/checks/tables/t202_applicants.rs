//! T202: the six kinds of applicants do not make the row's total.

use crate::checks::{Check, Context, Finding, Level, Reads};
use crate::form::Role;
use crate::form::relation::RelationKind;

pub const CHECK: Check = Check {
    code: "T202",
    title: "申请人各类之和不等于总计",
    level: Level::Error,
    why: "每一行六类申请人之和应等于该行总计（国办公开办函〔2021〕30号所附格式）。",
    how: "核对这一行：改错的分项，或者让总计按分项计算。",
    reads: &[Reads::Roles(&[Role::Received])],
    run,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    super::broken(
        cx,
        &CHECK,
        |r| r.kind == RelationKind::RowSum && !super::is_review(cx.form, r),
        |r| (format!("“{}”行", cx.form.row_path(&r.right[0])), "各类申请人之和".into(), "总计".into()),
        out,
    );
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{check_finds, check_silent, zeros};

    #[test]
    fn a_total_that_is_typed_and_wrong_is_named_with_both_sides() {
        let r = zeros(2025).with("requests.received/natural", "8").with("requests.received/total", "9");
        check_finds("T202", &r, "各类申请人之和 = 8，总计 = 9，差 1");
        r.check_fixed("T202", "requests.received/total", "8");
    }

    #[test]
    fn a_row_with_a_hole_is_left_to_t102() {
        let r = zeros(2025).with("requests.received/natural", "").with("requests.received/total", "9");
        check_silent("T202", &r);
        check_silent("T202", &zeros(2020));
    }
}

//! T205: the four results of 复议 or 诉讼 do not make their total.

use crate::checks::{Check, Context, Finding, Level, Reads};
use crate::form::Role;

pub const CHECK: Check = Check {
    code: "T205",
    title: "复议、诉讼各项之和不等于总计",
    level: Level::Error,
    why: "行政复议和两类行政诉讼的四种结果之和应各等于其总计（国办公开办函〔2021〕30号所附格式）。",
    how: "核对四种结果；尚未审结的也要计入。",
    reads: &[Reads::Roles(&[Role::Reconsideration])],
    run,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    super::broken(
        cx,
        &CHECK,
        |r| super::is_review(cx.form, r),
        |r| {
            let group = r.right.first().map(|k| cx.form.group_name(k)).unwrap_or_default();
            (group, "四种结果之和".into(), "总计".into())
        },
        out,
    );
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{check_finds, check_silent, zeros};

    #[test]
    fn each_of_the_three_groups_is_judged() {
        for (group, key) in [
            ("行政复议", "review.count/reconsideration.total"),
            ("未经复议直接起诉", "review.count/suit_direct.total"),
            ("复议后起诉", "review.count/suit_after_review.total"),
        ] {
            let r = zeros(2025).with(key, "2");
            check_finds("T205", &r, &format!("{group}：四种结果之和 = 0，总计 = 2，差 2"));
            check_silent("T202", &r);
        }
        check_silent("T205", &zeros(2020));
    }
}

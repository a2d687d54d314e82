//! N103: reviews and suits, as a sentence states them, differ from the table.

use super::judge;
use crate::checks::{Check, Context, Finding, Level, Reads};

pub const CHECK: Check = Check {
    code: "N103",
    title: "文中复议诉讼数与表不符",
    level: Level::Warning,
    why: "因政府信息公开引起的行政复议、行政诉讼，文字应与表四一致；行政诉讼是未经复议直接起诉与复议后起诉之和。数不同也可能是范围或算法不同，所以是提醒。",
    how: "核对案件台账，把写错的一处改过来。",
    reads: &[Reads::Text, Reads::Cells, Reads::Facts],
    run,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    judge::numbers(cx, &CHECK, out);
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::says;
    use crate::checks::tests::{check_finds, check_silent};

    const CELLS: [(&str, &str); 4] = [
        ("review.count/reconsideration.upheld", "3"),
        ("review.count/reconsideration.pending", "1"),
        ("review.count/suit_direct.upheld", "2"),
        ("review.count/suit_after_review.upheld", "1"),
    ];

    #[test]
    fn suits_are_both_kinds_together() {
        let says = |s: &str| says(s, &CELLS);
        check_silent("N103", &says("因政府信息公开引起行政复议4件、行政诉讼3件。"));
        check_finds("N103", &says("因政府信息公开引起行政复议4件、行政诉讼2件。"), "写的是 2，表中为 3");
        check_silent("N103", &says("全年承办行政复议案件120件，行政应诉31件。"));
    }

    #[test]
    fn all_upheld_leaves_nothing_else() {
        let r = says("政府信息公开类行政复议4件，均获维持。", &CELLS);
        check_finds("N103", &r, "“维持以外的结果”写的是没有，表中为 1");
    }
}

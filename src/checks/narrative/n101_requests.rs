//! N101: requests received, answered or carried over, as a sentence states them, differ from the table.

use super::judge;
use crate::checks::{Check, Context, Finding, Level, Reads};

pub const CHECK: Check = Check {
    code: "N101",
    title: "文中申请数与表不符",
    level: Level::Warning,
    why: "收到、办理、结转申请的数量，文字和表格说的是同一件事；公开出来的报告里两处不一致，是最常见的差错。“收到”可以只算新收，也可以连同上年结转，两种算法都认。数不同也可能是范围或算法不同，所以是提醒。",
    how: "核对台账，把写错的一处改过来。",
    reads: &[Reads::Text, Reads::Cells, Reads::Facts],
    run,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    judge::numbers(cx, &CHECK, out);
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::{check_words, says};
    use crate::checks::tests::{check_finds, check_silent};
    use crate::report::Section;

    #[test]
    fn received_may_mean_either_base_and_nothing_else() {
        let cells = [("requests.received/natural", "25"), ("requests.carried_in/natural", "5")];
        let says = |s: &str| says(s, &cells);
        check_silent("N101", &says("全年共收到政府信息公开申请25件。"));
        check_silent("N101", &says("全年共收到政府信息公开申请三十件。"));
        let r = says("全年共收到政府信息公开申请２ 8件。");
        check_finds("N101", &r, "写的是 28，表中为 25 或 30，差 2");
        check_words("N101", &r, "全年共收到政府信息公开申请25件。");
        check_words("N101", &says("新收到申请二十八件。"), "新收到申请二十五件。");
    }

    #[test]
    fn the_digits_alone_are_replaced_and_may_become_a_live_value() {
        let r = says("新收到申请28件。", &[("requests.received/natural", "25")]);
        let live = r.findings("N101").into_iter().find_map(|f| f.live).expect("a live value");
        let mut after = r.clone();
        live.edits.into_iter().for_each(|e| e.apply(&mut after.report));
        let after = after.with("requests.received/natural", "31");
        assert_eq!(after.report.words(crate::report::Part::Before(Section::Overview)), "新收到申请31件。");
        check_silent("N101", &after);
    }
}

//! N104: a sentence says that there was nothing where the table has something, or the reverse.

use super::judge::finding;
use super::wrong::wrong;
use crate::checks::{Check, Context, Finding, Level};

pub static CHECK: Check = Check {
    code: "N104",
    title: "文中的有无与表不符",
    level: Level::Error,
    why: "写“未收到申请”“未发生行政复议”而表中有数，或者写了件数而表中是 0，两处必有一处是错的，不会是算法不同，所以是错误。",
    how: "核对台账：没有发生的删去或改为没有，发生了的写上件数。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    out.extend(wrong(cx).iter().filter(|w| w.nothing()).map(|w| finding(cx, &CHECK, w)));
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::{check_words, says};
    use crate::checks::tests::{Bad, check_finds, check_silent};

    pub fn bad() -> Bad {
        (
            says("全年未收到政府信息公开申请。", &[("requests.received/natural", "13")]),
            "文中“收到申请”写的是没有，表中为 13（“一、本年新收政府信息公开申请数量”）",
        )
    }

    #[test]
    fn nothing_against_something_and_the_reverse() {
        let some = [("requests.received/natural", "3"), ("requests.carried_in/natural", "1")];
        check_finds(
            "N104",
            &says("全年未收到公民、法人或其他组织提出的政府信息公开申请。", &some),
            "写的是没有，表中为 3",
        );
        check_finds("N104", &says("全年收到政府信息公开申请2件。", &[]), "写的是 2，表中为 0");
        check_silent("N104", &says("全年未收到政府信息公开申请。", &some[1..]));
        check_silent("N104", &says("全年未收到申请公开规划的信件，未发生泄密事件。", &some));
        check_silent(
            "N104",
            &says("未出现因答复不当引起的行政复议。", &[("review.count/reconsideration.upheld", "1")]),
        );
        check_finds(
            "N104",
            &says(
                "未发生因政府信息公开引起的行政复议、行政诉讼。",
                &[("review.count/suit_direct.upheld", "1")],
            ),
            "表中为 1",
        );
    }

    #[test]
    fn a_cause_was_left_hanging_where_its_cases_were_dropped() {
        let cells = [("requests.received/natural", "5")];
        let words = "因政府信息公开被申请行政复议1件，结果维持；收到申请5件。";
        check_words("N104", &says(words, &cells), "收到申请5件。");
    }

    #[test]
    fn how_all_the_cases_ended_is_compared_though_it_is_said_without_a_number() {
        let upheld = [("review.count/suit_direct.upheld", "1")];
        let suit = |end: &str| format!("因政府信息公开引起行政诉讼1件，{end}。");
        check_finds("N104", &says(&suit("尚未审结"), &upheld), "文中“行政诉讼尚未审结”写的是 1，表中为 0");
        check_words("N104", &says(&suit("尚未审结"), &upheld), &suit("结果维持"));
        let both = "因政府信息公开引起行政复议1件；行政诉讼1件，尚未审结。";
        let none = says(both, &[("review.count/reconsideration.upheld", "1")]);
        check_words("N104", &none, "因政府信息公开引起行政复议1件。");
        check_silent("N104", &says(&suit("结果维持"), &upheld));
        let pending = [("review.count/suit_after_review.pending", "1")];
        check_silent("N104", &says(&suit("目前尚未审结"), &pending));
        check_finds("N104", &says(&suit("结果维持"), &pending), "“行政诉讼维持”写的是 1");
        for pending in ["正在审理", "审理中", "未结", "待审理", "仍在审理", "目前正在审理"]
        {
            check_words("N104", &says(&suit(pending), &upheld), &suit("结果维持"));
        }
        let which = [("review.count/suit_after_review.upheld", "1")];
        let end = "为复议后起诉，正在审理";
        check_words("N104", &says(&suit(end), &which), &suit("为复议后起诉，结果维持"));
        // Of which of the two is not said, nor how all of them ended.
        let both = [("review.count/reconsideration.upheld", "2"), ("review.count/suit_direct.pending", "1")];
        for words in [
            "因政府信息公开引起行政复议2件、行政诉讼1件，结果维持。",
            "因政府信息公开引起行政复议2件，结果维持；行政诉讼1件，尚未审结。",
            "因政府信息公开引起行政复议2件，经审理后当事人撤回，行政诉讼1件，经过调解，尚未审结。",
        ] {
            check_silent("N104", &says(words, &both));
        }
    }

    #[test]
    fn a_clause_that_goes_leaves_the_stop_that_parts_more_and_what_nobody_tells_takes_its_place() {
        let reviews = |other: &'static str, suits: &'static str| {
            let mut cells = vec![
                ("review.count/reconsideration.upheld", "1"),
                ("review.count/suit_after_review.upheld", suits),
            ];
            cells.push(("review.count/reconsideration.other", other));
            let total = if other == "0" { 1 } else { 2 };
            let words = format!(
                "因政府信息公开引起行政复议{total}件，其中结果维持1件，结果纠正1件；复议后提起行政诉讼{suits}件，结果维持。"
            );
            says(&words, &cells)
        };
        let after = |end: &str, total: usize| {
            format!(
                "因政府信息公开引起行政复议{total}件，其中结果维持1件{end}；复议后提起行政诉讼1件，结果维持。"
            )
        };
        check_words("N104", &reviews("0", "1"), &after("", 1));
        check_words("N104", &reviews("1", "1"), &after("，其他结果1件", 2));
    }
}

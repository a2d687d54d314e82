//! N101–N103, N105: a number that a sentence states differs from the table: of requests, of results, of reviews
//! and suits, of what was made public by itself. One reader, one judge; what differs is what was counted.

use super::judge::finding;
use super::meaning::Subject;
use super::wrong::wrong;
use crate::checks::{Check, Context, Finding, Level};

pub static REQUESTS: Check = Check {
    code: "N101",
    title: "文中申请数与表不符",
    level: Level::Warning,
    why: "收到、办理、结转申请的数量，文字和表格说的是同一件事；公开出来的报告里两处不一致，是最常见的差错。“收到”可以只算新收，也可以连同上年结转，两种算法都认。数不同也可能是范围或算法不同，所以是提醒。",
    how: "核对台账，把写错的一处改过来。",
    quiet: false,
    run: |cx, out| judge(cx, &REQUESTS, Subject::Requests, out),
    #[cfg(test)]
    bad: tests::requests,
};

pub static RESULTS: Check = Check {
    code: "N102",
    title: "文中办理结果与表不符",
    level: Level::Warning,
    why: "予以公开、部分公开、不予公开、无法提供、不予处理、其他处理的数量，文字应与表三一致；一组里有几行的，按各行之和。数不同也可能是范围或算法不同，所以是提醒。",
    how: "核对台账，把写错的一处改过来。",
    quiet: false,
    run: |cx, out| judge(cx, &RESULTS, Subject::Results, out),
    #[cfg(test)]
    bad: tests::results,
};

pub static CASES: Check = Check {
    code: "N103",
    title: "文中复议诉讼数与表不符",
    level: Level::Warning,
    why: "因政府信息公开引起的行政复议、行政诉讼，文字应与表四一致；行政诉讼是未经复议直接起诉与复议后起诉之和。数不同也可能是范围或算法不同，所以是提醒。",
    how: "核对案件台账，把写错的一处改过来。",
    quiet: false,
    run: |cx, out| judge(cx, &CASES, Subject::Cases, out),
    #[cfg(test)]
    bad: tests::cases,
};

pub static DISCLOSURE: Check = Check {
    code: "N105",
    title: "文中主动公开数与表不符",
    level: Level::Warning,
    why: "制发、废止、现行有效的规章和规范性文件，行政许可、处罚、强制的决定，行政事业性收费，文字应与表二一致。",
    how: "核对台账，把写错的一处改过来。",
    quiet: false,
    run: |cx, out| judge(cx, &DISCLOSURE, Subject::Disclosure, out),
    #[cfg(test)]
    bad: tests::disclosure,
};

/// The numbers of one kind that are wrong, but not by all or nothing: that is N104's.
fn judge(cx: &Context<'_>, check: &Check, subject: Subject, out: &mut Vec<Finding>) {
    let all = wrong(cx);
    let mine = all.iter().filter(|w| w.meaning.subject == subject && !w.nothing());
    out.extend(mine.map(|w| finding(cx, check, w)));
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::{check_words, says};
    use crate::checks::tests::{Bad, check_finds, check_silent, zeros};
    use crate::report::{Part, Section};

    pub fn requests() -> Bad {
        (
            says("全年新收政府信息公开申请14件。", &[("requests.received/natural", "13")]),
            "文中“新收申请”写的是 14，表中为 13，差 1（“一、本年新收政府信息公开申请数量”）",
        )
    }
    pub fn results() -> Bad {
        (
            says("依申请公开工作中，予以公开8件。", &[("requests.done.granted/natural", "9")]),
            "文中“予以公开”写的是 8，表中为 9，差 1（“（一）予以公开”）",
        )
    }
    pub fn cases() -> Bad {
        (
            says("因政府信息公开引起行政复议2件。", &[("review.count/reconsideration.upheld", "1")]),
            "文中“行政复议”写的是 2，表中为 1，差 1（“行政复议 总计”）",
        )
    }
    pub fn disclosure() -> Bad {
        (
            says("全年制发行政规范性文件3件。", &[("disclosure.rules.normative_document/issued", "2")]),
            "文中“制发行政规范性文件”写的是 3，表中为 2，差 1（“行政规范性文件，本年制发件数”）",
        )
    }

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

    #[test]
    fn a_table_that_does_not_balance_is_not_written_into_the_text() {
        let r = says("新收到申请28件。", &[("requests.received/natural", "25")]);
        let broken = r.with("requests.received/natural", "26");
        let found = broken.findings("N101").remove(0);
        assert!(found.message.ends_with("表未平，先改表") && found.fix.is_none() && found.live.is_none());
    }

    #[test]
    fn while_a_table_is_being_filled_no_sentence_is_held_against_what_stands_so_far() {
        let begun = zeros(2025)
            .with("requests.received/natural", "13")
            .with("requests.received/org.business", "")
            .saying(Part::Before(Section::Overview), "新收到申请28件。");
        check_silent("N101", &begun);
        check_finds("N101", &begun.with("requests.received/org.business", "12"), "写的是 28，表中为 25");
    }

    #[test]
    fn a_clause_of_which_there_is_nothing_is_offered_to_be_dropped() {
        let cells = [("requests.received/natural", "5"), ("requests.done.granted/natural", "5")];
        let r = says("办结5件，其中予以公开5件、不予公开2件。", &cells);
        check_words("N104", &r, "办结5件，其中予以公开5件。");
        assert_eq!(r.findings("N104")[0].quote.as_deref(), Some("不予公开2件"));
        let alone = says("收到申请2件。", &[]).findings("N104").remove(0).fix.expect("a number");
        assert!(alone.title.contains("改为表中的 0"), "{}", alone.title);
    }

    #[test]
    fn groups_are_the_sum_of_their_rows() {
        let cells = [
            ("requests.received/natural", "12"),
            ("requests.done.granted/natural", "5"),
            ("requests.done.partly_granted/natural", "1"),
            ("requests.done.refused.internal/natural", "2"),
            ("requests.done.refused.third_party/natural", "4"),
        ];
        let says = |s: &str| says(s, &cells);
        check_silent("N102", &says("收到申请12件，其中予以公开5件、部分公开1件、不予公开6件。"));
        check_silent("N102", &says("收到申请12件，予以公开及部分公开6件，均按时答复。"));
        let r = says("收到申请12件，其中予以公开5件、不予公开8件，其余均已答复。");
        check_finds("N102", &r, "“不予公开”写的是 8，表中为 6，差 2");
        check_words("N102", &r, "收到申请12件，其中予以公开5件、不予公开6件，其余均已答复。");
    }

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

    #[test]
    fn documents_decisions_and_fees() {
        let cells = [
            ("disclosure.rules.normative_document/issued", "4"),
            ("disclosure.rules.normative_document/repealed", "1"),
            ("disclosure.rules.normative_document/in_force", "20"),
            ("disclosure.licensing.licence/decisions", "120"),
            ("disclosure.fees.fee/amount", "976.81"),
        ];
        let says = |s: &str| says(s, &cells);
        check_silent("N105", &says("制定规范性文件4件，废止1件，现行有效20件；作出行政许可决定120件。"));
        check_silent("N105", &says("公示行政许可118条，主动公开规范性文件3件。"));
        check_finds("N105", &says("办理行政许可118件。"), "写的是 118，表中为 120");
        check_silent("N105", &says("收取行政事业性收费976.8万元。"));
        check_finds("N105", &says("收取行政事业性收费967.8万元。"), "表中为 976.81万元");
        check_words("N105", &says("制定规范性文件5件，废止1件。"), "制定规范性文件4件，废止1件。");
    }

    #[test]
    fn an_amount_is_told_and_put_right_in_the_unit_it_is_written_in() {
        let says = |s: &str| says(s, &[("disclosure.fees.fee/amount", "1.2")]);
        let wrong = says("全年收取行政事业性收费0.56万元。");
        check_finds("N105", &wrong, "写的是 0.56万元，表中为 1.2万元");
        check_words("N105", &wrong, "全年收取行政事业性收费1.2万元。");
        check_words("N105", &says("全年收取行政事业性收费5600元。"), "全年收取行政事业性收费12000元。");
    }

    #[test]
    fn a_number_told_with_what_was_carried_in_was_repaired_to_the_new_ones() {
        let cells = [
            ("requests.received/natural", "20"),
            ("requests.received/org.business", "5"),
            ("requests.carried_in/natural", "5"),
        ];
        let says = |s: &str| says(s, &cells);
        let wrong = says("全年收到并办理申请32件（含上年结转5件），其中自然人20件。");
        check_words("N101", &wrong, "全年收到并办理申请30件（含上年结转5件），其中自然人20件。");
    }

    #[test]
    fn of_numbers_that_all_could_be_meant_it_is_the_sentences_own_row() {
        let cells = [
            ("requests.received/natural", "36"),
            ("requests.received/org.business", "13"),
            ("requests.carried_in/natural", "2"),
            ("requests.carried_in/org.business", "1"),
            ("requests.done.granted/natural", "38"),
            ("requests.done.granted/org.business", "14"),
        ];
        let says = |s: &str| says(s, &cells);
        let of_row_one = says("共收到申请49件，其中自然人申请36件，法人或其他组织申请8件。");
        check_finds("N101", &of_row_one, "写的是 8，表中为 13，差 5");
        check_words("N101", &of_row_one, "共收到申请49件，其中自然人申请36件，法人或其他组织申请13件。");
        // Nothing beside it: the clerk says which.
        for f in says("法人或其他组织申请8件。").findings("N101") {
            assert!(f.fix.is_none() && f.live.is_none(), "{}", f.message);
            let titles: Vec<_> = f.fixes().map(|f| f.title.clone()).collect();
            assert!(titles.len() == 2 && titles.iter().all(|t| t.contains('（')), "{titles:?}");
        }
    }
}

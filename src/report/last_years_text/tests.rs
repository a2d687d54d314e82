//! Tests of last year's words.

use super::*;
use crate::report::Section;

fn report() -> Report {
    let mut r = Report::new(2025, "示范局");
    r.sections[0].before = vec![Para::Text(vec![
        Run::old("2024年公开208条。新的一句里有5条是"),
        Run::text("今年的"),
        Run::old("。再一句。"),
    ])];
    r
}

#[test]
fn sentences_are_listed_and_confirmed_one_by_one() {
    let mut r = report();
    let all = list(&r);
    assert_eq!(
        all.iter().map(|s| s.quote.words.as_str()).collect::<Vec<_>>(),
        ["2024年公开208条。", "新的一句里有5条是今年的。", "再一句。"]
    );
    confirm(&r, &all[1]).expect("an edit").apply(&mut r);
    let left = list(&r);
    assert_eq!(
        left.iter().map(|s| s.quote.words.as_str()).collect::<Vec<_>>(),
        ["2024年公开208条。", "再一句。"]
    );
    for e in confirm_all(&r) {
        e.apply(&mut r);
    }
    assert!(list(&r).is_empty());
    assert_eq!(r.words(Part::Before(Section::Overview)), report().words(Part::Before(Section::Overview)));
}

/// What was made of last year's report with these words in part five, its years moved on.
fn moved_on(words: &str) -> Report {
    let mut last = Report::new(2024, "示范局");
    last.sections[4].before = vec![Para::plain(words)];
    let mut r = crate::report::next_year::begin(&last, "去年", "");
    let Para::Text(runs) = &r.sections[4].before[0] else { panic!("words") };
    let words: String = runs.iter().filter_map(Run::own_words).collect();
    let mut pieces = words.split("2024").map(Run::old);
    let mut runs: Vec<Run> = pieces.next().into_iter().collect();
    pieces.for_each(|p| runs.extend([Run::text("2025"), p]));
    r.sections[4].before = vec![Para::Text(merge(runs))];
    r
}

#[test]
fn a_sentence_of_which_only_the_year_moved_on_is_still_last_years() {
    let mut r = moved_on("2024年工作中还存在一些不足：答复书说理不够充分。");
    let all = list(&r);
    assert_eq!(all.len(), 1);
    assert!(!all[0].dated && old_figures(&r).is_empty(), "the year is no number of last year's any more");
    for e in confirm_each(&r, &[all[0].quote.clone()]) {
        e.apply(&mut r);
    }
    assert!(list(&r).is_empty());
}

#[test]
fn a_sentence_that_last_year_had_only_within_another_is_not_last_years() {
    let mut r = moved_on("全年未收到申请1件。");
    r.sections[4].before =
        vec![Para::Text(vec![Run::text("收到"), Run::old("申请"), Run::text("1"), Run::old("件。")])];
    assert!(list(&r).is_empty());
}

#[test]
fn the_last_number_that_still_holds_takes_its_sentence_with_it() {
    let mut r = moved_on("诉讼1件，正在审理，另有2件。");
    for left in [1, 0] {
        let all = old_figures(&r);
        confirm_figures(&r, &all, &all[..1]).into_iter().for_each(|e| e.apply(&mut r));
        assert_eq!(list(&r).len(), left);
    }
}

#[test]
fn what_there_is_from_year_to_year_is_one_number_and_what_was_done_twice_is_not() {
    let r = moved_on(
        "在14个乡镇、142个村的公示栏公开。14个乡镇的便民服务中心和142个村中有新增。开设3个专栏，撤销3个专栏，2名人员。2名人员。",
    );
    let same = |of: &str| {
        let all = old_figures(&r);
        let figure = all.iter().find(|q| q.words == of).expect("a number");
        same_figures(&r, &all, figure).len()
    };
    assert_eq!(["14", "142", "3", "2"].map(same), [2, 2, 1, 1]);
}

#[test]
fn a_year_long_past_is_no_number_of_last_years() {
    let figures = |t| figures_of_last(t, 2025).into_iter().map(|f| &t[f]).collect::<Vec<_>>();
    assert_eq!(figures("对2019年以来的256份文件，比2023年多，2024年1月"), ["256", "2023年", "2024年1月"]);
    assert_eq!(figures("发布999年"), ["999年"]);
}

#[test]
fn a_changed_sentence_without_a_number_of_last_year_is_done_by_itself() {
    let mut r = report();
    let old = |t: &str| Run::old(t);
    r.sections[0].before = vec![Para::Text(vec![
        Run::text("2025年"),
        old("公开"),
        Run::text("905"),
        old("条。2024年收到"),
        Run::text("43"),
        old("件。办结二十三件，"),
        Run::text("其中予以公开"),
        old("的较多。十分重视。"),
    ])];
    let left: Vec<_> = list(&r).into_iter().map(|s| (s.quote.words, s.dated, s.changed)).collect();
    let of = |words: &str, dated, changed| (words.to_string(), dated, changed);
    assert_eq!(
        left,
        [
            of("2024年收到43件。", true, true),
            of("办结二十三件，其中予以公开的较多。", true, true),
            of("十分重视。", false, false)
        ]
    );
}

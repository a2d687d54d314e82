//! What an edit leaves as it was, and what it makes new.

use super::*;
use crate::report::Datum;
use crate::report::text::{FieldStyle, FieldValue};

/// Nothing is selected.
const NONE: Range<usize> = 0..0;

#[test]
fn typing_beside_a_live_value_keeps_it() {
    let report = Report::new(2025, "示范市科技局");
    let field = Run::field(FieldValue::Datum(Datum::Office), FieldStyle::Arabic);
    let old = vec![
        Para::Text(vec![Run::old("去年的话。"), field.clone(), Run::text("共收到申请。")]),
        Para::picture(vec![1, 2, 3].into(), "图一".into()),
    ];
    let text = "去年的话。示范市科技局共收到8件申请。\n【图：图一】";
    let new = retext(&old, text, &NONE, &report);
    assert_eq!(new[1], old[1]);
    let Para::Text(runs) = &new[0] else { panic!("text") };
    assert_eq!(runs[..2], [Run::old("去年的话。"), field]);
    assert_eq!(new[0].resolved(&report), "去年的话。示范市科技局共收到8件申请。");
    assert_eq!(retext(&old, "", &NONE, &report), Vec::<Para>::new());
}

#[test]
fn a_number_that_is_typed_over_is_new_as_a_whole() {
    let report = Report::new(2025, "示范局");
    let old = |t: &str| Run::old(t);
    let typed = |before: &str, after: &str| {
        let paras = retext(&[Para::Text(vec![old(before)])], after, &NONE, &report);
        let Some(Para::Text(runs)) = paras.into_iter().next() else { panic!("text") };
        runs
    };
    let new = |t: &str| Run::text(t);
    assert_eq!(typed("在2023年里", "在2024年里"), [old("在"), new("2024"), old("年里")]);
    assert_eq!(typed("收到36件", "收到136件"), [old("收到"), new("136"), old("件")]);
    assert_eq!(typed("2023", "2024"), [new("2024")]);
    assert_eq!(typed("有2.3万人", "有2.6万人"), [old("有"), new("2.6万"), old("人")]);
    assert_eq!(typed("有1,208条", "有1,308条"), [old("有"), new("1,308"), old("条")]);
    assert_eq!(typed("约.好", "约.5好"), [old("约."), new("5"), old("好")]);
    assert_eq!(typed("收到36件", "共收到36件"), [new("共"), old("收到36件")]);
    assert_eq!(typed("收到3件，", "收到3件或4件，"), [old("收到3件"), new("或4件"), old("，")]);
}

/// `typed` key by key over the number that is selected by F12: all of it is this year's, no figure of last year's
/// is left behind, and what stands around it stays last year's.
#[track_caller]
fn check_typed_over(before: &str, number: &str, typed: &str) {
    let mut report = Report::new(2025, "示范局");
    let part = crate::report::Part::Preamble;
    let at = before.find(number).expect("there");
    let mut paras = vec![Para::Text(vec![Run::old(before)])];
    let mut selected = at..at.saturating_add(number.len());
    for (i, _) in typed.char_indices().map(|(i, c)| (i.saturating_add(c.len_utf8()), c)) {
        let text = before.replacen(number, &typed[..i], 1);
        paras = retext(&paras, &text, &selected, &report);
        selected = NONE;
    }
    crate::report::edit::Edit::Text(part, paras).apply(&mut report);
    assert_eq!(report.words(part), before.replacen(number, typed, 1));
    let left = crate::report::last_years_text::old_figures(&report);
    assert_eq!(left.iter().map(|q| q.words.as_str()).collect::<Vec<_>>(), ["7"], "{number} → {typed}");
    let Para::Text(runs) = &report.paras(part)[0] else { panic!("text") };
    assert!(runs.len() == 3 && runs[0].is_old() && !runs[1].is_old() && runs[2].is_old(), "{runs:?}");
    assert!(runs[1].own_words().is_some_and(|w| w.starts_with(typed)), "{runs:?}");
}

#[test]
fn what_is_typed_over_a_selected_number_is_new_whatever_it_shares_with_it() {
    for (number, behind, typed) in [
        ("2.4", "万份", "2.5"),
        ("2.4", "万份", "3"),
        ("12.6", "万件", "12.8"),
        ("1.5", "亿元", "1.5"),
        ("3.2", "万人次", "13.2"),
        ("20", "个", "2"),
        ("16", "件", "1"),
        ("53", "份", "5"),
        ("3", "件", "3"),
        ("14", "件", "14"),
        ("2.1", "%", "2.8"),
        ("1,208", "条", "1,308"),
    ] {
        check_typed_over(&format!("今年公开{number}{behind}，培训7次。"), number, typed);
    }
}

#[test]
fn a_selection_over_paragraphs_is_replaced_and_what_stands_around_it_stays() {
    let report = Report::new(2025, "示范局");
    let old = [Para::Text(vec![Run::old("甲3件")]), Para::Text(vec![Run::old("乙3件")]), Para::plain("丙")];
    let selected = "甲".len().."甲3件\n乙".len();
    let new = retext(&old, "甲3件\n丙", &selected, &report);
    assert_eq!(new.iter().map(|p| p.resolved(&report)).collect::<Vec<_>>(), ["甲3件", "丙"]);
    let new = retext(&old, "甲3件\n丙", &("甲".len().."甲3件\n乙3件".len()), &report);
    let Para::Text(runs) = &new[0] else { panic!("text") };
    assert_eq!(runs[..], [Run::old("甲"), Run::text("3件")]);
}

#[test]
fn what_is_typed_in_bold_words_is_bold_and_what_stands_beside_stays_what_it_is() {
    let report = Report::new(2025, "示范局");
    let bold = |t: &str| Run::text(t).with(Emphasis::BOLD);
    let paras = [Para::Text(vec![Run::text("本年"), bold("重点公开"), Run::old("的有208条。")])];
    let typed = |line: &str| {
        let line: Vec<Vec<Run>> = retext(&paras, line, &NONE, &report)
            .into_iter()
            .map(|p| if let Para::Text(runs) = p { runs } else { Vec::new() })
            .collect();
        line
    };
    let rest = || Run::old("的有208条。");
    for (line, bolds) in [
        ("本年重点领域公开的有208条。", "重点领域公开"),
        ("本年重点公开内容的有208条。", "重点公开内容"),
        ("本年新重点公开的有208条。", "重点公开"),
        ("本年要闻公开的有208条。", "要闻公开"),
    ] {
        let runs = typed(line).remove(0);
        assert_eq!(runs[1..], [bold(bolds), rest()], "{line}");
    }
    let on_two = vec![vec![Run::text("本年"), bold("重点")], vec![bold("公开"), rest()]];
    assert_eq!(typed("本年重点\n公开的有208条。"), on_two);
    // And joined again.
    let parted = on_two.into_iter().map(Para::Text).collect::<Vec<_>>();
    assert_eq!(retext(&parted, "本年重点公开的有208条。", &NONE, &report), paras);
}

#[test]
fn any_edit_gives_exactly_the_edited_words() {
    let report = Report::new(2025, "示范局");
    let field = Run::field(FieldValue::Datum(Datum::Office), FieldStyle::Arabic);
    let old = vec![Para::Text(vec![Run::text("甲甲"), field, Run::old("乙甲甲")]), Para::plain("丙")];
    for text in [
        "",
        "甲",
        "甲甲",
        "甲甲示范局乙甲甲\n丙",
        "示范\n局",
        "甲甲示范乙甲甲\n丙",
        "甲甲示范局甲甲\n丁\n丙",
        "x\n\ny",
    ] {
        let lines: Vec<String> =
            retext(&old, text, &NONE, &report).iter().map(|p| p.resolved(&report)).collect();
        assert_eq!(lines.join("\n"), text);
    }
}

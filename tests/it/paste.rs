//! What is pasted: a number that was copied is that number or none, and what is not placed is told.

use gongkai::app::paste::{Paste, plan};
use gongkai::app::text_input::cleaned;
use gongkai::form::table::CellKey;
use gongkai::report::Report;
use gongkai::report::edit::filled;
use gongkai::report::value::{Cell, Value};

const RECEIVED: &str = "一、本年新收政府信息公开申请数量";
const CARRIED_IN: &str = "二、上年结转政府信息公开申请数量";

/// What comes of pasting into a table of a report whose numbers are 0 but one.
fn pasted_into(table: &str, at: (usize, usize), text: &str) -> (Report, Paste) {
    let mut r = filled(2025, "示范市云溪区水务局", &[("requests.received/natural", "6")]);
    let table = r.form().table(table).expect("there");
    let mut rows: Vec<Vec<CellKey>> = Vec::new();
    for k in table.cells() {
        match rows.last_mut().filter(|r| r[0].row() == k.row()) {
            Some(r) => r.push(k),
            None => rows.push(vec![k]),
        }
    }
    let p = plan(&r, table, &rows, at, text);
    p.edits.iter().cloned().for_each(|e| e.apply(&mut r));
    (r, p)
}

fn pasted(at: (usize, usize), text: &str) -> (Report, Paste) {
    pasted_into("requests", at, text)
}

fn shown(r: &Report, key: &str) -> String {
    r.canonical(&CellKey::parse(key)).unwrap_or_default()
}

#[track_caller]
fn is_raw(r: &Report, key: &str, words: &str) {
    assert_eq!(r.cell(&CellKey::parse(key)), Cell::Typed(Value::Raw(words.into())), "{key}");
}

#[test]
fn one_copied_number_with_a_blank_in_it_became_two_and_overwrote_its_neighbour() {
    for (text, said) in [("5 件", "5"), ("12 件", "12"), ("1 234", "1 234"), ("3 4", "3 4"), ("- 5", "- 5")]
    {
        for at in [(0, 0), (0, 4)] {
            let (r, p) = pasted(at, text);
            let row: Vec<String> =
                ["natural", "org.business", "org.research", "org.welfare", "org.legal_service", "org.other"]
                    .map(|c| shown(&r, &format!("requests.received/{c}")))
                    .into();
            let mut expected = ["6", "0", "0", "0", "0", "0"].map(String::from);
            expected[at.1] = said.into();
            assert_eq!(row, expected, "{text} {}", p.summary);
            assert_eq!((p.edits.len(), p.question), (1, None), "{text}");
        }
    }
    // The last two cells of a row: what may be one number is one.
    let (r, _) = pasted((0, 5), "1 234");
    is_raw(&r, "requests.received/org.other", "1 234");
    let (r, p) = pasted((0, 0), "5 件\n6 件");
    assert_eq!(shown(&r, "requests.received/natural"), "5");
    assert_eq!(shown(&r, "requests.carried_in/natural"), "6");
    assert_eq!(p.edits.len(), 2);
    let (r, _) = pasted((0, 0), "1 234\n12 345");
    is_raw(&r, "requests.carried_in/natural", "12 345");
}

#[test]
fn numbers_apart_by_blanks_are_cells_where_they_are_a_row_or_lines_agree() {
    let (r, p) = pasted((0, 0), "11 1 2 3 4 5 26");
    assert_eq!(shown(&r, "requests.received/natural"), "11");
    assert_eq!(shown(&r, "requests.received/org.other"), "5");
    assert_eq!(r.cell(&CellKey::parse("requests.received/total")), Cell::Computed, "{}", p.summary);
    let (r, _) = pasted((0, 0), "1 2\n3 40");
    assert_eq!(shown(&r, "requests.received/org.business"), "2");
    assert_eq!(shown(&r, "requests.carried_in/org.business"), "40");
    let (r, _) = pasted((0, 0), "1 2 3\n4 5");
    is_raw(&r, "requests.received/natural", "1 2 3");
    assert_eq!(shown(&r, "requests.received/org.business"), "0");
}

#[test]
fn words_in_cells_pasted_by_row_names_left_the_old_numbers_standing() {
    let rows = [RECEIVED, CARRIED_IN, "（一）予以公开", "四、结转下年度继续办理"];
    let text: Vec<String> =
        rows.iter().enumerate().map(|(i, l)| format!("{l}\t约{i}\t0\t0\t0\t0\t0\t{i}")).collect();
    let (r, p) = pasted((0, 0), &text.join("\n"));
    for (i, row) in ["received", "carried_in", "done.granted", "carried_out"].iter().enumerate() {
        is_raw(&r, &format!("requests.{row}/natural"), &format!("约{i}"));
    }
    assert!(p.summary.contains("4 格不是数字（“约1”等）"), "{}", p.summary);
    let (r, p) = pasted((0, 0), &format!("{RECEIVED}\t(5)\t-3\t12%\t1.5万\t0\t0\t8"));
    for (column, words) in
        [("natural", "(5)"), ("org.business", "-3"), ("org.research", "12%"), ("org.welfare", "1.5万")]
    {
        is_raw(&r, &format!("requests.received/{column}"), words);
    }
    assert!(p.summary.contains("4 格不是数字"), "{}", p.summary);
    // All cells of the rows are words.
    let (r, _) = pasted((3, 3), &format!("{RECEIVED}\t约1\t约2\t约3\t约4\t约5\t约6\t约7"));
    is_raw(&r, "requests.received/total", "约7");
}

#[test]
fn a_blank_cell_pasted_by_its_row_name_left_the_old_number_standing() {
    let (r, p) = pasted((0, 0), &format!("{RECEIVED}\t\t2\t0\t0\t0\t0\t2"));
    assert_eq!(shown(&r, "requests.received/natural"), "");
    assert_eq!(shown(&r, "requests.received/org.business"), "2");
    assert!(p.summary.contains("1 格原来有数，现在是空的"), "{}", p.summary);
}

#[test]
fn what_a_paste_by_row_names_could_not_place_is_told_with_its_count() {
    let row = |label: &str, n: usize| format!("{label}\t{n}\t0\t0\t0\t0\t0\t{n}\n");
    let mut text = row(RECEIVED, 3);
    for strange in ["甲情况数量", "乙情况数量", "丙情况数量"] {
        text += &row(strange, 4);
    }
    let (r, p) = pasted((0, 0), &text);
    assert_eq!(shown(&r, "requests.received/natural"), "3");
    assert!(p.summary.contains("等3行没有用到"), "{}", p.summary);
    // A row that stands there twice is nobody's, and the old number is not taken for it.
    let text = row(RECEIVED, 5) + &row(RECEIVED, 7) + &row(CARRIED_IN, 1);
    let (r, p) = pasted((0, 0), &text);
    assert_eq!(shown(&r, "requests.received/natural"), "");
    assert_eq!(shown(&r, "requests.carried_in/natural"), "1");
    assert!(p.summary.contains("不止一次"), "{}", p.summary);
    let (r, p) = pasted((0, 0), &format!("{RECEIVED}\t6①\t0\t0\t0\t0\t0\t6"));
    assert_eq!(shown(&r, "requests.received/natural"), "6");
    assert!(p.summary.contains("请核对1处：") && p.summary.contains("6①"), "{}", p.summary);
}

#[test]
fn counts_told_in_ten_thousands_were_taken_for_single_ones() {
    let (r, p) = pasted((0, 0), "本年新收政府信息公开申请数量（万件）\t5\t0\t0\t0\t0\t0\t5");
    is_raw(&r, "requests.received/natural", "5万");
    assert_eq!(shown(&r, "requests.received/org.business"), "0");
    assert!(p.summary.contains("2 格不是数字（“5万”等）"), "{}", p.summary);
    let heads = "\t自然人（万件）\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n";
    let (r, _) = pasted((0, 0), &format!("{heads}{RECEIVED}\t5\t1\t0\t0\t0\t0\t50001"));
    is_raw(&r, "requests.received/natural", "5万");
    assert_eq!(shown(&r, "requests.received/org.business"), "1");
    // A unit of single ones says nothing, one of money is reckoned over.
    let (r, _) = pasted((0, 0), "本年新收政府信息公开申请数量（件）\t5\t0\t0\t0\t0\t0\t5");
    assert_eq!(shown(&r, "requests.received/natural"), "5");
}

#[test]
fn pasted_text_ran_full_width_numbers_together() {
    for (text, kept) in [
        ("分别为１２ １５ １８件", "分别为１２ １５ １８件"),
        ("12 １５", "12 １５"),
        ("增长5 -3", "增长5 -3"),
        ("增长５　－３", "增长５ －３"),
        ("第3 .5条", "第3 .5条"),
        ("2024 年 公开 5 件", "2024年公开5件"),
    ] {
        assert_eq!(cleaned(text), kept);
    }
}

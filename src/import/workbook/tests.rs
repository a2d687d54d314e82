//! Sheets of our own making, and what is read of them.

use super::blocks::{imported, raw};
use super::*;
use crate::import::Imported;
use crate::import::raw::Piece;
use crate::import::source_rows::{self, SourceRow};

fn written(rows: &[&[&str]]) -> WorkSheet {
    let mut s = WorkSheet::new("表一", false);
    for (r, row) in rows.iter().enumerate() {
        row.iter().enumerate().for_each(|(c, t)| assert!(s.put(r, c, t, &Budget::default())));
    }
    s
}

/// What is read: paragraphs as they are, rows of tables with their cells apart by bars.
fn lines(s: WorkSheet) -> Vec<String> {
    let row = |r: SourceRow| match r.is_of_table() {
        true => r.cells.iter().map(|c| format!("{}|", c.text)).collect(),
        false => r.words().collect::<String>(),
    };
    let all = source_rows::rows(&raw(&s, &Budget::default()));
    all.into_iter().map(row).filter(|l| !l.is_empty()).collect()
}

#[test]
fn binary_fractions_have_fifteen_digits_and_no_more() {
    for (v, shown) in [
        (96_171.6 * (1.0 + f64::EPSILON), "96171.6"),
        (0.1 + 0.2, "0.3"),
        (11398889.0, "11398889"),
        (4166.241619, "4166.241619"),
        (-3.0, "-3"),
        (0.0, "0"),
        (-0.0, "0"),
        (1e-7, "0.0000001"),
        (123456789012345.0, "123456789012345"),
    ] {
        assert_eq!(number(v), shown);
    }
    let _ = [f64::NAN, f64::INFINITY, 1e300, 5e-324].map(number);
}

#[test]
fn numbers_that_show_days_are_days() {
    let day = |v| Days::default().day(v);
    assert_eq!(day(45672.0).as_deref(), Some("2025年1月15日"));
    assert_eq!(Days { from_1904: true }.day(44210.0).as_deref(), Some("2025年1月15日"));
    assert_eq!((day(f64::NAN), day(-1.0), day(1e18)), (None, None, None));
}

#[test]
fn a_format_that_shows_another_number_than_is_kept_is_known() {
    for (id, code, look) in [
        (14, None, NumberLook::Day),
        (2, None, NumberLook::AsKept),
        (10, None, NumberLook::Otherwise),
        (200, Some("yyyy\"年\"m\"月\"d\"日\""), NumberLook::Day),
        (200, Some("0.00_);[Red](0.00)"), NumberLook::AsKept),
        (200, Some("#,##0.00"), NumberLook::AsKept),
        (200, Some("_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ "), NumberLook::AsKept),
        (200, Some("0\"件\""), NumberLook::AsKept),
        (200, Some("0.0000\"万元\";-0.0000\"万元\""), NumberLook::AsKept),
        (200, Some("\\+0;\\-0;0"), NumberLook::AsKept),
        (200, Some("0.00\"元\""), NumberLook::Otherwise),
        (200, Some("#,##0\"千元\""), NumberLook::Otherwise),
        (200, Some("0\"百件\""), NumberLook::Otherwise),
        (200, Some("\"约\"0"), NumberLook::Otherwise),
        (200, Some("[=15]\"无\";0"), NumberLook::Otherwise),
        (200, Some("0!.0,"), NumberLook::Otherwise),
        (200, Some("0\\.0000\"万元\""), NumberLook::Otherwise),
        (200, Some("0.00,"), NumberLook::Otherwise),
        (200, Some("0.0%"), NumberLook::Otherwise),
        (200, Some("\\-0"), NumberLook::Otherwise),
        (200, Some("0\" \"0"), NumberLook::Otherwise),
        (200, Some("0\"/\""), NumberLook::Otherwise),
        (200, Some("# ##0_ ;(0)"), NumberLook::Otherwise),
    ] {
        assert_eq!(NumberFormat::of(id, code).over_zero, look, "{id} {code:?}");
    }
}

#[test]
fn a_format_that_shows_nothing_or_a_letter_where_0_stands_leaves_no_0() {
    for (code, look) in [
        ("0", NumberLook::AsKept),
        ("General", NumberLook::AsKept),
        ("0.00\"元\"", NumberLook::AsKept),
        ("0;-0;\"-\"", NumberLook::AsKept),
        ("_ * #,##0_ ;_ * \\-#,##0_ ;_ * \"-\"_ ;_ @_ ", NumberLook::AsKept),
        ("0;0;\"无\"", NumberLook::AsKept),
        ("0;;", NumberLook::Nothing),
        ("#", NumberLook::Nothing),
        ("#,###", NumberLook::Nothing),
        ("General;General;", NumberLook::Nothing),
        ("0;-0;;@", NumberLook::Nothing),
        ("0;0;[White]0", NumberLook::Nothing),
        ("\"O\"", NumberLook::Otherwise),
    ] {
        assert_eq!(NumberFormat::of(200, Some(code)).zero, look, "{code}");
    }
}

#[test]
fn titles_and_headings_are_paragraphs_and_what_stands_over_a_table_may_be_its_head() {
    let s = written(&[
        &["示范局2024年政府信息公开工作年度报告"],
        &["二、主动公开政府信息情况"],
        &["第二十条第（一）项"],
        &["信息内容", "本年制发件数"],
        &["规章", "0"],
        &["行政规范性文件", ""],
        &["注：上表不含派出机构。"],
    ]);
    let wanted = [
        "示范局2024年政府信息公开工作年度报告",
        "二、主动公开政府信息情况",
        "第二十条第（一）项||",
        "信息内容|本年制发件数|",
        "规章|0|",
        "行政规范性文件",
        "注：上表不含派出机构。",
    ];
    assert_eq!(lines(s), wanted);
}

#[test]
fn merged_cells_are_one_and_stand_where_they_begin() {
    let mut s = written(&[&["申请人情况", "", "总计"], &["自然人", "其他", ""], &["1", "2", "3"]]);
    s.merged.push(MergedArea { top: 0, left: 0, bottom: 0, right: 1 });
    s.merged.push(MergedArea { top: 0, left: 2, bottom: 1, right: 2 });
    let raw = raw(&s, &Budget::default());
    let Piece::Table(grid) = &raw.lines[0].piece else { panic!("{raw:?}") };
    let places: Vec<_> = grid.cells.iter().map(|c| (c.row, c.col, c.rows, c.cols)).collect();
    let wanted =
        [(0, 0, 1, 2), (0, 2, 2, 1), (1, 0, 1, 1), (1, 1, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1)];
    assert_eq!(places, wanted);
}

#[test]
fn two_numbers_in_one_cell_stay_two() {
    assert_eq!(lines(written(&[&["规章", "1\n2"], &["行政\n许可", "3"]])), ["规章|1 2|", "行政许可|3|"]);
}

#[test]
fn hidden_sheets_and_formulas_that_nobody_calculated_are_told() {
    let hidden = WorkSheet { hidden: true, ..written(&[&["规章", "1"]]) };
    let mut open = written(&[&["规章", ""]]);
    open.uncalculated.push((4, 27));
    let Imported::Sheets(sheets, remarks) = imported(vec![hidden, open], &Budget::default()) else {
        panic!("no workbook")
    };
    let told: Vec<&str> = remarks.iter().chain(&sheets[0].raw.remarks).map(|r| r.text.as_str()).collect();
    assert_eq!(sheets.len(), 1);
    assert!(told[0].contains("隐藏") && told[1].contains("AB5"), "{told:?}");
}

#[test]
fn a_mark_far_away_costs_a_cell_and_no_rectangle() {
    let mut s = written(&[&["规章", "1"], &["行政许可", "2"]]);
    assert!(s.put((1 << 20) - 1, 16_383, "x", &Budget::default()));
    s.merged.push(MergedArea { top: 0, left: 0, bottom: (1 << 20) - 1, right: 16_383 });
    let budget = Budget::default();
    raw(&s, &budget);
    assert!(budget.taken() < 20_000, "{}", budget.taken());
}

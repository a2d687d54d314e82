//! Pages of our own making, and what is read of them.

use super::*;
use crate::import::source_rows::{SourceRow, rows};

/// Text from `x` on, on a baseline; each character as wide as its size, digits and Latin letters half.
pub fn put(page: &mut PrintedPage, text: &str, x: f32, y: f32, size: f32) {
    let mut at = x;
    for c in text.chars() {
        let width = if c.is_ascii() { size / 2.0 } else { size };
        page.glyphs.push(PrintedGlyph { c, x: at, y, width, size, way: 0 });
        at += width;
    }
}

pub fn across(page: &mut PrintedPage, x0: f32, x1: f32, y: f32) {
    page.rules.push(Rule { x0, x1, y0: y, y1: y });
}
pub fn down(page: &mut PrintedPage, x: f32, y0: f32, y1: f32) {
    page.rules.push(Rule { x0: x, x1: x, y0, y1 });
}

pub fn blank() -> PrintedPage {
    PrintedPage { width: 595.0, height: 842.0, ..PrintedPage::default() }
}

/// A page with a table of these words, every cell 60 wide and 20 high, beginning at `top`.
fn ruled(page: &mut PrintedPage, top: f32, rows: &[&[&str]]) {
    let (wide, high) = (rows[0].len() as f32 * 60.0, rows.len() as f32 * 20.0);
    for row in 0..=rows.len() {
        across(page, 100.0, 100.0 + wide, top + row as f32 * 20.0);
    }
    for col in 0..=rows[0].len() {
        down(page, 100.0 + col as f32 * 60.0, top, top + high);
    }
    for (r, row) in rows.iter().enumerate() {
        for (c, words) in row.iter().enumerate() {
            put(page, words, 104.0 + c as f32 * 60.0, top + 14.0 + r as f32 * 20.0, 10.0);
        }
    }
}

/// What is read: paragraphs as they are, rows of tables with their cells apart by bars.
pub fn lines(pages: Vec<PrintedPage>) -> Vec<String> {
    let raw = read(pages, &Budget::default());
    let row = |r: &SourceRow| match r.text() {
        Some(t) => t.to_string(),
        None => r.cells.iter().map(|c| format!("{}|", c.text)).collect(),
    };
    rows(&raw).iter().map(row).filter(|l| !l.is_empty()).collect()
}

#[test]
fn a_stretched_line_has_no_blanks_between_its_characters() {
    let mut p = blank();
    for (i, c) in "全年公开信息二百零八条".chars().enumerate() {
        put(&mut p, &c.to_string(), 100.0 + i as f32 * 20.0, 100.0, 10.0);
    }
    put(&mut p, "电话", 100.0, 200.0, 10.0);
    put(&mut p, "0000", 140.0, 200.0, 10.0);
    assert_eq!(lines(vec![p]), ["全年公开信息二百零八条", "电话   0000"]);
}

#[test]
fn what_is_printed_twice_to_look_bold_is_read_once_and_equal_digits_stay() {
    let mut p = blank();
    put(&mut p, "一、总体情况11", 100.0, 100.0, 10.0);
    put(&mut p, "一、总体情况11", 100.4, 100.2, 10.0);
    assert_eq!(lines(vec![p]), ["一、总体情况11"]);
}

#[test]
fn two_numbers_in_one_field_are_never_one_number() {
    let mut p = blank();
    ruled(&mut p, 100.0, &[&["规章", ""], &["", "3"]]);
    put(&mut p, "1", 164.0, 108.0, 8.0);
    put(&mut p, "2", 164.0, 117.0, 8.0);
    assert_eq!(lines(vec![p]), ["规章|1 2|", "|3|"]);
    // One that there was no room for goes on in the next line.
    let mut p = blank();
    ruled(&mut p, 100.0, &[&["规章", ""], &["", "3"]]);
    put(&mut p, "1139888911", 162.0, 108.0, 11.0);
    put(&mut p, "12", 162.0, 118.0, 11.0);
    assert_eq!(lines(vec![p]), ["规章|113988891112|", "|3|"]);
}

#[test]
fn cells_without_a_line_between_are_one_and_double_lines_are_one_line() {
    let mut p = blank();
    across(&mut p, 100.0, 220.0, 100.0);
    across(&mut p, 100.0, 220.0, 101.5);
    across(&mut p, 100.0, 220.0, 140.0);
    across(&mut p, 160.0, 220.0, 120.0);
    for x in [100.0, 160.0, 161.5, 220.0] {
        down(&mut p, x, 100.0, 140.0);
    }
    put(&mut p, "合并", 110.0, 124.0, 10.0);
    put(&mut p, "1", 170.0, 114.0, 10.0);
    put(&mut p, "2", 170.0, 134.0, 10.0);
    assert_eq!(lines(vec![p]), ["合并|1|", "2|"]);
}

#[test]
fn a_table_cut_by_a_page_is_one_and_its_head_is_read_once() {
    let (mut a, mut b) = (blank(), blank());
    put(&mut a, "— 1 —", 280.0, 820.0, 10.0);
    ruled(&mut a, 700.0, &[&["信息内容", "本年"], &["规章", "1"], &["行政规范", "2"]]);
    ruled(&mut b, 60.0, &[&["信息内容", "本年"], &["性文件", ""], &["行政许可", "3"]]);
    put(&mut b, "— 2 —", 280.0, 820.0, 10.0);
    assert_eq!(lines(vec![a, b]), ["信息内容|本年|", "规章|1|", "行政规范性文件|2|", "行政许可|3|"]);
}

#[test]
fn rows_that_a_page_parts_stay_apart() {
    let (mut a, mut b) = (blank(), blank());
    ruled(&mut a, 700.0, &[&["1.重复申请", "0"]]);
    ruled(&mut b, 60.0, &[&["2.其他", ""], &["总计", "3"]]);
    assert_eq!(lines(vec![a, b]), ["1.重复申请|0|", "2.其他||", "总计|3|"]);
}

#[test]
fn a_page_turned_reads_as_one_that_is_not() {
    let mut p = blank();
    put(&mut p, "一、总体情况", 100.0, 100.0, 10.0);
    ruled(&mut p, 200.0, &[&["规章", "1"], &["行政许可", "2"]]);
    let upright = lines(vec![p.clone()]);
    for way in 1..4u8 {
        let (w, h) = (p.width, p.height);
        let turn = |x: f32, y: f32| match way {
            1 => (w - y, x),
            2 => (w - x, h - y),
            _ => (y, h - x),
        };
        let mut turned = p.clone();
        for g in &mut turned.glyphs {
            (g.x, g.y) = turn(g.x, g.y);
            g.way = way;
        }
        for r in &mut turned.rules {
            let ((ax, ay), (bx, by)) = (turn(r.x0, r.y0), turn(r.x1, r.y1));
            *r = Rule { x0: ax.min(bx), y0: ay.min(by), x1: ax.max(bx), y1: ay.max(by) };
        }
        assert_eq!(lines(vec![turned]), upright, "{way}");
    }
}

#[test]
fn paragraphs_go_on_over_lines_and_pages_and_end_where_they_end() {
    let (mut a, mut b) = (blank(), blank());
    let full = "全年主动公开信息二百零八条其中水质月报十二条工程招标结";
    put(&mut a, &full[..full.len() - 6], 120.0, 100.0, 10.0);
    put(&mut a, full, 100.0, 120.0, 10.0);
    put(&mut a, "果四条。", 100.0, 140.0, 10.0);
    put(&mut a, "（二）依申请公开", 120.0, 160.0, 10.0);
    put(&mut a, &full[..full.len() - 6], 120.0, 180.0, 10.0);
    put(&mut a, full, 100.0, 200.0, 10.0);
    put(&mut a, "第1页 共2页", 280.0, 810.0, 9.0);
    put(&mut b, "均按期办结。", 100.0, 100.0, 10.0);
    put(&mut b, "2", 280.0, 810.0, 9.0);
    let first = &full[..full.len() - 6];
    let wanted =
        [format!("{first}{full}果四条。"), "（二）依申请公开".into(), format!("{first}{full}均按期办结。")];
    assert_eq!(lines(vec![a, b]), wanted);
}

#[test]
fn running_heads_go_and_are_told_and_a_number_in_a_table_stays() {
    let mut pages = Vec::new();
    for i in 0..3 {
        let mut p = blank();
        put(&mut p, "示范市水利局年度报告", 240.0, 40.0, 9.0);
        ruled(&mut p, 750.0, &[&["规章", "1"], &["行政许可", ["1", "2", "3"][i]]]);
        pages.push(p);
    }
    let raw = read(pages.clone(), &Budget::default());
    assert!(raw.remarks.iter().any(|r| r.text.contains("示范市水利局年度报告")), "{:?}", raw.remarks);
    assert!(lines(pages).iter().any(|l| l == "行政许可|3|"));
}

#[test]
fn nothing_off_the_page_or_out_of_all_measure_panics() {
    let mut p = blank();
    for v in [f32::NAN, f32::INFINITY, -1e30, 0.0] {
        p.glyphs.push(PrintedGlyph { c: '1', x: v, y: v, width: v, size: v, way: 3 });
        p.rules.push(Rule { x0: v, x1: 10.0, y0: v, y1: v });
    }
    ruled(&mut p, 100.0, &[&["规章", "1"], &["行政许可", "2"]]);
    read(vec![p], &Budget::default());
}

/// A table without lines: labels at 60, numbers in columns of 60 from 200 on.
fn unruled(page: &mut PrintedPage, top: f32, rows: &[&[&str]]) {
    for (r, row) in rows.iter().enumerate() {
        for (c, words) in row.iter().enumerate() {
            let x = if c == 0 { 60.0 } else { 140.0 + c as f32 * 60.0 };
            put(page, words, x, top + r as f32 * 20.0, 10.0);
        }
    }
}

#[test]
fn heads_that_stand_lower_than_their_neighbours_keep_their_columns() {
    let mut p = blank();
    put(&mut p, "三、收到和处理政府信息公开申请情况", 60.0, 60.0, 12.0);
    put(&mut p, "法人或其他组织", 260.0, 98.0, 10.0);
    put(&mut p, "自然人", 200.0, 108.0, 10.0);
    put(&mut p, "总计", 380.0, 108.0, 10.0);
    put(&mut p, "商业企业", 260.0, 116.0, 10.0);
    put(&mut p, "科研机构", 320.0, 116.0, 10.0);
    unruled(&mut p, 140.0, &[&["新收", "6", "0", "1", "7"], &["结转", "0", "2", "", "2"]]);
    let wanted = [
        "三、收到和处理政府信息公开申请情况",
        "|自然人|商业企业|科研机构|总计|",
        "新收|6|0|1|7|",
        "结转|0|2||2|",
    ];
    assert_eq!(lines(vec![p]), wanted);
}

#[test]
fn rows_of_numbers_under_no_heads_are_not_taken_apart() {
    let mut p = blank();
    unruled(&mut p, 100.0, &[&["规章", "0", "1", "12"], &["行政规范性文件", "3", "0", "16"]]);
    assert_eq!(lines(vec![p]), ["规章   0、1、12", "行政规范性文件   3、0、16"]);
    // The dots of a list of contents are no numbers.
    let mut p = blank();
    unruled(&mut p, 100.0, &[&["一、总体情况", "...", "...", "1"]]);
    assert_eq!(lines(vec![p]), ["一、总体情况   ...   ...   1"]);
}

/// Labels in the middle of which their numbers stand, and a block under heads of its own.
#[test]
fn broken_labels_of_a_table_without_lines_are_whole_and_blocks_keep_their_heads() {
    let mut p = blank();
    put(&mut p, "制发", 200.0, 80.0, 10.0);
    put(&mut p, "废止", 260.0, 80.0, 10.0);
    unruled(&mut p, 100.0, &[&["规章", "0", "1"]]);
    put(&mut p, "行政规范", 60.0, 134.0, 10.0);
    put(&mut p, "5", 200.0, 140.0, 10.0);
    put(&mut p, "3", 260.0, 140.0, 10.0);
    put(&mut p, "性文件", 60.0, 146.0, 10.0);
    put(&mut p, "第（五）项", 60.0, 170.0, 10.0);
    put(&mut p, "处理", 200.0, 190.0, 10.0);
    unruled(&mut p, 210.0, &[&["行政许可", "24"]]);
    let wanted =
        ["|制发|废止|", "规章|0|1|", "行政规范性文件|5|3|", "第（五）项|||", "|处理||", "行政许可|24||"];
    assert_eq!(lines(vec![p]), wanted);
}

/// The next page has no heads; its rows stand in the same columns, so they go on.
#[test]
fn rows_without_lines_go_on_under_the_heads_of_the_page_before() {
    let page = |rows: &[&[&str]], headed: bool| {
        let mut p = blank();
        if headed {
            put(&mut p, "制发", 200.0, 80.0, 10.0);
            put(&mut p, "废止", 260.0, 80.0, 10.0);
        }
        unruled(&mut p, 100.0, rows);
        p
    };
    let first = || page(&[&["规章", "0", "1"]], true);
    let next = page(&[&["行政规范性文件", "5", "3"]], false);
    assert_eq!(lines(vec![first(), next]), ["|制发|废止|", "规章|0|1|", "行政规范性文件|5|3|"]);
    let other = page(&[&["行政规范性文件", "5", "3", "7"]], false);
    assert_eq!(lines(vec![first(), other])[2..], ["行政规范性文件   5、3、7"]);
}

/// A frame with upright lines in it, and none between its rows.
#[test]
fn rows_that_no_line_parts_are_told_by_their_columns() {
    let mut p = blank();
    put(&mut p, "制发", 200.0, 80.0, 10.0);
    put(&mut p, "废止", 260.0, 80.0, 10.0);
    unruled(&mut p, 100.0, &[&["规章", "0", "1"], &["行政规范性文件", "5", "3"], &["其他", "2", "4"]]);
    for x in [50.0, 190.0, 250.0, 310.0] {
        down(&mut p, x, 60.0, 150.0);
    }
    across(&mut p, 50.0, 310.0, 60.0);
    across(&mut p, 50.0, 310.0, 150.0);
    assert_eq!(lines(vec![p]), ["|制发|废止|", "规章|0|1|", "行政规范性文件|5|3|", "其他|2|4|"]);
}

//! Tables that the end of a page cuts, in a row of theirs.

use super::tests::{across, blank, down, lines, put};
use super::*;

/// A table of three columns 60 wide whose first cell stands beside all its rows of 20, open above and below.
fn beside(page: &mut PrintedPage, first: &str, rows: &[[&str; 2]]) {
    let bottom = 100.0 + rows.len() as f32 * 20.0;
    for x in [100.0, 160.0, 220.0, 280.0] {
        down(page, x, 100.0, bottom);
    }
    for row in 1..rows.len() {
        across(page, 160.0, 280.0, 100.0 + row as f32 * 20.0);
    }
    put(page, first, 104.0, 114.0, 10.0);
    for (r, row) in rows.iter().enumerate() {
        for (c, words) in row.iter().enumerate() {
            put(page, words, 164.0 + c as f32 * 60.0, 114.0 + r as f32 * 20.0, 10.0);
        }
    }
}

#[test]
fn a_row_that_a_page_cut_where_its_group_begins_was_two() {
    let (mut first, mut second) = (blank(), blank());
    beside(&mut first, "其他处理", &[["5.要求行政", ""]]);
    across(&mut first, 100.0, 280.0, 100.0);
    beside(&mut second, "", &[["机关确认", "3"], ["6.其他", "4"]]);
    across(&mut second, 100.0, 280.0, 140.0);
    assert_eq!(lines(vec![first, second]), ["其他处理|5.要求行政机关确认|3|", "6.其他|4|"]);
}

#[test]
fn a_strip_that_a_row_left_at_the_end_of_the_page_before_is_none() {
    let (mut first, mut second) = (blank(), blank());
    beside(&mut first, "办理结果", &[["（一）公开", "1"], ["", ""]]);
    across(&mut first, 100.0, 280.0, 100.0);
    beside(&mut second, "", &[["（二）其他", "3"], ["（三）总计", "4"]]);
    across(&mut second, 100.0, 280.0, 140.0);
    assert_eq!(lines(vec![first, second]), ["办理结果|（一）公开|1|", "（二）其他|3|", "（三）总计|4|"]);
}

//! What stands before, between and below the names of a list that people typed: numbers, small headings, the name of the
//! list, how many there are.

use super::roster::UnitKind;
use crate::chinese::numerals;
use crate::chinese::signs::is_han;

/// What a line of a list is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RosterLine {
    /// A name, without its number.
    Name(String),
    /// No unit; what it is instead.
    Other(&'static str),
}

/// What lists are called at their end.
const LISTS: [&str; 7] = ["名单", "名册", "户册", "一览表", "花名册", "清单", "情况表"];
/// Before how many there are.
const COUNTS: [&str; 4] = ["合计", "总计", "共计", "小计"];
/// Heads of groups, beside the kinds of units.
const GROUPS: [&str; 10] = [
    "政府部门",
    "县直部门",
    "市直部门",
    "区直部门",
    "部门单位",
    "乡镇街道",
    "镇街",
    "街道",
    "企事业单位",
    "其他单位",
];
/// Behind a number.
const POINTS: [char; 7] = ['、', '.', '．', ')', '）', ':', '：'];

/// How a line is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineNumber {
    None,
    /// 1、 2. (3)
    Arabic,
    /// 一、 (二)
    Chinese,
}

/// What each of these lines is; of a list all of whose lines are numbered 一、二、 these are no headings.
pub fn lines(names: &[&str]) -> Vec<RosterLine> {
    let all: Vec<(LineNumber, String)> = names.iter().map(|n| numbered(n)).collect();
    let is_chinese = |(n, rest): &(LineNumber, String)| *n == LineNumber::Chinese || other(rest).is_some();
    let heads_groups = !all.iter().all(is_chinese);
    let of = |(numbering, rest): &(LineNumber, String)| match other(rest) {
        Some(what) => RosterLine::Other(what),
        None if *numbering == LineNumber::Chinese && heads_groups => RosterLine::Other("小标题"),
        None => RosterLine::Name(rest.clone()),
    };
    all.iter().map(of).collect()
}

/// What a line is that names no unit.
fn other(rest: &str) -> Option<&'static str> {
    let squeezed: String = rest.chars().filter(|c| !c.is_whitespace()).collect();
    let counts = |w: &str| {
        squeezed.strip_prefix(w).is_some_and(|r| r.chars().all(|c| !is_han(c) || "家个共计".contains(c)))
    };
    let (head, counted) = match squeezed.rsplit_once(['(', '（']) {
        Some((head, n)) => (head, n.trim_end_matches([')', '）']).trim_end_matches(['家', '个'])),
        None => (squeezed.as_str(), ""),
    };
    let is_counted = !counted.is_empty() && counted.chars().all(|c| c.is_ascii_digit());
    let is_group = GROUPS.contains(&head) || UnitKind::by_word(head).is_some();
    match () {
        () if COUNTS.iter().any(|w| counts(w)) => Some("家数"),
        () if LISTS.iter().any(|w| squeezed.ends_with(w)) => Some("名单的名称"),
        () if is_group || is_counted => Some("小标题"),
        () => None,
    }
}

/// How a line is numbered, and what follows.
fn numbered(line: &str) -> (LineNumber, String) {
    let line = line.trim();
    let open = line.strip_prefix(['(', '（']);
    let words = open.unwrap_or(line);
    let number = |is: fn(char) -> bool| {
        let rest = words.trim_start_matches(is);
        let digits = words.strip_suffix(rest).map_or(0, |d| d.chars().count());
        let point = match open {
            Some(_) => rest.strip_prefix([')', '）']),
            // 12345 热线 is a name.
            None => rest.strip_prefix(POINTS).or_else(|| rest.strip_prefix(' ').filter(|_| digits < 3)),
        };
        let name = point.filter(|_| digits > 0)?.trim_start_matches(POINTS).trim();
        (!name.is_empty()).then(|| name.to_string())
    };
    let is_digit = |c| matches!(c, '0'..='9' | '０'..='９');
    let arabic = number(is_digit).map(|n| (LineNumber::Arabic, n));
    let chinese = || number(numerals::is_numeral).map(|n| (LineNumber::Chinese, n));
    arabic.or_else(chinese).unwrap_or((LineNumber::None, line.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_headings_and_counts_of_a_typed_list_are_no_units() {
        let read = |lines_: &[&str]| -> Vec<String> {
            let name = |l| match l {
                RosterLine::Name(n) => n,
                RosterLine::Other(what) => format!("[{what}]"),
            };
            lines(lines_).into_iter().map(name).collect()
        };
        let typed = [
            "2025年报送单位名单",
            "一、政府部门",
            "1、示范县水利局",
            "2．示范县教育局",
            "（3）示范县110指挥中心",
            "二、乡镇（2家）",
            "4)青石镇人民政府",
            "110指挥中心",
            "第一中学",
            "合计 6",
            "共计：6家",
        ];
        assert_eq!(
            read(&typed),
            [
                "[名单的名称]",
                "[小标题]",
                "示范县水利局",
                "示范县教育局",
                "示范县110指挥中心",
                "[小标题]",
                "青石镇人民政府",
                "110指挥中心",
                "第一中学",
                "[家数]",
                "[家数]",
            ]
        );
        assert_eq!(
            read(&["一、示范县水利局", "二、示范县教育局", "合计2家"]),
            ["示范县水利局", "示范县教育局", "[家数]"]
        );
    }
}

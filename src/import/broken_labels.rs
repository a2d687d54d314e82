//! Labels that a text breaks over lines, as that of a PDF file does, put together again before anybody looks for
//! tables: 1.属于国家秘 / 密 0 7 0; 四、结转下 / 0 4 2 / 年度继续办理; 商业企业 科研 / 机构 其他.

use super::cell::{cells_at_end, is_value};
use super::labels::{self, Labels};
use super::source_rows::SourceRow;
use std::collections::BTreeSet;

/// A label is broken into no more pieces.
const PIECES: usize = 4;
/// Longer lines are prose.
const LONGEST: usize = 80;

/// The rows with their labels whole.
pub fn joined(rows: Vec<SourceRow>) -> Vec<SourceRow> {
    let mut out = Vec::with_capacity(rows.len());
    let mut rest = rows.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        match whole(first, behind) {
            Some((row, pieces)) => {
                // What it goes on in may end with the begin of the next label: 商业企业 科研 / 机构 社会公益组 / 织.
                let (_, left) = behind.split_at(pieces);
                let more = whole(&row, left);
                let (row, pieces) = more.map_or((row, pieces), |(r, n)| (r, pieces + n));
                out.push(row);
                rest = behind.get(pieces..).unwrap_or_default();
            }
            None => {
                out.push(first.clone());
                rest = behind;
            }
        }
    }
    out
}

/// A line whose last label goes on in the lines behind it: the line it is then, and how many of these it takes.
fn whole(first: &SourceRow, behind: &[SourceRow]) -> Option<(SourceRow, usize)> {
    let words = first.text().filter(|t| may_be_label(t))?;
    let last = words.split_whitespace().next_back().filter(|w| !is_value(w))?;
    let broken = |t: &&str| may_begin(t) && labels::all().iter().any(|l| begins(l, t));
    // Of several heads in a line only the last goes on.
    let mut ways = [words, last].into_iter().filter(broken).map(|t| goes_on((first, words), t, behind));
    ways.find_map(|found| found).or_else(|| side_by_side((first, words), behind))
}

/// Heads side by side that are all broken alike: 结果维 其他结 总计 / 持 果.
fn side_by_side((first, words): (&SourceRow, &str), behind: &[SourceRow]) -> Option<(SourceRow, usize)> {
    let is_one = |t: &str| labels::all().iter().any(|l| l.find(t).is_some());
    let mut ends = behind.first()?.text().filter(|t| may_be_label(t))?.split_whitespace();
    let mut out: Vec<String> = Vec::new();
    let mut broken = 0;
    for begin in words.split_whitespace() {
        if is_one(begin) {
            out.push(begin.into());
            continue;
        }
        let end = ends.next().filter(|e| !is_one(e))?;
        out.push(format!("{begin}{end}"));
        broken += 1;
    }
    let whole = broken > 1 && ends.next().is_none() && out.iter().all(|t| is_one(t));
    let row = || SourceRow { indent: first.indent, ..SourceRow::of_line(first.line, &out.join(" ")) };
    whole.then(|| (row(), 1))
}

/// The same of the label that a line ends with.
fn goes_on(
    (first, words): (&SourceRow, &str),
    label: &str,
    behind: &[SourceRow],
) -> Option<(SourceRow, usize)> {
    let (mut label, mut text) = (label.to_string(), words.to_string());
    let mut numbers = None;
    for (i, row) in behind.iter().take(PIECES).enumerate() {
        let more = row.text().filter(|t| may_be_label(t))?;
        let (own, values) = parted(more);
        if !values.is_empty() && numbers.replace(values).is_some() {
            return None;
        }
        if own.is_empty() {
            continue;
        }
        let next = own.split_whitespace().next().filter(|_| values.is_empty()).unwrap_or(own);
        let joins = labels::all().iter().any(|l| is_broken(l, &label, next));
        text.push_str(own);
        if joins {
            let text = [&text, numbers.unwrap_or_default()].join(" ");
            let row = SourceRow { indent: first.indent, ..SourceRow::of_line(first.line, text.trim_end()) };
            return Some((row, i + 1));
        }
        label.push_str(next);
        // Between two pieces of a label stands nothing else.
        if next.len() < own.len() || !labels::all().iter().any(|l| begins(l, &label)) {
            return None;
        }
    }
    None
}

fn may_be_label(text: &str) -> bool {
    text.chars().count() <= LONGEST && !parted(text).0.contains('。')
}

/// The words of a line, and the numbers that it ends with.
fn parted(line: &str) -> (&str, &str) {
    let cells = line.split_whitespace().rev().take(cells_at_end(line));
    let at = cells.last().map_or(line.len(), |w| w.as_ptr() as usize - line.as_ptr() as usize);
    let (words, numbers) = line.split_at(at);
    (words.trim(), numbers.trim())
}

/// Whether words can be the begin of a label, with or without labels of groups before it; told quickly.
fn may_begin(text: &str) -> bool {
    static KEYS: std::sync::OnceLock<BTreeSet<String>> = std::sync::OnceLock::new();
    let keys = KEYS.get_or_init(|| labels::all().iter().flat_map(Labels::keys).cloned().collect());
    let own = labels::key(text);
    // What begins with a label sorts behind it, and what it begins before it.
    let begun = keys.range(own.clone()..).next().is_some_and(|k| k.starts_with(&own));
    begun || keys.range(..own.clone()).next_back().is_some_and(|k| own.starts_with(k.as_str()))
}

/// Whether two pieces are one label; the second is none by itself.
fn is_broken(labels: &Labels, begin: &str, end: &str) -> bool {
    let own = labels.after_groups(begin);
    labels.find(&format!("{own}{end}")).is_some() && labels.segment(end).is_none()
}

/// Whether words are the begin of a longer label.
fn begins(labels: &Labels, words: &str) -> bool {
    labels.is_begin_of_longer(&labels::key(labels.after_groups(words)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::source_rows::SourceKind;

    #[track_caller]
    fn check(text: &str, wanted: &[&str]) {
        let rows = text.lines().enumerate().map(|(i, t)| SourceRow::of_line(i, t)).collect();
        let read = joined(rows);
        assert!(read.iter().all(|r| r.kind == SourceKind::Line));
        assert_eq!(read.iter().filter_map(SourceRow::text).collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn labels_broken_over_lines_are_whole_again() {
        check("1.属于国家秘\n密 0 7 0", &["1.属于国家秘密 0 7 0"]);
        check("四、结转下\n0 4 2\n年度继续办理", &["四、结转下年度继续办理 0 4 2"]);
        check("商业企业 科研\n机构 社会公益组\n织 其他", &["商业企业 科研机构 社会公益组织 其他"]);
        let long = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 3";
        check(&long.replace('、', "\n、"), &[long]);
        check("自然人 总\n计", &["自然人 总计"]);
        check("8.属于行政查\n询事项 0。 2", &["8.属于行政查询事项 0。 2"]);
        check("四、结转下年度\n继续办理 0 2 O 41 40 0 83", &["四、结转下年度继续办理 0 2 O 41 40 0 83"]);
        check("结果维 其他结 总计\n持 果", &["结果维持 其他结果 总计"]);
        check("（三）不予公开 1.属于国\n家秘\n密 3", &["（三）不予公开 1.属于国家秘密 3"]);
    }

    #[test]
    fn what_is_a_label_by_itself_and_what_is_none_stays() {
        for text in [
            "一、总体情况\n密 0 7 0",
            "其他\n结果维持",
            "规章 0 7 0\n行政规范性文件 1 2 3",
            "今年我局认真做好\n公开工作",
        ] {
            check(text, &text.lines().collect::<Vec<_>>());
        }
    }
}

//! Tables that a page or a paste ran into one line, their cells apart by blanks: 信息内容 本年制发件数 … 规章 0 0 0 行政许可 0
//! are the lines that they were. What stands in which cell of them the walk says, and the proof.

use super::cell::is_value;
use super::headings;
use super::labels::{self, Match};
use super::source_rows::{SourceKind, SourceRow};

/// A line has no more characters, and a document no more such lines: each is looked at blank by blank.
const LONGEST: usize = 6_000;
const MOST: usize = 20;
/// Fewer words may be anything.
const LEAST: usize = 20;
/// A label falls apart into no more pieces.
const PIECES: usize = 4;

/// The rows, each table of one line in lines of its own.
pub fn unrolled(rows: Vec<SourceRow>) -> Vec<SourceRow> {
    let mut met = 0;
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let text = row.text().filter(|_| row.kind == SourceKind::Line && met < MOST && may_be_table(&row));
        met += usize::from(text.is_some());
        match text.and_then(lines) {
            Some(lines) => out.extend(lines.iter().map(|l| SourceRow::of_line(row.line, l))),
            None => out.push(row),
        }
    }
    out
}

fn may_be_table(row: &SourceRow) -> bool {
    let Some(text) = row.text() else { return false };
    text.len() <= LONGEST * 3 && text.split_whitespace().nth(LEAST).is_some()
}

/// What a line is made of so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum UnrolledKind {
    Heads,
    Group,
    Row,
    Numbers,
    Prose,
}

/// The lines that one was; none where it is no table.
fn lines(text: &str) -> Option<Vec<String>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out: Vec<(UnrolledKind, String)> = Vec::new();
    let (mut labels, mut numbers, mut unknown) = (0usize, 0usize, 0usize);
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let (taken, found) = label(words.get(at..).unwrap_or_default());
        let last = out.last().map(|l| l.0);
        let is_cell = |n: usize| words.get(n).is_some_and(|w| is_value(w));
        let (run, joins) = match found {
            _ if is_value(word) => {
                (UnrolledKind::Numbers, matches!(last, Some(UnrolledKind::Row | UnrolledKind::Numbers)))
            }
            Some(m) if m.row.is_some() && (m.head.is_none() || is_cell(at + taken)) => {
                (UnrolledKind::Row, last == Some(UnrolledKind::Group))
            }
            Some(m) if m.head.is_some() => (UnrolledKind::Heads, last == Some(UnrolledKind::Heads)),
            Some(m) if m.group.is_some() => (UnrolledKind::Group, last == Some(UnrolledKind::Group)),
            // A caption, or the words over the labels.
            Some(_) => (UnrolledKind::Heads, false),
            None => {
                (UnrolledKind::Prose, last == Some(UnrolledKind::Prose) && headings::opens(word).is_none())
            }
        };
        match run {
            UnrolledKind::Numbers => numbers += 1,
            UnrolledKind::Prose => unknown += 1,
            _ => labels += 1,
        }
        let own = words.get(at..at + taken).unwrap_or_default().concat();
        match out.last_mut().filter(|_| joins) {
            Some((kind, line)) => {
                *kind = if run == UnrolledKind::Numbers { *kind } else { run };
                line.push(' ');
                line.push_str(&own);
            }
            None => out.push((run, own)),
        }
        at += taken;
    }
    let is_table = labels > 5 && numbers > 5 && unknown * 4 < labels + numbers;
    is_table.then(|| out.into_iter().map(|l| l.1).collect())
}

/// The longest label that words begin with, and of how many it is.
fn label(words: &[&str]) -> (usize, Option<Match>) {
    // 0 2.其他 is a number and a label.
    let pieces = words.iter().take_while(|w| !is_value(w)).count().min(PIECES);
    let whole = |n: usize| Some(words.get(..n)?.concat());
    let find = |t: &str| labels::all().iter().find_map(|l| l.find(t)).cloned();
    let found = (1..=pieces).rev().find_map(|n| Some((n, find(&whole(n)?)?)));
    found.map_or((1, None), |(n, m)| (n, Some(m)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_in_one_line_is_the_lines_it_was_and_prose_stays() {
        let table = "第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数 规 章 0 0 0 行政规范性文件 1 0 3 \
                     第二十条第（五）项 信息内容 本年处理决定数量 行政许可 52";
        let wanted = [
            "第二十条第（一）项",
            "信息内容 本年制发件数 本年废止件数 现行有效件数",
            "规章 0 0 0",
            "行政规范性文件 1 0 3",
            "第二十条第（五）项",
            "信息内容 本年处理决定数量",
            "行政许可 52",
        ];
        assert_eq!(lines(table).unwrap_or_default(), wanted);
        let done = "三、收到和处理政府信息公开申请情况 三、本年度办理结果 （三）不予公开 1.属于国家秘密 0 0 0 0 0 0 0 2.其他法律行政法规禁止公开 0 1 0 0 0 0 1 \
                    3.危及“三安全一稳定” 0 0 0 0 0 0 0 4.保护第三方合法权益 0 0 0 0 0 0 0 5.属于三类内部事务信息 0 0 0 0 0 0 0";
        let lines = lines(done).unwrap_or_default();
        assert_eq!(
            lines[..2],
            [
                "三、收到和处理政府信息公开申请情况",
                "三、本年度办理结果 （三）不予公开 1.属于国家秘密 0 0 0 0 0 0 0"
            ]
        );
        let prose = "全 年 办 理 规章 3 件 ， 行政许可 5 件 ， 行政处罚 6 件 ， 其他 事项 也 都 办 了 一 些 ， 都 是 按 照 要 求 办 的 。";
        assert_eq!(super::lines(prose), None);
    }
}

//! What a text editor does beyond keeping letters: what is pasted is cleaned, numbering goes on with Enter,
//! words are counted. No report is known here.

use crate::chinese::numerals;
use crate::chinese::signs::{is_han, is_latin};
use crate::report::merge_typed::caption;

/// What stands before the items of a list in other programs.
const BULLETS: [char; 14] = ['•', '●', '■', '◆', '▪', '▶', '★', '○', '◇', '□', '➢', '✓', '·', '\u{f0b7}'];

/// Pasted text without the clutter of Word and web pages: one paragraph a line, no blank lines, no tabs, no
/// odd blanks, bullets or control characters.
pub fn cleaned(text: &str) -> String {
    let lines = || text.split(['\n', '\r', '\u{2028}', '\u{b}', '\u{c}']).filter(|l| !l.trim().is_empty());
    // A row has several cells, or two as the row beside it; elsewhere a tab is clutter.
    let cells: Vec<usize> = lines().map(|l| l.split('\t').filter(|c| !c.trim().is_empty()).count()).collect();
    let is_row = |n: usize| {
        let beside = [n.checked_sub(1), n.checked_add(1)].into_iter().flatten();
        let cells = |n: usize| cells.get(n).copied().unwrap_or_default();
        cells(n) > 2 || cells(n) == 2 && beside.into_iter().any(|b| cells(b) == 2)
    };
    let cleaned = lines().enumerate().map(|(n, l)| if is_row(n) { line(&row(l)) } else { line(l) });
    cleaned.filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The cells of a row told apart: 项目、数量, 85%、12; not the mark of a list from its words.
fn row(text: &str) -> String {
    let cells = text.split('\t').map(str::trim).filter(|c| !c.is_empty()).map(str::to_string);
    let row = cells.reduce(|row, cell| {
        let is_mark = numbered(&row).is_some_and(|(_, begin)| begin == row.len())
            || !row.contains(char::is_alphanumeric)
            || row.ends_with(['、', '，', '。', '；', '：', ':']);
        row + if is_mark { "" } else { "、" } + &cell
    });
    row.unwrap_or_default()
}

fn line(text: &str) -> String {
    let visible = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}');
    let kept: String = text.chars().filter(visible).map(|c| if is_blank(c) { ' ' } else { c }).collect();
    let kept = kept.trim().trim_start_matches(BULLETS).trim_start();
    let kept = kept.strip_prefix("- ").or(kept.strip_prefix("* ")).unwrap_or(kept).trim_start();
    let mut out = String::with_capacity(kept.len());
    let mut rest = kept.chars().peekable();
    while let Some(c) = rest.next() {
        if c != ' ' {
            out.push(c);
            continue;
        }
        while rest.next_if_eq(&' ').is_some() {}
        // A blank belongs between Latin words and between numbers only, and before another label: 地址：示范路1号 电话：1234567.
        if rest.peek().is_some_and(|next| parts(&out, *next)) || out.contains('：') && is_label(rest.clone())
        {
            out.push(' ');
        }
    }
    out
}

/// Whether the blank between them parts two words or numbers: without it 12 15 is another number, and 5 -3 a range.
fn parts(before: &str, next: char) -> bool {
    let digit = |c: char| c.is_numeric() && c != '〇';
    let word = |c: char| is_latin(c) || digit(c);
    let sign = |c: char| "+-−–±%‰＋－％".contains(c);
    let point = |c: char| ".,．，".contains(c);
    let mut back = before.chars().rev();
    let (Some(last), last_but_one) = (back.next(), back.next()) else { return false };
    word(last) && word(next)
        || digit(last) && (sign(next) || point(next))
        || digit(next) && (sign(last) || point(last) && last_but_one.is_some_and(digit))
}

/// Whether a label with its colon comes: 电话：.
fn is_label(rest: impl Iterator<Item = char>) -> bool {
    const LONGEST: usize = 8;
    let mut chars = 0_usize;
    for c in rest.take(LONGEST.saturating_add(1)) {
        match c {
            '：' => return chars > 1,
            c if is_han(c) => chars = chars.saturating_add(1),
            _ => return false,
        }
    }
    false
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// The number that a line begins with, and where its words begin.
fn numbered(line: &str) -> Option<(ItemNumber, usize)> {
    let inside = line.strip_prefix(['（', '(']).and_then(|r| r.split_once(['）', ')']));
    if let Some((n, rest)) = inside {
        let begin = line.len() - rest.len();
        let (open, close) = (line.chars().next()?, line[..begin].chars().last()?);
        let (n, chinese) = value(n)?;
        return Some((ItemNumber { n, chinese, open: open.to_string(), close: close.to_string() }, begin));
    }
    let at = line.find(['、', '.', '．'])?;
    let close = line[at..].chars().next()?;
    let (n, chinese) = value(&line[..at])?;
    let begin = at + close.len_utf8();
    // 3.5 is no number of a list.
    let decimal = line[begin..].starts_with(|c: char| c.is_ascii_digit());
    (!decimal).then(|| (ItemNumber { n, chinese, open: String::new(), close: close.to_string() }, begin))
}

struct ItemNumber {
    n: u64,
    chinese: bool,
    open: String,
    close: String,
}

impl ItemNumber {
    fn next(&self) -> String {
        let n = self.n + 1;
        let digits = if self.chinese { numerals::written(n) } else { n.to_string() };
        format!("{}{digits}{}", self.open, self.close)
    }
}

/// 1 to 98, and whether in Chinese digits as a list counts: 二十一, not 二一.
fn value(digits: &str) -> Option<(u64, bool)> {
    let n = u64::from(numerals::short(digits)?);
    let arabic = digits.bytes().all(|b| b.is_ascii_digit());
    ((1..=98).contains(&n) && (arabic || numerals::written(n) == digits)).then_some((n, !arabic))
}

/// The text and the place of the cursor, in characters, once Enter was pressed at the end of a numbered line:
/// the next number follows. On a line that is nothing but its number, the number goes instead.
pub fn continued(before: &str, after: &str, cursor: usize) -> Option<(String, usize)> {
    let at: usize = after.chars().take(cursor).map(char::len_utf8).sum();
    let broken = after.get(..at)?.strip_suffix('\n')?;
    if before.len() + 1 != after.len() || !before.starts_with(broken) || before[broken.len()..] != after[at..]
    {
        return None;
    }
    let at_end = after[at..].is_empty() || after[at..].starts_with('\n');
    let from = broken.rfind('\n').map_or(0, |i| i + 1);
    let line = &broken[from..];
    let (number, begin) = numbered(line)?;
    if !at_end {
        return None;
    }
    if line[begin..].trim().is_empty() {
        let text = format!("{}{}", &after[..from], &after[at..]);
        return Some((text, broken[..from].chars().count()));
    }
    let next = number.next();
    let text = format!("{}{next}{}", &after[..at], &after[at..]);
    Some((text, cursor + next.chars().count()))
}

/// Characters that count, blanks left out; of a picture its caption.
pub fn count(text: &str) -> usize {
    text.lines().map(|l| caption(l).unwrap_or(l).chars().filter(|c| !c.is_whitespace()).count()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_word_and_web_pages_leave_is_cleaned() {
        for (pasted, clean) in [
            ("　　全年\t公开　 信息。\r\n\r\n\r\n第二段\u{a0}。\r\n", "全年公开信息。\n第二段。"),
            ("项目\t数量\n培训\t3次", "项目、数量\n培训、3次"),
            ("1.\t甲项\n2.\t乙项", "1.甲项\n2.乙项"),
            ("如下：\n甲站（东）\t85%\t12", "如下：\n甲站（东）、85%、12"),
            ("如下。\n项目\t数量\n非遗\t57", "如下。\n项目、数量\n非遗、57"),
            ("编辑：王某 浏览次数：1024", "编辑：王某 浏览次数：1024"),
            ("5\t-3\n7\t2", "5、-3\n7、2"),
            ("分别为１２ １５ １８件", "分别为１２ １５ １８件"),
            ("12 １５", "12 １５"),
            ("增长5 -3", "增长5 -3"),
            ("第3 .5条", "第3 .5条"),
            ("共 12， 345 件， 3件", "共12， 345件，3件"),
            ("10 ⁴件 ②答复 5 件", "10 ⁴件②答复5件"),
            ("占12%　15%", "占12% 15%"),
            ("一、\t总体情况", "一、总体情况"),
            ("•\t一项\n● 二项\n- 三项\n\u{f0b7} 四项", "一项\n二项\n三项\n四项"),
            ("用 WPS Office  编制\u{200b}\u{7}", "用WPS Office编制"),
            ("  \n \t\n", ""),
            ("一句话", "一句话"),
        ] {
            assert_eq!(cleaned(pasted), clean, "{pasted:?}");
        }
    }

    #[track_caller]
    fn check_enter(before: &str, expected: Option<&str>) {
        let cursor = before.find('|').expect("a cursor");
        let at = before[..cursor].chars().count();
        let plain = before.replace('|', "");
        let mut after = plain.clone();
        after.insert(cursor, '\n');
        let got = continued(&plain, &after, at + 1);
        let shown = got.map(|(t, c)| {
            let at: usize = t.chars().take(c).map(char::len_utf8).sum();
            format!("{}|{}", &t[..at], &t[at..])
        });
        assert_eq!(shown.as_deref(), expected, "{before}");
    }

    #[test]
    fn numbering_goes_on_and_ends() {
        check_enter("（一）主动公开。|", Some("（一）主动公开。\n（二）|"));
        check_enter("（十）机制。|\n后文", Some("（十）机制。\n（十一）|\n后文"));
        check_enter("1.培训。|", Some("1.培训。\n2.|"));
        check_enter("(3)检查|", Some("(3)检查\n(4)|"));
        check_enter("二、重点|", Some("二、重点\n三、|"));
        check_enter("（一）主动公开。\n（二）|", Some("（一）主动公开。\n|"));
        check_enter("（一）主动|公开。", None);
        check_enter("没有编号。|", None);
        check_enter("3.5万件。|", None);
        check_enter("国办〔2021〕30号|", None);
    }

    #[test]
    fn blanks_are_not_counted() {
        assert_eq!(count("共 三\n字。"), 4);
        assert_eq!(count("共 三\n【图：趋势】"), 4);
    }
}

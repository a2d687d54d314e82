//! Where the sections of a report begin: at headings that are numbered in one of the ways in which offices number
//! (一、 第一部分 1. （一）) or not at all, inside a table too. A heading with a wrong word or number is taken where it
//! stands in the gap that the others leave.

use super::cell::is_value;
use super::labels;
use super::source_rows::SourceRow;
use crate::chinese::numerals;
use crate::form::{self, Form, Section};

/// Longer than a heading, whatever is glued to it.
const GLUED: usize = 120;
/// Most characters of a heading that stands by itself.
const LONGEST: usize = 40;

/// How a heading is numbered; the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HeadingStyle {
    Han,
    Part,
    Arabic,
    Bracket,
    Bare,
}

const STYLES: [HeadingStyle; 5] =
    [HeadingStyle::Han, HeadingStyle::Part, HeadingStyle::Arabic, HeadingStyle::Bracket, HeadingStyle::Bare];

/// A line's number, and the words behind it.
fn numbered(text: &str, style: HeadingStyle) -> Option<(usize, String)> {
    let start = text.trim_start_matches(['#', '*', ' ', '　']);
    let t: String = start.chars().filter(|c| !c.is_whitespace()).take(GLUED).map(fold).collect();
    let number = |digits: &str| numerals::short(digits).map(usize::from);
    let (digits, rest) = match style {
        HeadingStyle::Bare => return Some((0, t)),
        HeadingStyle::Han | HeadingStyle::Arabic => {
            let own =
                |c: char| if style == HeadingStyle::Han { numerals::counts(c) } else { c.is_ascii_digit() };
            let end = t.find(|c| !own(c))?;
            let (digits, rest) = t.split_at(end);
            let parted = rest.strip_prefix(['、', '.', ',', '：', ':', '　']);
            // 一 总体情况: a blank does as well.
            let blank = start.trim_start_matches(own).starts_with(char::is_whitespace);
            (digits, parted.or(blank.then_some(rest))?)
        }
        HeadingStyle::Part => {
            let t = t.strip_prefix('第')?;
            let end = t.find(['部', '章', '节', '条'])?;
            let rest = t[end..].trim_start_matches(['部', '分', '章', '节', '条', '、', '.', '：', ':']);
            (&t[..end], rest)
        }
        HeadingStyle::Bracket => t.strip_prefix('(').and_then(|r| r.split_once(')'))?,
    };
    Some((number(digits)?, rest.trim_start_matches(['、', '.']).to_string()))
}

/// Of either width, and simplified.
fn fold(c: char) -> char {
    match c {
        '（' => '(',
        '）' => ')',
        '．' => '.',
        '，' => ',',
        '０'..='９' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => crate::chinese::variants::simplified(c),
    }
}

/// Whether words behind a number, or without one, are the heading of section `n` in some form.
fn is_of(words: &str, n: usize, style: HeadingStyle) -> bool {
    form::all().any(|f| {
        let Some(s) = f.sections.get(n - 1) else { return false };
        let heading = |h: &String| labels::key(h);
        let own = labels::key(words);
        let short = words.chars().count() <= LONGEST && !words.contains('。');
        match style {
            HeadingStyle::Bare => s.headings.iter().any(|h| heading(h) == own),
            // Numbers that sub-headings have too want the whole heading.
            HeadingStyle::Bracket | HeadingStyle::Arabic if short => {
                s.headings.iter().any(|h| labels::likeness(&heading(h), &own) >= 70)
            }
            _ if short => {
                // 总体公开情况: a word more or less.
                let alike = |h: &String| has_within(&own, &heading(h));
                s.keywords.iter().any(|k| words.contains(k.as_str())) || s.headings.iter().any(alike)
            }
            // A heading glued to its paragraph.
            _ => s.headings.iter().any(|h| words.starts_with(h.as_str())),
        }
    })
}

/// Whether words are those, with at most so many characters more.
fn has_within(words: &str, heading: &str) -> bool {
    const MORE: usize = 4;
    let mut rest = words.chars();
    words.chars().count() <= heading.chars().count() + MORE && heading.chars().all(|c| rest.any(|w| w == c))
}

/// The words of a row that can be a heading.
fn words(row: &SourceRow) -> Option<&str> {
    row.text().or_else(|| row.alone().filter(|_| row.is_of_table()))
}

/// Rows where the sections begin, by their number.
pub fn starts(rows: &[SourceRow]) -> Vec<Option<usize>> {
    let mut best = vec![None; Section::ALL.len()];
    for style in STYLES {
        let found = of_style(rows, style);
        let many = |s: &[Option<usize>]| s.iter().flatten().count();
        if many(&found) > many(&best) {
            best = found;
        }
    }
    for n in 1..=best.len() {
        if best[n - 1].is_none() {
            best[n - 1] = in_gap(rows, &best, n).or_else(|| elsewhere(rows, &best, n));
        }
    }
    for n in 1..=best.len() {
        if best[n - 1].is_none() {
            best[n - 1] = out_of_order(rows, &best, n);
        }
    }
    best
}

/// The heading of section `n` under its own number, behind those that should follow it: 三 behind 四.
fn elsewhere(rows: &[SourceRow], starts: &[Option<usize>], n: usize) -> Option<usize> {
    let first = starts.iter().flatten().min()?;
    let is_own = |t: &str| {
        let styles = [HeadingStyle::Han, HeadingStyle::Part];
        t.chars().count() <= LONGEST
            && styles.iter().any(|s| numbered(t, *s).is_some_and(|(k, rest)| k == n && is_of(&rest, n, *s)))
    };
    let mut own = (first + 1..rows.len())
        .filter(|i| !starts.contains(&Some(*i)) && words(&rows[*i]).is_some_and(is_own));
    own.next().filter(|_| own.next().is_none())
}

/// Those numbered in one way, in ascending order.
fn of_style(rows: &[SourceRow], style: HeadingStyle) -> Vec<Option<usize>> {
    let mut starts = vec![None; Section::ALL.len()];
    let mut next = 1;
    for (i, r) in rows.iter().enumerate() {
        let Some((number, rest)) = words(r).and_then(|t| numbered(t, style)) else { continue };
        let bare = |n: usize| style == HeadingStyle::Bare && !words(r).is_some_and(|t| is_finer(t, n));
        let may = |n: &usize| (number == *n || bare(*n)) && is_of(&rest, *n, style);
        if let Some(n) = (next..=starts.len()).find(may) {
            starts[n - 1] = Some(i);
            next = n + 1;
        }
    }
    starts
}

/// Whether a line is numbered as what stands below section `n` is: （一）主动公开政府信息情况 is an aspect of section one.
fn is_finer(t: &str, n: usize) -> bool {
    numbered(t, HeadingStyle::Bracket).is_some_and(|(k, _)| k != n)
}

/// Whether a line is the whole heading of section `n`, under whatever number.
fn is_whole(t: &str, n: usize) -> bool {
    let own = STYLES.iter().filter_map(|s| numbered(t, *s)).map(|(_, rest)| labels::key(&rest));
    let mut own = own.filter(|k| !k.is_empty());
    let headings = || form::all().filter_map(|f| f.sections.get(n - 1)).flat_map(|s| &s.headings);
    t.chars().count() <= LONGEST
        && own.any(|k| headings().any(|h| labels::likeness(&labels::key(h), &k) >= 75))
}

/// The only line that is the heading of section `n`, numbered as headings are, where sections stand in another order.
fn out_of_order(rows: &[SourceRow], starts: &[Option<usize>], n: usize) -> Option<usize> {
    let (first, last) = (starts.iter().flatten().min()?, starts.iter().flatten().max()?);
    let is_numbered =
        |t: &str| [HeadingStyle::Han, HeadingStyle::Part].into_iter().any(|s| numbered(t, s).is_some());
    let is_own = |i: &usize| {
        !starts.contains(&Some(*i))
            && rows.get(*i).and_then(words).is_some_and(|t| is_numbered(t) && is_whole(t, n))
    };
    let mut own = (*first..*last).filter(is_own);
    own.next().filter(|_| own.next().is_none())
}

/// The heading of section `n` between those that were found: under another number, or of its number with other words.
fn in_gap(rows: &[SourceRow], starts: &[Option<usize>], n: usize) -> Option<usize> {
    let from = starts[..n - 1].iter().flatten().max().map_or(0, |i| i + 1);
    let to = starts[n..].iter().flatten().min().copied().unwrap_or(rows.len());
    let gap = || (from..to).filter_map(|i| Some((i, words(rows.get(i)?)?)));
    let named = gap().find(|(_, t)| is_whole(t, n) && !is_finer(t, n)).map(|(i, _)| i);
    named.or_else(|| {
        // Its number, with words of its own: as the heading before it is numbered.
        let neighbours = starts.iter().flatten().filter_map(|i| words(rows.get(*i)?));
        let style =
            neighbours.into_iter().find_map(|t| STYLES.into_iter().find(|s| numbered(t, *s).is_some()))?;
        if !matches!(style, HeadingStyle::Han | HeadingStyle::Part) {
            return None;
        }
        let plain =
            |t: &str| t.chars().count() <= LONGEST && !t.contains(['。', '；', '：']) && !is_of_table(t);
        let mut own = gap().filter(|(_, t)| plain(t) && numbered(t, style).is_some_and(|(k, _)| k == n));
        own.next().filter(|_| own.next().is_none()).map(|(i, _)| i)
    })
}

/// Whether a line is a row of a table, or a label: 三、本年度办理结果 （一）予以公开 0 3 0 0 1 0 4.
fn is_of_table(line: &str) -> bool {
    let mut words = line.split_whitespace();
    labels::begins_label(line) || (words.next_back().is_some_and(is_value) && words.next().is_some())
}

/// The number of the section whose heading a line is.
pub fn opens(line: &str) -> Option<usize> {
    let of = |s: HeadingStyle| numbered(line, s).filter(|(n, rest)| *n > 0 && is_of(rest, *n, s));
    [HeadingStyle::Han, HeadingStyle::Part].into_iter().find_map(of).map(|(n, _)| n)
}

/// Whether a line is the heading of the first section: where another report begins.
pub fn begins_report(line: &str) -> bool {
    opens(line) == Some(1)
}

/// Whether a line has a number before it.
pub fn is_numbered(line: &str) -> bool {
    STYLES.iter().filter(|s| **s != HeadingStyle::Bare).any(|s| numbered(line, *s).is_some())
}

/// The heading and, where the two are glued, what follows it on the line.
pub fn heading_of(form: &Form, section: Section, line: &str) -> (String, Option<String>) {
    let t = line.trim_start_matches(['#', ' ', '　']).trim();
    let is_long = t.chars().count() > LONGEST || t.contains('。');
    let own = form.section(section).into_iter().flat_map(|s| &s.headings);
    for h in own {
        let Some(at) = t.find(h.as_str()) else { continue };
        let (head, rest) = t.split_at(at + h.len());
        let text = rest.trim_start_matches(|c: char| c.is_whitespace() || "：:。".contains(c)).trim_end();
        // 六、其他需要报告的事项：无, and not 五、存在的主要问题及改进情况和打算 or （单位：件）.
        let anew = [HeadingStyle::Han, HeadingStyle::Arabic, HeadingStyle::Bracket];
        let begins = anew.iter().any(|s| numbered(text, *s).is_some()) || text.starts_with("一是");
        let parted = text.len() < rest.trim_end().len() && !text.starts_with(['（', '(']);
        if is_long || begins || parted {
            return (head.to_string(), Some(text.to_string()).filter(|r| !r.is_empty()));
        }
    }
    (t.to_string(), None)
}

//! The red head above the title of a printed report, and the 版记 at its end: what they say is none of its prose, but
//! what its page style prints.

use super::source_rows::{SourceKind, SourceRow};
use super::wrap::ReadWords;
use crate::chinese::numerals::{is_arabic, is_numeral};
use crate::chinese::offices::{LONGEST, before_bracket, outside_brackets};
use crate::chinese::signs::is_han;
use crate::form::words::words;
use crate::page::issue::COPIES;
use crate::report::value::SEAM;
use crate::report::{Date, Report};

/// The longest 发文字号.
const NUMBER: usize = 30;

/// What was found above the title: the mark, and the document's number where it has one.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ReadHead {
    mark: String,
    number: String,
    /// The lines it takes, right above the title.
    pub lines: usize,
}

/// What was found behind the signature.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ReadImprint {
    copies_to: String,
    issuer: String,
    date: String,
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != SEAM).collect()
}

/// The red head among the lines above the title of an office's report. A portal has words of its own above it.
pub fn head(above: &[ReadWords], office: Option<&str>) -> Option<ReadHead> {
    /// A mark of more lines is none.
    const LINES: usize = 3;
    /// A line of it that goes on in the next has so many characters.
    const FULL: usize = 10;
    let lines: Vec<String> = above.iter().map(|l| squeezed(&l.text)).collect();
    let (number, rest) = match lines.split_last() {
        Some((last, rest)) if is_number(last) => (last.as_str(), rest),
        _ => ("", &lines[..]),
    };
    let last = |n: usize| rest.get(rest.len().checked_sub(n)?..).map(|l| (l.concat(), n));
    let named = |mark: &str| {
        let name = mark.strip_suffix("文件").unwrap_or(mark);
        (is_name(mark) && office.is_some_and(|o| name.starts_with(o))) || is_office(name)
    };
    // The office's own name, on however many lines; else a name above a number, with the lines that it fills.
    let is_whole = |mark: &str| mark.strip_suffix("文件").is_some_and(|name| Some(name) == office);
    let whole = (1..=LINES).filter_map(last).find(|(mark, _)| is_whole(mark));
    let full = || rest.iter().rev().skip(1).take_while(|l| l.chars().count() >= FULL).count();
    let numbered = || last(full().saturating_add(1).min(LINES)).filter(|(mark, _)| named(mark));
    let (mark, n) = whole.or_else(|| numbered().filter(|_| !number.is_empty()))?;
    Some(ReadHead { mark, number: number.into(), lines: n + usize::from(!number.is_empty()) })
}

/// What an office may be called, or a mark: no number, no sign but brackets and what parts the names in them.
fn is_name(words: &str) -> bool {
    words.chars().count() <= LONGEST
        && words.chars().all(|c| is_han(c) || "（）()、".contains(c))
        && !outside_brackets(words).contains('、')
}

/// 云溪区水务局办公室, but neither 政府 nor 信息公开目录.
fn is_office(name: &str) -> bool {
    /// Shorter ones are no whole names.
    const SHORTEST: usize = 4;
    let endings = words().offices.iter().chain(&words().governments);
    name.chars().count() >= SHORTEST
        && is_name(name)
        && endings.map(String::as_str).any(|e| before_bracket(name).ends_with(e))
}

/// 云水〔2026〕3号, in whatever brackets.
fn is_number(line: &str) -> bool {
    let parts = || {
        let (who, rest) = line.split_once(['〔', '[', '［', '【', '(', '（'])?;
        let (year, rest) = rest.split_once(['〕', ']', '］', '】', ')', '）'])?;
        let number = rest.strip_suffix('号')?;
        let number = number.strip_prefix('第').unwrap_or(number);
        let digits = |t: &str| !t.is_empty() && t.chars().all(is_arabic);
        Some(who.chars().all(is_han) && !who.is_empty() && digits(year) && digits(number))
    };
    line.chars().count() <= NUMBER && parts() == Some(true)
}

/// Takes the 版记 off the rows behind the last heading. It says whom copies go to, or stands behind the signature: another
/// line that ends so (…工作要点2025年3月1日印发) is prose.
pub fn take_imprint(rows: &mut [SourceRow], starts: &[Option<usize>]) -> Option<ReadImprint> {
    /// So many lines at most, those of whom copies go to among them.
    const LINES: usize = 12;
    let last = starts.iter().flatten().max()?;
    let filled: Vec<(usize, String)> = rows
        .iter()
        .enumerate()
        .skip(last + 1)
        .map(|(i, r)| (i, squeezed(&r.words().collect::<String>())))
        .filter(|(_, words)| !words.is_empty())
        .collect();
    let end = filled.iter().rposition(|(_, words)| issued(words).is_some())?;
    let copies = filled.iter().take(end).rposition(|(_, w)| is_copies(w)).filter(|at| end - at < LINES);
    // The name of who issued it may take more lines than the date.
    let signed = filled.iter().take(end).rposition(|(_, words)| is_signed(words)).map(|at| at + 1);
    let is_last = !filled.iter().skip(end + 1).any(|(_, words)| is_signed(words));
    let words = |from: usize| filled.iter().take(end + 1).skip(from).map(|(_, w)| w.as_str());
    let read = |from: usize| Some((from, imprint(&words(from).collect::<String>())?));
    let (begin, read) = copies.into_iter().chain(signed.filter(|_| is_last)).find_map(read)?;
    for (i, _) in filled.iter().take(end + 1).skip(begin) {
        if let Some(row) = rows.get_mut(*i) {
            (row.kind, row.table, row.cells) = (SourceKind::Gap, 0, Vec::new());
        }
    }
    Some(read)
}

fn is_copies(words: &str) -> bool {
    words.starts_with(COPIES) || words.starts_with("抄送:")
}

/// Its words one behind the other: 抄送：区政府办公室，区水利站。示范市云溪区水务局2026年1月20日印发
fn imprint(words: &str) -> Option<ReadImprint> {
    let (before, date) = issued(words)?;
    let (copies_to, issuer) = match is_copies(before) {
        true => {
            before.rsplit_once('。').map(|(to, by)| (to.split_once(['：', ':']).map_or("", |t| t.1), by))?
        }
        false => ("", before),
    };
    is_office(issuer).then(|| ReadImprint {
        copies_to: copies_to.into(),
        issuer: issuer.into(),
        date: date.into(),
    })
}

/// What stands before the day of issue, and the day.
fn issued(words: &str) -> Option<(&str, &str)> {
    let words = words.strip_suffix("印发")?;
    let year = words.rfind('年')?;
    let digit = |c: char| is_arabic(c) || is_numeral(c) || c == '○';
    let from = words.get(..year)?.trim_end_matches(digit).len();
    let (before, date) = words.split_at_checked(from)?;
    let (_, day) = date.split_once('年')?;
    let day = day.strip_suffix('日')?;
    let (month, day) = day.split_once('月')?;
    [month, day].into_iter().all(|n| !n.is_empty() && n.chars().all(digit)).then_some((before, date))
}

/// A day alone, or behind a name: 云溪区水务局2026年1月20日.
fn is_signed(words: &str) -> bool {
    let dated = format!("{words}印发");
    words.ends_with('日') && issued(&dated).is_some_and(|(name, _)| name.is_empty() || is_office(name))
}

/// Sets the page style of a report that was printed with them; what is the usual words is left to be so.
pub fn put(head: Option<ReadHead>, imprint: Option<ReadImprint>, report: &mut Report) {
    let usual = |said: String, usual: &str| if said == squeezed(usual) { String::new() } else { said };
    let layout = &mut report.layout;
    if let Some(ReadHead { mark, number, .. }) = head {
        layout.style.red_head = true;
        (layout.issue.mark, layout.issue.number) =
            (usual(mark, &format!("{}文件", report.office.name)), number);
    }
    if let Some(ReadImprint { copies_to, issuer, date }) = imprint {
        layout.style.imprint = true;
        let signed = report.signature.date.as_ref().map(Date::to_string).unwrap_or_default();
        layout.issue.copies_to = copies_to;
        layout.issue.issuer = usual(issuer, &report.office.name);
        layout.issue.date = usual(date, &signed);
    }
}

//! A document cut at its headings, or at its tables where a heading is missing, into title, preamble and sections.
//! What a portal put around it is dropped, by its words, its place and its shape, and told.

use super::facts_in_prose;
use super::find::FoundParts;
use super::headings;
use super::issue::{self, ReadHead};
use super::portal::{is_clutter, is_of_portal, is_scrap, opens_prose, publisher, without_mark};
use super::residue::short;
use super::source_rows::{SourceKind, SourceRow};
use super::wrap::{self, ReadWords};
use crate::chinese::offices;
use crate::chinese::signs::is_han;
use crate::form::words::words;
use crate::form::{Form, Section};
use crate::report::{Note, NoteKind, Place};
use std::collections::BTreeSet;
use std::ops::Range;

/// Most lines that a title is put together from.
const TITLE: usize = 12;

/// A section: its heading, and what stands before and behind its table.
#[derive(Debug, Default)]
pub struct TextPart {
    pub heading: Option<ReadWords>,
    pub before: Vec<ReadWords>,
    pub after: Vec<ReadWords>,
}

/// The document cut at its headings.
pub struct Parts {
    pub head: Option<ReadHead>,
    pub title: String,
    pub preamble: Vec<ReadWords>,
    /// Who a portal says published it, where its lines were dropped.
    pub publisher: Option<String>,
    /// By the form's order.
    pub sections: Vec<(Section, Option<TextPart>)>,
}

fn note(kind: NoteKind, line: Option<usize>, text: String) -> Note {
    Note::at(kind, Place::Whole, line, text)
}

/// Where another report begins behind the first: at its title, or its first heading.
pub fn second_report(rows: &[SourceRow], starts: &[Option<usize>], notes: &mut Vec<Note>) -> Option<usize> {
    let begun = starts[0]?;
    let late = starts[2..].iter().flatten().copied().min()?;
    let text = |i: usize| rows.get(i).and_then(SourceRow::text);
    // 一、收费总体情况 may stand in the last section: another report has a title, or goes on with its second part.
    let title = |i: usize| (late + 1..i).rev().find(|t| text(*t).is_some_and(facts_in_prose::ends_title));
    let goes_on = |i: usize| (i + 1..rows.len()).find_map(|n| headings::opens(text(n)?)) == Some(2);
    let begins =
        |i: &usize| text(*i).is_some_and(headings::begins_report) && (title(*i).is_some() || goes_on(*i));
    let again = (late + 1..rows.len()).find(begins)?;
    let at = title(again).filter(|t| *t > begun).unwrap_or(again);
    let words = "文件里像是还有一份报告，只读了第一份；要读后面那份，请把它另存成一个文件".to_string();
    notes.push(note(NoteKind::Doubtful, Some(rows[at].line), words));
    Some(at)
}

/// Cuts the document; `starts` are its headings. Its paragraphs may be broken into lines.
pub fn cut(
    form: &Form,
    (rows, broken): (&[SourceRow], bool),
    starts: &[Option<usize>],
    found: &FoundParts,
    notes: &mut Vec<Note>,
) -> Parts {
    let table = |s: Section| form.tables.iter().position(|t| t.section == s);
    let begin = |s: Section| {
        let heading = starts.get(form.number(s) - 1).copied().flatten();
        heading.or_else(|| found.first(table(s)?))
    };
    let begins: Vec<(Section, Option<usize>)> = form.order().map(|s| (s, begin(s))).collect();
    let first = begins.iter().filter_map(|b| b.1).min().unwrap_or(rows.len());
    let pages = found.bare_numbers(rows);
    tell_pages(rows, &pages, notes);
    let lines = |within: Range<usize>| -> Vec<ReadWords> {
        let is_text = |i: &usize| found.owner[*i].is_none() && !pages.contains(i);
        let free = within.filter(|i| is_text(i) && !starts.contains(&Some(*i)));
        free.filter_map(|i| paragraph(&rows[i])).collect()
    };
    let margin = broken.then(|| wrap::margin(&lines(0..rows.len()))).flatten();
    let words = |within: Range<usize>| match margin {
        Some(m) => m.joined(lines(within)),
        None => lines(within),
    };
    let section = |(s, at): &(Section, Option<usize>)| {
        let at = (*at)?;
        let to = begins.iter().filter_map(|b| b.1).filter(|b| *b > at).min().unwrap_or(rows.len());
        let is_heading = starts.contains(&Some(at));
        let text = || rows[at].text().or_else(|| rows[at].alone()).unwrap_or_default().to_string();
        let heading =
            is_heading.then(|| ReadWords { line: rows[at].line, text: text(), ..ReadWords::default() });
        let own = table(*s).and_then(|t| found.first(t)).filter(|f| (at..to).contains(f));
        let split = own.unwrap_or(to);
        let mut before = words(at..split);
        // A table's caption that says the heading over it again is no paragraph.
        let title = own.and(table(*s)).and_then(|t| form.tables.get(t)).map(|t| t.title.as_str());
        before.retain(|w| title != Some(w.text.trim()));
        Some(TextPart { heading, before, after: words(split..to) })
    };
    let mut sections: Vec<(Section, Option<TextPart>)> = begins.iter().map(|b| (b.0, section(b))).collect();
    let last = begins.iter().filter_map(|b| Some((b.1?, b.0))).max_by_key(|b| b.0).map(|b| b.1);
    if let Some(part) = sections.iter_mut().find(|(s, _)| Some(*s) == last).and_then(|s| s.1.as_mut()) {
        cut_tail(if part.after.is_empty() { &mut part.before } else { &mut part.after }, notes);
    }
    let below: String = lines(first..rows.len()).iter().map(|l| offices::squeezed(&l.text)).collect();
    // What is shown above the first heading is the portal's, or the letterhead's.
    let mut above = words(0..first);
    let shown = above.iter().filter(|l| l.picture.is_some()).count();
    for l in &mut above {
        // The words below it are kept.
        l.text = l.picture.take().map_or(std::mem::take(&mut l.text), |p| p.caption);
    }
    above.retain(|l| !l.text.is_empty());
    if shown > 0 {
        notes.push(note(NoteKind::Dropped, None, format!("第一个标题前面的{shown}张图片没有用到")));
    }
    let publisher = above.iter().find_map(|l| publisher(&l.text));
    let (head, title, preamble) = front(above, &below, notes);
    Parts { head, title, preamble, publisher, sections }
}

/// Says which lines of nothing but a number were taken for those of pages.
fn tell_pages(rows: &[SourceRow], pages: &BTreeSet<usize>, notes: &mut Vec<Note>) {
    let Some(first) = pages.first().and_then(|i| rows.get(*i)) else { return };
    let many = if pages.len() > 1 { format!("等{}处", pages.len()) } else { String::new() };
    let text = format!("单独成行的数字“{}”{many}当作页码，没有读入", first.text().unwrap_or_default());
    notes.push(note(NoteKind::Dropped, Some(first.line), text));
}

/// The words of a row that is none of a table's, or its picture.
fn paragraph(row: &SourceRow) -> Option<ReadWords> {
    let text = match row.kind {
        SourceKind::Picture => {
            return row.picture.is_some().then(|| ReadWords {
                line: row.line,
                picture: row.picture.clone(),
                ..ReadWords::default()
            });
        }
        SourceKind::Line => row.text()?.to_string(),
        SourceKind::Counted | SourceKind::Even if row.table == 0 => row.words().collect::<Vec<_>>().join(" "),
        _ => return None,
    };
    (!text.is_empty()).then_some(ReadWords { line: row.line, text, indent: row.indent, picture: None })
}

/// What a portal put behind the report, where no signature shows its end.
fn cut_tail(lines: &mut Vec<ReadWords>, notes: &mut Vec<Note>) {
    /// Fewer short lines at the end may be the office's own.
    const SEVERAL: usize = 3;
    let listed = lines.iter().position(|l| is_clutter(&l.text));
    let scrap = |l: &&ReadWords| l.picture.is_none() && is_scrap(&l.text);
    let short_at_end = lines.iter().rev().take_while(scrap).count();
    let signed = facts_in_prose::signature(&texts(lines)).is_some();
    let by_shape = (short_at_end >= SEVERAL && !signed).then(|| lines.len() - short_at_end);
    let Some(at) = listed.into_iter().chain(by_shape).min() else { return };
    // A list of such lines is no part of the report; a sentence that happens to begin so is.
    let rest = &lines[at..];
    let long = rest.iter().filter(|t| t.text.chars().count() > 60).count();
    if long * 3 <= rest.len() {
        let text = format!("报告后面的{}行没有用到，从“{}”开始", rest.len(), short(&rest[0].text));
        notes.push(note(NoteKind::Dropped, Some(rest[0].line), text));
        lines.truncate(at);
    }
}

pub fn texts(lines: &[ReadWords]) -> Vec<String> {
    lines.iter().map(|l| l.text.clone()).collect()
}

/// The lines, where one that the title goes on in for a character or two is put behind it: …工作年度报 / 告.
fn with_whole_title(mut lines: Vec<ReadWords>) -> Vec<ReadWords> {
    /// 年度报告 is no longer.
    const REST: usize = 3;
    let ends = |t: &str| facts_in_prose::ends_title(t);
    let is_cut = |w: &[ReadWords]| {
        let [a, b] = w else { return false };
        b.text.chars().count() <= REST && !ends(&a.text) && ends(&format!("{}{}", a.text, b.text))
    };
    if let Some(i) = lines.windows(2).position(is_cut) {
        let rest = lines.remove(i + 1);
        lines[i].text.push_str(&rest.text);
    }
    lines
}

/// Red head, title and preamble. The title ends with the last line that says 年度报告 before the text begins, and takes
/// lines above it only while it lacks a year or an office of its own, or has but the end of the name that the words
/// below say.
fn front(
    lines: Vec<ReadWords>,
    below: &str,
    notes: &mut Vec<Note>,
) -> (Option<ReadHead>, String, Vec<ReadWords>) {
    let mut lines = with_whole_title(lines);
    for l in &mut lines {
        let bare = without_mark(&l.text);
        if bare.len() < l.text.len() {
            l.text = bare.to_string();
        }
    }
    let text = |i: usize| lines[i].text.as_str();
    let count = |i: usize| text(i).chars().count();
    let is_long = |i: &usize| count(*i) > facts_in_prose::LONGEST_TITLE && !is_of_portal(text(*i));
    let long = (0..lines.len()).find(is_long).unwrap_or(lines.len());
    let named =
        |i: &usize| !text(*i).contains(['>', '：', '»', '＞', '《', '|', '。']) && !is_clutter(text(*i));
    let end = (0..long).rev().find(|i| named(i) && facts_in_prose::ends_title(text(*i)));
    let end = end.or_else(|| (0..long).rev().find(|i| named(i) && facts_in_prose::is_like_title(text(*i))));
    let (lower, title) = match end {
        Some(end) => title(&lines, end, below),
        None => (0, String::new()),
    };
    let (begin, title) = fuller(&lines, (lower, title));
    let behind = end.map_or(0, |e| e + 1);
    // What stands between the title and the first sentence, and is none, a portal put there.
    let stops = |i: &usize| text(*i).ends_with(['。', '：', '，', '；']);
    let sentence = |i: &usize| count(*i) >= 30 || stops(i) || opens_prose(text(*i));
    let begun = (behind..lines.len()).find(sentence).unwrap_or(lines.len());
    let head = issue::head(&lines[..begin], facts_in_prose::office_of_title(&title).as_deref());
    let above = begin - head.as_ref().map_or(0, |h| h.lines);
    let mut dropped: Vec<&ReadWords> = lines[..above].iter().collect();
    // Between the whole title and another below it: a sentence is the office's, all else the portal's.
    let between = lines.get(begin + 1..lower).unwrap_or_default();
    let is_prose = |l: &&ReadWords| l.text.ends_with(['。', '；', '：']) && !is_of_portal(&l.text);
    let (mut preamble, others): (Vec<ReadWords>, Vec<&ReadWords>) = (
        between.iter().filter(is_prose).cloned().collect(),
        between.iter().filter(|l| !is_prose(l)).collect(),
    );
    dropped.extend(others);
    for (i, l) in lines.iter().enumerate().skip(behind) {
        let before_text = preamble.is_empty();
        let scrap = i < begun && (end.is_some() || is_scrap(&l.text));
        if scrap || (is_clutter(&l.text) && (before_text || i < long || end.is_none())) {
            dropped.push(l);
        } else {
            preamble.push(l.clone());
        }
    }
    if let Some(first) = dropped.first() {
        let text = format!("标题前后的{}行没有用到，从“{}”开始", dropped.len(), short(&first.text));
        notes.push(note(NoteKind::Dropped, Some(first.line), text));
    }
    (head, title, preamble)
}

/// The title, or the whole one above it where its office is but the end of that one's, or none: 2024年…年度报告 below
/// 2024年示范县水利局…年度报告.
fn fuller(lines: &[ReadWords], (begin, title): (usize, String)) -> (usize, String) {
    let office = facts_in_prose::office_of_title(&title).unwrap_or_default();
    // 标题：, 名称 are a portal's.
    let is_name = |more: &str| {
        !more.is_empty()
            && more.chars().all(is_han)
            && !words()
                .title_labels
                .iter()
                .any(|l| more.starts_with(l.as_str()) || more.ends_with(l.as_str()))
    };
    let is_fuller = |t: &str| {
        let whole = facts_in_prose::office_of_title(t);
        facts_in_prose::ends_title(t)
            && facts_in_prose::year(t) == facts_in_prose::year(&title)
            && whole.is_some_and(|o| o.strip_suffix(office.as_str()).is_some_and(is_name))
    };
    let above = lines.iter().take(begin).rposition(|l| is_fuller(&l.text));
    above.and_then(|i| Some((i, lines.get(i)?.text.clone()))).unwrap_or((begin, title))
}

/// The title that ends with a line, and where it begins.
fn title(lines: &[ReadWords], end: usize, below: &str) -> (usize, String) {
    let mut begin = end;
    let mut title = lines[end].text.trim_start_matches(['#', ' ', '*']).trim_end_matches('*').to_string();
    while begin > end.saturating_sub(TITLE) {
        let above = &lines[begin - 1].text;
        let office = facts_in_prose::office_of_title(&title);
        let cut = office.as_deref().is_some_and(offices::is_end_of_name);
        let lacks = facts_in_prose::year(&title).is_none() || office.is_none() || cut;
        let longer = || facts_in_prose::office_of_title(&format!("{above}{title}"));
        let fits = above.chars().count() <= offices::LONGEST
            && !is_clutter(above)
            && !above.contains(['。', '：', '>', '|', '〔']);
        let is_said = |o: String| Some(&o) != office.as_ref() && below.contains(offices::before_bracket(&o));
        if !fits || !lacks && !longer().is_some_and(is_said) {
            break;
        }
        title.insert_str(0, above);
        begin -= 1;
    }
    (begin, title)
}

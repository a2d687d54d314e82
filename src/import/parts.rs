//! A document taken apart: what a word processor or a portal left in it is dropped and told, the rest is cut
//! at its headings into title, preamble and sections.

use super::facts_in_prose;
use super::labels::{self, Labels};
use super::raw::{Line, Piece};
use super::text::is_page_number;
use crate::form::words::words;
use crate::form::{self, Form, Section};
use crate::report::{Note, NoteKind, Place};
use std::collections::{BTreeMap, BTreeSet};

/// A table with fewer labels of ours than this is somebody else's.
const OURS: usize = 3;
/// Most lines that a title is put together from.
const TITLE: usize = 12;

/// The document cut at its headings.
pub struct Parts {
    pub title: String,
    pub preamble: Vec<Line>,
    /// Heading line and body of each section found, by its number.
    pub sections: Vec<Option<Vec<Line>>>,
}

fn note(kind: NoteKind, line: Option<usize>, text: String) -> Note {
    Note::at(kind, Place::Whole, line, text)
}

/// Takes a document's lines apart.
pub fn take(flat: Vec<Line>, notes: &mut Vec<Note>) -> Parts {
    let lines = without_residue(flat, notes);
    let lines = without_strangers(lines, notes);
    let mut starts = starts(&lines);
    let mut end = lines.len();
    if let Some(at) = second_report(&lines, &starts) {
        let text = "文件里像是还有一份报告，只读了第一份；要读后面那份，请把它另存成一个文件".to_string();
        notes.push(note(NoteKind::Dropped, Some(lines[at].number), text));
        end = at;
        starts.iter_mut().for_each(|s| *s = s.filter(|s| *s < at));
    }
    let first = starts.iter().flatten().copied().min().unwrap_or(end);
    let section = |(n, start): (usize, &Option<usize>)| {
        let to = starts[n + 1..].iter().flatten().copied().min().unwrap_or(end);
        start.map(|start| lines[start..to].to_vec())
    };
    let mut sections: Vec<Option<Vec<Line>>> = starts.iter().enumerate().map(section).collect();
    if let Some(last) = sections.iter_mut().rev().flatten().next() {
        cut_tail(last, notes);
    }
    let (title, preamble) = front(&lines[..first], notes);
    Parts { title, preamble, sections }
}

/// Without the marks of a word processor ([bookmark: _GoBack]), page numbers and pictures; says so.
fn without_residue(flat: Vec<Line>, notes: &mut Vec<Note>) -> Vec<Line> {
    let mut out = Vec::with_capacity(flat.len());
    let mut pictures: Vec<usize> = Vec::new();
    for mut l in flat {
        let Piece::Text(t) = &l.piece else {
            match l.piece {
                Piece::Picture => pictures.push(l.number),
                _ => out.push(l),
            }
            continue;
        };
        let words = t.replace('\u{a0}', " ");
        let mut pieces = words.split("[bookmark:");
        let mut clean = pieces.next().unwrap_or_default().to_string();
        let (mut marks, mut first) = (0, "");
        for p in pieces {
            let (mark, rest) = p.split_at(p.find(']').map_or(p.len(), |e| e + 1));
            (marks, first) = (marks + 1, if marks == 0 { mark } else { first });
            clean.push_str(rest);
        }
        if marks > 0 {
            let many = if marks > 1 { format!("等{marks}处") } else { String::new() };
            let text = format!("文字处理软件留下的标记“[bookmark:{}”{many}", short(first));
            notes.push(note(NoteKind::Dropped, Some(l.number), text));
        }
        let clean = clean.trim();
        if l.table == 0 && is_page_number(clean) {
            continue;
        }
        l.piece = if clean.is_empty() { Piece::Blank } else { Piece::Text(clean.into()) };
        out.push(l);
    }
    tell_pictures(&out, pictures, notes);
    out
}

/// Says how many pictures stood in the report; icons of a portal stand before and behind it.
fn tell_pictures(lines: &[Line], mut pictures: Vec<usize>, notes: &mut Vec<Note>) {
    if pictures.is_empty() {
        return;
    }
    let mut heads =
        lines.iter().filter(|l| l.text().is_some_and(|t| (1..=Section::ALL.len()).any(|n| is_heading(t, n))));
    let (first, last) = (heads.next().map(|l| l.number), heads.next_back().map(|l| l.number));
    let inside = |n: &usize| first.is_some_and(|l| l < *n) && last.is_some_and(|l| l >= *n);
    pictures.retain(inside);
    if let Some(at) = pictures.first() {
        let text = format!("文中的{}张图片没有读入", pictures.len());
        notes.push(note(NoteKind::Dropped, Some(*at), text));
    }
}

/// Without tables that are none of the form's (索引号, 发布机构); says so.
fn without_strangers(lines: Vec<Line>, notes: &mut Vec<Note>) -> Vec<Line> {
    let known: Vec<Labels> = form::all().flat_map(|f| &f.tables).map(Labels::of).collect();
    let mut hits: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for l in lines.iter().filter(|l| l.table > 0) {
        let Some(t) = l.text() else { continue };
        let ours = hits.entry(l.table).or_default();
        let key = labels::key(t);
        if known.iter().any(|k| k.find_key(&key).is_some()) {
            ours.insert(key);
        }
    }
    let strange = |l: &Line| l.table > 0 && hits.get(&l.table).is_none_or(|h| h.len() < OURS);
    let mut told = BTreeSet::new();
    for l in lines.iter().filter(|l| strange(l)) {
        if let Some(t) = l.text()
            && told.insert(l.table)
        {
            let text = format!("多出的一张表没有用到，它以“{}”开头", t.chars().take(20).collect::<String>());
            notes.push(note(NoteKind::Dropped, Some(l.number), text));
        }
    }
    lines.into_iter().filter(|l| !strange(l)).collect()
}

/// Lines where the sections begin, in ascending order.
fn starts(lines: &[Line]) -> Vec<Option<usize>> {
    let mut starts = vec![None; Section::ALL.len()];
    let mut next = 1;
    for (i, l) in lines.iter().enumerate().filter(|(_, l)| l.table == 0) {
        if let Some(n) = l.text().and_then(|t| (next..=starts.len()).find(|n| is_heading(t, *n))) {
            starts[n - 1] = Some(i);
            next = n + 1;
        }
    }
    starts
}

/// Where another report begins behind the first: at its title, or its first heading.
fn second_report(lines: &[Line], starts: &[Option<usize>]) -> Option<usize> {
    let begun = starts[0]?;
    let late = starts[2..].iter().flatten().copied().min()?;
    let again = (late + 1..lines.len()).find(|i| lines[*i].text().is_some_and(|t| is_heading(t, 1)))?;
    let title =
        (begun..again).rev().find(|i| *i > late && lines[*i].text().is_some_and(facts_in_prose::ends_title));
    Some(title.unwrap_or(again))
}

/// What stands behind the signature, or what a portal put there.
fn cut_tail(lines: &mut Vec<Line>, notes: &mut Vec<Note>) {
    let clutter = |l: &Line| l.table == 0 && l.text().is_some_and(is_clutter);
    let Some(at) = (1..lines.len()).find(|i| clutter(&lines[*i])) else { return };
    // A list of such lines is no part of the report; a sentence that happens to begin so is.
    let rest: Vec<&str> = lines[at..].iter().filter_map(Line::text).collect();
    let long = rest.iter().filter(|t| t.chars().count() > 60).count();
    if long * 3 <= rest.len() {
        let text = format!("报告后面的{}行没有用到，从“{}”开始", rest.len(), short(rest[0]));
        notes.push(note(NoteKind::Dropped, Some(lines[at].number), text));
        lines.truncate(at);
    }
}

fn short(t: &str) -> String {
    t.chars().take(20).collect()
}

fn is_clutter(t: &str) -> bool {
    let begins = |c: &String| t.trim_start().starts_with(c);
    t.chars().count() <= 60 && !t.ends_with('。') && words().clutter.iter().any(begins)
}

/// Title and preamble. The title ends with the last line that says 年度报告 before the text begins, and takes
/// lines above it only while it lacks a year or an office of its own.
fn front(lines: &[Line], notes: &mut Vec<Note>) -> (String, Vec<Line>) {
    let text = |i: usize| lines[i].text().unwrap_or("");
    let long = (0..lines.len()).find(|i| text(*i).chars().count() > 60).unwrap_or(lines.len());
    let named = |i: &usize| {
        facts_in_prose::ends_title(text(*i)) && !text(*i).contains(['>', '：', '»', '＞', '《', '|'])
    };
    let Some(end) = (0..long).rev().find(named) else {
        let preamble = lines.iter().filter(|l| !l.text().is_some_and(is_clutter)).cloned().collect();
        return (String::new(), preamble);
    };
    let mut begin = end;
    let mut title = text(end).trim_start_matches(['#', ' ', '*']).trim_end_matches('*').to_string();
    while begin > end.saturating_sub(TITLE)
        && (facts_in_prose::year(&title).is_none() || facts_in_prose::office_of_title(&title).is_none())
    {
        begin -= 1;
        let above = text(begin);
        let fits = above.chars().count() <= 40
            && !is_clutter(above)
            && !above.contains(['。', '：', '>', '|', '〔']);
        if !fits && !above.is_empty() {
            begin += 1;
            break;
        }
        title.insert_str(0, above);
    }
    let mut dropped: Vec<&Line> = lines[..begin].iter().filter(|l| l.text().is_some()).collect();
    let mut preamble = Vec::new();
    for l in &lines[end + 1..] {
        let before_text = preamble.iter().all(|p: &Line| p.text().is_none());
        if l.text().is_some_and(is_clutter)
            && (before_text || l.number < lines[long.min(lines.len() - 1)].number)
        {
            dropped.push(l);
        } else {
            preamble.push(l.clone());
        }
    }
    if let Some(first) = dropped.first() {
        let text =
            format!("标题前后的{}行没有用到，从“{}”开始", dropped.len(), short(first.text().unwrap_or("")));
        notes.push(note(NoteKind::Dropped, Some(first.number), text));
    }
    (title, preamble)
}

/// Whether a line is the heading of the section that has number `n` in some form: its numeral with one of the section's words.
pub fn is_heading(line: &str, n: usize) -> bool {
    /// Longer than a heading, whatever is glued to it.
    const LONGEST: usize = 120;
    let words = line.trim_start_matches(['#', ' ', '　']).chars().filter(|c| !c.is_whitespace());
    let t: String = words.take(LONGEST).collect();
    let rest = t.strip_prefix(form::numeral(n)).or_else(|| t.strip_prefix(&n.to_string()));
    let numbered = rest.and_then(|r| r.strip_prefix(['、', '.', '．', '，']));
    form::all().any(|f| {
        let Some(s) = f.sections.get(n - 1) else { return false };
        match numbered {
            Some(words) if words.chars().count() <= 40 && !words.contains('。') => {
                s.keywords.iter().any(|k| words.contains(k.as_str()))
            }
            // A heading glued to its paragraph.
            Some(words) => s.headings.iter().any(|h| words.starts_with(h.as_str())),
            None => s.headings.contains(&t),
        }
    })
}

/// The heading and, where the two are glued, what follows it on the line.
pub fn heading_of(form: &Form, section: Section, line: &str) -> (String, Option<String>) {
    let t = line.trim_start_matches(['#', ' ', '　']).trim();
    if t.chars().count() > 40 || t.contains('。') {
        let own = form.section(section).into_iter().flat_map(|s| &s.headings);
        for h in own {
            if let Some(at) = t.find(h.as_str()) {
                let (head, rest) = t.split_at(at + h.len());
                return (head.to_string(), Some(rest.trim().to_string()).filter(|r| !r.is_empty()));
            }
        }
    }
    (t.to_string(), None)
}

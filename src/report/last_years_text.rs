//! 旧: words and pictures that came along from last year's report. They are confirmed sentence by sentence; what in a
//! sentence most likely has to change (years, dates, numbers, letters) can be pointed at. A sentence that was
//! changed and says no number of last year any more is done by itself; one that stands as it stood last year, but for
//! its years, was not changed, whatever put its years and numbers there.

pub(super) mod come_in;
mod its_year;

use super::edit::Edit;
use super::merge_typed::line_of;
use super::passage::Quote;
use super::reckoned::KnownValues;
use super::run::merge;
use super::text::{Para, Run, RunKind, clauses};
use super::{Part, Report};
use crate::chinese::figures::{figures, typed_over};
use crate::chinese::years::without_years;
use crate::form::bounds::between;
use crate::form::words::words;
use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

/// A sentence that holds words of last year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    pub quote: Quote,
    /// Last year's words in it name a year, a date, a number, a letter or what happened in that year.
    pub dated: bool,
    /// Something in it is this year's.
    pub changed: bool,
    /// It is a picture, by its line in the plain editor: nobody knows what it shows.
    pub picture: bool,
    /// Bytes of last year's words in its paragraph.
    pub old: Vec<Range<usize>>,
}

/// All of them, in the report's order.
pub fn list(report: &Report) -> Vec<Stale> {
    report.worded().flat_map(|part| list_of(report, part)).collect()
}

/// Those of one part.
pub fn list_of(report: &Report, part: Part) -> Vec<Stale> {
    let mut out = Vec::new();
    let last = OnceCell::new();
    let unread = |s: &Stale| {
        let words = without_years(s.quote.words.trim());
        last.get_or_init(|| words_of_last(report, part)).contains(&words)
    };
    for (paragraph, p) in report.paras(part).iter().enumerate() {
        if !p.is_old() {
            continue;
        }
        let Para::Text(runs) = p else {
            out.push(picture((part, paragraph), line_of(p, report)));
            continue;
        };
        let old = old_ranges(runs, report);
        if old.is_empty() {
            continue;
        }
        let text = p.resolved(report);
        let of = |range: Range<usize>| sentence(&text, &old, range, (part, paragraph, report.year));
        let open = |s: &Stale| s.dated || !s.changed || unread(s);
        out.extend(clauses(&text).into_iter().filter_map(of).filter(open));
    }
    out
}

/// A picture of last year, on its line.
fn picture((part, paragraph): (Part, usize), words: String) -> Stale {
    let range = 0..words.len();
    let old = vec![range.clone()];
    let quote = Quote { part, paragraph, range, words };
    Stale { quote, dated: true, changed: false, picture: true, old }
}

/// The sentences of last year's report there, their years left out. What the preamble says is its usual wording: a year
/// that was changed in it is all that had to be.
fn words_of_last(report: &Report, part: Part) -> HashSet<String> {
    let last = report.predecessor.as_ref().filter(|_| !matches!(part, Part::Title | Part::Preamble));
    let words = last.map(|last| last.snapshot.words(part)).unwrap_or_default();
    let of_line =
        |line: &str| clauses(line).into_iter().map(|c| without_years(line[c].trim())).collect::<Vec<_>>();
    words.lines().flat_map(of_line).collect()
}

/// What is last year's in a sentence, given where the paragraph's old words stand.
fn sentence(
    text: &str,
    old: &[Range<usize>],
    range: Range<usize>,
    (part, paragraph, year): (Part, usize, u16),
) -> Option<Stale> {
    let telling = |r: &Range<usize>| text[r.clone()].contains(char::is_alphanumeric);
    let within =
        |o: &Range<usize>| between(o.start, range.start, range.end)..between(o.end, range.start, range.end);
    let pieces: Vec<Range<usize>> = old.iter().map(within).filter(telling).collect();
    if pieces.is_empty() {
        return None;
    }
    let dated = pieces.iter().any(|p| {
        let piece = &text[p.clone()];
        !figures_of_last(piece, year).is_empty() || its_year::tells(piece)
    });
    let ends = pieces.iter().map(|p| p.end);
    let mut gaps =
        std::iter::once(range.start).chain(ends).zip(pieces.iter().map(|p| p.start).chain([range.end]));
    let changed = gaps.any(|(from, to)| from < to && telling(&(from..to)));
    let words = text[range.clone()].to_string();
    let quote = Quote { part, paragraph, range, words };
    Some(Stale { quote, dated, changed, picture: false, old: pieces })
}

/// Bytes of the old runs in a paragraph's resolved text.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
pub fn old_ranges(runs: &[Run], report: &Report) -> Vec<Range<usize>> {
    let known = KnownValues::of(report);
    let mut at = 0;
    let mut out = Vec::new();
    for r in runs {
        let length = r.told(&known).len();
        if r.is_old() && length > 0 {
            out.push(at..at + length);
        }
        at += length;
    }
    out
}

/// Bytes of a paragraph's old words that stand in a sentence still to be looked at.
pub fn marked(stale: &[Stale], at: (Part, usize), runs: &[Run], report: &Report) -> Vec<Range<usize>> {
    let here: Vec<&Quote> = stale.iter().map(|s| &s.quote).filter(|q| (q.part, q.paragraph) == at).collect();
    let cut = |o: Range<usize>| {
        here.iter().map(move |q| o.start.max(q.range.start)..o.end.min(q.range.end)).filter(|r| !r.is_empty())
    };
    old_ranges(runs, report).into_iter().flat_map(cut).collect()
}

/// The figures in words of last year's that a report of this year may have to change: what was true of last year, but no
/// year long before (2019年以来).
pub fn figures_of_last(text: &str, year: u16) -> Vec<Range<usize>> {
    /// Last year's report compares with the year before it; what is older is history.
    const COMPARED: u16 = 2;
    let history = |figure: &str| {
        let of_year = figure.split_once('年').and_then(|(y, _)| y.parse::<u16>().ok());
        of_year.is_some_and(|y| y >= 1000 && y.saturating_add(COMPARED) < year)
    };
    figures(text).into_iter().filter(|f| !history(&text[f.clone()])).collect()
}

/// The numbers of last year's in sentences still to be looked at, each to be typed over: 905 of 905条, 97.6 of 97.6%.
pub fn old_figures(report: &Report) -> Vec<Quote> {
    let stale = list(report);
    let mut out = Vec::new();
    for part in report.worded() {
        for (paragraph, p) in report.paras(part).iter().enumerate() {
            let Para::Text(runs) = p else { continue };
            let text = p.resolved(report);
            for old in marked(&stale, (part, paragraph), runs, report) {
                for figure in figures_of_last(&text[old.clone()], report.year) {
                    let words = typed_over(&text[old.clone()][figure.clone()]);
                    let start = old.start.saturating_add(figure.start);
                    let range = start..start.saturating_add(words.len());
                    out.push(Quote { part, paragraph, range, words: words.into() });
                }
            }
        }
    }
    out
}

/// A number of last year's with those that say it once more of what there is from year to year: 14个乡镇 … 14个乡镇. What
/// was done so often is told of one thing here and of another there. It is one of `figures`, all of them.
pub fn same_figures(report: &Report, figures: &[Quote], figure: &Quote) -> Vec<Quote> {
    let counted = |q: &Quote| {
        let text = report.paras(q.part).get(q.paragraph).map(|p| p.resolved(report)).unwrap_or_default();
        let behind = text.get(q.range.end..).unwrap_or_default();
        words().standing.iter().find(|w| behind.starts_with(w.as_str()))
    };
    let of = counted(figure);
    let same = |q: &Quote| q == figure || of.is_some() && q.words == figure.words && counted(q) == of;
    figures.iter().filter(|q| same(q)).cloned().collect()
}

/// Confirms numbers of last year's, some of all that are `left`, and the sentences that have no others, with them.
pub fn confirm_figures(report: &Report, left: &[Quote], figures: &[Quote]) -> Vec<Edit> {
    let within = |f: &Quote, s: &Quote| {
        (f.part, f.paragraph) == (s.part, s.paragraph)
            && s.range.start <= f.range.start
            && f.range.end <= s.range.end
    };
    let done = |s: &Quote| {
        figures.iter().any(|f| within(f, s))
            && left.iter().filter(|f| within(f, s)).all(|f| figures.contains(f))
    };
    let whole = list(report).into_iter().map(|s| s.quote).filter(done);
    let all: Vec<Quote> = figures.iter().cloned().chain(whole).collect();
    confirm_each(report, &all)
}

/// Confirms one sentence.
pub fn confirm(report: &Report, stale: &Stale) -> Option<Edit> {
    confirm_each(report, std::slice::from_ref(&stale.quote)).pop()
}

/// Confirms these words, an edit a part.
pub fn confirm_each(report: &Report, quotes: &[Quote]) -> Vec<Edit> {
    let of_part = |part: Part| {
        let mut paras = report.paras(part).to_vec();
        for q in quotes.iter().filter(|q| q.part == part) {
            match paras.get_mut(q.paragraph) {
                Some(Para::Text(runs)) => *runs = confirmed(runs, &q.range, report),
                Some(Para::Picture { old, .. }) => *old = false,
                None => {}
            }
        }
        Edit::Text(part, paras)
    };
    report.worded().filter(|p| quotes.iter().any(|q| q.part == *p)).map(of_part).collect()
}

/// The runs with some bytes of their words no longer old.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn confirmed(runs: &[Run], range: &Range<usize>, report: &Report) -> Vec<Run> {
    let mut at = 0;
    let mut out = Vec::new();
    for r in runs {
        let (from, to) = (at, at + r.resolved(report).len());
        at = to;
        let RunKind::Old(t) = &r.kind else {
            out.push(r.clone());
            continue;
        };
        let (a, b) = (between(range.start, from, to) - from, between(range.end, from, to) - from);
        let cut = |of: Range<usize>| r.piece(t.get(of).unwrap_or_default());
        let pieces = [cut(0..a), cut(a..b).of_this_year(), cut(b..t.len())];
        out.extend(pieces.into_iter().filter(|p| !p.is_empty()));
    }
    merge(out)
}

/// Confirms everything.
pub fn confirm_all(report: &Report) -> Vec<Edit> {
    let settled = |p: &Para| match p {
        Para::Text(runs) => Para::Text(merge(runs.iter().cloned().map(Run::of_this_year).collect())),
        Para::Picture { bytes, caption, .. } => Para::picture(bytes.clone(), caption.clone()),
    };
    let stale = |p: &Part| report.paras(*p).iter().any(Para::is_old);
    report
        .worded()
        .filter(stale)
        .map(|p| Edit::Text(p, report.paras(p).iter().map(settled).collect()))
        .collect()
}

#[cfg(test)]
mod tests;

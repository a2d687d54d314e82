//! Words that come into the text from outside (pasted, put in another's place, taken over from another report) and are
//! last year's: a sentence that is cut and pasted, or copied once more out of last year's report. They are marked as
//! they were when this report last said them; what it never said, where last year's says it with a number. What is typed
//! letter by letter, and what repairs put there, is this year's.

use super::{figures_of_last, old_ranges};
use crate::form::bounds::between;
use crate::report::edit::Edit;
use crate::report::merge_typed::common;
use crate::report::passage::passages;
use crate::report::reckoned::KnownValues;
use crate::report::run::{Run, merge};
use crate::report::text::{CLAUSE_ENDS, Para, clauses};
use crate::report::{Part, Report};
use std::collections::HashMap;
use std::ops::Range;

/// Fewer characters than this come by the keys.
const LEAST: usize = 4;

/// Carries an edit out and marks what came in with it and is last year's; `gone` are paragraphs that the report had
/// before, the newest first.
pub fn apply<'a>(edit: Edit, report: &mut Report, gone: impl Iterator<Item = &'a Para> + Clone) {
    let parts: Vec<Part> = match &edit {
        _ if report.predecessor.is_none() => Vec::new(),
        Edit::Text(part, _) => vec![*part],
        Edit::Replace(_) => report.worded().collect(),
        _ => Vec::new(),
    };
    let before = (!parts.is_empty()).then(|| report.clone());
    edit.apply(report);
    if let Some(before) = before {
        mark(&before, report, &parts, gone);
    }
}

fn mark<'a>(
    before: &Report,
    after: &mut Report,
    parts: &[Part],
    gone: impl Iterator<Item = &'a Para> + Clone,
) {
    let changed = |p: &&Part| before.paras(**p) != after.paras(**p);
    let mut found: Vec<(Part, Marked)> = Vec::new();
    for part in parts.iter().filter(changed) {
        let known = |s: CameIn| {
            let marks =
                is_of_use(&s.words, after.year).then(|| as_it_stood(before, after, gone.clone(), &s.words));
            Some(Marked { marks: marks??, of: s })
        };
        let whole: Vec<Marked> = came(before, after, *part, clauses).into_iter().filter_map(known).collect();
        // What is known of a sentence is known of what is in it.
        let apart = |s: &CameIn| !whole.iter().any(|w| w.of.holds(s));
        let parted = came(before, after, *part, pieces).into_iter().filter(apart).filter_map(known);
        let parted: Vec<Marked> = parted.collect();
        found.extend(whole.into_iter().chain(parted).map(|m| (*part, m)));
    }
    for (part, Marked { of, marks }) in found {
        let Some(Para::Text(runs)) = after.paras(part).get(of.paragraph) else { continue };
        let marks = marks.iter().map(|m| moved(m, of.range.start));
        let runs = marks.fold(runs.clone(), |runs, r| aged(&runs, &r, after));
        if let Some(p) = after.paras_mut(part).and_then(|p| p.get_mut(of.paragraph)) {
            *p = Para::Text(runs);
        }
    }
}

fn moved(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start.saturating_add(by)..range.end.saturating_add(by)
}

/// What stands between commas and stops in a paragraph.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let is_stop = |c: &char| CLAUSE_ENDS.contains(c) || "，、：,".contains(*c);
    let stops = text.char_indices().filter(|(_, c)| is_stop(c));
    let mut from = 0;
    let mut piece = |(at, stop): (usize, usize)| std::mem::replace(&mut from, at.saturating_add(stop))..at;
    let all = stops.map(|(at, c)| (at, c.len_utf8())).chain([(text.len(), 0)]);
    all.map(&mut piece).filter(|r| !r.is_empty()).collect()
}

/// Whether it matters of words that they are last year's: they say a number, or are a whole sentence. A bare number
/// says nothing that somebody else's words don't say too.
fn is_of_use(words: &str, year: u16) -> bool {
    words.chars().nth(LEAST.saturating_sub(1)).is_some()
        && words.contains(char::is_alphabetic)
        && (words.ends_with(CLAUSE_ENDS) || !figures_of_last(words, year).is_empty())
}

/// Words that came in: bytes of a paragraph.
struct CameIn {
    paragraph: usize,
    range: Range<usize>,
    words: String,
}

impl CameIn {
    fn holds(&self, other: &CameIn) -> bool {
        self.paragraph == other.paragraph
            && self.range.start <= other.range.start
            && other.range.end <= self.range.end
    }
}

/// The same, and what in its words is last year's.
struct Marked {
    of: CameIn,
    marks: Vec<Range<usize>>,
}

/// What came into a part, by the pieces that `cut` gives; of one that was there otherwise, what is new in it.
fn came(before: &Report, after: &Report, part: Part, cut: fn(&str) -> Vec<Range<usize>>) -> Vec<CameIn> {
    let lines = |of: &Report| {
        let known = KnownValues::of(of);
        of.paras(part).iter().map(|p| p.told(&known)).collect::<Vec<_>>()
    };
    let (was, now) = (lines(before), lines(after));
    let mut left: HashMap<&str, usize> = HashMap::new();
    for line in &was {
        for r in cut(line) {
            let n = left.entry(line.get(r).unwrap_or_default()).or_default();
            *n = n.saturating_add(1);
        }
    }
    let mut new = Vec::new();
    for (paragraph, line) in now.iter().enumerate() {
        for range in cut(line) {
            let words = line.get(range.clone()).unwrap_or_default();
            match left.get_mut(words).filter(|n| **n > 0) {
                Some(n) => *n = n.saturating_sub(1),
                None => new.push((paragraph, range, words)),
            }
        }
    }
    left.retain(|_, n| *n > 0);
    let gone: Vec<&str> = left.into_keys().collect();
    let stretch = |(paragraph, range, words): (usize, Range<usize>, &str)| {
        let own = gone.iter().map(|g| differing(g, words)).min_by_key(|r| r.len()).unwrap_or(0..words.len());
        let words = words.get(own.clone()).unwrap_or_default().to_string();
        CameIn { paragraph, range: moved(&own, range.start), words }
    };
    new.into_iter().map(stretch).collect()
}

/// Bytes of `now` that are not as in `was`, from the first that differs to the last.
fn differing(was: &str, now: &str) -> Range<usize> {
    let head = common(was.chars(), now.chars());
    let [was, rest] = [was, now].map(|t| t.get(head..).unwrap_or_default());
    let tail = common(was.chars().rev(), rest.chars().rev());
    head..now.len().saturating_sub(tail)
}

/// Bytes of words that are last year's, as they stood in the report, or did last; none where nobody ever said them.
fn as_it_stood<'a>(
    before: &Report,
    after: &Report,
    gone: impl Iterator<Item = &'a Para>,
    words: &str,
) -> Option<Vec<Range<usize>>> {
    let known = KnownValues::of(before);
    let now =
        before.worded().flat_map(|p| before.paras(p)).filter_map(|p| marks_in(p, words, &known, before));
    // Where it is said twice, and once as last year's, it is that.
    let now = now.reduce(|a, b| if a.is_empty() { b } else { a });
    let then = || gone.into_iter().find_map(|p| marks_in(p, words, &known, before));
    let last = || {
        let last = &after.predecessor.as_ref()?.snapshot;
        let says = passages(last).iter().any(|p| place(&p.words, words).is_some());
        let numbered = !figures_of_last(words, after.year).is_empty();
        (says && numbered).then(|| std::iter::once(0..words.len()).collect())
    };
    now.or_else(then).or_else(last)
}

/// Bytes of `words` that are last year's in a paragraph that says them.
fn marks_in(para: &Para, words: &str, known: &KnownValues<'_>, report: &Report) -> Option<Vec<Range<usize>>> {
    let Para::Text(runs) = para else { return None };
    let at = place(&para.told(known), words)?;
    let end = at.saturating_add(words.len());
    let within = |o: Range<usize>| {
        between(o.start, at, end).saturating_sub(at)..between(o.end, at, end).saturating_sub(at)
    };
    Some(old_ranges(runs, report).into_iter().map(within).filter(|r| !r.is_empty()).collect())
}

/// Where words stand in a text, and in no longer number.
fn place(text: &str, words: &str) -> Option<usize> {
    let is_digit = |c: char| c.is_ascii_digit();
    let torn = |at: usize| {
        let (head, tail) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
        let behind = tail.strip_prefix(words).unwrap_or_default();
        head.ends_with(is_digit) && words.starts_with(is_digit)
            || words.ends_with(is_digit) && behind.starts_with(is_digit)
    };
    text.match_indices(words).map(|(at, _)| at).find(|at| !torn(*at))
}

/// The runs with some bytes of their plain words as last year's.
fn aged(runs: &[Run], range: &Range<usize>, report: &Report) -> Vec<Run> {
    let known = KnownValues::of(report);
    let mut at = 0_usize;
    let mut out = Vec::new();
    for r in runs {
        let (from, to) = (at, at.saturating_add(r.told(&known).len()));
        at = to;
        let Some(t) = r.own_words().filter(|_| !r.is_old()) else {
            out.push(r.clone());
            continue;
        };
        let [a, b] = [range.start, range.end].map(|x| between(x, from, to).saturating_sub(from));
        let cut = |of: Range<usize>| t.get(of).unwrap_or_default();
        let old = Run::old(cut(a..b)).with(r.emphasis);
        out.extend([r.piece(cut(0..a)), old, r.piece(cut(b..t.len()))].into_iter().filter(|p| !p.is_empty()));
    }
    merge(out)
}

#[cfg(test)]
mod tests;

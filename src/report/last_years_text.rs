//! 旧: words that came along from last year's report. They are confirmed sentence by sentence; what in a
//! sentence most likely has to change (years, dates, numbers, letters) can be pointed at. A sentence that was
//! changed and says no number of last year any more is done by itself.

use super::edit::Edit;
use super::passage::Quote;
use super::reckoned::KnownValues;
use super::run::merge;
use super::text::{Para, Run, RunKind, clauses};
use super::{Part, Report};
use crate::chinese::figures::{figures, typed_over};
use crate::chinese::signs::is_han;
use crate::form::bounds::between;
use std::ops::Range;

/// A sentence that holds words of last year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    pub quote: Quote,
    /// Last year's words in it name a year, a date, a number or a letter.
    pub dated: bool,
    /// Something in it is this year's.
    pub changed: bool,
}

/// All of them, in the report's order.
pub fn list(report: &Report) -> Vec<Stale> {
    report.worded().flat_map(|part| list_of(report, part)).collect()
}

/// Those of one part.
pub fn list_of(report: &Report, part: Part) -> Vec<Stale> {
    let mut out = Vec::new();
    for (paragraph, p) in report.paras(part).iter().enumerate() {
        let Para::Text(runs) = p else { continue };
        if !runs.iter().any(Run::is_old) {
            continue;
        }
        let old = old_ranges(runs, report);
        if old.is_empty() {
            continue;
        }
        let text = p.resolved(report);
        let of = |range: Range<usize>| sentence(&text, &old, range, (part, paragraph, report.year));
        out.extend(clauses(&text).into_iter().filter_map(of));
    }
    out
}

/// What is still to be looked at in a sentence, given where the paragraph's old words stand.
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
    let dated = pieces.iter().any(|p| !figures_of_last(&text[p.clone()], year).is_empty());
    let ends = pieces.iter().map(|p| p.end);
    let mut gaps =
        std::iter::once(range.start).chain(ends).zip(pieces.iter().map(|p| p.start).chain([range.end]));
    let changed = gaps.any(|(from, to)| from < to && telling(&(from..to)));
    let words = text[range.clone()].to_string();
    let quote = Quote { part, paragraph, range, words };
    (dated || !changed).then_some(Stale { quote, dated, changed })
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

/// A number of last year's with those that say it once more of the same things: 14个乡镇 … 14个乡镇.
pub fn same_figures(report: &Report, figure: &Quote) -> Vec<Quote> {
    /// So many characters behind a number tell what it counts.
    const TELLING: usize = 3;
    let behind = |q: &Quote| {
        let text = report.paras(q.part).get(q.paragraph).map(|p| p.resolved(report)).unwrap_or_default();
        text.get(q.range.end..).unwrap_or_default().chars().take(TELLING).collect::<String>()
    };
    let counted = behind(figure);
    let tells = counted.chars().count() == TELLING && counted.chars().all(is_han);
    let same = |q: &Quote| q == figure || tells && q.words == figure.words && behind(q) == counted;
    old_figures(report).into_iter().filter(same).collect()
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
            if let Some(Para::Text(runs)) = paras.get_mut(q.paragraph) {
                *runs = confirmed(runs, &q.range, report);
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
        p => p.clone(),
    };
    let stale =
        |p: &Part| report.paras(*p).iter().any(|p| matches!(p, Para::Text(r) if r.iter().any(Run::is_old)));
    report
        .worded()
        .filter(stale)
        .map(|p| Edit::Text(p, report.paras(p).iter().map(settled).collect()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Section;

    fn report() -> Report {
        let mut r = Report::new(2025, "示范局");
        r.sections[0].before = vec![Para::Text(vec![
            Run::old("2024年公开208条。新的一句里有5条是"),
            Run::text("今年的"),
            Run::old("。再一句。"),
        ])];
        r
    }

    #[test]
    fn sentences_are_listed_and_confirmed_one_by_one() {
        let mut r = report();
        let all = list(&r);
        assert_eq!(
            all.iter().map(|s| s.quote.words.as_str()).collect::<Vec<_>>(),
            ["2024年公开208条。", "新的一句里有5条是今年的。", "再一句。"]
        );
        confirm(&r, &all[1]).expect("an edit").apply(&mut r);
        let left = list(&r);
        assert_eq!(
            left.iter().map(|s| s.quote.words.as_str()).collect::<Vec<_>>(),
            ["2024年公开208条。", "再一句。"]
        );
        for e in confirm_all(&r) {
            e.apply(&mut r);
        }
        assert!(list(&r).is_empty());
        assert_eq!(r.words(Part::Before(Section::Overview)), report().words(Part::Before(Section::Overview)));
    }

    #[test]
    fn a_year_long_past_is_no_number_of_last_years() {
        let figures = |t| figures_of_last(t, 2025).into_iter().map(|f| &t[f]).collect::<Vec<_>>();
        assert_eq!(figures("对2019年以来的256份文件，比2023年多，2024年1月"), ["256", "2023年", "2024年1月"]);
        assert_eq!(figures("发布999年"), ["999年"]);
    }

    #[test]
    fn a_changed_sentence_without_a_number_of_last_year_is_done_by_itself() {
        let mut r = report();
        let old = |t: &str| Run::old(t);
        r.sections[0].before = vec![Para::Text(vec![
            Run::text("2025年"),
            old("公开"),
            Run::text("905"),
            old("条。2024年收到"),
            Run::text("43"),
            old("件。办结二十三件，"),
            Run::text("其中予以公开"),
            old("的较多。十分重视。"),
        ])];
        let left: Vec<_> = list(&r).into_iter().map(|s| (s.quote.words, s.dated, s.changed)).collect();
        let of = |words: &str, dated, changed| (words.to_string(), dated, changed);
        assert_eq!(
            left,
            [
                of("2024年收到43件。", true, true),
                of("办结二十三件，其中予以公开的较多。", true, true),
                of("十分重视。", false, false)
            ]
        );
    }
}

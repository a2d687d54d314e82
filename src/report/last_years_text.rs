//! 旧: words that came along from last year's report. They are confirmed sentence by sentence; what in a
//! sentence most likely has to change (years, dates, numbers, letters) can be pointed at.

use super::edit::Edit;
use super::reckoned::Reckoned;
use super::text::{Para, Run, clauses};
use super::{Part, Report};
use crate::chinese::numerals::is_arabic;
use crate::form::bounds::between;
use std::ops::Range;

/// A sentence that holds words of last year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    pub part: Part,
    /// Index of the paragraph in its part.
    pub paragraph: usize,
    /// Bytes of the sentence in the paragraph's resolved text.
    pub range: Range<usize>,
    pub words: String,
}

/// All of them, in the report's order.
pub fn list(report: &Report) -> Vec<Stale> {
    let mut out = Vec::new();
    for part in report.worded() {
        for (paragraph, p) in report.paras(part).iter().enumerate() {
            let Para::Text(runs) = p else { continue };
            if !runs.iter().any(|r| matches!(r, Run::Old(_))) {
                continue;
            }
            let old = old_ranges(runs, report);
            if old.is_empty() {
                continue;
            }
            let text = p.resolved(report);
            for range in clauses(&text) {
                let telling = |o: &Range<usize>| {
                    let (a, b) = (o.start.max(range.start), o.end.min(range.end));
                    a < b && text[a..b].contains(char::is_alphanumeric)
                };
                if old.iter().any(telling) {
                    let words = text[range.clone()].to_string();
                    out.push(Stale { part, paragraph, range, words });
                }
            }
        }
    }
    out
}

/// Bytes of the old runs in a paragraph's resolved text.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
pub fn old_ranges(runs: &[Run], report: &Report) -> Vec<Range<usize>> {
    let known = Reckoned::of(report);
    let mut at = 0;
    let mut out = Vec::new();
    for r in runs {
        let length = r.told(&known).len();
        if matches!(r, Run::Old(_)) && length > 0 {
            out.push(at..at + length);
        }
        at += length;
    }
    out
}

/// Confirms one sentence.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
pub fn confirm(report: &Report, stale: &Stale) -> Option<Edit> {
    let mut paras = report.paras(stale.part).to_vec();
    let Para::Text(runs) = paras.get_mut(stale.paragraph)? else { return None };
    let mut at = 0;
    let mut out = Vec::new();
    for r in runs.iter() {
        let (from, to) = (at, at + r.resolved(report).len());
        at = to;
        let Run::Old(t) = r else {
            out.push(r.clone());
            continue;
        };
        let (a, b) = (between(stale.range.start, from, to) - from, between(stale.range.end, from, to) - from);
        let cut = |r: Range<usize>| t.get(r).unwrap_or_default().to_string();
        let pieces = [Run::Old(cut(0..a)), Run::Text(cut(a..b)), Run::Old(cut(b..t.len()))];
        out.extend(pieces.into_iter().filter(|p| !matches!(p, Run::Text(t) | Run::Old(t) if t.is_empty())));
    }
    *runs = super::merge_typed::merge(out);
    Some(Edit::Text(stale.part, paras))
}

/// Confirms everything.
pub fn confirm_all(report: &Report) -> Vec<Edit> {
    let fresh = |p: &Para| match p {
        Para::Text(runs) => {
            let text = |r: &Run| if let Run::Old(t) = r { Run::Text(t.clone()) } else { r.clone() };
            Para::Text(super::merge_typed::merge(runs.iter().map(text).collect()))
        }
        p => p.clone(),
    };
    let stale = |p: &Part| {
        report
            .paras(*p)
            .iter()
            .any(|p| matches!(p, Para::Text(r) if r.iter().any(|r| matches!(r, Run::Old(_)))))
    };
    report
        .worded()
        .filter(stale)
        .map(|p| Edit::Text(p, report.paras(p).iter().map(fresh).collect()))
        .collect()
}

/// Bytes of the years, dates, numbers and letters in a text: what was true of last year.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
pub fn figures(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((from, c)) = chars.next() {
        if !is_arabic(c) {
            continue;
        }
        let mut to = from + c.len_utf8();
        while let Some((i, n)) = chars.next_if(|(_, n)| is_arabic(*n) || ".,，%％年月日〔〕".contains(*n))
        {
            to = i + n.len_utf8();
        }
        // A stop or a comma behind the number is the sentence's.
        let end = text[from..to].trim_end_matches(['.', ',', '，', '〔', '〕']).len();
        out.push(from..from + end);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Section;

    fn report() -> Report {
        let mut r = Report::new(2025, "示范局");
        r.sections[0].before = vec![Para::Text(vec![
            Run::Old("2024年公开208条。新的一句在".into()),
            Run::Text("这里".into()),
            Run::Old("。再一句。".into()),
        ])];
        r
    }

    #[test]
    fn sentences_are_listed_and_confirmed_one_by_one() {
        let mut r = report();
        let all = list(&r);
        assert_eq!(
            all.iter().map(|s| s.words.as_str()).collect::<Vec<_>>(),
            ["2024年公开208条。", "新的一句在这里。", "再一句。"]
        );
        confirm(&r, &all[1]).expect("an edit").apply(&mut r);
        let left = list(&r);
        assert_eq!(
            left.iter().map(|s| s.words.as_str()).collect::<Vec<_>>(),
            ["2024年公开208条。", "再一句。"]
        );
        for e in confirm_all(&r) {
            e.apply(&mut r);
        }
        assert!(list(&r).is_empty());
        assert_eq!(r.words(Part::Before(Section::Overview)), report().words(Part::Before(Section::Overview)));
    }

    #[test]
    fn figures_are_years_dates_numbers_and_letters() {
        let t = "2024年1月20日，按国办公开办函〔2021〕30号公开1,208条，占12.5%。";
        let seen: Vec<&str> = figures(t).into_iter().map(|r| &t[r]).collect();
        assert_eq!(seen, ["2024年1月20日", "2021〕30", "1,208", "12.5%"]);
    }
}

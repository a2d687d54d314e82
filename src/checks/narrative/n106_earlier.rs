//! N106: what this year's sentences say of last year's numbers, against last year's sentences; of what no table has.

use super::plain::{Odd, PlainFact, facts, names_last_year};
use super::untouched::Untouched;
use crate::checks::Context;
use crate::checks::text::Passage;
use crate::report::Part;
use crate::report::passage::passages;
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// What is counted, and in what.
type Name = (String, String);

/// What does not fit, with its paragraph and its bytes there.
pub fn odd<'c>(cx: &'c Context<'_>) -> Vec<(&'c Passage<'c>, Odd)> {
    let Some(last) = cx.last_year().filter(|l| l.year.checked_add(1) == Some(cx.year)) else {
        return Vec::new();
    };
    let ours: Vec<ToldFacts<'_, '_>> = cx
        .text()
        .iter()
        .flat_map(|p| told(p, names_last_year))
        .filter(|t| t.2.iter().any(PlainFact::compares))
        .collect();
    // Most reports set nothing beside last year's.
    if ours.is_empty() {
        return Vec::new();
    }
    let theirs = passages(last);
    let known = once_told(&theirs);
    let mut out = Vec::new();
    let untouched = Untouched::of(cx);
    for (p, at, all) in &ours {
        for fact in all.iter() {
            let Some(Some(then)) = known.get(&fact.name).filter(|n| n.is_some_and(|n| !n.is_zero())) else {
                continue;
            };
            if let Some((range, message)) = fact.odd(*then) {
                let range = range.start.saturating_add(*at)..range.end.saturating_add(*at);
                if !untouched.begins(p, range.start) {
                    out.push((*p, Odd::of(range, message)));
                }
            }
        }
    }
    out
}

/// What a sentence counts, its paragraph, and where in it the sentence begins.
type ToldFacts<'p, 'a> = (&'p Passage<'a>, usize, Rc<Vec<PlainFact>>);

/// What those sentences of a paragraph count that are to be read.
fn told<'p, 'a>(p: &'p Passage<'a>, read: fn(&str) -> bool) -> impl Iterator<Item = ToldFacts<'p, 'a>> {
    let all: &[Range<usize>] = if p.part == Part::Title { &[] } else { p.sentences() };
    let read = move |r: &&Range<usize>| read(&p.words[(*r).clone()]);
    all.iter().filter(read).map(move |r| (p, r.start, facts(&p.words[r.clone()])))
}

/// The numbers of last year's report by name; none where it tells two of one name.
fn once_told(theirs: &[Passage<'_>]) -> HashMap<Name, Option<Decimal>> {
    let mut known: HashMap<Name, Option<Decimal>> = HashMap::new();
    for (_, _, all) in theirs.iter().flat_map(|p| told(p, |_| true)) {
        for fact in all.iter() {
            let number = known.entry(fact.name.clone()).or_insert(Some(fact.number));
            if *number != Some(fact.number) {
                *number = None;
            }
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use crate::checks::last_year::tests::with_last;
    use crate::checks::tests::{Case, check_finds, check_silent, zeros};
    use crate::report::edit::Edit;
    use crate::report::text::{Para, Run};
    use crate::report::{Part, Section};

    fn after(last: &str, now: &str) -> Case {
        let words = Part::Before(Section::Overview);
        with_last(2025, zeros(2024).saying(words, last).report).saying(words, now)
    }

    #[test]
    fn what_is_said_of_last_years_number_is_what_last_years_report_told() {
        let last = "2024年，我局网站发布政务信息1000条，举办培训4场。";
        let check = |now: &str| after(last, now);
        check_silent("N106", &check("2025年，我局网站发布政务信息1250条，较上年的1000条增长25%。"));
        check_finds(
            "N106",
            &check("2025年，我局网站发布政务信息1250条，较上年的900条增长38.9%。"),
            "“网站发布政务信息”去年的数写的是 900条，去年报告是 1000条",
        );
        check_silent("N106", &check("2025年，我局网站发布政务信息1250条，同比增长25%。"));
        check_finds("N106", &check("2025年，我局网站发布政务信息1250条，同比增长20%。"), "算来是 25%");
        check_finds("N106", &check("网站发布政务信息800条，比上年下降25%。"), "算来是 20%");
        // By how much is not how many.
        check_silent("N106", &check("网站发布政务信息1062条，比上年增加62条，增长6.2%。"));
        check_silent("N106", &check("网站发布政务信息1062条，较上年多62条。"));
        check_finds("N106", &check("网站发布政务信息1062条，比上年增加74条。"), "写的是增加 74条");
        check_finds("N106", &check("网站发布政务信息900条，比上年减少10条。"), "算来是 100条");
    }

    #[test]
    fn a_sum_of_numbers_that_nobody_had_typed_over_was_called_wrong() {
        let last = "网站发布政务信息536条，比上年增加47条。";
        let typed = |runs: Vec<Run>| {
            let mut case = after(last, "");
            Edit::Text(Part::Before(Section::Overview), vec![Para::Text(runs)]).apply(&mut case.report);
            case
        };
        check_silent("N106", &typed(vec![Run::old(last)]));
        let begun = [Run::old("网站发布政务信息"), Run::text("600"), Run::old("条，比上年增加47条。")];
        check_finds("N106", &typed(begun.into()), "算来是 64条");
    }

    #[test]
    fn what_last_years_report_told_otherwise_or_twice_is_left_alone() {
        let now = "网站发布政务信息1250条，同比增长20%。";
        for last in [
            "公众号发布政务信息1000条。",
            "网站发布政务信息1000条。其中专栏部分，网站发布政务信息80条。",
            "网站发布政务信息1000余条。",
        ] {
            check_silent("N106", &after(last, now));
        }
    }
}

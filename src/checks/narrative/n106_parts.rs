//! N106: parts that do not add up, percentages and changes that do not fit.

use super::claims::Placed;
use super::judge::place;
use super::n106_growth::{Grown, change, earlier, turned};
use super::n106_of_another;
use super::n106_shares::{Miscount, agrees, is_of_group, parts, share, share_put_right, wholes};
use super::number::Stated;
use super::plain;
use super::read::Claimed;
use super::table::Tables;
use super::untouched::Untouched;
use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::report;
use crate::report::passage::Passage;
use crate::report::text::Run;
use std::ops::Range;

pub static CHECK: Check = Check {
    code: "N106",
    title: "分项或百分比对不上",
    level: Level::Warning,
    why: "“共几件，其中……”的分项要加得起来，占比要与件数相符（四舍五入），比上年的增减要与去年的报告相符。",
    how: "重新计算，改过写错的数。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let tables = cx.tables();
    let last = cx.last_year().map(|last| Tables::new(last));
    let untouched = Untouched::of(cx);
    for p in cx.claims() {
        let of_last = |words: &Range<usize>| p.passage(cx).is_some_and(|t| untouched.all(t, words));
        let miscount = match &p.told.claim.what {
            Claimed::Parts { whole, of, sum, tier, complete } => {
                let wrong = parts(tables, *whole, *of, *sum, *tier, *complete);
                let wrong = wrong.filter(|_| !of_last(&p.sentence));
                let told = before(cx, p, p.told.claim.range.start);
                wrong.filter(|_| !plain::is_second_row(told, whole.low)).map(Miscount::of)
            }
            // 「2024年受理申请18件」, and this year's are 18: the year is wrong, not the number.
            Claimed::Earlier { meaning, stated } => last
                .as_ref()
                .filter(|_| !agrees(tables, meaning, *stated) && !of_last(&p.words()))
                .filter(|last| !n106_of_another::was(cx, p, meaning, last, stated.low))
                .and_then(|last| earlier(last, meaning, *stated))
                .map(Miscount::of),
            Claimed::Share { part, percent, wholes, of } => {
                share(tables, part, *percent, wholes, of).filter(|m| !fits_otherwise(cx, p, m, *percent))
            }
            // Against last year's report alone, whose own words they still are.
            Claimed::Change { meaning, before: Some(before), .. }
                if last.as_ref().and_then(|last| earlier(last, meaning, *before)).is_some()
                    && of_last(&p.sentence) =>
            {
                None
            }
            Claimed::Change { meaning, by, unit, up, sure, now, before } => {
                let again = n106_of_another::called_again(cx, p, meaning);
                let (meaning, now) = again.map_or((&**meaning, *now), |(m, n)| (m, Some(n)));
                let grown = Grown { by: *by, unit: *unit, up: *up, now, before: *before };
                let own = *sure || now.is_some_and(|n| agrees(tables, meaning, n));
                let of_another = |l| n106_of_another::grew(cx, p, meaning, l, &grown);
                let own = own && !last.as_ref().is_some_and(of_another);
                let was = |b: Stated| {
                    let of_list = plain::holds_parts(self::before(cx, p, p.told.claim.range.start));
                    let of_whole = |l: &Tables<'_>| {
                        of_list && wholes(l).contains(&b.low)
                            || n106_of_another::was(cx, p, meaning, l, b.low)
                    };
                    last.as_ref().is_some_and(of_whole)
                };
                let own = own && !n106_of_another::is_no_growth(cx, p) && !before.is_some_and(was);
                change(tables, last.as_ref(), meaning, grown, &p.as_said(cx, *by)).filter(|_| own)
            }
            _ => None,
        };
        out.extend(miscount.map(|m| {
            let turn = m.turn;
            let mut ways: Vec<Fix> = m.right.into_iter().filter_map(|r| put_right(cx, p, r, turn)).collect();
            let only = if ways.len() == 1 { ways.pop() } else { None };
            place(cx, Finding::new(&CHECK, m.message), p).fix(only).either(ways)
        }));
    }
    anything(cx, &untouched, out);
    let beside = super::n106_earlier::odd(cx).into_iter();
    out.extend(beside.map(|(p, odd)| Finding::new(&CHECK, odd.message).words(p, odd.range)));
}

/// The words of a claim's sentence.
fn sentence<'c>(cx: &'c Context<'_>, p: &Placed) -> &'c str {
    p.passage(cx).and_then(|t| t.words.get(p.sentence.clone())).unwrap_or("")
}

/// Whether a share is right of what else the sentence tells, or but for its last digit.
fn fits_otherwise(cx: &Context<'_>, p: &Placed, m: &Miscount, said: Stated) -> bool {
    let fits = |r| plain::is_rounded_to_fit(sentence(cx, p), r, said);
    let told = before(cx, p, p.told.claim.digits.start);
    let mut right = m.right.iter().filter_map(|r| r.parse().ok());
    is_of_group(cx.tables(), p, said) || right.any(fits) || plain::is_of_told(told, said)
}

/// What stands before a place in the sentence of a claim.
fn before<'c>(cx: &'c Context<'_>, p: &Placed, at: usize) -> &'c str {
    sentence(cx, p).get(..at).unwrap_or("")
}

/// The number put in place of the one that stands there; not while the tables do not add up, from which it comes.
fn put_right(cx: &Context<'_>, p: &Placed, right: String, turn: bool) -> Option<Fix> {
    let (Claimed::Share { percent: said, .. } | Claimed::Change { by: said, .. }) = &p.told.claim.what else {
        return None;
    };
    if !said.is_exact() || said.chinese || !p.is_plain(cx) || cx.numbers().any_broken() {
        return None;
    }
    if turn {
        return turned(cx, p, &right);
    }
    let edits = vec![p.put(cx, Run::text(&right))?];
    Some(Fix { title: format!("改为算来的 {right}"), edits })
}

/// Sums, shares and growth of what no table has, in sentences of which nothing is told yet.
fn anything(cx: &Context<'_>, untouched: &Untouched<'_, '_>, out: &mut Vec<Finding>) {
    let told: Vec<_> = out.iter().filter_map(|f| Some((f.part?, f.stretch.clone()?))).collect();
    let totals = wholes(cx.tables());
    for p in cx.text().iter().filter(|p| p.part != report::Part::Title) {
        for sentence in with_their_parts(p) {
            let known = |(part, (n, r)): &(report::Part, (usize, Range<usize>))| {
                (*part, *n) == (p.part, p.paragraph) && r.start < sentence.end && sentence.start < r.end
            };
            if told.iter().any(known) {
                continue;
            }
            let words = &p.words[sentence.clone()];
            let more = plain::untold(words, &totals);
            for odd in plain::odd(words).iter().chain(more.iter()) {
                let at = |n: usize| sentence.start.saturating_add(n);
                let range = at(odd.range.start)..at(odd.range.end);
                if !untouched.all(p, &range) {
                    let fix =
                        odd.right.as_ref().and_then(|(r, n)| share_put_right(p, at(r.start)..at(r.end), n));
                    out.push(Finding::new(&CHECK, odd.message.clone()).words(p, range).fix(fix));
                }
            }
        }
    }
    out.extend(over_two_paragraphs(cx, untouched));
}

/// Sums whose whole ends one paragraph and whose parts open the next.
fn over_two_paragraphs(cx: &Context<'_>, untouched: &Untouched<'_, '_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for two in cx.text().windows(2) {
        let [above, p] = two else { continue };
        let next = above.part == p.part && above.paragraph.checked_add(1) == Some(p.paragraph);
        if !next || !plain::begins_with_parts(&p.words) {
            continue;
        }
        let (Some(last), Some(first)) = (above.sentences().last(), p.sentences().first()) else {
            continue;
        };
        for odd in plain::of_paragraph_above(&above.words[last.clone()], &p.words[first.clone()]) {
            let range =
                first.start.saturating_add(odd.range.start)..first.start.saturating_add(odd.range.end);
            if !untouched.all(p, &range) {
                out.push(Finding::new(&CHECK, odd.message).words(p, range));
            }
        }
    }
    out
}

/// The sentences of a paragraph, one that begins with 其中 together with that which it takes apart.
fn with_their_parts(p: &Passage<'_>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for s in p.sentences() {
        match out.last_mut() {
            Some(last) if plain::begins_with_parts(&p.words[s.clone()]) => last.end = s.end,
            _ => out.push(s.clone()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::{check_words, says};
    use crate::checks::tests::{Bad, check_finds, check_silent, zeros};
    use crate::report::Predecessor;

    pub fn bad() -> Bad {
        (
            says("收到申请10件，其中网络申请6件、信函申请3件。", &[("requests.received/natural", "10")]),
            "分项相加是 9，总数写的是 10，差 1",
        )
    }

    #[test]
    fn parts_and_percentages() {
        let cells = [
            ("requests.received/natural", "8"),
            ("requests.received/org.business", "2"),
            ("requests.done.granted/natural", "3"),
            ("requests.done.refused.internal/natural", "7"),
        ];
        let says = |s: &str| says(s, &cells);
        check_silent("N106", &says("收到申请10件，其中自然人8件，法人或其他组织2件；予以公开3件，占30%。"));
        check_finds(
            "N106",
            &says("收到申请10件，其中网络申请6件、信函申请3件。"),
            "分项相加是 9，总数写的是 10",
        );
        check_finds("N106", &says("收到申请10件，其中予以公开3件，占33.9%。"), "应为 30.0%");
        // A stop parts no 其中 from its whole.
        check_finds(
            "N106",
            &says("全年公开信息862条。其中动态548条，公告286条，公示43条。"),
            "分项相加是 877，总数写的是 862",
        );
        // 占… may name its whole, and a part its own number in the table.
        check_finds("N106", &says("予以公开3件，占全部申请12件的30%。"), "应为 25%");
        check_finds("N106", &says("办结的10件中，不予公开占50%。"), "应为 70%");
        check_silent("N106", &says("收到申请10件，予以公开的占三成。"));
    }

    #[test]
    fn a_share_is_put_right_once_the_tables_add_up() {
        let cells = [("requests.received/natural", "10"), ("requests.done.granted/natural", "3")];
        let wrong = says("收到申请10件，其中予以公开3件，占33.9%。", &cells);
        check_words("N106", &wrong, "收到申请10件，其中予以公开3件，占30.0%。");
        let broken = wrong.with("requests.received/total", "11");
        assert!(broken.findings("N106").iter().all(|f| f.fix.is_none()));
    }

    #[test]
    fn a_total_is_the_sum_of_the_numbers_before_it() {
        let says = |s: &str| says(s, &[("requests.received/natural", "10")]);
        check_finds("N106", &says("网络申请6件、信函申请3件，合计10件。"), "分项相加是 9，总数写的是 10");
        check_silent("N106", &says("收到申请10件，其中网络申请6件、信函申请4件，两项合计10件。"));
        check_silent("N106", &says("召开会议6次，培训3场，合计200人次；公开信息6条、解读3篇。"));
    }

    #[test]
    fn growth_said_the_wrong_way_round_is_turned_and_other_growth_follows_from_last_years_report() {
        let last = zeros(2024).with("requests.received/natural", "8");
        let check = |s: &str| {
            let mut r = says(s, &[("requests.received/natural", "10")]);
            r.report.predecessor = Some(Predecessor {
                path: "去年".into(),
                digest: String::new(),
                snapshot: std::sync::Arc::new(last.report.clone()),
            });
            r
        };
        check_silent("N106", &check("收到申请10件，比上年增长25%。"));
        check_silent("N106", &check("收到申请10件，较去年增加2件。"));
        check_finds("N106", &check("收到申请10件，比上年增长20%。"), "算来是 25%");
        check_words("N106", &check("收到申请10件，比上年增长20%。"), "收到申请10件，比上年增长25%。");
        check_words("N106", &check("收到申请10件，较去年增加4件。"), "收到申请10件，较去年增加2件。");
        check_finds(
            "N106",
            &check("收到申请10件，同比下降20%。"),
            "写的是下降 20%，去年报告是 8、今年 10，算来是增长 25%",
        );
        check_words("N106", &check("收到申请10件，同比下降20%。"), "收到申请10件，同比增长25%。");
        check_words("N106", &check("收到申请10件，较去年减少了4件。"), "收到申请10件，较去年增加了2件。");
        check_words("N106", &check("收到申请10件，较上年降幅为3%。"), "收到申请10件，较上年增幅为25%。");
        check_silent("N106", &check("收到申请10件，较2024年的8件增长25%。"));
        check_finds("N106", &check("收到申请10件，较2024年的8件增长30%。"), "算来是 25%");
        check_finds("N106", &check("收到申请10件，较2024年的9件增长11%。"), "去年的数写的是 9，去年报告是 8");
        check_finds("N106", &check("2024年收到申请7件，2025年收到10件。"), "去年的数写的是 7");
    }
}

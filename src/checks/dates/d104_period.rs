//! D104: the period of the figures is not the report's year.

use super::loose_period;
use super::vocabulary::{holds, vocabulary};
use crate::checks::text::{Passage, clauses, shifted};
use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::chinese::numerals::{digit, is_arabic};
use crate::chinese::signs::dash;
use crate::chinese::years::{DayAt, YearAt, day_at, spelled, years};
use crate::form::words::words;
use crate::report::Part;
use crate::report::memo::Memo;
use std::ops::Range;

pub static CHECK: Check = Check {
    code: "D104",
    title: "统计期限不是这一年",
    level: Level::Error,
    why: "年度报告的数据统计期限是当年1月1日至12月31日（国办公开办函〔2021〕30号所附格式）。",
    how: "改成报告年度的1月1日至12月31日；数据也要是这一年的。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for p in cx.of_part(Part::Preamble) {
        let right = told(&p.words).flat_map(|(_, s)| periods(s)).any(|period| period.is_whole(cx.year));
        for (at, s) in told(&p.words) {
            if let Some(period) = periods(s).into_iter().next() {
                judge(cx, p, at, s, &period, out);
                continue;
            }
            // What else is told of beside the whole year has its own time.
            if right {
                continue;
            }
            let lost = broken(s).map(|r| (r, "不是完整的日期，"));
            let other = || loose_period::other_than(s, cx.year).map(|r| (r, ""));
            let Some((range, why)) = lost.or_else(other) else { continue };
            let range = shifted(&range, at);
            let said = &p.words[range.clone()];
            let message = format!("统计期限写的是“{said}”，{why}应为{}", whole(cx.year));
            let edits = vec![p.reword([(range.clone(), whole(cx.year))])];
            let fix = Fix { title: format!("改为{}年全年", cx.year), edits };
            out.push(Finding::new(&CHECK, message).words(p, range).fix(Some(fix)));
        }
    }
}

fn whole(year: u16) -> String {
    format!("{year}年1月1日至{year}年12月31日")
}

/// The clauses that tell the period.
fn told(words: &str) -> impl Iterator<Item = (usize, &str)> {
    clauses(words).filter(|(_, s)| holds(s, &vocabulary().periods))
}

thread_local! {
    static TOLD: Memo<(), String, Vec<Range<usize>>> = Memo::default();
}

/// Whether a year of the preamble belongs to the period, which this check judges.
pub(super) fn tells(p: &Passage<'_>, year: &YearAt) -> bool {
    let all = TOLD.with(|m| {
        m.get((), &*p.words, || {
            let period = |(at, s): (usize, &str)| {
                let period = periods(s).into_iter().next().map(|p| p.range).or_else(|| broken(s));
                period.or_else(|| loose_period::other_than(s, 0)).map(|r| shifted(&r, at))
            };
            told(&p.words).filter_map(period).collect()
        })
    });
    all.iter().any(|r| r.contains(&year.digits.start))
}

/// Two dates of which one lost its 年, 月 or 日: 20241月1日至202412月31日.
fn broken(s: &str) -> Option<Range<usize>> {
    if loose_period::is_whole_in_months(s) {
        return None;
    }
    let of_date =
        |c: char| c.is_numeric() || digit(c).is_some() || " 年月日号起至到自止—–-－~～，,十".contains(c);
    let until = &words().until;
    let mut rest = 0;
    while let Some(from) = s[rest..].find(|c: char| is_arabic(c)).map(|i| rest.saturating_add(i)) {
        let end = s[from..].find(|c| !of_date(c)).map_or(s.len(), |i| from.saturating_add(i));
        let words = s[from..end].trim_end_matches(|c: char| !c.is_numeric() && !"日号月".contains(c));
        let digits = words.chars().filter(|c| is_arabic(*c)).count();
        let parted = words.char_indices().any(|(i, _)| dash(&words[i..]).is_some())
            || until.iter().any(|u| words.contains(u.as_str()));
        let dated = words.contains(['月', '日']) && words.starts_with("20");
        if digits > 7 && parted && dated {
            return Some(from..from.saturating_add(words.len()));
        }
        rest = end;
    }
    None
}

/// From one date to another; the second year is often left out.
struct Period {
    from: (YearAt, DayAt),
    to: (Option<YearAt>, DayAt),
    range: Range<usize>,
}

impl Period {
    fn is_whole(&self, year: u16) -> bool {
        let ((from, first), (to, last)) = (&self.from, &self.to);
        from.year == year
            && to.as_ref().is_none_or(|y| y.year == year)
            && (first.month, first.day.unwrap_or(1)) == (1, 1)
            && (last.month, last.day.unwrap_or(31)) == (12, 31)
    }
}

fn periods(s: &str) -> Vec<Period> {
    let mut out = Vec::new();
    let all = years(s);
    for first in all.iter().cloned() {
        let Some(begin) = day_at(s, first.end()).filter(|d| has_day(s, d)) else { continue };
        let rest = s[begin.end..].trim_start();
        let until = words().until.iter().filter(|u| rest.starts_with(*u)).max_by_key(|u| u.len());
        let Some(sign) = until.map(String::as_str).or_else(|| dash(rest)) else { continue };
        let second = s.len().saturating_sub(rest[sign.len()..].trim_start().len());
        let year = all.iter().find(|y| y.digits.start == second).cloned();
        let end = day_at(s, year.as_ref().map_or(second, YearAt::end)).filter(|d| has_day(s, d));
        let Some(end) = end else { continue };
        let range = first.digits.start..end.end;
        out.push(Period { from: (first, begin), to: (year, end), range });
    }
    out
}

/// Whether a date is whole: behind 12月31 its 日 was lost.
fn has_day(s: &str, date: &DayAt) -> bool {
    date.day.is_some() || !s[date.end..].trim_start().starts_with(is_arabic)
}

fn judge(cx: &Context<'_>, p: &Passage<'_>, at: usize, s: &str, period: &Period, out: &mut Vec<Finding>) {
    let year = cx.year;
    let ((from, first), (to, _)) = (&period.from, &period.to);
    if period.is_whole(year) {
        return;
    }
    let spelled = spelled(year, &s[from.digits.clone()]);
    // The words between the dates stay as they are.
    let between = &s[first.end..to.as_ref().map_or_else(|| last_start(s, first.end), |y| y.digits.start)];
    let second = if to.is_some() { format!("{spelled}年") } else { String::new() };
    let words = format!("{spelled}年1月1日{between}{second}12月31日");
    let range = at.saturating_add(period.range.start)..at.saturating_add(period.range.end);
    let message = format!("统计期限写的是“{}”，应为{year}年1月1日至12月31日", &p.words[range.clone()]);
    let edits = vec![p.reword([(range.clone(), words)])];
    let fix = Fix { title: format!("改为{year}年全年"), edits };
    out.push(Finding::new(&CHECK, message).words(p, range).fix(Some(fix)));
}

/// Where the second date begins when it has no year.
fn last_start(s: &str, from: usize) -> usize {
    s[from..].find(|c: char| c.is_numeric() || c == '十').map_or(from, |i| from.saturating_add(i))
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, Case, check_finds, check_silent, check_words_fixed, zeros};
    use crate::report::Part;

    pub fn bad() -> Bad {
        (
            zeros(2025).saying(Part::Preamble, "统计期限自2024年1月1日起至2024年12月31日止。"),
            "统计期限写的是“2024年1月1日起至2024年12月31日”，应为2025年1月1日至12月31日",
        )
    }

    fn preamble(words: &str) -> Case {
        zeros(2025).saying(Part::Preamble, words)
    }

    #[test]
    fn blanks_within_a_date_made_it_no_date() {
        check_silent("D104", &preamble("统计期限自 2025年 1 月 1 日起至2025年 12 月 31 日止。"));
        check_silent("D104", &preamble("统计期限自 2025 年 1 月 1 日起至 2025 年 12 月 31 日止。"));
        check_finds("D104", &preamble("统计期限为 2024 年 1 月 1 日至 2024 年 12 月 31 日。"), "应为2025年");
        check_finds("D104", &preamble("统计期限自 2024年 1 月 1 日起至2024年 12 月 31 日止。"), "应为2025年");
    }

    #[test]
    fn last_year_s_period_is_put_right_in_the_same_words() {
        for (was, now) in [
            (
                "所列数据的统计期限自2024年1月1日起至2024年12月31日止。",
                "所列数据的统计期限自2025年1月1日起至2025年12月31日止。",
            ),
            ("统计期限为2024年1月1日至12月31日。", "统计期限为2025年1月1日至12月31日。"),
            ("数据从2025年1月1日到2025年11月30日。", "数据从2025年1月1日到2025年12月31日。"),
            ("数据从2024年1月1日算到2024年12月31日。", "数据从2025年1月1日算到2025年12月31日。"),
            (
                "统计期限自二〇二四年一月一日至二〇二四年十二月三十一日。",
                "统计期限自二〇二五年1月1日至二〇二五年12月31日。",
            ),
        ] {
            check_finds("D104", &preamble(was), "应为2025年1月1日至12月31日");
            check_words_fixed("D104", &preamble(was), Part::Preamble, now);
        }
    }

    #[test]
    fn a_date_that_lost_a_sign_or_cannot_be_is_noticed() {
        for was in [
            "统计时限为20251月1日至202512月31日。",
            "数据统计期限自2025年1月1起至2025年12月31日止。",
            "统计期限为2025年1月1日至2025年1231日。",
            "统计期限为2025年1月1日至2025年12月31。",
            "统计期限自2025年1月1日起至2025年12月32日止。",
            "统计期限自2025年1月1日起至2025年11月31日止。",
        ] {
            check_finds("D104", &preamble(was), "应为2025年1月1日至");
            let fixed = preamble(was).findings("D104").remove(0).fix.expect("a fix");
            let mut after = preamble(was);
            fixed.edits.into_iter().for_each(|e| e.apply(&mut after.report));
            check_silent("D104", &after);
        }
    }

    #[test]
    fn a_period_typed_otherwise_is_judged_too() {
        for was in ["2024.1.1-2024.12.31", "2025年1-9月", "2025年上半年"] {
            let words = format!("本年度报告所列数据的统计期限为{was}。");
            check_finds("D104", &preamble(&words), &format!("统计期限写的是“{was}”，应为2025年1月1日至"));
            let now = "本年度报告所列数据的统计期限为2025年1月1日至2025年12月31日。";
            check_words_fixed("D104", &preamble(&words), Part::Preamble, now);
        }
    }

    #[test]
    fn the_whole_year_is_right_in_any_wording() {
        for words in [
            "统计期限自2025年1月1日起至2025年12月31日止。",
            "统计期限为2025年1月1日—12月31日。",
            "数据统计期限为2025年1月至12月。",
            "本报告依据2019年5月15日施行的条例编制，数据截至2025年12月31日。",
            "条例2019年5月15日至今有效。统计期限为2025年度。",
        ] {
            check_silent("D104", &preamble(words));
        }
    }
}

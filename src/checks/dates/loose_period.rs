//! The period of the figures where it is not said by whole days with their 年, 月 and 日: 2024.1.1-2024.12.31, 1-9月, 前三季度.

use crate::chinese::signs::dash;
use crate::chinese::years::years;
use crate::form::words::words;
use std::ops::Range;

/// The period that a clause says so, where it is not the whole year.
pub(super) fn other_than(s: &str, year: u16) -> Option<Range<usize>> {
    in_signs(s, year).or_else(|| {
        let at = named(s)?;
        part_of_year(s, at).or_else(|| without_year(s, at))
    })
}

/// Where the period stands that is named: behind 统计期限为; not 「统计时限与上年度相同」, 「上半年的数据」.
fn named(s: &str) -> Option<usize> {
    let names = &words().period_names;
    let end = names.iter().filter_map(|n| s.rfind(n.as_str()).map(|i| i.saturating_add(n.len()))).max()?;
    let rest = s.get(end..)?;
    Some(s.len().saturating_sub(rest.trim_start_matches(|c: char| "为是自从：:即 ".contains(c)).len()))
}

/// A day in signs, and where it ends: 2024.1.1, 2024/01/01, 2024-1-1, 24年1月1日.
fn day(s: &str, at: usize) -> Option<([u16; 3], usize)> {
    let signs = [['.', '.'], ['/', '/'], ['-', '-'], ['．', '．'], ['年', '月']];
    signs.iter().find_map(|[first, second]| {
        let (year, end) = number(s, at, 4)?;
        let (month, end) = number(s, behind(s, end, *first)?, 2)?;
        let (day, end) = number(s, behind(s, end, *second)?, 2)?;
        let year = if year < 100 { year.saturating_add(2000) } else { year };
        let end = behind(s, end, '日').filter(|_| *first == '年').unwrap_or(end);
        ((2000..2200).contains(&year)).then_some(([year, month, day], end))
    })
}

fn behind(s: &str, at: usize, sign: char) -> Option<usize> {
    s.get(at..)?.starts_with(sign).then(|| at.saturating_add(sign.len_utf8()))
}

/// At most so many digits.
fn number(s: &str, at: usize, most: usize) -> Option<(u16, usize)> {
    let rest = s.get(at..)?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).map_or(rest, |end| &rest[..end]);
    let n = digits.parse().ok().filter(|_| digits.len() <= most)?;
    Some((n, at.saturating_add(digits.len())))
}

/// Where the words begin behind 至, 起至 or a dash that stand there.
fn until(s: &str, at: usize) -> Option<usize> {
    let rest = s.get(at..)?.trim_start().trim_start_matches(['零', '0', '时']);
    let word = words().until.iter().filter(|u| rest.starts_with(*u)).max_by_key(|u| u.len());
    let sign = word.map(String::as_str).or_else(|| dash(rest))?;
    Some(s.len().saturating_sub(rest.get(sign.len()..)?.trim_start().len()))
}

/// From a day in signs to another: what isn't the whole of the year.
fn in_signs(s: &str, year: u16) -> Option<Range<usize>> {
    let begins = |(at, c): &(usize, char)| {
        c.is_ascii_digit() && !s[..*at].ends_with(|b: char| b.is_ascii_digit() || b == '.')
    };
    s.char_indices().filter(begins).find_map(|(at, _)| {
        let (first, end) = day(s, at)?;
        let to = until(s, end)?;
        let (last, end) = day(s, to).or_else(|| {
            let today = s.get(to..)?.starts_with('今');
            today.then(|| ([0; 3], to.saturating_add('今'.len_utf8())))
        })?;
        let whole = first == [year, 1, 1] && last == [year, 12, 31];
        (!whole).then_some(at..end)
    })
}

/// 2025年1-9月, 2025年上半年: a part of the year that stands there.
fn part_of_year(s: &str, at: usize) -> Option<Range<usize>> {
    let y = years(s).into_iter().find(|y| y.digits.start == at)?;
    let rest = s.get(y.end()..)?;
    let part = rest.trim_start_matches('度');
    if let Some(word) = words().year_parts.iter().find(|p| part.starts_with(p.as_str())) {
        let end = s.len().saturating_sub(part.len()).saturating_add(word.len());
        return Some(y.digits.start..end);
    }
    let (months, end) = months(s, y.end())?;
    (months != (1, 12)).then_some(y.digits.start..end)
}

/// 1-9月, 01至12月.
fn months(s: &str, at: usize) -> Option<((u16, u16), usize)> {
    let (first, end) = number(s, at, 2)?;
    let (last, end) = number(s, until(s, end)?, 2)?;
    Some(((first, last), behind(s, end, '月')?))
}

/// Whether a year is told whole by its months: 2024年01-12月.
pub(super) fn is_whole_in_months(s: &str) -> bool {
    years(s).into_iter().any(|y| months(s, y.end()).is_some_and(|(m, _)| m == (1, 12)))
}

/// 统计期限为上一年度.
fn without_year(s: &str, at: usize) -> Option<Range<usize>> {
    let word = words().last_years.iter().find(|w| s.get(at..).is_some_and(|r| r.starts_with(w.as_str())))?;
    Some(at..at.saturating_add(word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_period_is_read_however_it_is_typed() {
        for (words, other) in [
            ("统计期限为2024.1.1-2024.12.31", Some("2024.1.1-2024.12.31")),
            ("统计期限：2024/1/1—2024/12/31", Some("2024/1/1—2024/12/31")),
            ("数据统计时间2024-01-01至2024-12-31", Some("2024-01-01至2024-12-31")),
            ("统计期限为24年1月1日至24年12月31日", Some("24年1月1日至24年12月31日")),
            ("统计期限为2025.1.1-2025.9.30", Some("2025.1.1-2025.9.30")),
            ("统计期限为2025年1-9月", Some("2025年1-9月")),
            ("统计期限为2025年前三季度", Some("2025年前三季度")),
            ("数据统计期限为2025年度上半年", Some("2025年度上半年")),
            ("统计期限自2025年1月1日至今", Some("2025年1月1日至今")),
            ("统计期限为上一年度", Some("上一年度")),
            ("数据统计截止期为上年度", Some("上年度")),
            ("自2024年1月1日零时至2024年12月31日24时", Some("2024年1月1日零时至2024年12月31日")),
            ("统计期限为2025年01-12月", None),
            ("统计期限为2025.1.1-2025.12.31", None),
            ("统计期限为25年1月1日至25年12月31日", None),
            ("统计期限为2025年1-12月", None),
            ("数据见www.a.gov.cn，电话0510-81234567", None),
        ] {
            assert_eq!(other_than(words, 2025).map(|r| &words[r]), other, "{words}");
        }
    }

    #[test]
    fn what_the_period_is_like_was_taken_for_it() {
        for words in [
            "统计期限为2025.01.01—2025.12.31，与上年度一致",
            "统计时限与上年度相同",
            "统计期限为2025年全年，与去年口径相同",
            "本报告统计时期为2025年全年，较上一年度同期有所增长",
            "其中2025年上半年数据由原水利局提供",
            "数据时间：2025年全年",
        ] {
            assert_eq!(other_than(words, 2025), None, "{words}");
        }
    }
}

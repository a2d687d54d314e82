//! Years and dates as they stand in sentences: 2025年, ２０２５年, 二〇二五年; 2025年1月1日. What the D checks look for.

use crate::report::years::DIGITS;
use std::ops::Range;

/// A year followed by 年.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearAt {
    pub year: u16,
    /// Bytes of its digits; 年 follows.
    pub digits: Range<usize>,
}

impl YearAt {
    /// Where the words behind 年 begin.
    pub fn end(&self) -> usize {
        self.digits.end + '年'.len_utf8()
    }
}

/// All years of a text.
pub fn years(text: &str) -> Vec<YearAt> {
    text.match_indices('年').filter_map(|(end, _)| year_before(text, end)).collect()
}

/// The four digits that end at `end`; more than four are no year.
pub fn year_before(text: &str, end: usize) -> Option<YearAt> {
    let mut before = text[..end].char_indices().rev();
    let (mut year, mut start) = (0u16, end);
    for place in [1, 10, 100, 1000] {
        let (at, c) = before.next()?;
        year = year.checked_add(digit(c)?.checked_mul(place)?)?;
        start = at;
    }
    let longer = before.next().is_some_and(|(_, c)| digit(c).is_some() || c == '.');
    (!longer && (1900..2200).contains(&year)).then_some(YearAt { year, digits: start..end })
}

fn digit(c: char) -> Option<u16> {
    DIGITS.iter().find_map(|d| d.chars().position(|x| x == c)).map(|n| n as u16)
}

/// A date, its day perhaps left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayAt {
    pub month: u16,
    pub day: Option<u16>,
    /// Behind its last character.
    pub end: usize,
}

/// Month and day that begin at `from`: `1月1日`, `12月`.
pub fn day_at(text: &str, from: usize) -> Option<DayAt> {
    let (month, at) = small_number(text, from)?;
    let rest = text[at..].strip_prefix('月')?;
    let at = text.len() - rest.len();
    let day = small_number(text, at).and_then(|(day, at)| {
        let rest = text[at..].strip_prefix(['日', '号'])?;
        Some((day, text.len() - rest.len()))
    });
    let (day, end) = day.map_or((None, at), |(d, end)| (Some(d), end));
    (1..=12).contains(&month).then_some(DayAt { month, day, end })
}

/// One or two digits, or a Chinese number below a hundred.
fn small_number(text: &str, from: usize) -> Option<(u16, usize)> {
    let rest = text.get(from..)?;
    let rest_trimmed = rest.trim_start_matches(' ');
    let from = from + rest.len() - rest_trimmed.len();
    let is = |c: char| digit(c).is_some() || c == '十';
    let end = rest_trimmed.char_indices().find(|(_, c)| !is(*c)).map_or(rest_trimmed.len(), |(i, _)| i);
    let t = &rest_trimmed[..end];
    let value = |t: &str| t.chars().try_fold(0u16, |n, c| n.checked_mul(10)?.checked_add(digit(c)?));
    let n = match t.split_once('十') {
        _ if t.is_empty() || t.chars().count() > 3 => None,
        Some((a, b)) => {
            let tens = if a.is_empty() { Some(1) } else { value(a) };
            tens.zip(value(b)).and_then(|(a, b)| a.checked_mul(10)?.checked_add(b))
        }
        None => value(t).filter(|n| *n < 100),
    }?;
    Some((n, from + end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_in_any_digits() {
        let seen = |t: &str| years(t).into_iter().map(|y| y.year).collect::<Vec<_>>();
        assert_eq!(seen("2025年、二〇二四年和２０２３年度，12025年不是"), [2025, 2024, 2023]);
        assert_eq!(seen("五年，近十年，1年"), Vec::<u16>::new());
    }

    #[test]
    fn days_are_read_with_and_without_the_day() {
        let day = |t: &str| day_at(t, 0).map(|d| (d.month, d.day));
        assert_eq!(day("12月31日止"), Some((12, Some(31))));
        assert_eq!(day("十二月三十一日"), Some((12, Some(31))));
        assert_eq!(day("1月至"), Some((1, None)));
        assert_eq!(day("底"), None);
    }
}

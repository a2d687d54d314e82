//! Years and days as they are written: 2025年, ２０２５年, 二〇二五年, 二○二五年; 2025年1月1日. Found in sentences, and written
//! in the digits that stand there.

use super::numerals::{digit, short};
use super::signs::is_han;
use std::ops::Range;

/// Digits in which a year is written.
pub const DIGITS: [&str; 4] =
    ["0123456789", "０１２３４５６７８９", "〇一二三四五六七八九", "○一二三四五六七八九"];

/// A year written in the same digits as `like`.
pub fn spelled(year: u16, like: &str) -> String {
    let own = DIGITS.iter().find(|d| like.chars().all(|c| d.contains(c))).unwrap_or(&DIGITS[0]);
    spell(year, own)
}

/// The year `from` followed by 年 as `to`, in whatever digits it is written.
pub fn moved(text: &str, from: u16, to: u16) -> String {
    let mut out = text.to_string();
    // Most sentences name no year.
    if text.contains('年') && from != to {
        for d in DIGITS {
            let was = format!("{}年", spell(from, d));
            if out.contains(&was) {
                out = out.replace(&was, &format!("{}年", spell(to, d)));
            }
        }
    }
    out
}

/// A text without the digits of its years.
pub fn without_years(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for y in years(text) {
        out.push_str(text.get(from..y.digits.start).unwrap_or_default());
        from = y.digits.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

fn spell(year: u16, digits: &str) -> String {
    let digits: Vec<char> = digits.chars().collect();
    year.to_string().chars().filter_map(|c| digits.get(c.to_digit(10)? as usize)).collect()
}

/// A year followed by 年.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearAt {
    pub year: u16,
    /// Bytes of its digits; 年 follows, perhaps behind a blank.
    pub digits: Range<usize>,
    end: usize,
}

impl YearAt {
    /// Where the words behind 年 begin.
    pub fn end(&self) -> usize {
        self.end
    }
    /// The same year where its text begins at `by` of a longer one.
    pub fn shifted(&self, by: usize) -> YearAt {
        let at = |n: usize| n.saturating_add(by);
        YearAt { year: self.year, digits: at(self.digits.start)..at(self.digits.end), end: at(self.end) }
    }
}

/// All years of a text.
pub fn years(text: &str) -> Vec<YearAt> {
    let at = |(at, sign): (usize, &str)| {
        let year = year_before(text, text[..at].trim_end_matches([' ', '\u{a0}']).len())?;
        Some(YearAt { end: at.saturating_add(sign.len()), ..year })
    };
    text.match_indices('年').filter_map(at).collect()
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
    (!longer && (1900..2200).contains(&year)).then_some(YearAt {
        year,
        digits: start..end,
        end: end + '年'.len_utf8(),
    })
}

/// Years that lost their 年 before what a report or its work is called: 公布2025某局政府信息公开工作情况. Their end is that of
/// their digits.
pub fn bare_years(text: &str) -> Vec<YearAt> {
    const NAMES: [&str; 4] = ["政府信息公开", "政务公开", "政务信息公开", "信息公开工作"];
    const NEAR: usize = 20;
    let begins = |(at, c): &(usize, char)| *c == '2' && text[*at..].starts_with("20");
    let year = |(at, _): (usize, char)| {
        let digits = at..at.saturating_add(4);
        let behind = text.get(digits.end..)?;
        let y = year_before(text, digits.end).filter(|y| y.digits == digits)?;
        // 「2025，我局高度重视」
        let leads = text[..at].is_empty() || text[..at].ends_with(['。', '\n']);
        if leads && behind.starts_with('，') {
            return Some(YearAt { end: digits.end, ..y });
        }
        let own = behind
            .chars()
            .next()
            .is_some_and(|c| is_han(c) && !"年度月日号条件篇个份项次期人元万余多第学".contains(c));
        let apart = !text[..at].ends_with(|c: char| c.is_ascii_graphic() || digit(c).is_some());
        let near: String = behind.chars().take(NEAR).take_while(|c| !"，。；：".contains(*c)).collect();
        (own && apart && NAMES.iter().any(|n| near.contains(n))).then_some(YearAt { end: digits.end, ..y })
    };
    // Most texts name no year at all.
    text.char_indices().filter(begins).filter_map(year).collect()
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
    // 「12 月 31 日」: blanks that Word leaves.
    let rest = text[at..].trim_start().strip_prefix('月')?;
    let at = text.len() - rest.len();
    let day = small_number(text, at).and_then(|(day, at)| {
        let rest = text[at..].trim_start().strip_prefix(['日', '号'])?;
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
    let end = rest_trimmed.find(|c| !is(c)).unwrap_or(rest_trimmed.len());
    let n = short(&rest_trimmed[..end]).filter(|n| *n < 100)?;
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
        let apart = &years("共2025 年，")[0];
        assert_eq!((apart.digits.clone(), apart.end()), (3..7, 11));
    }

    #[test]
    fn days_are_read_with_and_without_the_day() {
        let day = |t: &str| day_at(t, 0).map(|d| (d.month, d.day));
        assert_eq!(day("12月31日止"), Some((12, Some(31))));
        assert_eq!(day("十二月三十一日"), Some((12, Some(31))));
        assert_eq!(day("1月至"), Some((1, None)));
        assert_eq!(day("底"), None);
    }

    #[test]
    fn a_year_moves_in_whatever_zero_it_is_written() {
        for (was, now) in [
            ("2024年", "2025年"),
            ("２０２４年", "２０２５年"),
            ("二〇二四年", "二〇二五年"),
            ("二○二四年", "二○二五年"),
            ("2023年", "2023年"),
        ] {
            assert_eq!(moved(was, 2024, 2025), now);
        }
        assert_eq!(spelled(2026, "二〇二五"), "二〇二六");
        assert_eq!(spelled(2026, "二○二五"), "二○二六");
        assert_eq!(spelled(2026, "２０２５"), "２０２６");
    }
}

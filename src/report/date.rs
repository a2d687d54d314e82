//! A day, as a report is signed and as people write it.

use crate::chinese::numerals::short;
use serde::{Deserialize, Serialize};

/// A civil date as signed: printed without leading zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

impl Date {
    /// A date that exists, its year of four digits.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let (y, m, d) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        let ok = year >= 1000 && jiff::civil::Date::new(y, m, d).is_ok();
        ok.then_some(Date { year, month, day })
    }
    /// 2026年1月28日, also with spaces, leading zeros, full-width or Chinese digits (二〇二六年一月二十八日), and
    /// as people type it: 2026年1月28, 2026.1.28, 2026-1-28, 2026/1/28, 20260128. The whole text or nothing.
    pub fn parse(text: &str) -> Option<Date> {
        let t: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let t = crate::chinese::width::nfkc(&t);
        let parts: Vec<&str> = match t.len() == 8 && t.bytes().all(|b| b.is_ascii_digit()) {
            true => vec![&t[..4], &t[4..6], &t[6..]],
            false => t.split(['.', '-', '/', '。']).collect(),
        };
        if let [y, m, d] = parts.as_slice()
            && y.len() == 4
        {
            return Date::new(short(y)?, u8::try_from(short(m)?).ok()?, u8::try_from(short(d)?).ok()?);
        }
        let (y, rest) = t.split_once('年')?;
        let (m, rest) = rest.split_once('月')?;
        let d = rest.strip_suffix(['日', '号']).unwrap_or(rest);
        Date::new(short(y)?, u8::try_from(short(m)?).ok()?, u8::try_from(short(d)?).ok()?)
    }
    /// Month and day of a year that is known, as people type them: 1.20, 1-20, 1/20, 1月20日, 0120.
    pub fn parse_in(year: u16, text: &str) -> Option<Date> {
        let t: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let t = crate::chinese::width::nfkc(&t);
        let parts: Vec<&str> = t.split(['.', '-', '/', '。', '月']).collect();
        let (m, d) = match parts.as_slice() {
            [m, d] => (*m, d.strip_suffix(['日', '号']).unwrap_or(d)),
            [all] if all.len() == 4 && all.bytes().all(|b| b.is_ascii_digit()) => all.split_at(2),
            _ => return None,
        };
        Date::new(year, u8::try_from(short(m)?).ok()?, u8::try_from(short(d)?).ok()?)
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}年{}月{}日", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_may_be_typed_without_anything_between() {
        assert_eq!(Date::parse("20260118"), Date::new(2026, 1, 18));
        for text in ["20261301", "2026011", "202601180", "20260230"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_of_a_known_year_needs_no_year() {
        for text in ["1.20", "1-20", "1/20", "01.20", "1月20日", "1月20", "0120", "１．２０", "一月二十日"]
        {
            assert_eq!(Date::parse_in(2026, text), Date::new(2026, 1, 20), "{text}");
        }
        for text in ["", "1", "20", "120", "1320", "2.30", "1.2.3", "abcd", "1.20万"] {
            assert_eq!(Date::parse_in(2026, text), None, "{text}");
        }
    }
}

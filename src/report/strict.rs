//! Fields that take only some values: days and limits. What is typed there and is none of them stays as it was
//! typed, beside the report's own value: of a day there is none then, of a limit the usual one. What stood there on
//! the way, 100 on the way to 1000, was never meant.

use super::{Date, Report, Thresholds};
use crate::chinese::width::nfkc;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// Such a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Strict {
    /// 成文日期
    Signed,
    /// 上报截止
    Due,
    /// Y104: times of last year's value.
    Ratio,
    /// Y104: and at least so many 件.
    Least,
    /// Y107: per cent of unchanged text.
    Repetition,
}

/// What it can hold.
#[derive(PartialEq, Eq)]
enum Held {
    Day(Option<Date>),
    Limit(u32),
}

impl Strict {
    pub const DAYS: [Strict; 2] = [Strict::Signed, Strict::Due];
    pub const LIMITS: [Strict; 3] = [Strict::Ratio, Strict::Least, Strict::Repetition];

    /// What a clerk calls it.
    pub fn name(self) -> &'static str {
        match self {
            Strict::Signed => "成文日期",
            Strict::Due => "上报截止",
            Strict::Ratio => "变动倍数",
            Strict::Least => "最少相差",
            Strict::Repetition => "重复比例",
        }
    }

    /// What stands in the field: as it was typed where it is none of its values.
    pub fn text(self, r: &Report) -> String {
        r.typed.get(&self).cloned().unwrap_or_else(|| self.held(r).words())
    }

    /// Whether the field stands as this text makes it: 2026.1.20 for 2026年1月20日.
    pub fn stands(self, r: &Report, text: &str) -> bool {
        match r.typed.get(&self) {
            Some(typed) => typed == text,
            None => self.read(r, text).is_some_and(|h| h == self.held(r)),
        }
    }

    /// Whether what stands there is none of its values.
    pub fn is_wrong(self, r: &Report) -> bool {
        r.typed.contains_key(&self)
    }

    /// What is possible there, in a sentence.
    pub fn wanted(self, r: &Report) -> String {
        match self.range() {
            Some(range) => format!("{}；写好以前按 {} 提醒", whole_wanted(&range), self.held(r).words()),
            None => format!("不是日期，{}", self.example(r)),
        }
    }

    /// What a day looks like there.
    pub fn example(self, r: &Report) -> String {
        let (next, day) = (r.year.saturating_add(1), if self == Strict::Due { 31 } else { 20 });
        format!("请写成{next}年1月{day}日的样子")
    }

    /// Puts what was typed there into the report.
    pub fn enter(self, r: &mut Report, text: &str) {
        let read = self.read(r, text);
        match read {
            Some(_) => drop(r.typed.remove(&self)),
            None => drop(r.typed.insert(self, text.to_string())),
        }
        match (self, read) {
            (Strict::Signed, Some(Held::Day(d))) => r.signature.date = d,
            (Strict::Due, Some(Held::Day(d))) => r.deadline = d,
            (_, Some(Held::Limit(n))) => *self.limit(&mut r.thresholds) = n,
            (Strict::Signed, _) => r.signature.date = None,
            (Strict::Due, _) => r.deadline = None,
            (_, None) => *self.limit(&mut r.thresholds) = self.said(&Thresholds::default()),
            // Days and limits are read as what they are.
            (_, Some(Held::Day(_))) => {}
        }
    }

    /// The words of the field in one report as they are in another.
    pub fn copy(self, to: &mut Report, from: &Report) {
        match from.typed.get(&self) {
            Some(words) => drop(to.typed.insert(self, words.clone())),
            None => drop(to.typed.remove(&self)),
        }
    }

    /// A limit as it stands.
    pub(super) fn said(self, t: &Thresholds) -> u32 {
        *self.limit(&mut t.clone())
    }

    fn held(self, r: &Report) -> Held {
        match self {
            Strict::Signed => Held::Day(r.signature.date),
            Strict::Due => Held::Day(r.deadline),
            _ => Held::Limit(self.said(&r.thresholds)),
        }
    }

    fn read(self, r: &Report, text: &str) -> Option<Held> {
        match self.range() {
            Some(range) => whole(text, &range).map(Held::Limit),
            None if text.trim().is_empty() => Some(Held::Day(None)),
            None => {
                let in_its_year = || Date::parse_in(r.year.saturating_add(1), text);
                Date::parse(text).or_else(in_its_year).map(|d| Held::Day(Some(d)))
            }
        }
    }

    /// What a limit may be; days have none.
    fn range(self) -> Option<RangeInclusive<u32>> {
        match self {
            Strict::Signed | Strict::Due => None,
            Strict::Ratio => Some(2..=100),
            Strict::Least => Some(0..=1_000_000),
            Strict::Repetition => Some(10..=100),
        }
    }

    fn limit(self, t: &mut Thresholds) -> &mut u32 {
        match self {
            Strict::Least => &mut t.change_least,
            Strict::Repetition => &mut t.repetition,
            _ => &mut t.change_ratio,
        }
    }
}

impl Held {
    fn words(&self) -> String {
        match self {
            Held::Day(d) => d.map(|d| d.to_string()).unwrap_or_default(),
            Held::Limit(n) => n.to_string(),
        }
    }
}

/// A whole number as people type it, where it is within `range`.
pub fn whole(text: &str, range: &RangeInclusive<u32>) -> Option<u32> {
    let plain = nfkc(text.trim());
    let digits = !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_digit());
    plain.parse().ok().filter(|n| digits && range.contains(n))
}

/// What is possible where it is not.
pub fn whole_wanted(range: &RangeInclusive<u32>) -> String {
    format!("请写 {} 到 {} 之间的整数", range.start(), range.end())
}

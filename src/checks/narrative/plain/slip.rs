//! A slip of the pen: two numbers that are one but for a digit, or for two digits exchanged. By it a sum that falls short
//! is told from one that names some of its parts only: 「共计1220条。其中，门户网站997条，公众号205条」 is 1202 mistyped.

use super::super::number::Stated;
use super::super::words::words;
use super::another::{Is, is, year_of};
use super::digits::{exchanged, mistyped, nearly};
use super::lex::{Count, PlainPiece};
use super::row::of_one_name;
use super::{Odd, PlainPart, PlainParts, SumWalk};
use crate::report::value::total;
use rust_decimal::Decimal;

impl PlainParts<'_> {
    /// Whether one more is too many, behind others.
    pub(super) fn overflow(&self, more: &Count, whole: &Count) -> bool {
        let sum = total(self.all.iter().map(|p| p.count).chain([more]).map(|c| Some(c.stated.low)));
        (self.foreign || self.rough || !self.all.is_empty()) && sum.is_some_and(|s| s > whole.stated.high)
    }

    /// What the parts come to where they are not as many as the whole: more of them, or less where the rest is named or the
    /// sum is the whole but for a slip.
    pub(super) fn wrong(&self, whole: &Count) -> Option<Decimal> {
        let last = self.all.last()?;
        let w = &whole.stated;
        let sum = total(self.all.iter().map(|p| Some(p.count.stated.low)))?;
        let is_rest = |r: &String| last.name.starts_with(r.as_str()) || last.name.ends_with(r.as_str());
        let rest = words().plain.rest.iter().any(is_rest) || self.holds_rest();
        let many = self.all.len() > 1;
        let foreign = self.foreign || self.rough;
        if sum > w.high || self.over_when_rounded(w) || rest && !foreign && many && sum < w.low {
            return Some(sum);
        }
        // 3200余条 is no less than 2739条.
        let open = !w.is_exact() && rounded_to(w).is_none();
        if many && !open && !self.foreign && !self.open && self.falls_short(whole) {
            return Some(sum);
        }
        // A part whose digits exchanged would make it right.
        let of_part = |n: &Decimal| {
            let near = n
                .checked_mul(Decimal::TEN)
                .zip(w.low.checked_mul(Decimal::from(9)))
                .is_some_and(|(n, w)| n > w);
            let right = |p: &PlainPart<'_>| {
                let part = p.count.stated.low;
                w.low.checked_sub(*n).and_then(|d| part.checked_add(d)).is_some_and(|r| exchanged(part, r))
            };
            near && self.all.iter().any(right)
        };
        let slip = |n: &Decimal| {
            exchanged(*n, w.low)
                || of_part(n)
                || self.all.len() > 2 && mistyped(*n, w.low)
                || self.listed && nearly(*n, w.low) && mistyped(*n, w.low)
        };
        if !many || self.open || !w.is_exact() {
            return None;
        }
        if !foreign {
            return Some(sum).filter(slip);
        }
        // 条, 件 and 篇 of one list: each in the measure of its own.
        let mixed = total(self.others.iter().map(|c| Some(c.stated.low)).chain([Some(sum)]))?;
        let published = |c: &&Count| words().plain.published.contains(&c.unit) && c.stated.is_exact();
        let alike = !self.others.is_empty() && self.others.iter().all(published);
        Some(mixed).filter(|m| rest && alike && *m != w.low && sum != w.low)
    }
}

impl PlainParts<'_> {
    /// What they come to.
    pub(super) fn sum(&self) -> Decimal {
        total(self.all.iter().map(|p| Some(p.count.stated.low))).unwrap_or_default()
    }

    /// Whether rounded parts are more than their rounded whole by more than rounding does:
    /// 「房屋安全排查11.5万栋，其中城镇3.8万栋、农村7.9万栋」.
    fn over_when_rounded(&self, whole: &Stated) -> bool {
        let Some((all, step)) = rounded_to(whole) else { return false };
        let parts: Option<Vec<(Decimal, Decimal)>> =
            self.all.iter().map(|p| rounded_to(&p.count.stated)).collect();
        let Some(parts) = parts.filter(|p| p.len() > 1 && p.iter().all(|(_, s)| *s == step)) else {
            return false;
        };
        let slack = step.checked_mul(Decimal::from(parts.len().saturating_add(1)));
        let over = total(parts.iter().map(|p| Some(p.0))).and_then(|s| s.checked_sub(all));
        let twice = over.and_then(|o| o.checked_mul(Decimal::TWO));
        twice.zip(slack).is_some_and(|(o, s)| o > s)
    }

    /// Whether one of them is the whole itself, and the others are something: what was done with all and with some of it,
    /// 「决策事项11项，其中征求意见11项、举行听证3项」.
    fn overlap(&self, whole: &Count) -> bool {
        // 「2.68万件热线中，办结2.66万件，满意2.41万件」: what became of them, step by step.
        // 立即整改、限期整改 are two parts.
        let step =
            |p: &PlainPart<'_>| words().plain.steps.iter().any(|s| p.name.trim_start_matches('已') == s);
        let fewer = self.all.windows(2).all(|w| w[1].count.stated.low <= w[0].count.stated.low);
        let within = self.all.iter().all(|p| p.count.stated.low <= whole.stated.high);
        if fewer && within && self.all.len() > 1 && self.all.iter().all(step) {
            return true;
        }
        let deed = |p: &PlainPart<'_>| words().plain.done.iter().any(|d| p.name.contains(d.as_str()));
        self.all.len() > 1
            && self.all.iter().any(|p| p.count.stated.low == whole.stated.low)
            && self.all.iter().all(deed)
    }

    /// Whether what remains is named among others: 「公告50条，其他5条，动态63条」.
    fn holds_rest(&self) -> bool {
        let rest = |p: &PlainPart<'_>| words().plain.rest.iter().any(|r| p.name == r);
        self.all.len() > 3 && self.all.iter().any(rest)
    }

    /// Whether a long list falls short by so little that it was to be all of the whole:
    /// 「信息96条，其中政策3条，规划2条，公告12条，动态40条，人事4条，财政6条，招标25条」.
    fn misses_little(&self, whole: &Count) -> bool {
        let off = whole.stated.low.saturating_sub(self.sum());
        let twentieth = off.saturating_mul(Decimal::from(20)) <= whole.stated.low;
        let near = twentieth || off <= Decimal::TWO;
        off > Decimal::ZERO && !self.rough && self.all.len() > 5 && near
    }

    /// Whether parts that are all of the whole come to less, though not by much:
    /// 「公告96条：体育馆41条、游泳馆28条、全民健身中心17条」,
    /// 「解读材料53篇，文字解读21篇、图表解读19篇、视频解读11篇」, or a row with nothing behind it,
    /// 「公告29期，其中药品12期、医疗器械8期、化妆品6期」, or those of every level,
    /// 「信息218.4万条，其中省级36.2万条，市级71.5万条，县级101.7万条」.
    fn falls_short(&self, whole: &Count) -> bool {
        let most = total(self.all.iter().map(|p| Some(p.count.stated.high)));
        let little = |most: Decimal| {
            let (a, b) = (most.checked_mul(Decimal::from(5)), whole.stated.low.checked_mul(Decimal::from(4)));
            most < whole.stated.low && a.zip(b).is_some_and(|(a, b)| a >= b)
        };
        let level = |name: &str| words().plain.levels.iter().any(|l| name.starts_with(l.as_str()));
        let levels = self.all.len() > 2 && self.all.iter().all(|p| p.name.ends_with('级'))
            || self.all.iter().all(|p| level(p.name) && p.name.chars().count() <= 5);
        let names: Vec<&str> = self.all.iter().map(|p| p.name).collect();
        let row = self.listed && (self.all.len() > 2 || of_one_name(&names));
        (self.complete || levels || row) && most.is_some_and(little) || self.misses_little(whole)
    }
}

impl SumWalk<'_> {
    /// Whether that many are told before the change, or last year's number, that was taken for their whole:
    /// 「新收申请347件，比2024年增加36件，增幅11.6%，其中上半年159件、下半年188件」, 「信息374条，与2024年的340条相比增长10%，其中动态277条，政策97条」.
    pub(super) fn tells_before(&self, sum: Decimal, whole: &Count) -> bool {
        let at = self.pieces.iter().position(|p| matches!(p, PlainPiece::Count(c) if c.at == whole.at));
        let then =
            |i: usize| is(self.words_before(i)) == Is::Before || year_of(self.words_before(i)).is_some();
        if !at.is_some_and(|i| self.is_change(i) || then(i)) {
            return false;
        }
        let told = |c: &Count| c.unit == whole.unit && c.stated.is_exact() && c.stated.low == sum;
        let before = |c: &Count| c.at.end <= whole.at.start;
        self.pieces.iter().any(|p| matches!(p, PlainPiece::Count(c) if before(c) && told(c)))
    }

    /// Whether some of them are no parts: all once more, 「决策目录11项全部公开，其中8项听证，11项均征求意见」; what was done with the one
    /// before, 「26项试点领域中，镇级承担17项，已编制清单17项，县级承担9项」; a part of one told before by its name,
    /// 「图文15万条、视频1.9万条、专访2136条，其中街道拍摄的视频6418条」.
    fn says_otherwise(&self, parts: &PlainParts<'_>, whole: &Count) -> bool {
        let again = |w: &[PlainPiece]| match w {
            [PlainPiece::Count(c), PlainPiece::Words(behind)] => {
                c.stated.low == whole.stated.low
                    && behind.starts_with(['均', '都', '全'])
                    && parts.all.iter().any(|p| p.count.at == c.at)
            }
            _ => false,
        };
        let own = parts.all.iter().filter(|p| !p.name.starts_with('已')).map(|p| Some(p.count.stated.low));
        let of_before = |w: &[PlainPart<'_>]| {
            w[1].name.starts_with('已') && w[1].count.stated.low <= w[0].count.stated.low
        };
        let done = parts.all.windows(2).any(of_before);
        let all = self.pieces.iter().position(|p| matches!(p, PlainPiece::Count(c) if c.at == whole.at));
        let all = all.map_or("", |i| self.words_before(i));
        let named = |p: &PlainPart<'_>| {
            self.pieces.iter().enumerate().any(|(i, c)| match c {
                PlainPiece::Count(c) if c.at.end <= whole.at.start && c.unit == whole.unit => {
                    let name = self.words_before(i);
                    let short = name.char_indices().rev().nth(1).and_then(|(from, _)| name.get(from..));
                    p.count.stated.low <= c.stated.high
                        && short.is_some_and(|s| p.name.contains(s) && !all.contains(s))
                }
                _ => false,
            })
        };
        self.pieces.windows(2).any(again)
            || done && total(own) == Some(whole.stated.low)
            || parts.all.len() == 1 && parts.all.iter().any(named)
    }

    /// Tells of parts that are not the whole; they end before `end`.
    pub(super) fn judge(&mut self, mut parts: PlainParts<'_>, whole: &Count, end: usize) {
        let more = |p: &PlainPiece| matches!(p, PlainPiece::Count(_));
        let goes_on = self.pieces.get(end..).unwrap_or_default().iter().any(more);
        parts.complete |= self.names_all(&parts, whole);
        parts.open |= self.leaves_rest(end);
        parts.complete &= !goes_on;
        // 「其中线上9场、线下5场，参加企业870户次」
        parts.complete |= parts.are_grades();
        parts.complete |= parts.are_opposites() && !self.counts_more(whole, end);
        parts.listed &= !goes_on;
        let Some(last) = parts.all.last() else { return };
        let Some(sum) = parts.wrong(whole) else { return };
        if self.fits_further(sum, whole, end) || parts.are_channels(whole) || parts.overlap(whole) {
            return;
        }
        // 「办理建议13件、提案10件，主办14件、协办9件」: of both.
        let of_row = self.row_to(whole).is_some_and(|r| r == sum || r > whole.stated.low && r > sum);
        if of_row || self.tells_before(sum, whole) || self.says_otherwise(&parts, whole) {
            return;
        }
        let (a, b) = (whole.stated.low.normalize(), sum.normalize());
        let Some(by) = a.checked_sub(b).map(|d| d.abs()) else { return };
        let message = match parts.all.len() {
            1 => format!("其中的一项是 {b}，比总数 {a} 还多 {by}"),
            _ => format!("分项相加是 {b}，总数写的是 {a}，差 {by}"),
        };
        self.out.push(Odd::of(whole.at.start..last.count.at.end, message));
    }
}

/// What stands there and how much its last digit counts, where it was rounded: 11.5万.
pub(super) fn rounded_to(s: &Stated) -> Option<(Decimal, Decimal)> {
    let half = s.high.checked_sub(s.low)?.checked_div(Decimal::from(3))?;
    let step = half.checked_mul(Decimal::TWO)?;
    let ten = step.normalize().to_string();
    (ten.trim_matches(['0', '.']) == "1").then_some((s.low.checked_add(half)?, step))
}

//! A slip of the pen: two numbers that are one but for a digit, or for two digits exchanged. By it a sum that falls short
//! is told from one that names some of its parts only: 「共计1220条。其中，门户网站997条，公众号205条」 is 1202 mistyped.

use super::super::words::words;
use super::lex::Count;
use super::row::of_one_name;
use super::{PlainPart, PlainParts};
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
        if sum > w.high || rest && !foreign && many && sum < w.low {
            return Some(sum);
        }
        if many && !self.foreign && !self.open && self.falls_short(whole) {
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
        let slip =
            |n: &Decimal| exchanged(*n, w.low) || of_part(n) || self.all.len() > 2 && mistyped(*n, w.low);
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

/// Whether a number of at least three digits has two of them, side by side, exchanged.
pub(super) fn exchanged(a: Decimal, b: Decimal) -> bool {
    let off = differing(a, b);
    let [(i, x), (j, y)] = off[..] else { return false };
    j == i.saturating_add(1) && (x.0, x.1) == (y.1, y.0)
}

/// Whether one digit is another.
pub(super) fn mistyped(a: Decimal, b: Decimal) -> bool {
    differing(a, b).len() == 1
}

type Digits = (char, char);

/// The places in which two whole numbers of as many digits differ; none where they are too short to tell.
fn differing(a: Decimal, b: Decimal) -> Vec<(usize, Digits)> {
    let (a, b) = (a.normalize().to_string(), b.normalize().to_string());
    if a.len() != b.len() || a.len() < 3 || a.contains('.') || b.contains('.') {
        return Vec::new();
    }
    a.chars().zip(b.chars()).enumerate().filter(|(_, (x, y))| x != y).collect()
}

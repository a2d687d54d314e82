//! Numbers as prose writes them: 258, １，２０８, 2 58, 二十三, 1.2万余, 约300.

use super::fold::Char;
use crate::chinese::numerals::spoken;
use crate::chinese::units::step;
use rust_decimal::Decimal;

/// A number a sentence states: everything from `low` to `high` would be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stated {
    pub low: Decimal,
    pub high: Decimal,
    /// Written in Chinese numerals.
    pub chinese: bool,
    /// Digits behind the point.
    pub places: u32,
}

impl Stated {
    /// Exactly this.
    pub fn exactly(value: Decimal) -> Stated {
        Stated { low: value, high: value, chinese: false, places: 0 }
    }
    /// However many, but not none.
    pub fn some() -> Stated {
        Stated { high: Decimal::MAX, ..Stated::exactly(Decimal::ONE) }
    }
    pub fn is_exact(&self) -> bool {
        self.low == self.high
    }
    pub fn holds(&self, value: Decimal) -> bool {
        self.low <= value && value <= self.high
    }
    /// Both together.
    pub fn plus(self, other: Stated) -> Option<Stated> {
        let (low, high) = (self.low.checked_add(other.low)?, self.high.checked_add(other.high)?);
        Some(Stated { low, high, ..self })
    }
    /// How far a value is off.
    pub fn distance(&self, value: Decimal) -> Decimal {
        let off = |a: Decimal, b: Decimal| a.checked_sub(b).unwrap_or(Decimal::MAX);
        off(self.low, value).max(off(value, self.high)).max(Decimal::ZERO)
    }
    /// In another unit.
    pub fn times(self, factor: u32) -> Option<Stated> {
        let f = Decimal::from(factor);
        Some(Stated { low: self.low.checked_mul(f)?, high: self.high.checked_mul(f)?, ..self })
    }
}

/// Reads the number at `at`: what it says and where it ends.
pub fn read(text: &[Char], at: usize) -> Option<(Stated, usize)> {
    let (value, places, mut end) = arabic(text, at).or_else(|| numeral(text, at))?;
    let chinese = !text.get(at)?.2.is_ascii_digit();
    let c = |i: usize| text.get(i).map(|c| c.2);
    let mut open = matches!(c(end), Some('余' | '多'));
    end = end.saturating_add(usize::from(open));
    let factor = match c(end) {
        Some(c) if !chinese => step(c).unwrap_or(1),
        _ => 1,
    };
    // 万元 is a unit, told apart where units are read; 万件 is ten thousand.
    let money = factor > 1 && c(end.saturating_add(1)) == Some('元');
    let factor = if money { 1 } else { factor };
    end = end.saturating_add(usize::from(factor > 1));
    if !open && matches!(c(end), Some('余' | '多')) {
        open = true;
        end = end.saturating_add(1);
    }
    let scale = Decimal::from(factor);
    let value = if factor > 1 { value.checked_mul(scale)? } else { value };
    let step = scale.checked_mul(Decimal::new(1, places))?;
    let (low, high) = match (open, approx(text, at)) {
        // 300余: up to the next step of its last telling digit.
        (true, _) => (value, value.checked_add(step_of(value, step))?),
        (_, Approx::Around) => {
            (value.checked_mul(Decimal::new(9, 1))?, value.checked_mul(Decimal::new(11, 1))?)
        }
        (_, Approx::Below) => (value.checked_mul(Decimal::new(9, 1))?, value),
        (_, Approx::Above) => (value, value.checked_mul(Decimal::from(2))?),
        // 1.2万 was rounded or cut off.
        _ if factor > 1 => (value.checked_sub(step.checked_div(Decimal::TWO)?)?, value.checked_add(step)?),
        _ => (value, value),
    };
    Some((Stated { low, high, chinese, places }, end))
}

enum Approx {
    No,
    Around,
    Below,
    Above,
}

/// What the character before says.
fn approx(text: &[Char], at: usize) -> Approx {
    let before = |n: usize| at.checked_sub(n).and_then(|i| text.get(i)).map(|c| c.2);
    match (before(2), before(1)) {
        (_, Some('约')) | (Some('大'), Some('概')) => Approx::Around,
        (_, Some('近')) | (Some('不'), Some('足')) | (Some('不'), Some('到')) => Approx::Below,
        (_, Some('逾' | '超')) | (Some('超'), Some('过')) | (Some('多'), Some('达')) => Approx::Above,
        // 突破2000件，达2104件
        (Some('突'), Some('破')) => Approx::Above,
        _ => Approx::No,
    }
}

/// Worth of the last digit that is not 0: of 300 it is 100, of 25 it is 1.
fn step_of(value: Decimal, least: Decimal) -> Decimal {
    let fits = |s: &Decimal| !value.is_zero() && value.checked_rem(*s).is_some_and(|r| r.is_zero());
    let mut step = least;
    while let Some(next) = step.checked_mul(Decimal::TEN).filter(fits) {
        step = next;
    }
    step
}

/// 1,208 or 12.5: value, digits behind the point, end.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn arabic(text: &[Char], at: usize) -> Option<(Decimal, u32, usize)> {
    let digit = |i: usize| text.get(i).is_some_and(|c| c.2.is_ascii_digit());
    let mut digits = String::new();
    let mut i = at;
    let mut group = 0;
    while digit(i) {
        digits.push(text[i].2);
        group += 1;
        i += 1;
        // Thousands: a comma as wide as the digits, and exactly three of them.
        let comma = text.get(i).is_some_and(|c| c.2 == ',' && c.1 - c.0 == text[i - 1].1 - text[i - 1].0);
        let fits = group <= 3 && (digits.len() <= 3 || group == 3);
        if comma && fits && digit(i + 1) && digit(i + 2) && digit(i + 3) && !digit(i + 4) {
            i += 1;
            group = 0;
        }
    }
    if digits.is_empty() || digits.len() > 15 {
        return None;
    }
    let mut places = 0;
    if text.get(i).is_some_and(|c| c.2 == '.') && digit(i + 1) {
        digits.push('.');
        i += 1;
        while digit(i) {
            digits.push(text[i].2);
            places += 1;
            i += 1;
        }
    }
    if places > 8 {
        return None;
    }
    Some((digits.parse().ok()?, places, i))
}

/// Chinese numerals: 「十件」; not 第三, 每一.
fn numeral(text: &[Char], at: usize) -> Option<(Decimal, u32, usize)> {
    let before = at.checked_sub(1).and_then(|i| text.get(i)).map(|c| c.2);
    if before.is_some_and(|c| "第每同某任这那逐此哪各唯".contains(c)) {
        return None;
    }
    let (n, length) = spoken(text.get(at..)?.iter().map(|c| c.2))?;
    Some((Decimal::from(n), 0, at.saturating_add(length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, low: &str, high: &str) {
        let chars: Vec<Char> = super::super::fold::folded(text).collect();
        let at =
            chars.iter().position(|c| c.2.is_ascii_digit() || "零一二三四五六七八九十百两".contains(c.2));
        let (s, _) = read(&chars, at.expect("a number")).expect("read");
        assert_eq!(
            (s.low.normalize().to_string(), s.high.normalize().to_string()),
            (low.into(), high.into()),
            "{text}"
        );
    }

    #[test]
    fn numbers_are_read_as_people_mean_them() {
        check("258件", "258", "258");
        check("2 58 件", "258", "258");
        check("１，２０８件", "1208", "1208");
        check("1,208件", "1208", "1208");
        check("二十三件", "23", "23");
        check("一百零五件", "105", "105");
        check("两千三百件", "2300", "2300");
        check("十件", "10", "10");
        check("约300件", "270", "330");
        check("300余件", "300", "400");
        check("25多件", "25", "26");
        check("近300件", "270", "300");
        check("超300件", "300", "600");
        check("1.2万余件", "12000", "13000");
        check("1.2万件", "11500", "13000");
        check("12.5%", "12.5", "12.5");
    }
}

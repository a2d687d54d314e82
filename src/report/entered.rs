//! What is entered into a cell, understood: the ways in which clerks write a number, and its unit. Exact throughout:
//! no binary floats. What is not a number of its kind stays as it was typed.

use super::value::{FEN, MOST, Unit, Value, is_apart, is_mark};
use crate::chinese::signs::is_invisible;
use crate::chinese::width::nfkc;
use crate::form::table::Kind;
use crate::form::words::words;
use rust_decimal::Decimal;

impl Value {
    /// Understands what was typed or pasted into a cell of `kind`. `None` for blank text.
    pub fn parse(kind: Kind, text: &str) -> Option<Value> {
        // Nearly all that files hold.
        if kind == Kind::Count && (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) {
            return count(text);
        }
        let folded: String = nfkc(text).chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect();
        if folded.is_empty() {
            return None;
        }
        if words().cells.says_none(&folded) {
            return Some(Value::NotApplicable);
        }
        let raw = || Some(Value::Raw(text.trim().to_string()));
        if text.chars().any(is_mark) || is_apart(text) {
            return raw();
        }
        let Some((digits, unit)) = take_unit(&folded) else { return raw() };
        let Some(plain) = without_separators(digits) else { return raw() };
        let known = match kind {
            Kind::Count => (unit.is_none_or(|u| u == Suffix::Item)).then(|| count(&plain)).flatten(),
            Kind::Signed => (unit.is_none_or(|u| u == Suffix::Item)).then(|| signed(&plain)).flatten(),
            Kind::WanYuan => match unit {
                Some(Suffix::Item) => None,
                // 元 in a column of 万元 is exact: four places further.
                Some(Suffix::Money(Unit::元)) => amount(&plain).and_then(|v| {
                    let v = v.checked_div(Decimal::from(10_000))?.normalize();
                    (v.scale() <= FEN).then_some(Value::Amount { value: v, unit: Some(Unit::万元) })
                }),
                _ => amount(&plain)
                    .filter(|v| v.scale() <= FEN)
                    .map(|value| Value::Amount { value, unit: Some(Unit::万元) }),
            },
            Kind::Money => match unit {
                Some(Suffix::Item) => None,
                Some(Suffix::Money(u)) => amount(&plain).map(|value| Value::Amount { value, unit: Some(u) }),
                None => amount(&plain).map(|value| Value::Amount { value, unit: None }),
            },
        };
        known.or_else(raw)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Suffix {
    /// 件, 项, 次 … after a count.
    Item,
    Money(Unit),
}

/// Splits a unit off; `None` if what remains can't be a number.
fn take_unit(t: &str) -> Option<(&str, Option<Suffix>)> {
    let money = |u: Unit| t.strip_suffix(u.word()).map(|rest| (rest, Suffix::Money(u)));
    let item = || t.strip_suffix(words().counters.as_slice()).map(|rest| (rest, Suffix::Item));
    match money(Unit::万元).or_else(|| money(Unit::元)).or_else(item) {
        Some((rest, suffix)) => (!rest.is_empty()).then_some((rest, Some(suffix))),
        None => Some((t, None)),
    }
}

/// Takes thousands separators out where they stand rightly ("1,234", not "1,23"); `None` otherwise.
fn without_separators(t: &str) -> Option<String> {
    if !t.contains(',') {
        return Some(t.to_string());
    }
    let (whole, rest) = t.split_once('.').map_or((t, None), |(w, r)| (w, Some(r)));
    let sign = whole.chars().next().filter(|c| "+-".contains(*c));
    let mut groups = whole.trim_start_matches(['+', '-']).split(',');
    let head = groups.next()?;
    let digits = |g: &str| g.bytes().all(|b| b.is_ascii_digit());
    if head.is_empty() || head.len() > 3 || !digits(head) {
        return None;
    }
    let mut out: String = sign.into_iter().collect();
    out.push_str(head);
    for g in groups {
        if g.len() != 3 || !digits(g) {
            return None;
        }
        out.push_str(g);
    }
    if let Some(r) = rest {
        out.push('.');
        out.push_str(r);
    }
    Some(out)
}

fn count(t: &str) -> Option<Value> {
    if t.is_empty() || t.len() > 18 || !t.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    t.parse().ok().filter(|n| *n <= MOST).map(Value::Count)
}

/// `+2`, `-1`, `减3`, `增2`, `2`.
fn signed(t: &str) -> Option<Value> {
    let (sign, rest) = if let Some(r) = t.strip_prefix(['+', '增']) {
        (1, r)
    } else if let Some(r) = t.strip_prefix(['-', '减', '−']) {
        (-1, r)
    } else {
        (1, t)
    };
    match count(rest.trim_start_matches(['加', '少']))? {
        Value::Count(n) => i64::try_from(n).ok().map(|n| Value::Signed(sign * n)),
        _ => None,
    }
}

fn amount(t: &str) -> Option<Decimal> {
    let (whole, part) = t.split_once('.').unwrap_or((t, "0"));
    let digits = |g: &str| !g.is_empty() && g.len() <= 14 && g.bytes().all(|b| b.is_ascii_digit());
    (digits(whole) && digits(part)).then(|| t.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_parse(kind: Kind, text: &str, canonical: &str) {
        let v = Value::parse(kind, text).expect("not blank");
        assert!(!matches!(v, Value::Raw(_)), "{text} stayed raw");
        assert_eq!(v.canonical(kind), canonical, "{text}");
        assert_eq!(Value::parse(kind, canonical), Some(v), "canonical form reads back");
    }

    #[test]
    fn numbers_as_clerks_write_them() {
        check_parse(Kind::Count, "１２", "12");
        check_parse(Kind::Count, " 1,234 ", "1234");
        check_parse(Kind::Count, "１，２３４", "1234");
        check_parse(Kind::Count, "7件", "7");
        check_parse(Kind::Count, "0012", "12");
        check_parse(Kind::Signed, "+3", "+3");
        check_parse(Kind::Signed, "减3", "-3");
        check_parse(Kind::Signed, "增2", "+2");
        check_parse(Kind::Signed, "－1", "-1");
        check_parse(Kind::Signed, "0", "0");
        check_parse(Kind::WanYuan, "59237.2449", "59237.2449");
        check_parse(Kind::WanYuan, "976.81万元", "976.81");
        check_parse(Kind::WanYuan, "251000元", "25.1");
        check_parse(Kind::Money, "251000元", "251000元");
        check_parse(Kind::Money, "0", "0");
        check_parse(Kind::Count, "—", "/");
        check_parse(Kind::Count, "／", "/");
    }

    #[test]
    fn what_is_not_a_number_of_its_kind_is_kept_as_typed() {
        for (kind, text) in [
            (Kind::Count, "22（其中修订16件）"),
            (Kind::Count, "-1"),
            (Kind::Count, "1.5"),
            (Kind::Count, "1,23"),
            (Kind::Count, "1e3"),
            (Kind::Count, "99999999999999999999"),
            (Kind::WanYuan, "1.2345678"),
            (Kind::Count, "6①"),
            (Kind::Count, "6²"),
            (Kind::Count, "6 9"),
            (Kind::WanYuan, "3元5角"),
            (Kind::Count, "12万元"),
        ] {
            assert_eq!(Value::parse(kind, text), Some(Value::Raw(text.into())), "{text}");
        }
        assert_eq!(Value::parse(Kind::Count, " 　"), None);
    }
}

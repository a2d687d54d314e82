//! Numbers of several spans of time, and what they make together: 「2021年答复1.9万件，2022年3.4万件，2023年5.1万件，三年累计10.4万件」,
//! 「四个季度分别收到38件、29件、34件、31件；上半年67件、下半年65件」; what there was, what came and went, and what there is,
//! 「上年591处，新增38处、拆除17处，年末612处」.

use super::super::adding_up::apart;
use super::super::words::words;
use super::another::year_of;
use super::lex::{Count, PlainPiece};
use super::slip::rounded_to;
use super::{Odd, holds};
use crate::report::value::total;
use rust_decimal::Decimal;

/// What does not fit in these pieces.
pub(super) fn over_time(pieces: &[PlainPiece], out: &mut Vec<Odd>) {
    use PlainPiece::{Comma, Count, List, Total, Words};
    for (i, p) in pieces.iter().enumerate() {
        let (Count(whole), Some(before)) = (p, pieces.get(..i)) else { continue };
        match before {
            [told @ .., Comma, Words(led), Total { .. }] => out.extend(of_years(told, led, whole)),
            [told @ .., Comma | List, Words(now)] if holds(now, &words().plain.stands) => {
                out.extend(came_and_went(told, whole));
            }
            _ => {}
        }
    }
    out.extend(halves(pieces));
}

/// How many years are said to be added up: 三年, 近五年.
fn years_said(led: &str) -> Option<usize> {
    let digit = led.trim_start_matches('近').strip_suffix('年')?;
    let at = ["两", "三", "四", "五", "六"].iter().position(|d| *d == digit)?;
    at.checked_add(2)
}

/// 三年累计: of as many numbers told before, each of a year.
fn of_years(told: &[PlainPiece], led: &str, whole: &Count) -> Option<Odd> {
    let years = years_said(led)?;
    let (row, named) = back_row(told, whole);
    let dated = told.iter().filter(|p| matches!(p, PlainPiece::Words(w) if year_of(w).is_some())).count();
    let sure = row.len() == years && (dated >= years || named.saturating_add(1) >= years);
    if sure { odd(&row, whole) } else { None }
}

/// The numbers in one measure that end these pieces, the first one first, and how many of them name a year.
fn back_row<'a>(pieces: &'a [PlainPiece], whole: &Count) -> (Vec<&'a Count>, usize) {
    use PlainPiece::{Comma, Count, List, Words};
    let (mut row, mut named) = (Vec::new(), 0usize);
    for (i, p) in pieces.iter().enumerate().rev() {
        match p {
            Count(c) if c.unit == whole.unit => {
                let before = i.checked_sub(1).and_then(|b| pieces.get(b));
                let dated = matches!(before, Some(Words(w)) if year_of(w).is_some());
                named = named.saturating_add(usize::from(dated));
                row.push(c);
            }
            Words(_) | Comma | List => {}
            _ => break,
        }
    }
    row.reverse();
    (row, named)
}

/// A sum that is not as stated, by more than rounding does.
pub(super) fn odd(row: &[&Count], whole: &Count) -> Option<Odd> {
    let one = |c: &Count| match c.stated.is_exact() {
        true => Some((c.stated.low, Decimal::ZERO)),
        false => rounded_to(&c.stated),
    };
    let parts = row.iter().map(|c| one(c)).collect::<Option<Vec<_>>>()?;
    let (all, step) = one(whole)?;
    let sum = total(parts.iter().map(|p| Some(p.0)))?;
    let slack = total(parts.iter().map(|p| Some(p.1)).chain([Some(step)]))?;
    let by = sum.checked_sub(all)?.abs();
    // Half a step each.
    if by.checked_mul(Decimal::TWO)? <= slack {
        return None;
    }
    Some(Odd::of(row.first()?.at.start..whole.at.end, apart(all, sum)?))
}

/// What there was, with what is new and without what is gone, is what there is.
fn came_and_went(told: &[PlainPiece], now: &Count) -> Option<Odd> {
    use PlainPiece::{Comma, Count, List, Words};
    let plain = &words().plain;
    let (mut rest, mut sum, mut moved) = (told, Decimal::ZERO, 0usize);
    while let [more @ .., Words(w), Count(c)] = rest {
        if c.unit != now.unit || !c.stated.is_exact() || !now.stated.is_exact() {
            return None;
        }
        let (came, went) = (holds(w, &plain.begun), holds(w, &plain.gone));
        if !came && !went {
            if moved == 0 || !holds(w, &plain.stood_before) {
                return None;
            }
            let right = sum.checked_add(c.stated.low)?;
            let (a, b, said) = (c.stated.low.normalize(), right.normalize(), now.stated.low.normalize());
            let message = format!("从 {a} 增减下来应是 {b}，写的是 {said}");
            return (b != said).then_some(Odd::of(c.at.start..now.at.end, message));
        }
        if came == went {
            return None;
        }
        sum = if came { sum.checked_add(c.stated.low)? } else { sum.checked_sub(c.stated.low)? };
        moved = moved.saturating_add(1);
        match more {
            [more @ .., Comma | List] => rest = more,
            _ => return None,
        }
    }
    None
}

/// Four quarters told in a row, and each half of the year behind them.
fn halves(pieces: &[PlainPiece]) -> Option<Odd> {
    use PlainPiece::{Comma, Count, List, Parts, Semicolon, Words};
    let [first, second] = ["上半年", "下半年"];
    let half = |at: usize| match pieces.get(at..)? {
        [Words(a), Count(x), Comma | List, Words(b), Count(y), ..] if a == first && b == second => {
            Some((at, [x, y]))
        }
        _ => None,
    };
    let (at, halves) = (1..pieces.len()).find_map(half)?;
    let [before @ .., Comma | Semicolon] = pieces.get(..at)? else { return None };
    let (mut row, mut rest): (Vec<&super::Count>, _) = (Vec::new(), before);
    while let [more @ .., Count(c)] = rest {
        row.push(c);
        rest = match more {
            [more @ .., List | Comma, Words(_)] | [more @ .., List | Comma] => more,
            more => more,
        };
        if row.len() == 4 {
            break;
        }
    }
    row.reverse();
    let quarters = rest.iter().rev().take(2).any(|p| match p {
        Words(w) => w.contains("季度"),
        _ => false,
    });
    let led = matches!(rest, [.., Words(_)] | [.., Parts { .. }] | []);
    let alike = row.iter().chain(&halves).all(|c| c.unit == halves[0].unit && c.stated.is_exact());
    if row.len() != 4 || !quarters || !led || !alike {
        return None;
    }
    let (a, b) = row.split_at(2);
    odd(a, halves[0]).or_else(|| odd(b, halves[1]))
}

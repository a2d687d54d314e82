//! Growth said of two numbers that stand beside it: 「公开信息280条，较上年的250条增长12%」,
//! 「由500条上升到600条，增幅20%」, 「公开信息280条，比上年增加30条，增长12%」.

use super::super::words::words;
use super::lex::{Count, PlainPiece};
use super::{Odd, holds, near};
use rust_decimal::{Decimal, RoundingStrategy};

/// What a number before a percentage is.
#[derive(PartialEq)]
enum Is {
    Now,
    Before,
    By,
}

/// Percentages that do not follow from the numbers before them.
pub fn growth(pieces: &[PlainPiece], out: &mut Vec<Odd>) {
    for (i, p) in pieces.iter().enumerate() {
        let (PlainPiece::Percent(stated), Some(PlainPiece::Words(verb))) =
            (p, i.checked_sub(1).and_then(|b| pieces.get(b)))
        else {
            continue;
        };
        let plain = &words().plain;
        let (up, down) = (holds(verb, &plain.up), holds(verb, &plain.down));
        if up == down || holds(verb, &plain.elsewhere) {
            continue;
        }
        let Some((first, before, now)) = numbers(&pieces[..i], up) else { continue };
        let by = if up { now.checked_sub(before) } else { before.checked_sub(now) };
        let right = by
            .and_then(|b| b.checked_mul(Decimal::ONE_HUNDRED))
            .and_then(|b| b.checked_div(before).filter(|_| !before.is_zero()));
        if let Some(right) = right.filter(|r| !near(*r, *stated)) {
            let word = if up { "增长" } else { "下降" };
            let places = stated.places.max(1);
            let right = right.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
            let message = format!(
                "写的是{word} {}%，从 {} 到 {} 算来是 {}%",
                stated.low.normalize(),
                before.normalize(),
                now.normalize(),
                right.normalize()
            );
            out.push(Odd { range: first.at.clone(), message });
        }
    }
}

/// The number then and the number now, told last before a percentage; the first of them as it stands.
fn numbers(before: &[PlainPiece], up: bool) -> Option<(&Count, Decimal, Decimal)> {
    let mut seen: Vec<(Is, &Count)> = Vec::new();
    for (i, p) in before.iter().enumerate().rev() {
        match p {
            PlainPiece::Parts
            | PlainPiece::Semicolon
            | PlainPiece::Percent(_)
            | PlainPiece::Open
            | PlainPiece::Close => break,
            PlainPiece::Words(w) if holds(w, &words().plain.elsewhere) => return None,
            PlainPiece::Count(c) => {
                let words = match i.checked_sub(1).and_then(|b| before.get(b)) {
                    Some(PlainPiece::Words(w)) => w.as_str(),
                    _ => "",
                };
                seen.push((is(words), c));
                if seen.len() == 2 {
                    break;
                }
            }
            _ => {}
        }
    }
    let [(later, a), (earlier, b)] = seen.as_slice() else { return None };
    let exact = a.stated.is_exact() && b.stated.is_exact() && a.unit == b.unit;
    let (a_is, b_is) = (a.stated.low, b.stated.low);
    match (earlier, later) {
        _ if !exact => None,
        (Is::Now, Is::Before) => Some((b, a_is, b_is)),
        (Is::Before, Is::Now) => Some((b, b_is, a_is)),
        // 280条，比上年增加30条
        (Is::Now, Is::By) if up => Some((b, b_is.checked_sub(a_is)?, b_is)),
        (Is::Now, Is::By) => Some((b, b_is.checked_add(a_is)?, b_is)),
        _ => None,
    }
}

fn is(words_before: &str) -> Is {
    let plain = &words().plain;
    if plain.reached.iter().any(|w| words_before.ends_with(w.as_str())) {
        Is::Now
    } else if holds(words_before, &plain.up) || holds(words_before, &plain.down) {
        Is::By
    } else if holds(words_before, &plain.then) {
        Is::Before
    } else {
        Is::Now
    }
}

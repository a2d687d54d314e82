//! Two numbers of one sentence set beside one another by their names: 「上半年公开179条，下半年公开195条，下半年比上半年多16条」,
//! 「线上咨询620件、线下咨询540件，前者比后者多80件」.

use super::super::words::words;
use super::another::year_of;
use super::lex::{Count, PlainPiece};
use super::{Odd, holds};

/// Differences that are not that of the two that are named.
pub(super) fn compared(pieces: &[PlainPiece], out: &mut Vec<Odd>) {
    use PlainPiece::{Comma, Count, Words};
    for (i, w) in pieces.windows(3).enumerate() {
        let [Comma, Words(said), Count(by)] = w else { continue };
        let Some((one, rest)) = said.split_once('比') else { continue };
        let Some(way) = rest.find(['多', '少']) else { continue };
        let (other, more) = (&rest[..way], rest[way..].starts_with('多'));
        // Of last year's the growth tells.
        if holds(other, &words().plain.last_year) || year_of(other).is_some() || !by.stated.is_exact() {
            continue;
        }
        let told = told(&pieces[..i], by);
        let (Some(a), Some(b)) = (called(one, &told), called(other, &told)) else { continue };
        let (a, b) = (a.stated.low, b.stated.low);
        let Some(right) = (if more { a.checked_sub(b) } else { b.checked_sub(a) }) else { continue };
        if right != by.stated.low {
            let (a, b, said) = (a.normalize(), b.normalize(), by.stated.low.normalize());
            let word = if more { "多" } else { "少" };
            let message = format!("{a} 比 {b} 写的是{word} {said}，算来是 {}", right.normalize());
            out.push(Odd::of(by.at.clone(), message));
        }
    }
}

/// What is counted in the same measure before, with its name.
fn told<'a>(before: &'a [PlainPiece], by: &Count) -> Vec<(&'a str, &'a Count)> {
    use PlainPiece::{Count, Words};
    let one = |w: &'a [PlainPiece]| match w {
        [Words(name), Count(c)] if c.unit == by.unit => Some((name.as_str(), c)),
        _ => None,
    };
    before.windows(2).filter_map(one).collect()
}

/// The only number of that name; 前者 and 后者 are the last two.
fn called<'a>(name: &str, told: &[(&str, &'a Count)]) -> Option<&'a Count> {
    let exact = |c: &&Count| c.stated.is_exact();
    match (name, told) {
        ("前者", [.., a, _]) => Some(a.1).filter(exact),
        ("后者", [.., b]) => Some(b.1).filter(exact),
        _ => {
            let mut of_it = told.iter().filter(|t| t.0.contains(name));
            let one = of_it.next().filter(|_| of_it.next().is_none() && name.chars().count() > 1)?;
            Some(one.1).filter(exact)
        }
    }
}

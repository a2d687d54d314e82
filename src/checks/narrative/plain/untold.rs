//! Shares of a whole that the sentence need not name: 「征收拆迁类31件，占34.2%；物业管理类18件，占24.7%」.

use super::super::number::Stated;
use super::super::words::words;
use super::Odd;
use super::another_year::tells_of_last_year;
use super::lex::{Count, PlainPiece, pieces};
use super::percent::{fits_a_hundred, near, per_cent, rounded};

use rust_decimal::Decimal;

/// Requests and cases are counted in it.
const UNIT: &str = "件";

/// Among shares that are of a number of the sentence or of one of `totals`, the one that is of none of them.
pub fn untold(sentence: &str, totals: &[Decimal]) -> Option<Odd> {
    if sentence.matches(['%', '％']).count() < 2 {
        return None;
    }
    let pieces = pieces(sentence);
    let shares = shares(&pieces);
    let counted = |p: &PlainPiece| match p {
        PlainPiece::Count(c) if c.unit == UNIT && c.stated.is_exact() => Some(c.stated.low),
        _ => None,
    };
    let told = pieces.iter().filter_map(counted).take(MOST);
    // Of few things many shares are the same.
    let many = |w: &Decimal| *w >= Decimal::from(12);
    let told: Vec<Decimal> = told.filter(many).collect();
    let fits = |s: &(&Count, Stated), w: &Decimal| {
        s.0.stated.low < *w && per_cent(s.0.stated.low, *w).is_some_and(|right| near(right, s.1))
    };
    let of_one = |w: &&Decimal| shares.iter().filter(|s| fits(s, w)).count();
    // What the sentence tells itself goes before the tables.
    let named = told.iter().any(|w| of_one(&w) > 0);
    let wholes: Vec<Decimal> = if named { told } else { totals.iter().copied().filter(many).collect() };
    let whole = wholes.iter().max_by_key(of_one)?;
    let mut odd = shares.iter().filter(|s| !wholes.iter().any(|w| fits(s, w)));
    let (part, said) = odd.next().filter(|_| of_one(&whole) > 0)?;
    // Several that fit nothing are of something else.
    if odd.next().is_some_and(|_| of_one(&whole) < 3) || part.stated.low >= *whole {
        return None;
    }
    let right = per_cent(part.stated.low, *whole).filter(|r| !fits_a_hundred(&pieces, *r, *said))?;
    let right = rounded(right, said.places.max(1)).normalize();
    let (n, all) = (part.stated.low.normalize(), whole.normalize());
    let message = format!("{n}{UNIT}写的是占 {}%，按总数 {all} 算应为 {right}%", said.low.normalize());
    Some(Odd::of(part.at.clone(), message))
}

/// Numbers of a sentence that may be wholes.
const MOST: usize = 24;

/// Parts with their shares.
fn shares(pieces: &[PlainPiece]) -> Vec<(&Count, Stated)> {
    use PlainPiece::{Comma, Count, Open, Percent, Words};
    let said = |w: &str| words().plain.shares.iter().any(|s| s == w);
    let of = |i: usize| match pieces.get(i..)? {
        [Count(c), Comma | Open, Words(w), Percent(p, _), ..] | [Count(c), Words(w), Percent(p, _), ..]
            if said(w) =>
        {
            Some((c, *p))
        }
        _ => None,
    };
    // 「上年合计190件，占40.8%」 is a share of last year's.
    let now = |i: &usize| !tells_of_last_year(pieces, *i);
    let known =
        |s: &(&super::lex::Count, Stated)| s.0.unit == UNIT && s.0.stated.is_exact() && s.1.is_exact();
    (0..pieces.len()).filter(now).filter_map(of).filter(known).take(MOST).collect()
}

//! Parts that are all of their whole, whatever is counted: each with its share, 「合计29件，其中复议19件，占65.5%；诉讼10件，占34.5%」;
//! one thing and its opposite, 「办结347件，其中按期办结310件、延期后办结37件」; the office and those below it,
//! 「收到来信46件，其中海关本部27件、9个隶属海关19件」.

use super::super::adding_up::apart;
use super::super::number::Stated;
use super::super::words::words;
use super::lex::{Count, PlainPiece};
use super::percent::{fits_a_hundred, near, per_cent, rounded};
use super::{Odd, holds};
use crate::report::value::total;
use rust_decimal::Decimal;

/// What does not fit in these pieces.
pub(super) fn shared_parts(pieces: &[PlainPiece], out: &mut Vec<Odd>) {
    use PlainPiece::{Comma, Count, Parts};
    for (i, w) in pieces.windows(3).enumerate() {
        let ([Count(whole), Comma, Parts { .. }], Some(behind)) = (w, pieces.get(i.saturating_add(3)..))
        else {
            continue;
        };
        if whole.stated.is_exact() {
            out.extend(shares(pieces, behind, whole));
            out.extend(both(behind, whole));
        }
    }
}

/// Parts with their shares from here on.
fn with_shares<'a>(pieces: &'a [PlainPiece], whole: &Count) -> Vec<(&'a Count, Stated)> {
    use PlainPiece::{Close, Comma, Count, List, Open, Percent, Semicolon, Words};
    let (mut out, mut rest) = (Vec::new(), pieces);
    while let [Words(_), Count(c), Comma | Open, Words(said), Percent(share, _), more @ ..] = rest {
        if c.unit != whole.unit || !c.stated.is_exact() || !words().plain.shares.iter().any(|s| s == said) {
            break;
        }
        out.push((c, *share));
        rest = match more {
            [Close, Comma | List | Semicolon, more @ ..] | [Comma | List | Semicolon, more @ ..] => more,
            more => more,
        };
    }
    out
}

/// Where the parts make the whole, each share is of it.
fn shares(pieces: &[PlainPiece], behind: &[PlainPiece], whole: &Count) -> Option<Odd> {
    let parts = with_shares(behind, whole);
    let sum = total(parts.iter().map(|p| Some(p.0.stated.low)))?;
    if parts.len() < 2 || sum != whole.stated.low {
        return None;
    }
    parts.iter().find_map(|(part, said)| {
        let right = per_cent(part.stated.low, whole.stated.low)?;
        if near(right, *said) || fits_a_hundred(pieces, right, *said) {
            return None;
        }
        let right = rounded(right, said.places.max(1)).normalize();
        let (a, b, unit) = (whole.stated.low.normalize(), part.stated.low.normalize(), &part.unit);
        let message = format!("{b}{unit}写的是占 {}%，按总数 {a} 算应为 {right}%", said.low.normalize());
        Some(Odd::of(part.at.clone(), message))
    })
}

/// Two that are all there is, by what they are called.
fn both(behind: &[PlainPiece], whole: &Count) -> Option<Odd> {
    use PlainPiece::{Comma, Count, List, Words};
    let (a, x, b, y, more) = match behind {
        [Words(a), Count(x), Comma | List, Words(b), Count(y), more @ ..] => (a, x, b, y, more),
        // 「9个隶属海关22件」
        [Words(a), Count(x), Comma | List, Count(_), Words(b), Count(y), more @ ..] => (a, x, b, y, more),
        _ => return None,
    };
    let plain = &words().plain;
    let pair = |p: &(String, String)| {
        a.starts_with(p.0.as_str()) && b.starts_with(p.1.as_str())
            || a.starts_with(p.1.as_str()) && b.starts_with(p.0.as_str())
    };
    let ends = |w: &str, of: &[String]| of.iter().any(|l| w.ends_with(l.as_str()));
    let levels = ends(a, &plain.own_levels) && holds(b, &plain.lower_levels);
    let in_time = plain.in_time.iter().any(pair);
    let alike = [x, y].iter().all(|c| c.unit == whole.unit && c.stated.is_exact());
    let ends = !more.iter().any(|p| matches!(p, Count(c) if c.unit == whole.unit));
    let sum = x.stated.low.checked_add(y.stated.low)?;
    let off = sum.checked_sub(whole.stated.low)?;
    // What is neither may have gone another way; it is little.
    let near = off.abs().checked_mul(Decimal::from(5))? <= whole.stated.low;
    let wrong = levels && ends && near && !off.is_zero() || in_time && off > Decimal::ZERO;
    if !alike || !wrong {
        return None;
    }
    Some(Odd::of(whole.at.start..y.at.end, apart(whole.stated.low, sum)?))
}

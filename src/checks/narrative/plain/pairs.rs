//! Two measures told side by side, of the whole and of each part: 「培训6期412人次，其中线上3期228人次、线下3期164人次」. Where the
//! one adds up the parts are all there are, so the other does, too.

use super::Odd;
use super::lex::{Count, PlainPiece};
use crate::report::value::total;

pub(super) fn pairs(pieces: &[PlainPiece], out: &mut Vec<Odd>) {
    use PlainPiece::{Colon, Comma, Count, Open, Parts};
    for (i, w) in pieces.windows(2).enumerate() {
        let [Count(a), Count(b)] = w else { continue };
        let behind = pieces.get(i.saturating_add(2)..).unwrap_or_default();
        let behind = match behind {
            [Comma, Parts { .. }, more @ ..] | [Parts { .. } | Colon | Open, more @ ..] => more,
            _ => continue,
        };
        let rows = rows(behind, a, b);
        let sum = |of: fn(&(&super::lex::Count, &super::lex::Count)) -> rust_decimal::Decimal| {
            total(rows.iter().map(|r| Some(of(r))))
        };
        let (Some(x), Some(y)) = (sum(|r| r.0.stated.low), sum(|r| r.1.stated.low)) else { continue };
        let exact = rows.iter().flat_map(|r| [r.0, r.1]).chain([a, b]).all(|c| c.stated.is_exact());
        let (first, second) = (x == a.stated.low, y == b.stated.low);
        // 「另有旁听20人次」
        let more =
            behind.iter().filter(|p| matches!(p, Count(c) if c.unit == a.unit || c.unit == b.unit)).count();
        if more > rows.len().saturating_mul(2) {
            continue;
        }
        let Some(last) = rows.last().filter(|_| rows.len() > 1 && exact && first != second) else { continue };
        let (sum, whole) = if first { (y, b) } else { (x, a) };
        let (all, sum) = (whole.stated.low.normalize(), sum.normalize());
        let by = all.saturating_sub(sum).abs();
        let message = format!("分项相加是 {sum}{}，总数写的是 {all}{}，差 {by}", whole.unit, whole.unit);
        out.push(Odd::of(a.at.start..last.1.at.end, message));
    }
}

/// The parts that begin here, each in both measures.
fn rows<'a>(pieces: &'a [PlainPiece], a: &Count, b: &Count) -> Vec<(&'a Count, &'a Count)> {
    use PlainPiece::{Comma, Count, List, Words};
    let (mut out, mut rest) = (Vec::new(), pieces);
    while let [Words(_), Count(x), Count(y), more @ ..] = rest {
        if x.unit != a.unit || y.unit != b.unit {
            break;
        }
        out.push((x, y));
        match more {
            [Comma | List, more @ ..] => rest = more,
            _ => break,
        }
    }
    out
}

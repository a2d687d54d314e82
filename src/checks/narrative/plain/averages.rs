//! What falls to each month, or to each of those that are counted: 「全年公开信息600条，月均50条」,
//! 「9个社区全年更新324期，平均每个社区36期」.

use super::super::words::words;
use super::Odd;
use super::lex::PlainPiece;
use rust_decimal::Decimal;

/// 「全年公开信息600条，月均50条」: a twelfth of it.
pub(super) fn on_average(pieces: &[PlainPiece], out: &mut Vec<Odd>) {
    use PlainPiece::{Comma, Count, Words};
    let plain = &words().plain;
    for w in pieces.windows(5) {
        let [Words(of), Count(whole), Comma, Words(mean), Count(each)] = w else { continue };
        let span = plain.means.iter().find(|(s, _)| mean.starts_with(s.as_str()));
        let span = span.filter(|_| of.contains(plain.year.as_str()));
        let Some(right) = span.and_then(|(_, n)| whole.stated.low.checked_div(Decimal::from(*n))) else {
            continue;
        };
        let off = each.stated.distance(right);
        // Rounded, or told to the whole.
        let fits = off < Decimal::ONE || off.checked_mul(Decimal::from(20)).is_some_and(|o| o <= right);
        if whole.unit == each.unit && whole.stated.is_exact() && !fits {
            let (all, said, right) =
                (whole.stated.low.normalize(), each.stated.low.normalize(), right.round_dp(1).normalize());
            let message = format!("{mean}写的是 {said}，全年 {all} 算来是 {right}");
            out.push(Odd::of(whole.at.start..each.at.end, message));
        }
    }
}

/// 「9个社区全年更新324期，平均每个社区36期」: each one's share of it.
pub(super) fn for_each(pieces: &[PlainPiece], out: &mut Vec<Odd>) {
    use PlainPiece::{Comma, Count, Words};
    for w in pieces.windows(6) {
        let [Count(all), Words(of), Count(whole), Comma, Words(mean), Count(one)] = w else { continue };
        let noun = mean.strip_prefix("平均每").and_then(|m| m.strip_prefix(all.unit.as_str()));
        let named = noun.is_some_and(|n| !n.is_empty() && of.starts_with(n) || n.is_empty());
        let exact = all.stated.is_exact() && whole.stated.is_exact() && whole.unit == one.unit;
        let right = whole.stated.low.checked_div(all.stated.low).filter(|_| named && exact);
        let Some(right) = right.filter(|r| one.stated.distance(*r) >= Decimal::ONE) else { continue };
        let (n, said) = (whole.stated.low.normalize(), one.stated.low.normalize());
        let message = format!("{mean}写的是 {said}，{n} 分下来是 {}", right.round_dp(1).normalize());
        out.push(Odd::of(whole.at.start..one.at.end, message));
    }
}

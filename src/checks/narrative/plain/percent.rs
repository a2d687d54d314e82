//! Parts of a hundred.

use super::super::number::Stated;
use super::lex::{PlainPiece, pieces};
use crate::report::value::total;
use rust_decimal::{Decimal, RoundingStrategy};
use std::ops::Range;

pub(super) fn rounded(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

/// So many of a hundred.
pub(super) fn per_cent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

/// Whether a percentage is as stated once rounded, or cut off.
pub(super) fn near(value: Decimal, stated: Stated) -> bool {
    stated.holds(rounded(value, stated.places)) || stated.holds(value.trunc_with_scale(stated.places))
}

/// Whether a share is off by its last digit only, in a sentence whose shares were made to add up to a hundred:
/// 「网站1730件，占比82.2%；信函346件，占比16.5%；当面28件，占比1.3%」.
pub fn is_rounded_to_fit(sentence: &str, right: Decimal, said: Stated) -> bool {
    fits_a_hundred(&pieces(sentence), right, said)
}

/// The same of the pieces of a sentence.
pub(super) fn fits_a_hundred(pieces: &[PlainPiece], right: Decimal, said: Stated) -> bool {
    let step = Decimal::new(1, said.places);
    let near = rounded(right, said.places).checked_sub(said.low).is_some_and(|d| d.abs() <= step);
    let share = |p: &PlainPiece| if let PlainPiece::Percent(s, _) = p { Some(*s) } else { None };
    let shares: Vec<Stated> = pieces.iter().filter_map(share).collect();
    let sum = total(shares.iter().map(|s| s.is_exact().then_some(s.low)));
    near && shares.len() > 2 && sum == Some(Decimal::ONE_HUNDRED)
}

/// Whether the number told last is that share of another told before it: 「无法提供24件，不掌握相关政府信息的19件占79.2%」; or all
/// of a row are spoken of, whose whole nobody names, 「不予处理7件，其他处理4件，共占12.6%」.
pub fn is_of_told(before: &str, said: Stated) -> bool {
    let pieces = pieces(before);
    let counts: Vec<&super::Count> =
        pieces.iter().filter_map(|p| if let PlainPiece::Count(c) = p { Some(c) } else { None }).collect();
    let fits = |part: &super::Count, whole: &super::Count| {
        part.stated.low < whole.stated.low
            && per_cent(part.stated.low, whole.stated.low).is_some_and(|r| near(r, said))
    };
    let told = match counts.as_slice() {
        [wholes @ .., part] => wholes.iter().any(|w| fits(part, w)),
        [] => false,
    };
    // 「予以采纳26条，部分采纳9条，合计占办结84条的41.7%」
    let together = |t: &String| before.trim_end().ends_with(t.as_str());
    let both = || match counts.as_slice() {
        [.., a, b, whole] => a
            .stated
            .low
            .checked_add(b.stated.low)
            .and_then(|sum| per_cent(sum, whole.stated.low))
            .is_some_and(|r| near(r, said)),
        _ => false,
    };
    let all = &super::words().plain.together;
    told || all.iter().any(together) || all.iter().any(|t| before.contains(t.as_str())) && both()
}

/// Whether a percentage is told roughly, so that no other could stand in its place: 「占65%以上」.
pub(super) fn is_rough(sentence: &str, at: &Range<usize>) -> bool {
    let behind = sentence.get(at.end..).unwrap_or("").trim_start_matches(['%', '％']);
    super::words().plain.roughly.iter().any(|r| behind.starts_with(r.as_str()))
}

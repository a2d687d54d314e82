//! Parts of a hundred.

use super::super::number::Stated;
use rust_decimal::{Decimal, RoundingStrategy};

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

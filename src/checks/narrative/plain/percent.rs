//! Parts of a hundred.

use rust_decimal::{Decimal, RoundingStrategy};

pub(super) fn rounded(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

/// So many of a hundred.
pub(super) fn per_cent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

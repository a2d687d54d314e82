//! 汇总: counties of invented units against a plain sum, with every bad case planted, singly and together.

mod alike;
mod archives;
mod files;
mod handed_in;
mod holding;
mod kept;
mod levels;
mod made;
mod names;
mod one_number;
mod planted;
mod recovered;
mod refused;
mod rosters;
mod ruled;
mod sheets;
mod since;
mod sums;
mod twice;

/// How many units the large counties have: `GONGKAI_COUNTY=500`, 5000.
pub fn most_units() -> usize {
    std::env::var("GONGKAI_COUNTY").ok().and_then(|n| n.parse().ok()).unwrap_or(60)
}

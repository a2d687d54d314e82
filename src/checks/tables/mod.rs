//! T: arithmetic of the tables.

pub mod t101_not_a_number;
pub mod t102_unfilled;
pub mod t201_total_unfilled;
pub mod t202_sums;
pub mod t206_paper_total;
pub mod t301_in_force;
pub mod t302_projects;
pub mod t303_procurement;
pub mod t304_rules;
pub mod t305_joined;

use super::Check;

pub const CHECKS: &[&Check] = &[
    &t101_not_a_number::CHECK,
    &t102_unfilled::CHECK,
    &t201_total_unfilled::CHECK,
    &t202_sums::APPLICANTS,
    &t202_sums::RESULTS,
    &t202_sums::BALANCE,
    &t202_sums::REVIEW,
    &t206_paper_total::CHECK,
    &t301_in_force::CHECK,
    &t302_projects::CHECK,
    &t303_procurement::CHECK,
    &t304_rules::CHECK,
    &t305_joined::CHECK,
];

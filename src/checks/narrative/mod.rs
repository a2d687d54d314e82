//! N: the narrative against the tables. Sentences are read into claims (`read`, `claims`), their words stand in
//! `assets/words/narrative.ron`; each check judges its share of the claims. What is not understood is left
//! alone: a false alarm weighs as much as a miss.

pub mod adding_up;
pub mod agreeing;

pub mod claims;
pub mod class;
pub mod expr;
mod fee_said;
pub mod fold;
pub mod last_claims;
pub mod lex;
pub mod mean;
mod mean_disclosed;
pub mod meaning;
mod meant;
pub mod number;
pub mod organs;
mod outcome;
mod own_sentence;
pub mod plain;
mod plain_words;
pub mod read;
mod reading_words;
pub mod table;
mod untouched;
pub mod who;
pub mod words;

mod judge;
pub mod n101_counts;
pub mod n104_nothing;
pub mod n106_earlier;
pub mod n106_growth;
mod n106_of_another;
mod n106_parts;
mod n106_shares;
pub mod n107_handling_fee;
pub mod n108_impossible;
mod no_cases;
mod said_none;
mod spellings;
mod written;
mod wrong;

use crate::checks::Check;

pub const CHECKS: &[&Check] = &[
    &n101_counts::REQUESTS,
    &n101_counts::RESULTS,
    &n101_counts::CASES,
    &n104_nothing::CHECK,
    &n101_counts::DISCLOSURE,
    &n106_parts::CHECK,
    &n107_handling_fee::CHECK,
    &n108_impossible::CHECK,
];

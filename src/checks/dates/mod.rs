//! D: dates, years and citations.

pub mod asked;
pub mod captions;
mod carried;
mod compared;
pub mod d101_signed_early;
pub mod d102_signed_late;
pub mod d103_other_year;
pub mod d104_period;
pub mod d105_letter;
pub mod d106_edition;
pub mod d107_no_date;
mod excuses;
mod headed;
mod lagging;
mod last_sentences;
mod letter_number;
mod letter_titles;
mod loose_period;
pub mod moving;
mod of_old;
mod outdated;
pub mod plan;
mod problem;
pub mod role;
pub mod spoken;
mod stops;
mod tells;
mod together;
pub mod vocabulary;

use super::Check;

pub const CHECKS: &[&Check] = &[
    &d101_signed_early::CHECK,
    &d102_signed_late::CHECK,
    &d103_other_year::CHECK,
    &d104_period::CHECK,
    &d105_letter::CHECK,
    &d106_edition::CHECK,
    &d107_no_date::CHECK,
];

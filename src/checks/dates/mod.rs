//! D: dates, years and citations.

pub mod d101_signed_early;

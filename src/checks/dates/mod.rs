//! D: dates, years and citations.

pub mod d101_signed_early;
pub mod d102_signed_late;
pub mod d106_edition;

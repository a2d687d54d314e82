//! D: dates, years and citations.

pub mod d101_signed_early;
pub mod d102_signed_late;
pub mod d103_other_year;
pub mod d104_period;
pub mod d105_letter;
pub mod d106_edition;
pub mod d107_no_date;
pub mod years;

//! What last year's sentences claimed: this year's are read as they were meant.

use super::claims::{Placed, claims};
use super::table::Tables;
use crate::chinese::numerals::{is_arabic, is_numeral};
use crate::report::Report;
use crate::report::passage::passages;

/// A claim of last year's report, with its sentence without the numbers.
pub struct LastClaim {
    pub told: Placed,
    pub around: String,
}

/// What the report of the year before claims, where it has the form of this one.
pub fn last_claims(last: &Report, year: u16, edition: &str) -> Vec<LastClaim> {
    if last.year.checked_add(1) != Some(year) || last.form().edition != edition {
        return Vec::new();
    }
    let text = passages(last);
    let around = |p: &Placed| {
        let of = text.iter().find(|t| (t.part, t.paragraph) == (p.part, p.paragraph))?;
        of.words.get(p.sentence.clone()).map(without_numbers)
    };
    let told = claims(&Tables::new(last), &text, last.year, &last.office.name);
    told.into_iter().filter_map(|told| around(&told).map(|around| LastClaim { told, around })).collect()
}

/// A sentence but for its numbers.
pub fn without_numbers(words: &str) -> String {
    words.chars().filter(|c| !is_arabic(*c) && !is_numeral(*c) && !".,，".contains(*c)).collect()
}

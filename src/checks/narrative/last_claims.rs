//! What last year's sentences claimed: this year's are read as they were meant.

use super::claims::{Placed, claims};
use super::table::Tables;
use crate::chinese::numerals::{is_arabic, is_numeral};
use crate::report::passage::passages;
use crate::report::{Report, Shared};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// A claim of last year's report, with its sentence without the numbers.
pub struct LastClaim {
    pub told: Placed,
    pub around: String,
}

thread_local! {
    /// What the report asked for last claims: with each key that this year's is judged again, last year's is the same.
    static LAST: RefCell<Option<(Shared, Rc<Vec<LastClaim>>)>> = const { RefCell::new(None) };
}

/// What the report of the year before claims, where it has the form of this one.
pub fn last_claims(last: &Shared, year: u16, edition: &str) -> Rc<Vec<LastClaim>> {
    if last.year.checked_add(1) != Some(year) || last.form().edition != edition {
        return Rc::default();
    }
    let known = LAST.with_borrow(|l| {
        l.as_ref().filter(|(of, _)| Arc::ptr_eq(of, last)).map(|(_, claims)| claims.clone())
    });
    known.unwrap_or_else(|| {
        let claims = Rc::new(claimed(last));
        LAST.set(Some((last.clone(), claims.clone())));
        claims
    })
}

fn claimed(last: &Report) -> Vec<LastClaim> {
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

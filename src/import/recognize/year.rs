//! Of which year a document is, and so which edition of the form it follows.

use crate::form::{self, Form};
use crate::import::source_rows::SourceRow;
use crate::import::{ImportError, facts_in_prose, labels};
use crate::report::Report;
use std::collections::BTreeSet;

/// Longer lines are prose, and name no label.
const LONGEST: usize = 120;

/// The year that the last paragraphs tell: the report of a year is signed in the next.
pub fn closing_year(report: &Report) -> Option<u16> {
    let date = report.signature.date?;
    Some(if date.month <= 8 { date.year.saturating_sub(1) } else { date.year })
}

/// The edition whose own labels occur most; the year's where the labels don't tell.
pub fn edition(rows: &[SourceRow], year: Option<u16>) -> &'static Form {
    let lines = || rows.iter().flat_map(SourceRow::words);
    let said = year.or_else(|| {
        lines()
            .filter(|t| facts_in_prose::ends_title(t))
            .find_map(facts_in_prose::year)
            .or_else(|| lines().find_map(|t| facts_in_prose::report_year("", t)))
    });
    let by_year = said.map_or_else(form::newest, form::for_year);
    let short = lines().filter(|t| t.chars().count() <= LONGEST);
    let words = short.flat_map(|t| t.split_whitespace().chain(Some(t))).map(labels::key);
    let words: BTreeSet<String> = words.collect();
    let score = |f: &Form| {
        let others: Vec<&Form> = form::all().filter(|o| o.edition != f.edition).collect();
        labels::witnesses(f, &others, &words)
    };
    form::all()
        .map(|f| (score(f), f))
        .fold((score(by_year), by_year), |best, x| if x.0 > best.0 { x } else { best })
        .1
}

/// A year that some edition of the form is for.
pub fn known_year(year: u16, name: &str) -> Result<u16, ImportError> {
    let years = form::years();
    if years.contains(&year) {
        return Ok(year);
    }
    let (first, last) = years.into_inner();
    Err(ImportError::YearOutOfRange { year, first, last, name: name.into() })
}

//! The report as it is written on.

use crate::checks::Finding;
use crate::report::merge_typed::line_of;
use crate::report::{Part, Report};

/// The report being written, and what is known of it.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    pub report: &'a Report,
    pub revision: u64,
    pub findings: &'a [Finding],
    /// Characters that a section may have; 0 for no limit.
    pub word_limit: usize,
}

/// The lines of a part as the editor shows them.
pub fn lines(report: &Report, part: Part) -> Vec<String> {
    report.paras(part).iter().map(|p| line_of(p, report)).collect()
}

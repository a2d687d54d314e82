//! What a grid shows beside the numbers.

use crate::checks::Finding;

/// What the grid shows beside the numbers.
pub struct GridOptions<'a> {
    /// Of the report: what was measured of it holds while this stands.
    pub revision: u64,
    /// The numbers are only looked at and copied.
    pub read_only: bool,
    pub enter_right: bool,
    /// Whether Tab and Enter stop at totals too.
    pub stop_at_totals: bool,
    /// Whether last year's numbers stand beside.
    pub last_year: bool,
    pub findings: &'a [Finding],
    /// The finding being looked at: its left cells framed solid, its right ones dashed.
    pub shown: Option<&'a Finding>,
}

//! 照纸录入: totals that are compared with what stands on the paper form.

use super::Report;
use super::value::Cell;
use crate::form::table::CellKey;
use std::borrow::Cow;

impl Report {
    /// Totals that are compared with the paper form, with what stands there.
    pub fn paper_totals(&self) -> impl Iterator<Item = (&CellKey, u64)> {
        self.cells.iter().filter_map(|(k, c)| if let Cell::Compared(n) = c { Some((k, *n)) } else { None })
    }

    /// The report as the public gets it: what stands on the paper form is the office's own.
    pub fn for_public(&self) -> Cow<'_, Report> {
        if self.paper_totals().next().is_none() {
            return Cow::Borrowed(self);
        }
        let mut public = self.clone();
        public.cells.values_mut().filter(|c| c.follows()).for_each(|c| *c = Cell::Computed);
        Cow::Owned(public)
    }

    /// Compares a total that follows its parts with what stands on the paper form.
    pub fn compare_with_paper(&mut self, key: &CellKey, paper: u64) {
        if self.cell(key).follows() {
            self.cells.insert(key.clone(), Cell::Compared(paper));
        }
    }
}

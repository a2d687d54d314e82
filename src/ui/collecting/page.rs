//! Which page of the collection is shown, and where a click leads.

use crate::form::table::CellKey;

/// What the middle shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CollectPage {
    #[default]
    Units,
    Sums,
    Gaps,
    Found,
    /// What a unit handed in.
    Report,
}

impl CollectPage {
    /// Those that can be chosen.
    pub const ALL: [CollectPage; 4] =
        [CollectPage::Units, CollectPage::Sums, CollectPage::Gaps, CollectPage::Found];
}

/// Where a click leads.
pub enum Going {
    /// By its place in the roster.
    Unit(usize),
    Cell(CellKey),
}

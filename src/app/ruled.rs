//! What a clerk rules on about a collection; the reason is asked for.

use super::collection_known::CollectionKnown;
use crate::collect::edit::CollectEdit;
use crate::collect::judging::Remedy;
use crate::collect::ruling::{Adjustment, Ruling};
use crate::form::table::CellKey;
use rust_decimal::Decimal;

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub enum RuledOn {
    /// What puts a finding right.
    Remedy(Remedy),
    /// 未填 of these units counts as 0 in a cell.
    Zero(CellKey, Vec<String>),
    Adjust {
        cell: CellKey,
        by: Decimal,
    },
}

impl RuledOn {
    /// As the edit that carries it out on a collection that stands so; none where a cell takes no such number.
    pub fn edit(self, ruling: Ruling, of: &CollectionKnown) -> Option<CollectEdit> {
        let (collection, standing) = (&of.of, &of.overview.standing);
        Some(match self {
            RuledOn::Remedy(remedy) => remedy.edit(ruling, collection, standing),
            RuledOn::Zero(cell, units) => {
                CollectEdit::Zero(cell, Some(Ruling { units: units.into_iter().collect(), ..ruling }))
            }
            RuledOn::Adjust { cell, by } => {
                CollectEdit::Adjust(Adjustment::new(collection, standing, (cell, by), ruling)?)
            }
        })
    }
}

//! What a clerk rules on about a collection; the reason is asked for.

use crate::collect::edit::CollectEdit;
use crate::collect::ruling::{Adjustment, Ruling};
use crate::form::table::CellKey;
use rust_decimal::Decimal;

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub enum RuledOn {
    /// A submission counts, by its digest: somebody looked at it.
    Accept(String),
    /// It does not count.
    SetAside(String),
    /// 未填 of these units counts as 0 in a cell.
    Zero(CellKey, Vec<String>),
    CoDefendants,
    Adjust {
        cell: CellKey,
        by: Decimal,
    },
}

impl RuledOn {
    /// As the edit that carries it out.
    pub fn edit(self, ruling: Ruling) -> CollectEdit {
        match self {
            RuledOn::Accept(digest) => CollectEdit::Accept { digest, ruling: Some(ruling) },
            RuledOn::SetAside(digest) => CollectEdit::SetAside { digest, ruling: Some(ruling) },
            RuledOn::Zero(cell, units) => {
                CollectEdit::Zero(cell, Some(Ruling { units: units.into_iter().collect(), ..ruling }))
            }
            RuledOn::CoDefendants => CollectEdit::CoDefendants(Some(ruling)),
            RuledOn::Adjust { cell, by } => CollectEdit::Adjust(Adjustment { cell, by, unit: None, ruling }),
        }
    }
}

//! A sum is adjusted as it stands: with what the units give for it then.

use super::Collection;
use super::figures::{self, Figures};
use super::ruling::{Adjustment, Ruling};
use super::standing::Standing;
use crate::form::table::CellKey;
use rust_decimal::Decimal;

impl Adjustment {
    /// Of what the units give now; none where a cell takes no such number: half a request.
    pub fn new(
        collection: &Collection,
        standing: &Standing,
        (cell, by): (CellKey, Decimal),
        ruling: Ruling,
    ) -> Option<Adjustment> {
        if by.is_zero() || !figures::adjusts(collection.form().kind(&cell), by) {
            return None;
        }
        let number =
            |f: &Figures| f.by_key(&cell).as_ref().and_then(figures::number).filter(|n| !n.is_zero());
        let of = standing
            .counted()
            .filter_map(|(unit, f)| Some((collection.units.get(unit)?.id.clone(), number(f)?)));
        Some(Adjustment { of: of.collect(), cell, by, ruling })
    }
}

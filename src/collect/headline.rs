//! The numbers by which a unit's report is told of in few columns: 新收, 办结, 结转下年.

use crate::form::table::CellKey;
use crate::form::{Form, Role};

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    pub name: &'static str,
    pub cell: CellKey,
    /// The cell's place in the form's ledger.
    pub place: usize,
}

const NAMED: [(&str, Role); 8] = [
    ("新收申请", Role::Received),
    ("上年结转", Role::CarriedIn),
    ("办结", Role::ResultTotal),
    ("结转下年", Role::CarriedOut),
    ("行政复议", Role::Reconsideration),
    ("直接起诉", Role::SuitDirect),
    ("复议后起诉", Role::SuitAfterReview),
    ("收费（万元）", Role::Fee),
];

/// Those that a form has.
pub fn headlines(form: &Form) -> Vec<Headline> {
    let ledger = form.ledger();
    let of = |(name, role): &(&'static str, Role)| {
        let key = form.role(*role).first()?;
        // A row is told of by its total.
        let place = ledger.place(key).or_else(|| ledger.total(key))?;
        Some(Headline { name, cell: ledger.keys.get(place)?.clone(), place })
    };
    NAMED.iter().filter_map(of).collect()
}

//! The units of a collection as lines of a list: what stands in each.

use crate::collect::figures::{Figures, number};
use crate::collect::standing::Standing;
use crate::collect::unit_row::{UnitRow, UnitState};
use crate::collect::{Collection, roster};
use crate::form::{Form, Role};
use crate::report::Date;
use rust_decimal::Decimal;

/// The numbers shown of each unit: what a clerk calls them, and the row of the form.
pub const NUMBERS: [(&str, Role); 3] =
    [("新收", Role::Received), ("办结", Role::ResultTotal), ("结转", Role::CarriedOut)];

/// What stands in a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitLine {
    pub id: String,
    pub name: String,
    pub kind: roster::UnitKind,
    pub state: Option<UnitState>,
    /// 退回2次, behind the state.
    pub returned: usize,
    pub received: Option<Date>,
    pub errors: usize,
    pub warnings: usize,
    /// As they were handed in, whether they count or not.
    pub numbers: [Option<Decimal>; 3],
    /// Which of them lack a part that is no number.
    pub lacking: [bool; 3],
    /// Of the first of them, since last year.
    pub change: Option<Decimal>,
    pub counts: bool,
    /// Its file says something else now, or is gone.
    pub changed: bool,
}

/// The lines in the roster's order.
pub fn lines(collection: &Collection, standing: &Standing) -> Vec<UnitLine> {
    let form = collection.form();
    let places = NUMBERS.map(|(_, role)| place(form, role));
    let line = |row: &UnitRow| {
        let unit = collection.units.get(row.unit)?;
        let counted = standing.figures(row.unit);
        let shown = || collection.submissions.get(row.shown?)?.figures();
        let of = |f: &Figures, place: Option<usize>| f.value(place?).as_ref().and_then(number);
        let figures = counted.or_else(|| shown().filter(|f| f.edition() == form.edition));
        let numbers = places.map(|p| figures.and_then(|f| of(f, p)));
        let lacking = places.map(|p| figures.zip(p).is_some_and(|(f, p)| f.lacks(p)));
        let [first, ..] = places;
        let key = first.and_then(|p| form.ledger().keys.get(p));
        let last = collection.last.as_ref().and_then(|l| l.figures(&unit.id, form));
        let before = last.zip(key).and_then(|(f, k)| f.by_key(k)).as_ref().and_then(number);
        let [now, ..] = numbers;
        Some(UnitLine {
            id: unit.id.clone(),
            name: unit.name.clone(),
            kind: unit.kind,
            state: Some(row.state),
            returned: row.returned,
            received: row.received,
            errors: row.errors,
            warnings: row.warnings,
            numbers,
            lacking,
            change: now.zip(before).and_then(|(n, b)| n.checked_sub(b)),
            counts: row.counts.is_some(),
            changed: row.changed,
        })
    };
    standing.rows.iter().map(|r| line(r).unwrap_or_default()).collect()
}

/// Place of the total of the row that has a role.
fn place(form: &Form, role: Role) -> Option<usize> {
    form.role(role).first().and_then(|row| form.ledger().total(row))
}

//! What must add up: sums and balances inside one report, carry-overs from last year's. All of them
//! follow from the form (format.md §2.5); judging them is the checks' work, computing totals the report's.

use super::table::{self, CellKey};
use super::{CarryOver, Form};

/// Which relation this is; each kind has a check of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    /// The parts of a row make its total column.
    RowSum,
    /// The parts of a column make its total row.
    ColumnSum,
    /// 一 + 二 = 三（七）+ 四, the identity printed on the form.
    Balance,
}

/// `Σ left = Σ right`. In sums, `right` is the total alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    pub kind: RelationKind,
    /// Key of the table it belongs to.
    pub table: String,
    pub left: Vec<CellKey>,
    pub right: Vec<CellKey>,
}

impl Relation {
    /// The total, when this is a sum.
    pub fn total(&self) -> Option<&CellKey> {
        match self.kind {
            RelationKind::Balance => None,
            _ => self.right.first(),
        }
    }
    /// Whether a cell takes part.
    pub fn concerns(&self, key: &CellKey) -> bool {
        self.left.contains(key) || self.right.contains(key)
    }
}

/// All sums and balances of a form, in the form's order.
pub fn relations(form: &Form) -> Vec<Relation> {
    let mut out = Vec::new();
    for t in &form.tables {
        for b in &t.blocks {
            let (rows, cols) = (table::leaves(&b.rows), table::leaves(&b.columns));
            for row in &rows {
                for (total, parts) in table::totals(&b.columns) {
                    let r = &row.node().key;
                    out.push(Relation {
                        kind: RelationKind::RowSum,
                        table: t.key.clone(),
                        left: parts.iter().map(|c| CellKey::new(r, c)).collect(),
                        right: vec![CellKey::new(r, &total)],
                    });
                }
            }
            for (total, parts) in table::totals(&b.rows) {
                for col in &cols {
                    let c = &col.node().key;
                    out.push(Relation {
                        kind: RelationKind::ColumnSum,
                        table: t.key.clone(),
                        left: parts.iter().map(|r| CellKey::new(r, c)).collect(),
                        right: vec![CellKey::new(&total, c)],
                    });
                }
            }
            for balance in form.balances.iter().filter(|b| b.table == t.key) {
                for col in &cols {
                    let key = |r: &String| CellKey::new(r, &col.node().key);
                    out.push(Relation {
                        kind: RelationKind::Balance,
                        table: t.key.clone(),
                        left: balance.left.iter().map(key).collect(),
                        right: balance.right.iter().map(key).collect(),
                    });
                }
            }
        }
    }
    out
}

/// One carry-over for one column: `this = Σ last + Σ plus − Σ minus`, where `last` are cells of last
/// year's report and `plus`, `minus` cells of this year's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarryRelation {
    pub this: CellKey,
    pub last: Vec<CellKey>,
    pub plus: Vec<CellKey>,
    pub minus: Vec<CellKey>,
}

/// The carry-overs of a form, spelled out cell by cell.
pub(super) fn carry_overs(form: &Form) -> Vec<CarryRelation> {
    let mut out = Vec::new();
    for CarryOver { rows, columns, last, plus, minus } in &form.carry_overs {
        for row in rows {
            let columns: Vec<String> =
                if columns.is_empty() { form.columns_of(row) } else { columns.clone() };
            for col in &columns {
                // A term names a row, a column, or is spelled `row/column`.
                let term = |t: &String| match (t.split_once('/'), form.has_row(t)) {
                    (Some((r, c)), _) => CellKey::new(r, c),
                    (None, true) => CellKey::new(t, col),
                    (None, false) => CellKey::new(row, t),
                };
                out.push(CarryRelation {
                    this: CellKey::new(row, col),
                    last: last.iter().map(term).collect(),
                    plus: plus.iter().map(term).collect(),
                    minus: minus.iter().map(term).collect(),
                });
            }
        }
    }
    out
}

//! What the tables say to a meaning: sums of roles and keys become cells, cells numbers. Silent where a cell
//! is 未填, unless the table holds together with its blanks taken for nothing.

use super::mean::Meaning;
use super::words::words;
use crate::form::relation::RelationKind;
use crate::form::table::CellKey;
use crate::form::{Form, Role};
use crate::report::Report;
use crate::report::value::Value;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use std::cell::OnceCell;

/// One sum that would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    pub plus: Vec<CellKey>,
    pub minus: Vec<CellKey>,
}

/// The sums of a meaning in a form; those that name what the form lacks are left out.
pub fn sums(form: &'static Form, meaning: &Meaning) -> Vec<Sum> {
    meaning.sums.iter().filter_map(|s| sum(form, s, meaning.column.as_deref())).collect()
}

/// The cells that a sum of nothing but additions names; none where the form lacks one.
pub fn keys(form: &'static Form, text: &str) -> Option<Vec<CellKey>> {
    sum(form, text, None).filter(|s| s.minus.is_empty()).map(|s| s.plus)
}

/// The sums of a form that have a name of their own.
pub fn named_sums(form: &'static Form) -> Vec<(&'static str, Vec<CellKey>)> {
    words().values.iter().filter_map(|(name, sum)| Some((name.as_str(), keys(form, sum)?))).collect()
}

fn sum(form: &'static Form, text: &str, column: Option<&str>) -> Option<Sum> {
    let (mut plus, mut minus) = (Vec::new(), Vec::new());
    let mut sign = true;
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        match word {
            "+" => sign = true,
            "-" => sign = false,
            term => {
                let cells = cells(form, term, column)?;
                if sign { plus.extend(cells) } else { minus.extend(cells) }
            }
        }
    }
    Some(Sum { plus, minus })
}

/// The rows, columns or cells of a role, or the key itself.
fn named(form: &Form, name: &str) -> Vec<String> {
    let of: StrDeserializer<'_, Error> = name.into_deserializer();
    match Role::deserialize(of) {
        Ok(role) => form.role(role).to_vec(),
        Err(_) => vec![name.to_string()],
    }
}

fn cells(form: &'static Form, term: &str, column: Option<&str>) -> Option<Vec<CellKey>> {
    let mut out = Vec::new();
    let (rows, own) = match term.split_once('/') {
        Some((row, column)) => (named(form, row), Some(named(form, column))),
        None => (named(form, term), None),
    };
    for row in &rows {
        let keys: Vec<CellKey> = match (&own, row.contains('/'), column) {
            (_, true, _) => vec![CellKey::parse(row)],
            (Some(columns), _, _) => columns.iter().map(|c| CellKey::new(row, c)).collect(),
            (None, _, Some(c)) => c.split(" + ").map(|c| CellKey::new(row, c)).collect(),
            (None, _, None) => vec![total_cell(form, row)?],
        };
        out.extend(keys);
    }
    let ledger = form.ledger();
    (!out.is_empty() && out.iter().all(|k| ledger.place(k).is_some())).then_some(out)
}

/// The total of a row.
fn total_cell(form: &'static Form, row: &str) -> Option<CellKey> {
    let of_row = |k: &&CellKey| k.row() == row;
    form.relations()
        .iter()
        .filter(|r| r.kind == RelationKind::RowSum)
        .find_map(|r| r.right.first().filter(of_row))
        .cloned()
}

/// A report's numbers as sentences see them.
pub struct Tables<'a> {
    report: &'a Report,
    /// Tables whose blanks can only mean nothing; asked for only where there are blanks.
    whole: OnceCell<Vec<&'static str>>,
}

impl<'a> Tables<'a> {
    pub fn new(report: &'a Report) -> Tables<'a> {
        Tables { report, whole: OnceCell::new() }
    }

    fn whole(&self) -> &[&'static str] {
        let tables = self.report.form().tables.iter().map(|x| x.key.as_str());
        self.whole.get_or_init(|| tables.filter(|k| self.holds_together(k)).collect())
    }

    /// Whether every sum and balance of a table holds with blanks as nothing, and something is filled.
    fn holds_together(&self, table: &str) -> bool {
        let form = self.report.form();
        let mut relations = form.relations().iter().filter(|r| r.table == table).peekable();
        let any = form
            .table(table)
            .is_some_and(|t| t.cells().iter().any(|k| self.lenient(k).is_some_and(|n| !n.is_zero())));
        let side = |keys: &[CellKey]| keys.iter().map(|k| self.lenient(k)).sum::<Option<Decimal>>();
        any && relations.peek().is_some()
            && relations.all(|r| side(&r.left).is_some() && side(&r.left) == side(&r.right))
    }

    /// A number, blank taken for nothing and a blank total for the sum of its parts.
    fn lenient(&self, key: &CellKey) -> Option<Decimal> {
        if let Some(v) = self.report.value(key) {
            return number(&v);
        }
        match self.report.form().total_of(key) {
            Some(r) => {
                r.left.iter().map(|k| self.report.value(k).map_or(Some(Decimal::ZERO), |v| number(&v))).sum()
            }
            None => Some(Decimal::ZERO),
        }
    }

    fn cell(&self, key: &CellKey) -> Option<Decimal> {
        let form = self.report.form();
        let table = || form.ledger().table(key).and_then(|t| form.tables.get(t));
        let whole = || table().is_some_and(|t| self.whole().contains(&t.key.as_str()));
        match self.report.value(key) {
            Some(v) => number(&v),
            None if whole() => self.lenient(key),
            None => None,
        }
    }

    /// What a sum comes to; `None` as soon as a cell is not known.
    pub fn of(&self, sum: &Sum) -> Option<Decimal> {
        let add = |keys: &[CellKey]| keys.iter().map(|k| self.cell(k)).sum::<Option<Decimal>>();
        Some(add(&sum.plus)? - add(&sum.minus)?)
    }
}

/// Counts as they are, amounts in 元.
fn number(v: &Value) -> Option<Decimal> {
    use crate::report::value::Unit;
    match v {
        Value::Amount { value, unit: Some(Unit::万元) } => value.checked_mul(Decimal::from(10_000)),
        Value::Amount { value, unit: Some(Unit::元) } => Some(*value),
        v => Decimal::from_i128_with_scale(v.whole()?, 0).into(),
    }
}

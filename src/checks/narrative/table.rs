//! What the tables say to a meaning: sums of roles and keys become cells, cells numbers. Silent where a cell
//! is 未填, unless the table holds together with its blanks taken for nothing.

use super::mean::Meaning;
use super::words::words;
use crate::form::table::CellKey;
use crate::form::{Form, Role};
use crate::report::Report;
use crate::report::value::Value;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use std::borrow::Cow;
use std::cell::OnceCell;

/// One sum that would be right: places of cells in the form's ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub plus: Vec<usize>,
    pub minus: Vec<usize>,
}

impl Sum {
    /// Its cells, those taken away last.
    pub fn keys(&self, form: &'static Form) -> Vec<CellKey> {
        let ledger = form.ledger();
        self.plus.iter().chain(&self.minus).map(|p| ledger.keys[*p].clone()).collect()
    }
}

/// The sums of a meaning in a form; those that name what the form lacks are left out.
pub fn sums(form: &'static Form, meaning: &Meaning) -> Vec<Sum> {
    meaning.sums.iter().filter_map(|s| sum(form, s, meaning.column.as_deref())).collect()
}

/// The cells that a sum of nothing but additions names; none where the form lacks one.
pub fn keys(form: &'static Form, text: &str) -> Option<Vec<CellKey>> {
    sum(form, text, None).filter(|s| s.minus.is_empty()).map(|s| s.keys(form))
}

/// The sums of a form that have a name of their own.
pub fn named_sums(form: &'static Form) -> Vec<(&'static str, Vec<CellKey>)> {
    words().values.iter().filter_map(|(name, sum)| Some((name.as_str(), keys(form, sum)?))).collect()
}

fn sum(form: &'static Form, text: &str, column: Option<&str>) -> Option<Sum> {
    let mut sum = Sum::default();
    let mut side = &mut sum.plus;
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        match word {
            "+" => side = &mut sum.plus,
            "-" => side = &mut sum.minus,
            term => cells(form, term, column, side)?,
        }
    }
    Some(sum)
}

/// The rows, columns or cells of a role, or the key itself.
fn named<'a>(form: &'a Form, name: &str) -> Cow<'a, [String]> {
    let of: StrDeserializer<'_, Error> = name.into_deserializer();
    // Keys begin small, and are not tried: to be told what is no role takes long.
    let role = name.starts_with(|c: char| c.is_ascii_uppercase()).then(|| Role::deserialize(of));
    match role {
        Some(Ok(role)) => form.role(role).into(),
        _ => vec![name.to_string()].into(),
    }
}

/// Adds the places of what a term names; none where the form lacks one of them.
fn cells(form: &'static Form, term: &str, column: Option<&str>, out: &mut Vec<usize>) -> Option<()> {
    let ledger = form.ledger();
    let before = out.len();
    if let Some((total, outcome)) = term.split_once(':') {
        return ended(form, total, outcome, out);
    }
    let (row, own) = term.split_once('/').map_or((term, None), |(r, c)| (r, Some(named(form, c))));
    let cell = |row: &str, column: &str| ledger.place(CellKey::new(row, column).as_str());
    for row in named(form, row).iter() {
        match (&own, column) {
            _ if row.contains('/') => out.push(ledger.place(row.as_str())?),
            (Some(columns), _) => {
                for c in columns.iter() {
                    out.push(cell(row, c)?);
                }
            }
            (None, Some(columns)) => {
                for c in columns.split(" + ").flat_map(|c| named(form, c).into_owned()) {
                    out.push(cell(row, &c)?);
                }
            }
            (None, None) => out.push(ledger.total(row)?),
        }
    }
    (out.len() > before).then_some(())
}

/// Of the cells that each of these totals adds up, those of an outcome.
fn ended(form: &'static Form, total: &str, outcome: &str, out: &mut Vec<usize>) -> Option<()> {
    let before = out.len();
    let outcomes = named(form, outcome);
    for total in named(form, total).iter() {
        let parts = &form.total_of(&CellKey::parse(total))?.left;
        let found = parts.iter().find(|k| outcomes.iter().any(|o| o == k.as_str()))?;
        out.push(form.ledger().place(found.as_str())?);
    }
    (out.len() > before).then_some(())
}

/// A report's numbers as sentences see them, each looked up once.
pub struct Tables<'a> {
    report: &'a Report,
    form: &'static Form,
    cells: Vec<OnceCell<Option<Decimal>>>,
    /// Tables whose blanks can only mean nothing; asked for only where there are blanks.
    whole: OnceCell<Vec<bool>>,
}

impl<'a> Tables<'a> {
    pub fn new(report: &'a Report) -> Tables<'a> {
        let form = report.form();
        let cells = vec![OnceCell::new(); form.ledger().keys.len()];
        Tables { report, form, cells, whole: OnceCell::new() }
    }

    /// By the tables' places among the form's.
    fn whole(&self) -> &[bool] {
        self.whole.get_or_init(|| self.form.tables.iter().map(|t| self.holds_together(&t.key)).collect())
    }

    /// Whether every sum and balance of a table holds with blanks as nothing, and something is filled.
    fn holds_together(&self, table: &str) -> bool {
        let mut relations = self.form.relations().iter().filter(|r| r.table == table).peekable();
        let any = self
            .form
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
        match self.form.total_of(key) {
            Some(r) => {
                r.left.iter().map(|k| self.report.value(k).map_or(Some(Decimal::ZERO), |v| number(&v))).sum()
            }
            None => Some(Decimal::ZERO),
        }
    }

    fn cell(&self, place: usize) -> Option<Decimal> {
        let key = &self.form.ledger().keys[place];
        let whole = || self.form.ledger().table(key).is_some_and(|t| self.whole()[t]);
        *self.cells[place].get_or_init(|| match self.report.value(key) {
            Some(v) => number(&v),
            None if whole() => self.lenient(key),
            None => None,
        })
    }

    /// What a sum comes to; `None` as soon as a cell is not known.
    pub fn of(&self, sum: &Sum) -> Option<Decimal> {
        let add = |places: &[usize]| places.iter().map(|p| self.cell(*p)).sum::<Option<Decimal>>();
        Some(add(&sum.plus)? - add(&sum.minus)?)
    }
    /// The sums of a meaning in its form.
    pub fn sums(&self, meaning: &Meaning) -> Vec<Sum> {
        sums(self.form, meaning)
    }
    /// What the sum of that name comes to.
    pub fn named(&self, text: &str) -> Option<Decimal> {
        self.of(&sum(self.form, text, None)?)
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

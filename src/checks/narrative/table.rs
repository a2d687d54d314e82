//! What the tables say to a meaning: sums of roles and keys become cells, cells numbers. Silent where a cell
//! is 未填, unless the table holds together with its blanks taken for nothing.

use super::expr::{Expr, Term};
use super::meaning::ClaimMeaning;
use super::who::Who;
use super::words::{CaseEnd, words};
use crate::form::Form;
use crate::form::table::{CellKey, Kind};
use crate::report::Report;
use crate::report::value::{Value, total};
use rust_decimal::Decimal;
use std::cell::OnceCell;

/// One sum that would be right: places of cells in the form's ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellSum {
    pub plus: Vec<usize>,
    pub minus: Vec<usize>,
}

impl CellSum {
    /// Its cells, those taken away last.
    pub fn keys(&self, form: &'static Form) -> Vec<CellKey> {
        let ledger = form.ledger();
        self.plus.iter().chain(&self.minus).map(|p| ledger.keys[*p].clone()).collect()
    }
}

/// The sums of a meaning in a form; those that name what the form lacks are left out.
pub fn sums(form: &'static Form, meaning: &ClaimMeaning) -> Vec<CellSum> {
    meaning.sums.iter().filter_map(|s| sum(form, s, &meaning.who)).collect()
}

/// The cells that a sum of nothing but additions names; none where the form lacks one.
pub fn keys(form: &'static Form, expr: &Expr) -> Option<Vec<CellKey>> {
    sum(form, expr, &[]).filter(|s| s.minus.is_empty()).map(|s| s.keys(form))
}

/// The sums of a form that have a name of their own.
pub fn named_sums(form: &'static Form) -> Vec<(&'static str, Vec<CellKey>)> {
    words().values.iter().filter_map(|(name, sum)| Some((name.as_str(), keys(form, sum)?))).collect()
}

fn sum(form: &'static Form, expr: &Expr, who: &[Who]) -> Option<CellSum> {
    let mut sum = CellSum::default();
    for (terms, side) in [(&expr.plus, &mut sum.plus), (&expr.minus, &mut sum.minus)] {
        terms.iter().try_for_each(|term| cells(form, term, who, side))?;
    }
    Some(sum)
}

/// Adds the places of what a term names; none where the form lacks one of them. `who`: the columns wanted of a row;
/// its total where nobody is named.
fn cells(form: &'static Form, term: &Term, who: &[Who], out: &mut Vec<usize>) -> Option<()> {
    let before = out.len();
    match term {
        Term::Role(role) => form.role(*role).iter().try_for_each(|name| row(form, name, who, out))?,
        Term::Row(name) => row(form, name, who, out)?,
        Term::Crossing(rows, columns) => {
            for name in form.role(*rows) {
                crossing(form, name, form.role(*columns), out)?;
            }
        }
        Term::Ended(case, end) => {
            for total in form.role(*case) {
                out.push(ended(form, total, *end)?);
            }
        }
    }
    (out.len() > before).then_some(())
}

fn row(form: &'static Form, name: &str, who: &[Who], out: &mut Vec<usize>) -> Option<()> {
    // A role may name cells, too.
    if who.is_empty() && !name.contains('/') {
        out.push(form.ledger().total(name)?);
        return Some(());
    }
    let columns: Vec<String> = who.iter().flat_map(|w| w.columns(form)).cloned().collect();
    crossing(form, name, &columns, out)
}

fn crossing(form: &'static Form, name: &str, columns: &[String], out: &mut Vec<usize>) -> Option<()> {
    if name.contains('/') {
        out.push(form.ledger().place(name)?);
        return Some(());
    }
    if columns.is_empty() {
        return None;
    }
    for column in columns {
        out.push(form.ledger().place(CellKey::new(name, column).as_str())?);
    }
    Some(())
}

/// Of the cells that a total adds up, the one of cases that ended so.
fn ended(form: &'static Form, total: &str, end: CaseEnd) -> Option<usize> {
    let parts = &form.total_of(&CellKey::parse(total))?.left;
    let ends = form.role(end.role());
    let found = parts.iter().find(|k| ends.iter().any(|e| e == k.as_str()))?;
    form.ledger().place(found.as_str())
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

    pub fn form(&self) -> &'static Form {
        self.form
    }
    /// By the tables' places among the form's.
    fn whole(&self) -> &[bool] {
        self.whole.get_or_init(|| self.form.tables.iter().map(|t| self.holds_together(&t.key)).collect())
    }

    /// Whether every sum and balance of a table holds with blanks as nothing, and something is filled. A total that
    /// follows its parts always holds: where there is no other sum the blanks may still be filled.
    fn holds_together(&self, table: &str) -> bool {
        let mut relations = self.form.relations().iter().filter(|r| r.table == table);
        let any = self
            .form
            .table(table)
            .is_some_and(|t| t.cells().iter().any(|k| self.lenient(k).is_some_and(|n| !n.is_zero())));
        let side = |keys: &[CellKey]| total(keys.iter().map(|k| self.lenient(k)));
        any && relations.clone().any(|r| !r.total().is_some_and(|t| self.report.cell(t).follows()))
            && relations.all(|r| side(&r.left).is_some() && side(&r.left) == side(&r.right))
    }

    /// A number, blank taken for nothing and a blank total for the sum of its parts.
    fn lenient(&self, key: &CellKey) -> Option<Decimal> {
        if let Some(v) = self.report.value(key) {
            return number(&v);
        }
        match self.form.total_of(key) {
            Some(r) => {
                total(r.left.iter().map(|k| self.report.value(k).map_or(Some(Decimal::ZERO), |v| number(&v))))
            }
            None => Some(Decimal::ZERO),
        }
    }

    fn cell(&self, place: usize) -> Option<Decimal> {
        let key = &self.form.ledger().keys[place];
        let whole = || self.form.ledger().table(key).is_some_and(|t| self.whole()[t]);
        *self.cells[place].get_or_init(|| match self.report.value(key) {
            Some(v) if !self.is_begun(key) || whole() => number(&v),
            None if whole() => self.lenient(key),
            _ => None,
        })
    }
    /// Whether it is a total of parts that are not all filled: what it comes to so far is no number yet.
    fn is_begun(&self, key: &CellKey) -> bool {
        let part = |k: &CellKey| self.report.value(k).is_none() || self.is_begun(k);
        self.report.cell(key).follows() && self.form.total_of(key).is_some_and(|r| r.left.iter().any(part))
    }

    /// What a sum comes to; `None` as soon as a cell is not known.
    pub fn of(&self, sum: &CellSum) -> Option<Decimal> {
        let add = |places: &[usize]| total(places.iter().map(|p| self.cell(*p)));
        add(&sum.plus)?.checked_sub(add(&sum.minus)?)
    }
    /// The sums of a meaning in its form.
    pub fn sums(&self, meaning: &ClaimMeaning) -> Vec<CellSum> {
        sums(self.form, meaning)
    }
    /// Whether it is an amount of money.
    pub fn is_money(&self, sum: &CellSum) -> bool {
        let kinds = sum.keys(self.form);
        kinds.iter().any(|k| matches!(self.form.kind(k), Kind::WanYuan | Kind::Money))
    }
    /// What an expression comes to in its form.
    pub fn worth(&self, expr: &Expr) -> Option<Decimal> {
        self.of(&sum(self.form, expr, &[])?)
    }
}

/// Counts as they are, amounts in 元.
fn number(v: &Value) -> Option<Decimal> {
    match v {
        Value::Amount { value, unit: Some(unit) } => value.checked_mul(unit.yuan()),
        v => Decimal::try_from_i128_with_scale(v.whole()?, 0).ok(),
    }
}

//! What words speak of, as sums over a form: `Received + CarriedIn`. Read once, when the words are.

use super::class::CaseEnd;
use crate::form::Role;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use std::str::FromStr;

/// Cells of a form by one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// `Received`: what has the role: rows, of which the total or the columns asked for are meant, or cells.
    Role(Role),
    /// `NormativeDocument/Issued`: rows by their role, columns by theirs.
    Crossing(Role, Role),
    /// `Reconsideration:Upheld`: of the cells that a total adds up, those of cases that ended so.
    Ended(Role, CaseEnd),
    /// `requests.done.refused.internal`
    Row(String),
}

/// Terms added up, and taken away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Expr {
    pub plus: Vec<Term>,
    pub minus: Vec<Term>,
}

impl Expr {
    pub fn of(terms: impl IntoIterator<Item = Term>) -> Expr {
        Expr { plus: terms.into_iter().collect(), minus: Vec::new() }
    }
    pub fn role(role: Role) -> Expr {
        Expr::of([Term::Role(role)])
    }
    /// All of them together.
    pub fn sum<'a>(all: impl IntoIterator<Item = &'a Expr>) -> Expr {
        let mut sum = Expr::default();
        for e in all {
            sum.plus.extend_from_slice(&e.plus);
            sum.minus.extend_from_slice(&e.minus);
        }
        sum
    }
    pub fn less(mut self, other: &Expr) -> Expr {
        self.minus.extend_from_slice(&other.plus);
        self.plus.extend_from_slice(&other.minus);
        self
    }
    pub fn begins_with(&self, role: Role) -> bool {
        self.plus.first() == Some(&Term::Role(role))
    }
}

impl FromStr for Term {
    type Err = Error;
    fn from_str(text: &str) -> Result<Term, Error> {
        fn named<'de, T: Deserialize<'de>>(name: &'de str) -> Result<T, Error> {
            let name: StrDeserializer<'_, Error> = name.into_deserializer();
            T::deserialize(name)
        }
        Ok(match (text.split_once('/'), text.split_once(':')) {
            (Some((row, column)), _) => Term::Crossing(named(row)?, named(column)?),
            (None, Some((case, end))) => Term::Ended(named(case)?, named(end)?),
            // Roles begin with a capital letter, keys don't.
            _ if text.starts_with(|c: char| c.is_ascii_uppercase()) => Term::Role(named(text)?),
            _ => Term::Row(text.into()),
        })
    }
}

impl FromStr for Expr {
    type Err = Error;
    fn from_str(text: &str) -> Result<Expr, Error> {
        let mut expr = Expr::default();
        let mut side = &mut expr.plus;
        for word in text.split_whitespace() {
            match word {
                "+" => side = &mut expr.plus,
                "-" => side = &mut expr.minus,
                term => side.push(term.parse()?),
            }
        }
        Ok(expr)
    }
}

impl TryFrom<String> for Expr {
    type Error = Error;
    fn try_from(text: String) -> Result<Expr, Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_read_once_and_a_name_that_is_none_is_refused() {
        let of = |text: &str| text.parse::<Expr>().expect("a sum");
        let total = Term::Role(Role::ResultTotal);
        let granted = Term::Role(Role::Granted);
        assert_eq!(of("ResultTotal - Granted"), Expr { plus: vec![total], minus: vec![granted] });
        let crossing = Term::Crossing(Role::NormativeDocument, Role::Issued);
        assert_eq!(of("NormativeDocument/Issued"), Expr::of([crossing]));
        let upheld = Term::Ended(Role::Reconsideration, CaseEnd::Upheld);
        assert_eq!(of("Reconsideration:Upheld"), Expr::of([upheld]));
        assert!(matches!(of("requests.done.refused.internal").plus[..], [Term::Row(_)]));
        for wrong in ["Recieved", "Reconsideration:Uphold", "review.count/reconsideration.upheld"] {
            assert!(wrong.parse::<Expr>().is_err(), "{wrong}");
        }
    }
}

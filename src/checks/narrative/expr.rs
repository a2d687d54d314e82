//! What words speak of, as sums over a form: `Received + CarriedIn`. Read once, when the words are.

use crate::form::Role;
use crate::form::table::CellKey;
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
    /// `requests.done.other.other`
    Row(String),
    /// `review.count/reconsideration.upheld`
    Cell(CellKey),
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
        let role = |name: &str| {
            let name: StrDeserializer<'_, Error> = name.into_deserializer();
            Role::deserialize(name)
        };
        // Roles begin with a capital letter, keys don't.
        let named = text.starts_with(|c: char| c.is_ascii_uppercase());
        Ok(match text.split_once('/') {
            Some((row, column)) if named => Term::Crossing(role(row)?, role(column)?),
            Some(_) => Term::Cell(CellKey::parse(text)),
            None if named => Term::Role(role(text)?),
            None => Term::Row(text.into()),
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
        assert!(matches!(of("requests.done.other.other").plus[..], [Term::Row(_)]));
        assert!(matches!(of("review.count/reconsideration.upheld").plus[..], [Term::Cell(_)]));
        assert!("Recieved".parse::<Expr>().is_err());
    }
}

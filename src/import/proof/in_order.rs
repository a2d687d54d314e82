//! All numbers of a table in the form's order: proven by every sum of it, whatever became of its labels.

use super::outcome::PlacedCell;
use crate::form::Form;
use crate::form::relation::Relation;
use crate::form::table::CellKey;
use crate::import::cell::{self, CellSaid};
use crate::import::source_rows::SourceRow;
use std::collections::BTreeMap;

/// Fewer cells than this prove nothing by adding up.
const PROOF: usize = 50;

/// All cells of a table in the form's order, if there are exactly as many values, and every relation holds.
pub fn in_order(form: &'static Form, keys: &[CellKey], rows: &[SourceRow]) -> Option<Vec<PlacedCell>> {
    let words = |r: &SourceRow| {
        let line = r.line;
        let text: Vec<String> = match r.text() {
            Some(t) if cell::is_value(t) => vec![t.to_string()],
            Some(t) => {
                let all: Vec<String> = t.split_whitespace().map(str::to_string).collect();
                let numbers = all.iter().rev().take_while(|w| cell::is_value(w)).count();
                all[all.len() - numbers..].to_vec()
            }
            None => r.words().filter(|t| cell::is_value(t)).map(str::to_string).collect(),
        };
        text.into_iter().map(move |t| (t, line))
    };
    let values: Vec<(String, usize)> = rows.iter().flat_map(words).collect();
    if keys.len() < PROOF || values.len() != keys.len() {
        return None;
    }
    let found: Vec<PlacedCell> = keys
        .iter()
        .zip(values)
        .map(|(key, (t, line))| match cell::said(form.kind(key), None, &t) {
            CellSaid::Value(value) => Some(PlacedCell { key: key.clone(), value, line }),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let whole: BTreeMap<&CellKey, i128> =
        found.iter().map(|p| Some((&p.key, p.value.whole()?))).collect::<Option<_>>()?;
    let sum = |side: &[CellKey]| side.iter().map(|k| whole.get(k).copied()).sum::<Option<i128>>();
    let concerned = |r: &&Relation| r.left.iter().chain(&r.right).all(|k| whole.contains_key(k));
    let mut proofs = form.relations().iter().filter(concerned).peekable();
    proofs.peek()?;
    proofs.all(|r| sum(&r.left).is_some() && sum(&r.left) == sum(&r.right)).then_some(found)
}

//! Suggested repairs of a broken sum: the one change of one cell that puts every broken relation it
//! takes part in right and breaks none.

use super::Fix;
use super::tables::sides;
use crate::form::relation::Relation;
use crate::form::table::CellKey;
use crate::report::Report;
use crate::report::edit::Edit;
use crate::report::value::{Cell, Value};

/// The repair of `relation`, if there is exactly one best.
pub fn single_cell(report: &Report, relation: &Relation) -> Option<Fix> {
    let (left, right) = sides(report, relation)?;
    // A typed total gives way to its sum, if that breaks nothing else.
    let computed = relation.total().map(|k| (k.clone(), Cell::Computed));
    let difference = left - right;
    let shift = |k: &CellKey, by: i128| match report.cell(k) {
        Cell::Typed(Value::Count(n)) => u64::try_from(i128::from(n) + by).ok(),
        _ => None,
    };
    let parts = relation.left.iter().filter_map(|k| Some((k.clone(), shift(k, -difference)?)));
    let totals = relation.right.iter().filter_map(|k| Some((k.clone(), shift(k, difference)?)));
    let typed = parts.chain(totals).map(|(k, n)| (k, Cell::Typed(Value::Count(n))));
    let scored: Vec<(usize, CellKey, Cell)> = computed
        .into_iter()
        .chain(typed)
        .filter_map(|(k, c)| mended(report, relation, &k, &c).map(|n| (n, k, c)))
        .collect();
    let best = scored.iter().map(|(n, _, _)| *n).max()?;
    let mut of_best = scored.into_iter().filter(|(n, _, _)| *n == best);
    let (_, key, cell) = of_best.next()?;
    let one_way = cell == Cell::Computed || of_best.next().is_none();
    if !one_way {
        return None;
    }
    let mut after = report.clone();
    Edit::Cell(key.clone(), cell.clone()).apply(&mut after);
    let name = report.form().cell_name(&key);
    let title = format!("把“{name}”改为 {}", after.canonical(&key)?);
    Some(Fix { title, edits: vec![Edit::Cell(key, cell)] })
}

/// How many broken relations the change mends; none if it leaves `relation` broken or breaks another.
fn mended(report: &Report, relation: &Relation, key: &CellKey, cell: &Cell) -> Option<usize> {
    let mut after = report.clone();
    Edit::Cell(key.clone(), cell.clone()).apply(&mut after);
    let broken = |r: &Report, rel: &Relation| sides(r, rel).is_some_and(|(a, b)| a != b);
    if broken(&after, relation) {
        return None;
    }
    let mut count = 0;
    for rel in report.form().relations().iter().filter(|r| r.table == relation.table) {
        match (broken(report, rel), broken(&after, rel)) {
            (false, true) => return None,
            (true, false) => count += 1,
            _ => {}
        }
    }
    Some(count)
}

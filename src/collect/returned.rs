//! 退回: what was sent back to a unit, with what was asked; so the next file of that unit is set beside it.

use super::Collection;
use super::figures::Figures;
pub use super::sent_back::Returned;
use super::standing::Standing;
use super::unit_row::{UnitRow, UnitState};
use crate::form::table::CellKey;
use crate::report::value::Value;
use std::collections::{HashMap, HashSet};

/// One cell that says something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellChange {
    pub cell: CellKey,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// Cells in which two reports of one edition differ, in the form's order; every cell of the later one where the editions
/// differ too.
pub fn changes(before: &Figures, after: &Figures) -> Vec<CellChange> {
    let Some(form) = after.form() else { return Vec::new() };
    let of = |k: &CellKey| CellChange { cell: k.clone(), before: before.by_key(k), after: after.by_key(k) };
    form.ledger().keys.iter().map(of).filter(|c| c.before != c.after).collect()
}

/// What a unit changed since it was sent back the last time: what was asked, and the cells that differ. None where
/// nothing was sent back, or nothing came since.
pub fn since_returned<'a>(
    collection: &'a Collection,
    standing: &Standing,
    unit: usize,
) -> Option<(&'a Returned, Vec<CellChange>)> {
    let id = &collection.units.get(unit)?.id;
    let last = collection.returns.iter().rev().find(|r| r.unit == *id)?;
    let now = collection.submissions.get(standing.rows.get(unit)?.shown?)?;
    let figures = now.figures().filter(|_| !last.holds(&now.digest))?;
    Some((last, changes(&last.figures, figures)))
}

/// What was sent back last to each unit of which nothing else came since, in the roster's order.
pub fn outstanding<'a>(collection: &'a Collection, standing: &Standing) -> Vec<&'a Returned> {
    let last: HashMap<&str, &Returned> = collection.returns.iter().map(|r| (r.unit.as_str(), r)).collect();
    let waits = |row: &UnitRow| {
        let last = *last.get(collection.units.get(row.unit)?.id.as_str())?;
        let now = row.shown.and_then(|s| collection.submissions.get(s));
        now.is_none_or(|s| last.holds(&s.digest)).then_some(last)
    };
    standing.rows.iter().filter_map(waits).collect()
}

/// Units that are to hand in another report and were not asked for it yet, in the roster's order.
pub fn due<'a>(collection: &'a Collection, standing: &'a Standing) -> impl Iterator<Item = &'a UnitRow> {
    let waits: HashSet<&str> =
        outstanding(collection, standing).into_iter().map(|r| r.unit.as_str()).collect();
    let is_asked =
        move |r: &UnitRow| collection.units.get(r.unit).is_some_and(|u| waits.contains(u.id.as_str()));
    standing.rows.iter().filter(move |r| r.state.wants_another() && !is_asked(r))
}

/// What can be asked of a unit: what keeps its report from counting, its errors and what else was found in it.
pub fn to_ask(collection: &Collection, standing: &Standing, unit: usize) -> Option<Returned> {
    let row = standing.rows.get(unit)?;
    let submission = collection.submissions.get(row.shown?)?;
    let report = submission.report()?;
    let year = collection.year;
    let asked = match row.state {
        // What else was found in it does not matter.
        UnitState::WrongYear => vec![format!("报来的是{}年的报告，请报{year}年的", report.year)],
        UnitState::OtherEdition => {
            let edition = format!("用的不是{year}年的格式，请改用{}", collection.form().label);
            std::iter::once(edition).chain(report.found.iter().cloned()).collect()
        }
        _ => report.found.iter().cloned().chain(unfilled(&report.figures)).collect(),
    };
    let had = row.submissions.iter().filter_map(|s| collection.submissions.get(*s));
    Some(Returned {
        unit: collection.units.get(unit)?.id.clone(),
        digest: submission.digest.clone(),
        had: had.map(|s| s.digest.clone()).collect(),
        asked,
        figures: report.figures.clone(),
        ..Returned::default()
    })
}

/// Which cells are to be filled in, where some are.
fn unfilled(figures: &Figures) -> Option<String> {
    const NAMED: usize = 12;
    let form = figures.form()?;
    let open = |k: &&CellKey| form.total_of(k).is_none() && figures.by_key(k).is_none();
    let open: Vec<&CellKey> = form.ledger().keys.iter().filter(open).collect();
    let names: Vec<String> = open.iter().take(NAMED).map(|k| format!("“{}”", form.cell_name(k))).collect();
    let more = if open.len() > NAMED { format!("等{}格", open.len()) } else { String::new() };
    (!open.is_empty()).then(|| format!("没有填的格子：{}{more}", names.join("、")))
}

/// The text of a message to a unit.
pub fn message(collection: &Collection, returned: &Returned) -> String {
    let name = collection.unit(&returned.unit).map_or(returned.unit.as_str(), |u| u.name.as_str());
    let mut out = format!("{name}：你单位{}年政府信息公开工作年度报告审核后退回", collection.year);
    match returned.asked.as_slice() {
        [] => out.push_str("，请核对后重新报送。"),
        asked => {
            out.push_str(&format!("，请改正下面{}处后重新报送：\n", asked.len()));
            for (i, a) in asked.iter().enumerate() {
                out.push_str(&format!("{}. {a}\n", i.saturating_add(1)));
            }
        }
    }
    out.trim_end().to_string()
}

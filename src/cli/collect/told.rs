//! What is said of a collection: a line of how many stand how, a line a finding; or all of it as JSON.

use crate::app::in_folders::LeftOut;
use crate::cli::{Failure, list};
use crate::collect::Collection;
use crate::collect::overview::Overview;
use crate::collect::returned::{self, CellChange};
use crate::collect::submission::TakenIn;
use crate::collect::unit_row::UnitRow;
use crate::report::value::Value;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Write;

/// What units changed since they were sent back, by their places.
pub(super) type Since = BTreeMap<usize, Vec<CellChange>>;

/// What came of taking in, and what was left out of it.
pub(super) struct TakenNow<'a> {
    pub done: TakenIn,
    pub left_out: &'a [LeftOut],
}

/// Asked before they are sent back again.
pub(super) fn since_returned(c: &Collection, overview: &Overview) -> Since {
    let standing = &overview.standing;
    let of = |r: &UnitRow| Some((r.unit, returned::since_returned(c, standing, r.unit)?.1));
    standing.rows.iter().filter_map(of).collect()
}

pub(super) fn tell(
    as_json: bool,
    c: &Collection,
    (overview, taken, since): (&Overview, &TakenNow<'_>, &Since),
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if as_json {
        let whole = as_value(c, overview, (taken, since));
        return list(out, &serde_json::to_string_pretty(&whole).unwrap_or_default());
    }
    let standing = &overview.standing;
    list(out, &format!("{}：{}", c.title(), standing.head_count(c).words()))?;
    standing.head_count(c).since_last().map_or(Ok(()), |line| list(out, &format!("户数：{line}")))?;
    for f in &overview.findings {
        list(out, &format!("  {} {} {}", f.level.word(), f.code, f.message))?;
    }
    for (unit, changes) in since.iter().filter_map(|(u, changes)| Some((c.units.get(*u)?, changes))) {
        list(out, &format!("  {}退回以后改了{}格：{}", unit.name, changes.len(), cells(c, changes)))?;
    }
    Ok(())
}

/// 新收申请 3→5、…: the first of what changed.
fn cells(c: &Collection, changes: &[CellChange]) -> String {
    const TOLD: usize = 8;
    let form = c.form();
    let shown = |v: &Option<Value>, cell: &CellChange| {
        v.as_ref().map_or("未填".to_string(), |v| v.canonical(form.kind(&cell.cell)))
    };
    let one = |cell: &CellChange| {
        let (before, after) = (shown(&cell.before, cell), shown(&cell.after, cell));
        format!("{} {before}→{after}", form.cell_name(&cell.cell))
    };
    changes.iter().take(TOLD).map(one).collect::<Vec<_>>().join("、")
}

fn as_value(
    c: &Collection,
    overview: &Overview,
    (taken, since): (&TakenNow<'_>, &Since),
) -> serde_json::Value {
    let standing = &overview.standing;
    let count = standing.head_count(c);
    let unit = |r: &UnitRow| {
        let unit = c.units.get(r.unit)?;
        let changed = since.get(&r.unit).map(Vec::len);
        let file = r.shown.and_then(|s| c.submissions.get(s)).map(|s| overview.seen.file(s).to_string());
        Some(json!({
            "name": unit.name, "kind": unit.kind.word(), "state": r.state.word(), "counts": r.counts.is_some(),
            "errors": r.errors, "warnings": r.warnings, "returned": r.returned, "file": file,
            "changed_since_returned": changed,
        }))
    };
    let form = c.form();
    let cells: serde_json::Map<String, serde_json::Value> = form
        .ledger()
        .keys
        .iter()
        .zip(&standing.totals.cells)
        .map(|(k, t)| (k.to_string(), json!(t.value.as_ref().map(|v| v.canonical(form.kind(k))))))
        .collect();
    let findings: Vec<_> = overview
        .findings
        .iter()
        .map(|f| {
            let name = f.unit.and_then(|u| c.units.get(u)).map(|u| u.name.as_str());
            let cells: Vec<String> = f.cells.iter().map(|k| k.to_string()).collect();
            json!({"code": f.code, "level": f.level.code(), "message": f.message, "unit": name, "cells": cells})
        })
        .collect();
    let left_out = taken.left_out.iter().map(|l| json!({"file": l.file.display().to_string(), "why": l.why}));
    let left_out: Vec<_> = left_out.collect();
    json!({
        "office": c.office, "year": c.year, "edition": c.edition,
        "due": count.due, "counted": count.counted, "missing": count.missing, "unfilled": count.unfilled,
        "taken": {"new": taken.done.new, "again": taken.done.again, "replaced": taken.done.replaced},
        "left_out": left_out,
        "units": standing.rows.iter().filter_map(unit).collect::<Vec<_>>(),
        "sums": cells, "findings": findings,
    })
}

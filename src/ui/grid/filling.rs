//! What is done with all of a selection: emptying, filling, copying it.

use super::state::GridState;
use crate::form::bounds::part;
use crate::form::table::CellKey;
use crate::report::Report;
use crate::report::edit::Edit;
use crate::ui::action::Action;
use egui::Ui;

fn step(name: &str, edits: Vec<Edit>) -> Action {
    Action::Edit { name: name.into(), group: None, edits }
}

/// Last year's number in the cell as this year's; whether there is one.
pub fn as_last_year(report: &Report, state: &GridState, actions: &mut Vec<Action>) -> bool {
    let own = state.cursor.as_ref();
    let last = own.and_then(|k| Some((k, report.last_year(k)?.canonical(report.form().kind(k)))));
    match &last {
        Some((k, _)) if report.form().total_of(k).is_some() => {
            actions.push(Action::Tell("总计是自动加起来的，不用照去年的填。".into()));
            return false;
        }
        Some((k, number)) => actions.push(step("同去年", vec![Edit::enter(report.form(), k, number)])),
        None => actions.push(Action::Tell("这一格没有去年的数，请输入数字。".into())),
    }
    last.is_some()
}

/// Empties the selection; totals go back to their sums.
pub fn clear(report: &Report, rows: &[Vec<CellKey>], state: &GridState, actions: &mut Vec<Action>) {
    let edits = selected(rows, state).iter().map(|k| Edit::enter(report.form(), k, "")).collect();
    actions.push(step("清除", edits));
}

fn selected(rows: &[Vec<CellKey>], state: &GridState) -> Vec<CellKey> {
    block(rows, state).into_iter().flatten().collect()
}

fn block(rows: &[Vec<CellKey>], state: &GridState) -> Vec<Vec<CellKey>> {
    let Some([(r0, c0), (r1, c1)]) = state.range(rows) else { return Vec::new() };
    part(rows, r0..=r1).iter().map(|r| part(r, c0..=c1).to_vec()).collect()
}

/// What stands in the cell that has the focus into all of the selection.
pub fn fill_all(report: &Report, rows: &[Vec<CellKey>], state: &GridState, actions: &mut Vec<Action>) {
    let Some(text) = state.cursor.as_ref().map(|k| report.canonical(k).unwrap_or_default()) else { return };
    let edits = selected(rows, state).iter().map(|k| Edit::enter(report.form(), k, &text)).collect();
    actions.push(step("填充", edits));
}

/// The first row (or column) of the selection into all of it.
pub fn fill(
    report: &Report,
    rows: &[Vec<CellKey>],
    state: &GridState,
    down: bool,
    actions: &mut Vec<Action>,
) {
    let block = block(rows, state);
    let mut edits = Vec::new();
    for (r, row) in block.iter().enumerate() {
        for (c, key) in row.iter().enumerate() {
            let from = if down {
                block.first().and_then(|top| top.get(c)).filter(|_| r > 0)
            } else {
                row.first().filter(|_| c > 0)
            };
            if let Some(f) = from {
                edits.push(Edit::enter(report.form(), key, &report.canonical(f).unwrap_or_default()));
            }
        }
    }
    if !edits.is_empty() {
        actions.push(step(if down { "向下填充" } else { "向右填充" }, edits));
    }
}

/// The selection as text that spreadsheets take.
pub fn copy(ui: &Ui, report: &Report, rows: &[Vec<CellKey>], state: &GridState) {
    let line = |r: &Vec<CellKey>| {
        r.iter().map(|k| report.for_sheet(k).unwrap_or_default()).collect::<Vec<_>>().join("\t")
    };
    let text = block(rows, state).iter().map(line).collect::<Vec<_>>().join("\r\n");
    ui.ctx().copy_text(text);
}

//! T102: cells nobody has filled, one finding a table; 0 and "/" mixed within one relation.

use crate::checks::{Check, Context, Finding, Fix, Level, Reads};
use crate::form::table::CellKey;
use crate::report::edit;
use crate::report::value::{Cell, Value};

pub const CHECK: Check = Check {
    code: "T102",
    title: "有未填的项",
    level: Level::Error,
    why: "表格各项都要填报，没有发生的填0（国办公开办函〔2021〕30号）；空白不等于0。",
    how: "逐项填写；确实都没有发生的，用“其余填零”。",
    reads: &[Reads::Cells],
    run,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for table in &cx.form.tables {
        let keys = table.cells();
        let open: Vec<CellKey> = keys.iter().filter(|k| is_open(cx, k)).cloned().collect();
        if !open.is_empty() {
            let message = format!("“{}”表还有 {} 项未填", table.title, open.len());
            let edits = edit::fill_with_zero(cx.report, &open);
            let fix = Fix { title: "其余填零".into(), edits };
            out.push(Finding::new(&CHECK, message).cells(cx.form, open, vec![]).fix(Some(fix)));
        }
    }
    for r in cx.form.relations() {
        let typed = |v: &Value| r.left.iter().any(|k| cx.report.cell(k) == Cell::Typed(v.clone()));
        if typed(&Value::NotApplicable) && typed(&Value::Count(0)) {
            let name = r.right.first().map(|k| cx.form.cell_name(k)).unwrap_or_default();
            let mut f = Finding::new(&CHECK, format!("{name}：各分项里“0”和“/”混用")).cells(
                cx.form,
                r.left.clone(),
                vec![],
            );
            f.level = Level::Warning;
            out.push(f);
        }
    }
}

/// Unfilled, but not a total whose parts are all there: that is T201's.
fn is_open(cx: &Context<'_>, key: &CellKey) -> bool {
    cx.report.cell(key) == Cell::Unfilled && super::t201_total_unfilled::expected(cx, key).is_none()
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{check_finds, check_silent, zeros};

    #[test]
    fn holes_are_counted_table_by_table() {
        let r = zeros(2025).with("requests.received/natural", "").with("requests.carried_in/natural", "");
        check_finds("T102", &r, "2 项未填");
        check_silent("T102", &zeros(2025));
        check_silent("T102", &zeros(2020));
    }

    #[test]
    fn zero_and_slash_mixed_in_one_row_are_a_reminder() {
        check_finds("T102", &zeros(2025).with("requests.received/natural", "/"), "混用");
    }
}

//! T102: cells nobody has filled, one finding a table; 0 and "/" mixed within one relation.

use crate::checks::numbers::Slot;
use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::form::table::{CellKey, Table};
use crate::report::edit::Edit;
use crate::report::value::{Cell, Value};

pub static CHECK: Check = Check {
    code: "T102",
    title: "有未填的项",
    level: Level::Error,
    why: "表格各项都要填报，没有发生的填0（国办公开办函〔2021〕30号）；空白不等于0，同一行、同一列里0和“/”也不要混用。",
    how: "逐项填写；确实都没有发生的，用“其余填零”。",
    quiet: true,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = cx.form.ledger();
    let slash = Cell::Typed(Value::NotApplicable);
    let slashes = cx.cells().values().any(|c| *c == slash);
    for (t, table) in cx.form.tables.iter().enumerate() {
        let open = ledger.of_table(t).filter(|p| is_open(cx, *p));
        let open: Vec<CellKey> = open.map(|p| ledger.keys[p].clone()).collect();
        if !open.is_empty() {
            let message = format!("“{}”表还有 {} 项未填", table.title, open.len());
            let edits = cx.fill_with_zero(&open);
            let fix = Fix { title: "其余填零".into(), edits };
            out.push(Finding::new(&CHECK, message).cells(cx.form, open, vec![]).fix(Some(fix)));
        }
        if slashes {
            mixed(cx, table, out);
        }
    }
}

/// Unfilled, but not a total whose parts are all there: that is T201's.
fn is_open(cx: &Context<'_>, place: usize) -> bool {
    cx.numbers().slot(place) == Slot::Unfilled && super::t201_total_unfilled::expected(cx, place).is_none()
}

/// Rows and columns of a table that say "nothing" in two ways: one finding, whose fix says 0 everywhere.
fn mixed(cx: &Context<'_>, table: &Table, out: &mut Vec<Finding>) {
    let zero = Cell::Typed(Value::Count(0));
    let slash = Cell::Typed(Value::NotApplicable);
    let stands = |cell: &Cell, keys: &[CellKey]| keys.iter().any(|k| cx.cells().get(k) == Some(cell));
    let relations = cx.form.relations().iter().filter(|r| r.table == table.key && r.total().is_some());
    let mixed: Vec<_> = relations.filter(|r| stands(&zero, &r.left) && stands(&slash, &r.left)).collect();
    let Some(first) = mixed.first().and_then(|r| r.right.first()) else { return };
    let mut cells: Vec<CellKey> = Vec::new();
    for key in mixed.iter().flat_map(|r| &r.left) {
        if cx.cells().get(key) == Some(&slash) && !cells.contains(key) {
            cells.push(key.clone());
        }
    }
    let more = if mixed.len() > 1 { format!("等 {} 处", mixed.len()) } else { String::new() };
    let message = format!("“{}”{more}的分项里“0”和“/”混用", cx.form.cell_name(first));
    let edits = cells.iter().map(|k| Edit::Cell(k.clone(), zero.clone())).collect();
    let mut f = Finding::new(&CHECK, message)
        .cells(cx.form, cells, vec![])
        .fix(Some(Fix { title: "“/”都改为 0".into(), edits }));
    f.level = Level::Warning;
    out.push(f);
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, check_finds, check_silent, zeros};

    pub fn bad() -> Bad {
        (
            zeros(2025).with("review.count/suit_direct.upheld", ""),
            "“政府信息公开行政复议、行政诉讼情况”表还有 1 项未填",
        )
    }

    #[test]
    fn holes_are_counted_table_by_table() {
        let r = zeros(2025).with("requests.received/natural", "").with("requests.carried_in/natural", "");
        check_finds("T102", &r, "2 项未填");
        check_silent("T102", &zeros(2025));
        check_silent("T102", &zeros(2020));
    }

    #[test]
    fn zero_and_slash_mixed_in_one_table_are_one_reminder() {
        let r = zeros(2025).with("requests.received/natural", "/").with("requests.carried_in/natural", "/");
        assert_eq!(r.findings("T102").len(), 1);
        check_finds("T102", &r, "混用");
        r.check_fixed("T102", "requests.received/natural", "0");
    }

    #[test]
    fn a_table_that_says_slash_throughout_is_consistent() {
        let keys = zeros(2025).report.form().table("review").expect("table four").cells();
        let r = keys.iter().fold(zeros(2025), |r, k| r.with(k.as_str(), "/"));
        check_silent("T102", &r);
    }
}

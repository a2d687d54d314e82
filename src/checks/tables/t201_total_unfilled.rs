//! T201: a total left empty while its parts are filled. The commonest arithmetic fault in published reports.

use crate::checks::numbers::Slot;
use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::report::edit::Edit;
use crate::report::value::Cell;

pub static CHECK: Check = Check {
    code: "T201",
    title: "总计未填",
    level: Level::Error,
    why: "总计栏由各分项相加得出，必须填写（国办公开办函〔2019〕60号、〔2021〕30号所附格式）。",
    how: "填上分项之和，或者点“运算”由程序计算。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = cx.form.ledger();
    for (place, key) in ledger.keys.iter().enumerate().filter(|(p, _)| ledger.follows[*p].is_some()) {
        let Some(sum) = expected(cx, place) else { continue };
        let parts = cx.form.total_of(key).map(|r| r.left.clone()).unwrap_or_default();
        let message = format!("{}：总计未填，按分项应为 {sum}", cx.form.cell_name(key));
        let fix = Fix { title: format!("填 {sum}"), edits: vec![Edit::Cell(key.clone(), Cell::Computed)] };
        out.push(Finding::new(&CHECK, message).cells(cx.form, parts, vec![key.clone()]).fix(Some(fix)));
    }
}

/// What an unfilled total should be, once all parts of one of its sums are filled.
pub(super) fn expected(cx: &Context<'_>, place: usize) -> Option<i128> {
    let numbers = cx.numbers();
    if numbers.slot(place) != Slot::Unfilled {
        return None;
    }
    let sums = numbers.ledger.sums.iter().zip(cx.form.relations());
    let own = sums.filter(|(s, r)| r.total().is_some() && s.right == [place]);
    own.filter_map(|(s, _)| numbers.add(&s.left)).next()
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, check_finds, check_silent, zeros};
    use crate::form::table::CellKey;
    use crate::report::value::Cell;

    pub fn bad() -> Bad {
        let mut case = zeros(2025).with("requests.received/natural", "7");
        case.report.cells.insert(CellKey::parse("requests.received/total"), Cell::Unfilled);
        (case, "一、本年新收政府信息公开申请数量，总计：总计未填，按分项应为 7")
    }

    #[test]
    fn an_empty_total_beside_filled_parts_is_one_finding() {
        let mut r = zeros(2025).with("requests.received/natural", "7");
        r.report.cells.insert(crate::form::table::CellKey::parse("requests.received/total"), Cell::Unfilled);
        check_finds("T201", &r, "应为 7");
        for silent in ["T102", "T202"] {
            check_silent(silent, &r);
        }
        r.check_fixed("T201", "requests.received/total", "7");
    }

    #[test]
    fn computed_totals_are_never_empty() {
        check_silent("T201", &zeros(2025));
    }
}

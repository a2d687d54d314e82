//! T206: the total typed from the paper form is not what its parts come to. One of the parts was read wrongly, or the
//! paper adds up wrongly; the program's own sum stands in the report all the while.

use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::report::edit::Edit;
use crate::report::value::Cell;

pub static CHECK: Check = Check {
    code: "T206",
    title: "纸上的总计与分项之和不同",
    level: Level::Warning,
    why: "照纸录入时，纸上的总计是核对分项的依据；两者不同，多半是有一个分项看错或者打错了。报告里仍按分项之和。",
    how: "照纸再看一遍各分项；分项没有错、是纸上加错了的，就不再比较。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (key, cell) in cx.cells() {
        let Cell::Compared(paper) = cell else { continue };
        let sum = cx.form.ledger().place(key.as_str()).and_then(|p| cx.numbers().value(p));
        // While a part is missing nobody knows what it comes to.
        let Some(sum) = sum.filter(|s| *s != i128::from(*paper)) else { continue };
        let name = cx.form.cell_name(key);
        let by = sum.abs_diff(i128::from(*paper));
        let message = format!("{name}：纸上的总计 {paper}，分项之和 {sum}，差 {by}");
        let parts = cx.form.total_of(key).map(|r| r.left.clone()).unwrap_or_default();
        let fix = Fix { title: "不再比较".into(), edits: vec![Edit::Cell(key.clone(), Cell::Computed)] };
        out.push(Finding::new(&CHECK, message).cells(cx.form, parts, vec![key.clone()]).fix(Some(fix)));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, Case, check_finds, check_silent, zeros};
    use crate::form::table::CellKey;
    use crate::report::edit::Edit;
    use crate::report::value::Cell;

    const TOTAL: &str = "requests.received/total";

    fn paper(case: &Case, n: u64) -> Case {
        let mut c = case.clone();
        Edit::Cell(CellKey::parse(TOTAL), Cell::Compared(n)).apply(&mut c.report);
        c
    }

    pub fn bad() -> Bad {
        (paper(&zeros(2025), 14), "一、本年新收政府信息公开申请数量，总计：纸上的总计 14，分项之和 0，差 14")
    }

    #[test]
    fn the_sum_stands_and_the_difference_is_said_once_all_parts_are_filled() {
        let r = paper(&zeros(2025).with("requests.received/natural", "13"), 14);
        assert_eq!(r.report.canonical(&CellKey::parse(TOTAL)).as_deref(), Some("13"));
        check_finds("T206", &r, "纸上的总计 14，分项之和 13，差 1");
        check_silent("T206", &r.with("requests.received/natural", "14"));
        check_silent("T206", &r.with("requests.received/org.other", ""));
        r.check_fixed("T206", TOTAL, "13");
    }
}

//! Y106: all numbers are last year's.

use crate::checks::{Check, Context, Finding, Level};
use crate::form::table::CellKey;

pub static CHECK: Check = Check {
    code: "Y106",
    title: "全部数字与去年相同",
    level: Level::Warning,
    why: "一年的工作不会与上一年件件相同；多半是照抄了去年的报告（国办公开办函〔2021〕30号要求对内容雷同的追责）。",
    how: "逐项填写今年的数。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

/// Fewer numbers than this may well be the same again.
const LEAST: usize = 5;

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(last) = cx.last_year() else { return };
    let ledger = cx.form.ledger();
    let typed = |(k, follows): (&'static CellKey, &Option<usize>)| follows.is_none().then_some(k);
    let keys: Vec<&CellKey> = ledger.keys.iter().zip(&ledger.follows).filter_map(typed).collect();
    if keys.iter().any(|k| cx.value(k) != last.value(k)) {
        return;
    }
    let says = |k: &&&CellKey| cx.canonical(k).is_some_and(|t| t.contains(|c| ('1'..='9').contains(&c)));
    let telling = keys.iter().filter(says).count();
    if telling >= LEAST {
        let message = format!("{telling} 个不为零的数和{}年的全都一样", last.year);
        out.push(Finding::new(&CHECK, message).cells(
            cx.form,
            keys.into_iter().take(1).cloned().collect(),
            Vec::new(),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use crate::checks::tests::{Bad, check_finds, check_silent};

    pub fn bad() -> Bad {
        let columns = ["natural", "org.business", "org.research", "org.welfare", "org.other"];
        let keys = columns.map(|c| format!("requests.received/{c}"));
        let cells: Vec<(&str, &str)> = keys.iter().map(|k| (k.as_str(), "7")).collect();
        (cells.iter().fold(after(&cells), |case, (k, v)| case.with(k, v)), "5 个不为零的数和2024年的全都一样")
    }

    #[test]
    fn the_same_numbers_again_are_noticed_and_zeros_are_not() {
        let cells: Vec<(String, String)> =
            ["natural", "org.business", "org.research", "org.welfare", "org.other"]
                .iter()
                .map(|c| (format!("requests.received/{c}"), "7".to_string()))
                .collect();
        let cells: Vec<(&str, &str)> = cells.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let r = cells.iter().fold(after(&cells), |r, (k, v)| r.with(k, v));
        check_finds("Y106", &r, "5 个不为零的数和2024年的全都一样");
        check_silent("Y106", &r.with("requests.received/natural", "8"));
        check_silent("Y106", &after(&[]));
    }
}

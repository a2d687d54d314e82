//! T302: less public in all than was published this year; projects fewer than none; decisions without a project.

use crate::checks::{Check, Context, Finding, Level};
use crate::form::Role;
use crate::form::table::CellKey;

pub static CHECK: Check = Check {
    code: "T302",
    title: "公开总数、项目数对不上",
    level: Level::Warning,
    why: "对外公开总数量包含本年新公开的；项目数等于上一年项目数量加本年增/减，没有项目就没有处理决定（国办公开办函〔2019〕60号所附格式）。",
    how: "核对文件清单和项目清单；当年有项目又取消的，可以说明。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let column = |r: Role| cx.form.role(r).first().map(String::as_str);
    let value = |k: &CellKey| cx.value(k).and_then(|v| v.whole());
    if let (Some(published), Some(all)) = (column(Role::Published), column(Role::PublicTotal)) {
        for row in [Role::Regulation, Role::NormativeDocument].into_iter().filter_map(column) {
            let (a, b) = (CellKey::new(row, published), CellKey::new(row, all));
            if let (Some(new), Some(total)) = (value(&a), value(&b))
                && total < new
            {
                let message = format!(
                    "“{}”是 {total}，少于本年新公开的 {new}，差 {}",
                    cx.form.cell_name(&b),
                    new - total
                );
                out.push(Finding::new(&CHECK, message).cells(cx.form, vec![b], vec![a]));
            }
        }
    }
    let (Some(previous), Some(change)) = (column(Role::Previous), column(Role::Change)) else { return };
    let decisions = column(Role::Decisions);
    for first in cx.numbers().ledger.keys.iter().filter(|k| k.column() == previous) {
        let second = CellKey::new(first.row(), change);
        let name = cx.form.row_name(first);
        let decided = decisions.map(|d| CellKey::new(first.row(), d)).filter(|k| cx.form.has(k));
        let (before, by) = match (value(first), value(&second), decided.as_ref().and_then(&value)) {
            (Some(before), Some(by), _) => (before, by),
            (None, None, Some(n)) if n > 0 => {
                let message = format!("“{name}”的处理决定数量是 {n}，项目数量没有填");
                let right = decided.into_iter().collect();
                out.push(Finding::new(&CHECK, message).cells(cx.form, vec![first.clone(), second], right));
                continue;
            }
            _ => continue,
        };
        match decided.as_ref().and_then(&value) {
            _ if before + by < 0 => {
                let message = format!("“{name}”上一年项目数量 {before}，本年增/减 {by:+}，合起来小于 0");
                out.push(Finding::new(&CHECK, message).cells(cx.form, vec![first.clone(), second], vec![]));
            }
            Some(n) if n > 0 && before + by == 0 && before == 0 => {
                let message = format!("“{name}”没有项目，处理决定数量却是 {n}");
                let right = decided.into_iter().collect();
                out.push(Finding::new(&CHECK, message).cells(cx.form, vec![first.clone(), second], right));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, check_finds, check_silent, zeros};

    pub fn bad() -> Bad {
        (
            zeros(2020).with("disclosure.rules.normative_document/published", "2"),
            "“规范性文件，对外公开总数量”是 0，少于本年新公开的 2，差 2",
        )
    }

    #[test]
    fn what_was_published_this_year_is_part_of_the_whole() {
        let row = "disclosure.rules.normative_document";
        let r = zeros(2020).with(&format!("{row}/published"), "3").with(&format!("{row}/public_total"), "2");
        check_finds("T302", &r, "是 2，少于本年新公开的 3，差 1");
        check_silent("T302", &r.with(&format!("{row}/public_total"), "3"));
    }

    #[test]
    fn projects_are_never_fewer_than_none_and_decisions_need_one() {
        let row = "disclosure.licensing.licence";
        let r = zeros(2020).with(&format!("{row}/previous"), "2").with(&format!("{row}/change"), "-3");
        check_finds("T302", &r, "上一年项目数量 2，本年增/减 -3，合起来小于 0");
        let r = zeros(2020).with(&format!("{row}/decisions"), "7");
        check_finds("T302", &r, "“行政许可”没有项目，处理决定数量却是 7");
        check_silent("T302", &r.with(&format!("{row}/previous"), "1").with(&format!("{row}/change"), "-1"));
        let unfilled = r.with(&format!("{row}/previous"), "").with(&format!("{row}/change"), "");
        check_finds("T302", &unfilled, "“行政许可”的处理决定数量是 7，项目数量没有填");
        check_silent("T302", &zeros(2020));
        check_silent("T302", &zeros(2025).with("disclosure.licensing.licence/decisions", "7"));
    }
}

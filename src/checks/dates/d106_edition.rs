//! D106: the tables of an edition that the year doesn't use.

use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::form;
use crate::form::table::CellKey;
use crate::report::edit::Edit;
use crate::report::value::Cell;
use crate::report::{Part, convert};

pub static CHECK: Check = Check {
    code: "D106",
    title: "格式与年度不符",
    level: Level::Error,
    why: "2021年度起使用国办公开办函〔2021〕30号的格式，以前使用〔2019〕60号的格式。",
    how: "换成这一年的格式：两种格式都有的数留着，新增的项补填；也可以以去年报告为底稿重新开始。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let wanted = form::for_year(cx.year);
    if wanted.edition == cx.form.edition {
        return strange_rows(cx, out);
    }
    let conversion = convert::to_edition(cx.whole(), wanted);
    let lost = match conversion.lost.len() {
        0 => String::new(),
        n => format!("；换格式时有 {n} 个数没有对应的项：{}", short(&conversion.lost)),
    };
    let message = format!("{}年度的报告用了{}，应使用{}{lost}", cx.year, cx.form.label, wanted.label);
    let fix = Fix { title: format!("换成{}", wanted.label), edits: conversion.edits };
    out.push(Finding::new(&CHECK, message).part(Part::Title, None).fix(Some(fix)));
}

/// Numbers of rows that only another edition has.
fn strange_rows(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let strange = |k: &&CellKey| !cx.form.has(k) && form::all().any(|f| f.has(k));
    let keys: Vec<CellKey> = cx.cells().keys().filter(strange).cloned().collect();
    let Some(first) = keys.first() else { return };
    let other = form::all().find(|f| f.has(first));
    let name = other.map_or(String::new(), |f| f.cell_name(first));
    let label = other.map_or("别的格式", |f| f.label.as_str());
    let message = format!(
        "表里有{label}的项：“{name}”{}，{}没有这些项",
        if keys.len() > 1 { "等" } else { "" },
        cx.form.label
    );
    let edits = keys.iter().map(|k| Edit::Cell(k.clone(), Cell::Unfilled)).collect();
    let fix = Fix { title: "删去这些项".into(), edits };
    out.push(Finding::new(&CHECK, message).part(Part::Title, None).fix(Some(fix)));
}

/// The first few names.
fn short(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(3).map(|n| format!("“{n}”")).collect();
    format!("{}{}", shown.join(""), if names.len() > 3 { "等" } else { "" })
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, check_finds, check_silent, zeros};

    pub fn bad() -> Bad {
        let mut case = zeros(2020);
        case.report.year = 2022;
        (case, "2022年度的报告用了2019年格式，应使用2021年格式")
    }

    #[test]
    fn each_year_has_its_tables() {
        let mut r = zeros(2020).with("disclosure.rules.normative_document/public_total", "14");
        check_silent("D106", &r);
        r.report.year = 2022;
        check_finds(
            "D106",
            &r,
            "2022年度的报告用了2019年格式，应使用2021年格式；换格式时有 1 个数没有对应的项",
        );
        r.check_fixed("D106", "requests.done.other.fee_unpaid/natural", "0");
    }
}

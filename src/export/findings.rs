//! 审核单: what was found in a report, on a sheet fit to be sent back to the office that wrote it.

use super::listing;
use crate::checks::{Finding, Level};
use crate::form::Form;
use crate::page::blocks::{Doc, DocBlock};
use crate::report::{Date, Report};
use std::collections::BTreeSet;

/// The sheet. `today` is when it was checked.
pub fn sheet(report: &Report, findings: &[Finding], today: Option<Date>) -> Doc {
    let name = "政府信息公开工作年度报告审核单";
    let mut blocks = vec![DocBlock::Title(name.into()), DocBlock::para(opening(report, findings))];
    if !findings.is_empty() {
        blocks.push(listing::table(
            "审核结果",
            &["级别", "位置", "问题和改正办法"],
            &rows(report.form(), findings),
        ));
    }
    let day = today.map_or("　　年　　月　　日".to_string(), |d| d.to_string());
    blocks.push(DocBlock::para(format!("审核人：　　　　　　　　　审核日期：{day}")));
    Doc {
        title: format!("{}审核单", report.title_line()),
        author: String::new(),
        date: today,
        blocks,
        ..Doc::default()
    }
}

/// The worst first, then in the report's order.
fn sorted(findings: &[Finding]) -> Vec<&Finding> {
    let mut all: Vec<&Finding> = findings.iter().collect();
    all.sort_by_key(|f| (!f.is_open(), f.level));
    all
}

fn opening(report: &Report, findings: &[Finding]) -> String {
    let office =
        if report.office.name.is_empty() { "（没有写机关名称）" } else { &report.office.name };
    let what =
        format!("{office}：你单位{}年政府信息公开工作年度报告（{}）", report.year, report.form().label);
    if findings.iter().all(|f| !f.is_open()) {
        return format!("{what}已经审核，没有发现需要改正的问题，可以上报。");
    }
    let counts = Level::ALL.map(|l| (l, findings.iter().filter(|f| f.level == l && f.is_open()).count()));
    let counts: Vec<String> =
        counts.iter().filter(|(_, n)| *n > 0).map(|(l, n)| format!("{}{n}处", l.word())).collect();
    let ask = match findings.iter().any(|f| f.level == Level::Error) {
        true => "错误请改正后重新报送；",
        false => "",
    };
    format!("{what}已经审核，发现{}。{ask}提醒和提示请核对，情况属实的请作说明。", counts.join("、"))
}

/// What one check found in one place is one row, and what to do is said once for each check: the sheet is to
/// stay a page.
fn rows(form: &Form, findings: &[Finding]) -> Vec<Vec<String>> {
    let sorted = sorted(findings);
    let alike = |a: &&Finding, b: &&Finding| {
        (a.code, a.section.unwrap_or_default(), a.explained())
            == (b.code, b.section.unwrap_or_default(), b.explained())
    };
    let mut told = BTreeSet::new();
    let row = |same: &[&Finding]| {
        let first = same.first()?;
        let said: String = same.iter().map(|f| f.sentence()).collect();
        let how = match (first.explained(), first.check()) {
            (Some(text), _) => format!("已说明：{text}"),
            (None, Some(c)) if told.insert(c.code) => format!("办法：{}", c.how),
            _ => String::new(),
        };
        Some(vec![first.level.word().into(), first.place(form), format!("{said}{how}")])
    };
    sorted.chunk_by(alike).filter_map(row).collect()
}

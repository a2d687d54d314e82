//! 审核单: what was found in a report, on a sheet fit to be sent back to the office that wrote it.

use super::listing;
use crate::checks::{Finding, Level};
use crate::page::blocks::{Block, Doc};
use crate::report::{Date, Report};

/// The sheet. `today` is when it was checked.
pub fn sheet(report: &Report, findings: &[Finding], today: Option<Date>) -> Doc {
    let name = "政府信息公开工作年度报告审核单";
    let mut blocks = vec![Block::Title(name.into()), Block::Para(opening(report, findings))];
    if !findings.is_empty() {
        let rows: Vec<Vec<String>> = sorted(findings).into_iter().map(row).collect();
        blocks.push(listing::table("审核结果", &["级别", "位置", "问题和改正办法"], &rows));
    }
    let day = today.map_or("　　年　　月　　日".to_string(), |d| d.to_string());
    blocks.push(Block::Para(format!("审核人：　　　　　　　　　审核日期：{day}")));
    Doc {
        title: format!("{}审核单", report.title_line()),
        author: String::new(),
        date: today,
        blocks,
        sources: Vec::new(),
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

fn row(f: &Finding) -> Vec<String> {
    let how = match f.explained() {
        Some(text) => format!("已说明：{text}"),
        None => f.check().map_or(String::new(), |c| format!("办法：{}", c.how)),
    };
    vec![f.level.word().into(), f.place().into(), format!("{}{how}（{}）", f.sentence(), f.code)]
}

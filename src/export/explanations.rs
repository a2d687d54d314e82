//! 审核说明: the annex that answers what a check asked about, one after the other, for the office that collects
//! the reports. It is a document of its own: the report is published, its explanations are not.

use crate::checks::Finding;
use crate::page::blocks::{Doc, DocBlock};
use crate::report::Report;

/// The annex; `None` where nothing is explained.
pub fn annex(report: &Report, findings: &[Finding]) -> Option<Doc> {
    let given: Vec<(&Finding, &str)> = findings.iter().filter_map(|f| Some((f, f.explained()?))).collect();
    if given.is_empty() {
        return None;
    }
    let title = format!("{}审核说明", report.title_line());
    let mut blocks = vec![
        DocBlock::Title(title.clone()),
        DocBlock::para("审核本报告时提示的下列情况，经核对属实，说明如下："),
    ];
    for (i, (f, text)) in given.into_iter().enumerate() {
        blocks.push(DocBlock::para(format!("{}.【{}】{}", i + 1, f.place(report.form()), f.sentence())));
        blocks.push(DocBlock::para(format!("说明：{text}")));
    }
    let s = &report.signature;
    let date = s.date.map(|d| d.to_string()).unwrap_or_default();
    blocks.push(DocBlock::Signature { office: s.office.clone(), date, seal: s.seal });
    Some(Doc { title, author: report.office.name.clone(), date: s.date, blocks, ..Doc::default() })
}

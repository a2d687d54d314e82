//! Documents about the findings, made of the open report or of one only looked at.

use super::file_name;
use super::open_report::OpenReport;
use super::other_report::OtherReport;
use crate::export;
use crate::page::blocks::Doc;
use crate::report::Date;

/// A document about the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 审核说明 of the open report.
    Explanations,
    /// 审核单 of the open report.
    Findings,
    /// 审核单 of somebody else's.
    OtherFindings,
}

impl Paper {
    /// The document; `None` where there is nothing to make it of.
    pub(super) fn document(
        self,
        open: Option<&OpenReport>,
        other: Option<&OtherReport>,
        today: Option<Date>,
    ) -> Option<Doc> {
        match self {
            Paper::Explanations => {
                open.and_then(|o| export::explanations::annex(o.report(), &o.known().findings))
            }
            Paper::Findings => open.map(|o| export::findings::sheet(o.report(), &o.known().findings, today)),
            Paper::OtherFindings => other.map(|o| export::findings::sheet(&o.report, &o.findings, today)),
        }
    }
}

/// A file name for one.
pub(super) fn name(paper: Option<&Doc>) -> String {
    let title = paper.map(|d| d.title.as_str()).unwrap_or_default();
    file_name::of_title(title, "审核单", export::pdf::EXPORTER.format.extension())
}

//! Documents that are no report: about the findings of the open report or of one only looked at, and the guide.

use super::file_name;
use super::guide;
use super::open_report::OpenReport;
use super::other_report::OtherReport;
use crate::export;
use crate::page::blocks::Doc;
use crate::report::Date;

/// A document that is no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 审核说明 of the open report.
    Explanations,
    /// 审核单 of the open report.
    Findings,
    /// 审核单 of somebody else's.
    OtherFindings,
    /// 使用说明.
    Guide,
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
            Paper::Guide => Some(guide::guide().doc()),
            Paper::OtherFindings => other.map(|o| export::findings::sheet(&o.report, &o.findings, today)),
        }
    }
}

/// A file name for one.
pub(super) fn name(paper: Option<&Doc>) -> String {
    let title = paper.map(|d| d.title.as_str()).unwrap_or_default();
    file_name::of_title(title, "审核单", export::pdf::EXPORTER.format.extension())
}

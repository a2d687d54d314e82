//! Documents that are no report: about the findings of the open report or of one only looked at, and the guide.

use super::file_name;
use super::guide;
use super::open_report::OpenReport;
use super::other_report::OtherReport;
use crate::checks::structure::s110_comment;
use crate::export;
use crate::export::Exporter;
use crate::page::blocks::{self, Doc};
use crate::report::{Date, Report};

/// A document that is no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 审核说明 of the open report.
    Explanations,
    /// 审核单 of the open report.
    Findings,
    /// 审核单 of somebody else's.
    OtherFindings,
    /// The open report as a Word file with 批注 and answers: for those who wrote them, not for the public.
    Commented,
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
            Paper::Commented => open.map(|o| commented(o.report())),
            Paper::Guide => Some(guide::guide().doc()),
            Paper::OtherFindings => other.map(|o| export::findings::sheet(&o.report, &o.findings, today)),
        }
    }
}

/// The report with what is written beside it and what was answered.
pub fn commented(report: &Report) -> Doc {
    blocks::commented(report, s110_comment::CHECK.code)
}

impl Paper {
    /// Formats in which it is made: only Word holds what is written beside the text.
    pub fn exporters(self) -> impl Iterator<Item = &'static Exporter> {
        let fits = move |e: &&Exporter| self != Paper::Commented || e.format == export::docx::EXPORTER.format;
        export::for_documents().filter(fits)
    }

    /// A file name for one.
    pub(super) fn name(self, paper: Option<&Doc>) -> String {
        let title = paper.map(|d| d.title.as_str()).unwrap_or_default();
        let extension = self.exporters().next().map_or("", |e| e.format.extension());
        match self {
            Paper::Commented => {
                file_name::of_title(&format!("{title}（带批注）"), "报告（带批注）", extension)
            }
            _ => file_name::of_title(title, "审核单", extension),
        }
    }
}

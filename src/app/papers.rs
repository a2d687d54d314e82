//! Documents about the findings, made of the open report or of one only looked at.

use super::session::Session;
use crate::export;
use crate::page::blocks::Doc;

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

impl Session {
    /// The document; `None` where there is nothing to make it of.
    pub(super) fn paper(&self, paper: Paper) -> Option<Doc> {
        let findings = &self.known().findings;
        let today = self.today();
        match paper {
            Paper::Explanations => export::explanations::annex(self.report()?, findings),
            Paper::Findings => Some(export::findings::sheet(self.report()?, findings, today)),
            Paper::OtherFindings => {
                let o = self.other.as_ref()?;
                Some(export::findings::sheet(&o.report, &o.findings, today))
            }
        }
    }

    /// A file name for it.
    pub fn paper_name(&self, paper: Paper) -> String {
        let title = self.paper(paper).map(|d| d.title).unwrap_or_default();
        super::placing::file_name(&title, "审核单", export::pdf::EXPORTER.format.extension())
    }
}

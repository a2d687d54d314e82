//! Documents about the findings, made of the open report or of one only looked at.

use super::session::{Message, Session};
use crate::export;
use crate::page::blocks::Doc;
use crate::store::atomic;
use std::path::Path;

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
    fn paper(&self, paper: Paper) -> Option<Doc> {
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
        super::session::file_name(&title, "审核单", "pdf")
    }

    /// Writes it by the extension of `path`.
    pub fn export_paper(&mut self, paper: Paper, path: &Path) {
        let Some(doc) = self.paper(paper) else {
            return self.tell_bad("没有可以导出的内容；写过说明以后再导出审核说明".into());
        };
        let fonts = self.fonts();
        let made = export::document(&doc, path, &|| fonts.clone()).map_err(|e| e.to_string());
        let written = made.and_then(|m| {
            atomic::replace(self.disk(), path, &m.bytes).map(|()| m.warnings).map_err(|e| e.to_string())
        });
        match written {
            Ok(warnings) => {
                let text = std::iter::once("已导出。".to_string()).chain(warnings).collect();
                self.message = Some(Message { text, file: Some(path.into()), ..Message::default() });
            }
            Err(sentence) => self.tell_bad(sentence),
        }
    }
}

//! Documents about the findings, made of the open report or of one only looked at.

use super::sending;
use super::session::Session;
use super::work::End;
use crate::export;
use crate::page::blocks::Doc;
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
        super::session::file_name(&title, "审核单", export::pdf::EXPORTER.format.extension())
    }

    /// Begins to write it by the extension of `path`.
    pub fn begin_paper(&mut self, paper: Paper, path: &Path) {
        let Some(doc) = self.paper(paper) else {
            return self.tell_bad("没有可以导出的内容；写过说明以后再导出审核说明".into());
        };
        if self.would_cover_a_source(path) {
            return;
        }
        let (disk, fonts, path) = (self.disk.clone(), self.fonts(), path.to_path_buf());
        self.begin(&format!("正在导出 {}", path.display()), true, move |line| {
            let made = export::document(&doc, &path, &*fonts).map_err(|e| e.to_string());
            let sent = made.and_then(|m| sending::write(&*disk, m, &path, &|| line.stopped()));
            End::Sent(path, sent)
        });
    }
}

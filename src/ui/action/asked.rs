//! Files and folders that are asked for: what for, of which kinds, and what follows from the answer.

use super::{Action, Asked, CollectAction, Sought};
use crate::app::collection_work::SetBeside;
use crate::app::papers::Paper;
use crate::app::reading::Purpose;
use crate::app::{file_name, formats};
use crate::export::{self, EXPORTERS};
use crate::format::Format;
use crate::report::Report;
use crate::store::{collection, project, style_file};
use std::path::{Path, PathBuf};

impl Asked {
    pub fn sought(&self) -> Sought {
        match self {
            Asked::Open
            | Asked::OpenLast
            | Asked::Other(_)
            | Asked::Picture(_)
            | Asked::Beside(_)
            | Asked::MadeBefore
            | Asked::RosterFile
            | Asked::Style
            | Asked::ManyFiles
            | Asked::Submissions => Sought::ToRead,
            Asked::SaveAs(_)
            | Asked::SaveCollection(_)
            | Asked::SaveStyle(_)
            | Asked::Export(_)
            | Asked::Paper(_)
            | Asked::Tables => Sought::ToWrite,
            Asked::ManyFolder | Asked::Target | Asked::SubmissionsFolder => Sought::Folder,
        }
    }
    /// Whether it is about somebody else's report that is looked at.
    pub fn is_of_other(&self) -> bool {
        matches!(self, Asked::Paper(Paper::OtherFindings) | Asked::Other(Purpose::TheirLast))
    }
    /// Whether the answer is for what is open, and for no other.
    pub fn is_of_open(&self) -> bool {
        match self {
            Asked::Open | Asked::OpenLast | Asked::Other(Purpose::Audit) | Asked::SaveStyle(_) => false,
            _ => !self.is_for_many() && !self.is_of_other(),
        }
    }
    /// What is being done, over the window's own dialog.
    pub fn title(&self) -> &'static str {
        match self {
            Asked::Open => "打开或导入",
            Asked::OpenLast => "以去年报告为底稿",
            Asked::Other(Purpose::Audit) => "审核别人的报告",
            Asked::Other(Purpose::Compare) => "选领导改过的 Word，或者别的报告",
            Asked::Other(_) => "选去年的报告",
            Asked::Paper(_) | Asked::Export(_) => "导出",
            Asked::Tables => "导出汇总的表",
            Asked::SaveCollection(Some(_)) => "先把这份汇总存成文件",
            Asked::SaveAs(_) | Asked::SaveCollection(_) => "另存为",
            Asked::Style => "选版式文件，或者用着它的报告",
            Asked::SaveStyle(_) => "版式存成文件",
            Asked::Beside(what) => what.word(),
            Asked::MadeBefore => "选以前生成的汇总年报",
            Asked::RosterFile => "选写着单位名称的表",
            Asked::Submissions | Asked::SubmissionsFolder => "收单位的报告",
            Asked::ManyFolder => "选放报告的文件夹",
            Asked::Target => "选导出到哪个文件夹",
            _ => "选文件",
        }
    }
    /// The folder that the answer belongs in: a collection lies beside what is taken into it.
    pub fn belongs_in(&self) -> Option<&Path> {
        let Asked::SaveCollection(Some(next)) = self else { return None };
        match &**next {
            Action::Collect(CollectAction::Take(paths)) => paths.first()?.parent(),
            Action::Collect(CollectAction::SetBeside(_, path)) => path.parent(),
            _ => None,
        }
    }
    /// What is to be known before it is answered.
    pub fn why(&self) -> Option<&'static str> {
        self.belongs_in().map(|_| "汇总和放报告的文件夹放在一起：单位的文件按汇总的位置记，可以一起搬走。")
    }
    /// Extensions of the files that are of interest; none where any may be.
    pub fn extensions(&self) -> &'static [&'static str] {
        match self {
            Asked::Open => formats::openable_extensions(),
            Asked::OpenLast | Asked::Other(_) | Asked::ManyFiles => formats::readable_extensions(),
            Asked::Submissions => formats::handed_in_extensions(),
            Asked::RosterFile => formats::readable_extensions(),
            Asked::Beside(SetBeside::Last) => collection::FORMAT.extensions,
            Asked::Beside(_) => formats::readable_extensions(),
            Asked::Paper(p) if *p != Paper::Commented => formats::document_extensions(),
            Asked::MadeBefore => project::FORMAT.extensions,
            Asked::Tables => &["xlsx", "pdf", "docx"],
            Asked::Style => style_file::SOURCES,
            Asked::SaveAs(_)
            | Asked::SaveCollection(_)
            | Asked::SaveStyle(_)
            | Asked::Export(_)
            | Asked::Paper(_) => self.written().map_or(&[], |f| f.extensions),
            Asked::Picture(_) => &["png", "jpg", "jpeg"],
            Asked::ManyFolder | Asked::Target | Asked::SubmissionsFolder => &[],
        }
    }
    /// What these files are called together.
    pub fn kind(&self) -> String {
        match self {
            Asked::Paper(p) if *p != Paper::Commented => formats::document_words(),
            Asked::Tables => "Excel、PDF、Word".into(),
            Asked::Picture(_) => "图片".into(),
            Asked::Style => "版式文件、项目文件".into(),
            _ => self.written().map_or("报告和文档".into(), |f| f.words()),
        }
    }
    /// The format that is written, unless another is asked for by its extension.
    fn written(&self) -> Option<&'static Format> {
        match self {
            Asked::SaveAs(_) => Some(&project::FORMAT),
            Asked::SaveCollection(_) => Some(&collection::FORMAT),
            Asked::SaveStyle(_) => Some(&style_file::FORMAT),
            Asked::Export(e) => EXPORTERS.iter().map(|x| &x.format).find(|f| f.extension() == *e),
            Asked::Paper(p) => p.exporters().map(|e| &e.format).next(),
            Asked::Tables => Some(&export::xlsx::EXPORTER.format),
            _ => None,
        }
    }
    /// A name for what is to be written.
    pub fn suggested(&self, report: Option<&Report>, paper_name: impl FnOnce(Paper) -> String) -> String {
        match self {
            Asked::Paper(p) => paper_name(*p),
            Asked::SaveStyle(set) => {
                file_name::of_title(&set.style.name, "版式", style_file::FORMAT.extension())
            }
            _ => self.written().map(|f| file_name::of_report(report, f.extension())).unwrap_or_default(),
        }
    }
    /// A name as it may look, for who writes out where a file is.
    pub fn example(&self) -> String {
        match self {
            Asked::Open => "报告.docx".into(),
            Asked::Other(Purpose::Audit | Purpose::Compare) => "某单位的报告.docx".into(),
            Asked::OpenLast | Asked::Other(_) => "去年的报告.docx".into(),
            Asked::Picture(_) => "图片.png".into(),
            Asked::ManyFiles => "某单位的报告.docx".into(),
            Asked::ManyFolder | Asked::Target | Asked::SubmissionsFolder => "各单位的报告".into(),
            Asked::Submissions => "某单位的报告.docx".into(),
            Asked::Beside(SetBeside::Last) => format!("去年汇总.{}", collection::FORMAT.extension()),
            Asked::Beside(_) => "年报.docx".into(),
            Asked::RosterFile => "户册.xlsx".into(),
            Asked::MadeBefore => format!("汇总年报.{}", project::FORMAT.extension()),
            Asked::SaveCollection(_) => format!("汇总.{}", collection::FORMAT.extension()),
            Asked::Paper(_) => "审核意见.pdf".into(),
            Asked::Tables => "汇总表.xlsx".into(),
            Asked::Style | Asked::SaveStyle(_) => format!("本县版式.{}", style_file::FORMAT.extension()),
            Asked::SaveAs(_) | Asked::Export(_) => {
                format!("报告.{}", self.written().map_or("", |f| f.extension()))
            }
        }
    }
    /// Whether it is asked for the export of many reports.
    pub fn is_for_many(&self) -> bool {
        matches!(self, Asked::ManyFiles | Asked::ManyFolder | Asked::Target)
    }
    /// What follows from the answer.
    pub fn answered(self, paths: Vec<PathBuf>) -> Option<Action> {
        if self.is_for_many() {
            return Some(Action::Chosen(self, paths));
        }
        if matches!(self, Asked::Submissions | Asked::SubmissionsFolder) {
            return Some(Action::Collect(CollectAction::Take(paths)));
        }
        paths.into_iter().next().map(|p| Action::Answered(self, p))
    }
    /// The path with the extension that dialogs leave out.
    pub fn complete(&self, path: PathBuf) -> PathBuf {
        let Some(format) = self.written() else { return path };
        let another = match self {
            Asked::Paper(p) => p.exporters().any(|e| e.format.names(&path)),
            Asked::Tables => export::for_documents().any(|e| e.format.names(&path)),
            _ => false,
        };
        match another || format.names(&path) {
            true => path,
            false => PathBuf::from(format!("{}.{}", path.display(), format.extension())),
        }
    }
}

//! Documents out. A format is one file and its line in `EXPORTERS`: whatever offers an export asks that table.

pub mod collected;
pub mod csv;
pub mod docx;
mod drawn;
pub mod explanations;
pub mod findings;
pub mod html;
pub mod json;
mod listing;
pub mod ofd;
pub mod pdf;
pub mod published;
pub mod returned;
pub mod xlsx;
mod zipped;

use crate::chinese::signs::is_joined;
use crate::format::{Format, either};
use crate::page::blocks::{self, Doc};
use crate::page::fonts::{Fonts, Gaps};
use crate::page::{self, Pages};
use crate::report::Report;
use crate::report::picture::Picture;
use std::path::Path;

/// Why a document was not made. Nothing was written then.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum ExportError {
    #[error("还不能导出这种文件；请把文件名的扩展名改成 {known}：{path}")]
    UnknownFormat { known: String, path: String },
    #[error("没有做成 Word 文件（{detail}），报告没有改动；请重新安装程序后再试")]
    Word { detail: String },
    #[error("没有做成 PDF（{detail}），报告没有改动；请重新安装程序后再试")]
    Pdf { detail: String },
    #[error("没有做成 OFD（{detail}），报告没有改动；请重新安装程序后再试")]
    Ofd { detail: String },
    #[error("没有做成 Excel 文件（{detail}），报告没有改动；请重新安装程序后再试")]
    Excel { detail: String },
    #[error("没有做成 Excel 文件，报告没有改动：有一段超过 32767 字，一格放不下；请把它分成几段再导出")]
    LongForExcel,
}

/// A document made, and what the clerk should know about it.
#[derive(Debug)]
pub struct Made {
    pub bytes: Vec<u8>,
    /// What is wrong with it: it should not go out so.
    pub faults: Vec<String>,
    pub warnings: Vec<String>,
}

impl Made {
    /// Of which there is nothing to say.
    fn plainly(bytes: impl Into<Vec<u8>>) -> Made {
        Made { bytes: bytes.into(), faults: Vec::new(), warnings: Vec::new() }
    }
}

/// A format of documents that are made here.
#[derive(Debug)]
pub struct Exporter {
    pub format: Format,
    /// What it is for: 按公文版式导出.
    pub tip: &'static str,
    pub make: Make,
    pub reads_back: ReadsBack,
    pub in_package: InPackage,
}

/// Whether a format belongs to what is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InPackage {
    Always,
    WhenChosen,
    Never,
}

/// What a document is made of.
#[derive(Clone, Copy, Debug)]
pub enum Make {
    /// The report itself: data.
    Report(fn(&Report) -> Result<Made, ExportError>),
    /// Blocks as they stand on pages: a report's, or those of a sheet of findings.
    Document(fn(&Doc, &dyn Fn() -> Fonts) -> Result<Made, ExportError>),
}

/// Whether `import` reads what was made, so that it can be compared with the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadsBack {
    No,
    /// It shows what the report prints.
    AsPrinted,
    /// It holds what the report holds.
    AsHeld,
    /// It holds the numbers that the report holds.
    Numbers,
}

/// Every format that is made, in the order in which they are offered.
pub const EXPORTERS: &[Exporter] = &[
    pdf::EXPORTER,
    docx::EXPORTER,
    html::EXPORTER,
    ofd::EXPORTER,
    xlsx::EXPORTER,
    csv::EXPORTER,
    json::EXPORTER,
];

impl Exporter {
    /// Whether it makes any document, not reports only.
    pub fn is_for_documents(&self) -> bool {
        matches!(self.make, Make::Document(_))
    }

    /// How it is read back where time is no matter: a document shows what is printed.
    pub fn in_public(&self) -> ReadsBack {
        match self.reads_back {
            ReadsBack::No => ReadsBack::AsPrinted,
            how => how,
        }
    }
}

/// The format that the extension of `output` names.
pub fn exporter(output: &Path) -> Option<&'static Exporter> {
    EXPORTERS.iter().find(|e| e.format.names(output))
}

/// Those that any document can be made in.
pub fn for_documents() -> impl Iterator<Item = &'static Exporter> {
    EXPORTERS.iter().filter(|e| e.is_for_documents())
}

/// The report in the format that the extension of `output` names.
pub fn bytes(report: &Report, output: &Path, fonts: &dyn Fn() -> Fonts) -> Result<Made, ExportError> {
    match exporter(output).map(|e| e.make) {
        Some(Make::Report(make)) => make(report),
        Some(Make::Document(make)) => make(&blocks::of(report), fonts),
        None => Err(unknown(output, EXPORTERS.iter())),
    }
}

/// A written document in the format that the extension of `output` names.
pub fn document(doc: &Doc, output: &Path, fonts: &dyn Fn() -> Fonts) -> Result<Made, ExportError> {
    match exporter(output).map(|e| e.make) {
        Some(Make::Document(make)) => make(doc, fonts),
        _ => Err(unknown(output, for_documents())),
    }
}

/// What is said of pictures that are left out.
fn unsound(doc: &Doc) -> impl Iterator<Item = String> {
    doc.unreadable().map(|c| {
        format!("图片“{c}”是坏的，或者不是能用的 PNG 或 JPG，没有放进去，其他内容照常；请重新插入这张图片")
    })
}

fn unknown<'a>(output: &Path, known: impl Iterator<Item = &'a Exporter>) -> ExportError {
    let known: Vec<&str> = known.map(|e| e.format.extension()).collect();
    ExportError::UnknownFormat { known: either(&known), path: output.display().to_string() }
}

/// The report as a PDF.
pub fn pdf(report: &Report, fonts: &Fonts) -> Result<Made, ExportError> {
    paged(&blocks::of(report), fonts).map(|(made, _)| made)
}

/// A page that is nothing but the picture, as PDF; `None` where it can't be drawn.
pub fn picture(picture: &Picture) -> Option<Vec<u8>> {
    pdf::pictures::alone(picture)
}

/// A written document as a PDF, and the very pages that it was written from.
pub fn paged(doc: &Doc, fonts: &Fonts) -> Result<(Made, Pages), ExportError> {
    let (pages, fonts) = page::lay_out_filled(doc, fonts);
    let bytes = pdf::paint(doc, &pages, &fonts)?;
    Ok((on_pages(bytes, doc, &pages, &fonts), pages))
}

/// What was made of pages, with what could not be put on them as it was meant.
fn on_pages(bytes: Vec<u8>, doc: &Doc, pages: &Pages, fonts: &Fonts) -> Made {
    let mut warnings = fonts.told.clone();
    warnings.extend(unsound(doc));
    for (i, face) in fonts.faces.iter().enumerate() {
        let chars: String =
            pages.gaps.not_in_chosen.iter().filter(|(f, _)| *f == i).map(|(_, c)| c).collect();
        if !chars.is_empty() {
            warnings.push(format!("系统字体“{}”里没有这些字，用自带的字体代替：{chars}", face.name));
        }
    }
    Made { bytes, faults: lost(&pages.gaps).collect(), warnings }
}

/// What is said of characters that are lost in print.
fn lost(gaps: &Gaps) -> impl Iterator<Item = String> {
    let (joined, others): (Vec<char>, Vec<char>) = gaps.nowhere.iter().partition(|c| is_joined(**c));
    let named = |chars: Vec<char>| chars.iter().map(char::to_string).collect::<Vec<_>>().join("、");
    let others = (!others.is_empty()).then(|| {
        format!(
            "这些字没有字体可印，印成了“〓”，文件里的文字没有丢：{}；请安装有这些字的字体，或者换一种写法",
            named(others)
        )
    });
    let joined = (!joined.is_empty()).then(|| {
        format!(
            "这些字母要连写或叠写，这台电脑上没有能这样排的字体，印成了“〓”，文件里的文字没有丢：{}；请安装这种文字的字体，或者用汉字写",
            named(joined)
        )
    });
    others.into_iter().chain(joined)
}

/// Text as XML and HTML have it; what XML has no character for is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() && c != '\t' => {}
            '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

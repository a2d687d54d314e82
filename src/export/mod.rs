//! Documents out. A format is one file and one line in `bytes`.

pub mod docx;
pub mod explanations;
pub mod findings;
pub mod html;
pub mod json;
mod listing;
pub mod pdf;

use crate::page::Pages;
use crate::page::blocks::{self, Block, Doc};
use crate::page::fonts::Fonts;
use crate::report::Report;
use crate::report::picture::Picture;
use std::path::Path;

/// Why a document was not made. Nothing was written then.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ExportError {
    #[error("还不能导出这种文件；请把文件名的扩展名改成 {known}：{path}")]
    UnknownFormat { known: &'static str, path: String },
    #[error("没有做成 Word 文件（{detail}），报告没有改动；请重新安装程序后再试")]
    Word { detail: String },
    #[error("没有做成 PDF（{detail}），报告没有改动；请重新安装程序后再试")]
    Pdf { detail: String },
}

/// A document made, and what the clerk should know about it.
#[derive(Debug)]
pub struct Made {
    pub bytes: Vec<u8>,
    pub warnings: Vec<String>,
}

/// The report in the format that the extension of `output` names.
pub fn bytes(report: &Report, output: &Path, fonts: &dyn Fn() -> Fonts) -> Result<Made, ExportError> {
    match extension(output).as_str() {
        "json" => Ok(Made { bytes: json::write(report).into_bytes(), warnings: Vec::new() }),
        _ if is_document(output) => document(&blocks::of(report), output, fonts),
        _ => Err(unknown(output, "pdf、docx、html 或 json")),
    }
}

fn unknown(output: &Path, known: &'static str) -> ExportError {
    ExportError::UnknownFormat { known, path: output.display().to_string() }
}

fn extension(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Whether the extension is one that `document` makes.
pub fn is_document(path: &Path) -> bool {
    ["pdf", "docx", "html", "htm"].contains(&extension(path).as_str())
}

/// A written document in the format that the extension of `output` names.
pub fn document(doc: &Doc, output: &Path, fonts: &dyn Fn() -> Fonts) -> Result<Made, ExportError> {
    match extension(output).as_str() {
        "docx" => {
            let any = |wanted: fn(&Block) -> bool| doc.blocks.iter().any(wanted);
            let warnings = [
                (any(|b| matches!(b, Block::Chart(_))), "Word 文件里没有画图表，PDF 和网页里有"),
                (
                    any(|b| matches!(b, Block::Table(t) if t.turned)),
                    "Word 文件里的表格没有横排，PDF 里是横排的",
                ),
            ];
            let warnings = warnings.into_iter().filter(|(so, _)| *so).map(|(_, words)| words.to_string());
            Ok(Made { bytes: docx::write(doc, &fonts())?, warnings: warnings.collect() })
        }
        "html" | "htm" => Ok(Made { bytes: html::page(doc).into_bytes(), warnings: Vec::new() }),
        "pdf" => paged(doc, &fonts()).map(|(made, _)| made),
        _ => Err(unknown(output, "pdf、docx 或 html")),
    }
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
    let (bytes, pages) = pdf::write(doc, fonts)?;
    let mut warnings = fonts.told.clone();
    for caption in &pages.unreadable {
        warnings.push(format!("图片“{caption}”不是能用的 PNG 或 JPG，没有画出来"));
    }
    for (i, face) in fonts.faces.iter().enumerate() {
        let chars: String =
            pages.gaps.not_in_chosen.iter().filter(|(f, _)| *f == i).map(|(_, c)| c).collect();
        if !chars.is_empty() {
            warnings.push(format!("系统字体“{}”里没有这些字，用自带的字体代替：{chars}", face.name));
        }
    }
    if !pages.gaps.nowhere.is_empty() {
        let chars: String = pages.gaps.nowhere.iter().collect();
        warnings.push(format!("字体里没有这些字，用“〓”代替：{chars}"));
    }
    Ok((Made { bytes, warnings }, pages))
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

//! Documents out. A format is one file and one line in `bytes`.

pub mod json;

use crate::report::Report;
use std::path::Path;

/// Why a document was not made.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ExportError {
    #[error("还不能导出这种文件；请把文件名的扩展名改成 {known}：{path}")]
    UnknownFormat { known: &'static str, path: String },
}

/// A document made, and what the clerk should know about it.
#[derive(Debug)]
pub struct Made {
    pub bytes: Vec<u8>,
    pub warnings: Vec<String>,
}

/// The report in the format that the extension of `output` names.
pub fn bytes(report: &Report, output: &Path) -> Result<Made, ExportError> {
    let extension = output.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "json" => Ok(Made { bytes: json::write(report).into_bytes(), warnings: Vec::new() }),
        _ => Err(ExportError::UnknownFormat { known: "json", path: output.display().to_string() }),
    }
}

//! The project file `.gknb`: one report.

use super::disk::Disk;
use super::error::StoreError;
use super::kept::{self, KeptFile};
use crate::format::Format;
use crate::report::Report;
use crate::report::hold::Unsound;
use crate::report::weight::TooHeavy;
use ron::error::SpannedResult;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What project files are called.
pub const FORMAT: Format = Format { name: "项目文件", extensions: &["gknb"] };

/// The version that this program writes.
pub const VERSION: u32 = Report::VERSION;

/// What tells the version, whatever else stands in the file.
#[derive(Deserialize)]
struct Head {
    format: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File<R> {
    format: u32,
    report: R,
}

impl KeptFile for Report {
    const VERSION: u32 = 1;
    const TITLE: (&'static str, &'static str) = ("政府信息公开工作年度报告", FORMAT.name);
    /// Many times those of a report with all its units.
    const MOST: usize = 3_000_000;
    const DEPTH: usize = 6;
    fn text(&self, options: &ron::Options, pretty: PrettyConfig) -> ron::Result<String> {
        options.to_string_pretty(&File { format: VERSION, report: self }, pretty)
    }
    fn version(options: &ron::Options, text: &str) -> SpannedResult<u32> {
        options.from_str::<Head>(text).map(|h| h.format)
    }
    fn read(options: &ron::Options, text: &str) -> SpannedResult<(u32, Report)> {
        kept::parsed::<File<Report>>(options, text).map(|f| (f.format, f.report))
    }
    fn weighed(&self) -> Result<(), TooHeavy> {
        Report::weighed(self)
    }
    fn sound(self) -> Result<Report, Unsound> {
        self.held().map(Report::seen)
    }
}

/// The report as the text of a project file.
pub fn encode(report: &Report) -> Result<String, StoreError> {
    kept::encode(report)
}

/// The text of a project file that can be opened again: it was, before anything is written.
pub fn proved(report: &Report, path: &Path) -> Result<String, StoreError> {
    kept::proved(report, path)
}

/// The report in the text of a project file, held to what can be typed.
pub fn decode(bytes: &[u8], path: &Path) -> Result<Report, StoreError> {
    kept::decode(bytes, path)
}

/// Opens a project file.
pub fn load(disk: &dyn Disk, path: &Path) -> Result<Report, StoreError> {
    kept::load(disk, path)
}

/// Saves a project file; the version before is kept as `.bak`.
pub fn save(disk: &dyn Disk, path: &Path, report: &Report) -> Result<(), StoreError> {
    kept::save(disk, path, report)
}

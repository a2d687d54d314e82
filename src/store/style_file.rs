//! The small file of a 版式 under its name, by which one office hands it to another.

use super::disk::Disk;
use super::error::StoreError;
use super::kept::{self, KeptFile};
use super::project;
use crate::format::Format;
use crate::report::hold::Unsound;
use crate::report::weight::TooHeavy;
use crate::report::{StyleSet, unseen};
use ron::error::SpannedResult;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};
use std::path::Path;

pub const FORMAT: Format = Format { name: "版式文件", extensions: &["gkbs"] };

/// What a style can be taken from: its own file, or a report that has it.
pub const SOURCES: &[&str] = &["gkbs", "gknb"];

#[derive(Deserialize)]
struct StyleHead {
    style: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WholeStyle<S> {
    style: u32,
    set: S,
}

impl KeptFile for StyleSet {
    const VERSION: u32 = 1;
    const TITLE: (&'static str, &'static str) = ("政府信息公开工作年度报告的版式", FORMAT.name);
    const MOST: usize = 1_000;
    const DEPTH: usize = 4;
    fn text(&self, options: &ron::Options, pretty: PrettyConfig) -> ron::Result<String> {
        options.to_string_pretty(&WholeStyle { style: StyleSet::VERSION, set: self }, pretty)
    }
    fn version(options: &ron::Options, text: &str) -> SpannedResult<u32> {
        options.from_str::<StyleHead>(text).map(|h| h.style)
    }
    fn read(options: &ron::Options, text: &str) -> SpannedResult<(u32, StyleSet)> {
        options.from_str::<WholeStyle<StyleSet>>(text).map(|f| (f.style, f.set))
    }
    fn weighed(&self) -> Result<(), TooHeavy> {
        match self.style.words().map(String::len).sum::<usize>() <= StyleSet::MOST_WORDS {
            true => Ok(()),
            false => {
                Err(TooHeavy { what: "版式的名称和字体名太长", advice: "请把名称改短" })
            }
        }
    }
    fn sound(mut self) -> Result<StyleSet, Unsound> {
        self.style.words_mut().for_each(|w| *w = unseen::without(w));
        Ok(self)
    }
}

/// The style of a file of its own, or of a report.
pub fn load(disk: &dyn Disk, path: &Path) -> Result<StyleSet, StoreError> {
    match project::FORMAT.names(path) {
        true => project::load(disk, path).map(|r| r.layout.set()),
        false => kept::load(disk, path),
    }
}

/// Saves it; the version before is kept as `.bak`.
pub fn save(disk: &dyn Disk, path: &Path, set: &StyleSet) -> Result<(), StoreError> {
    kept::save(disk, path, set)
}

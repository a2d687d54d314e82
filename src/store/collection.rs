//! The collection file `.gknh`: who is to report, what came in, what was ruled.

use super::disk::Disk;
use super::error::StoreError;
use super::kept::{self, KeptFile};
use crate::collect::Collection;
use crate::collect::weight::TooMany;
use crate::format::Format;
use crate::report::hold::Unsound;
use crate::report::weight::TooHeavy;
use ron::error::SpannedResult;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What collection files are called.
pub const FORMAT: Format = Format { name: "汇总文件", extensions: &["gknh"] };

/// What tells the version, whatever else stands in the file. A report's says `format` in its place.
#[derive(Deserialize)]
struct CollectionHead {
    collection: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CollectionFile<C> {
    collection: u32,
    content: C,
}

impl KeptFile for Collection {
    const VERSION: u32 = 1;
    const TITLE: (&'static str, &'static str) = ("政府信息公开工作年度报告汇总", FORMAT.name);
    /// More than twenty thousand reports have.
    const MOST: usize = 12_000_000;
    /// A row of numbers is a line.
    const DEPTH: usize = 8;
    fn text(&self, options: &ron::Options, pretty: PrettyConfig) -> ron::Result<String> {
        options.to_string_pretty(&CollectionFile { collection: Collection::VERSION, content: self }, pretty)
    }
    fn version(options: &ron::Options, text: &str) -> SpannedResult<u32> {
        options.from_str::<CollectionHead>(text).map(|h| h.collection)
    }
    fn read(options: &ron::Options, text: &str) -> SpannedResult<(u32, Collection)> {
        kept::parsed::<CollectionFile<Collection>>(options, text).map(|f| (f.collection, f.content))
    }
    fn weighed(&self) -> Result<(), TooHeavy> {
        let advice = TooMany::ADVICE;
        Collection::weighed(self).map_err(|TooMany { what }| TooHeavy { what, advice })
    }
    fn sound(self) -> Result<Collection, Unsound> {
        self.held()
    }
}

/// Opens a collection file.
pub fn load(disk: &dyn Disk, path: &Path) -> Result<Collection, StoreError> {
    kept::load(disk, path)
}

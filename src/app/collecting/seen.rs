//! Whether the files that were taken in are as they were. Asks the disk, so never on the window's thread.

use super::beside;
use super::unit_sheets::UnitSheets;
use crate::collect::Collection;
use crate::collect::submission::Submission;
use crate::collect::unit_row::FilesSeen;
use crate::store::packed::{self, Archive};
use crate::store::{Disk, StoreError, digest, read_document};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Looks at every file of a collection that stands at `at`. A disk that gives no answer tells nothing.
pub fn look(disk: &dyn Disk, at: &Path, collection: &Collection, stopped: &dyn Fn() -> bool) -> FilesSeen {
    let mut seen = FilesSeen::default();
    let names = collection.submissions.iter().flat_map(|s| s.files.iter().map(move |f| (f, s)));
    // Those of one archive, and of one workbook, follow each other: it is opened once.
    let by_name: BTreeMap<&String, &Arc<Submission>> = names.collect();
    let mut opened = LastOpened::default();
    for (file, known) in by_name {
        if stopped() {
            return seen;
        }
        match opened.digest(disk, &beside::path(at, file)) {
            // What nobody could read says nothing by its bytes.
            Ok(digest) if known.year().is_some() && digest != known.digest => {
                seen.changed.insert(file.clone());
            }
            Err(StoreError::NotFound { .. }) => drop(seen.gone.insert(file.clone())),
            Ok(_) | Err(_) => {}
        }
    }
    seen
}

/// The archive and the workbook that were opened last.
#[derive(Default)]
struct LastOpened {
    archive: Option<(PathBuf, Option<Archive>)>,
    /// With its sheets' digests by their paths.
    book: Option<(PathBuf, BTreeMap<PathBuf, String>)>,
}

impl LastOpened {
    /// What a file is known by as it is now.
    fn digest(&mut self, disk: &dyn Disk, path: &Path) -> Result<String, StoreError> {
        let Some((book, _)) = packed::sheet(path) else { return Ok(digest(&self.read(disk, path)?)) };
        if self.book.as_ref().is_none_or(|(of, _)| *of != book) {
            let sheets = UnitSheets::of(&book, &self.read(disk, &book)?).ok().flatten();
            let files = sheets.map(|s| s.files).unwrap_or_default();
            self.book = Some((book, files.into_iter().map(|f| (f.path, f.digest)).collect()));
        }
        let known = self.book.as_ref().and_then(|(_, sheets)| sheets.get(path));
        known.cloned().ok_or_else(|| StoreError::NotFound { path: path.into() })
    }

    fn read(&mut self, disk: &dyn Disk, path: &Path) -> Result<Vec<u8>, StoreError> {
        let Some((outer, _)) = packed::parts(path) else { return read_document(disk, path) };
        if self.archive.as_ref().is_none_or(|(of, _)| *of != outer) {
            self.archive = Some((outer.clone(), Archive::open(disk, &outer).ok()));
        }
        match self.archive.as_ref().and_then(|(_, archive)| archive.as_ref()) {
            Some(archive) => archive.read(path),
            None => read_document(disk, path),
        }
    }
}

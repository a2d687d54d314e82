//! Whether the files that were taken in are as they were. Asks the disk, so never on the window's thread.

use super::beside;
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
    // Those of one archive follow each other: it is opened once.
    let by_name: BTreeMap<&String, &Arc<Submission>> = names.collect();
    let mut opened: Option<(PathBuf, Option<Archive>)> = None;
    for (file, known) in by_name {
        if stopped() {
            return seen;
        }
        let path = beside::path(at, file);
        let read = match packed::parts(&path) {
            None => read_document(disk, &path),
            Some((outer, _)) => {
                if opened.as_ref().is_none_or(|(of, _)| *of != outer) {
                    opened = Some((outer.clone(), Archive::open(disk, &outer).ok()));
                }
                match opened.as_ref().and_then(|(_, archive)| archive.as_ref()) {
                    Some(archive) => archive.read(&path),
                    None => read_document(disk, &path),
                }
            }
        };
        match read {
            // What nobody could read says nothing by its bytes.
            Ok(bytes) if known.year().is_some() && digest(&bytes) != known.digest => {
                seen.changed.insert(file.clone());
            }
            Err(StoreError::NotFound { .. }) => drop(seen.gone.insert(file.clone())),
            Ok(_) | Err(_) => {}
        }
    }
    seen
}

//! Whether the files that were taken in are as they were. Asks the disk, so never on the window's thread.

use super::beside;
use crate::collect::Collection;
use crate::collect::unit_row::FilesSeen;
use crate::store::{Disk, MOST_BYTES, digest};
use std::io::ErrorKind;
use std::path::Path;

/// Looks at every file of a collection that stands at `at`. A disk that gives no answer tells nothing.
pub fn look(disk: &dyn Disk, at: &Path, collection: &Collection, stopped: &dyn Fn() -> bool) -> FilesSeen {
    let mut seen = FilesSeen::default();
    for submission in &collection.submissions {
        for file in &submission.files {
            if stopped() {
                return seen;
            }
            match disk.read(&beside::path(at, file), MOST_BYTES) {
                Ok(bytes) if bytes.is_empty() || digest(&bytes) == submission.digest => {}
                Ok(_) => drop(seen.changed.insert(file.clone())),
                Err(e) if e.kind() == ErrorKind::NotFound => drop(seen.gone.insert(file.clone())),
                Err(_) => {}
            }
        }
    }
    seen
}

//! What earlier runs left in the program's own folder and nobody needs any more.

use crate::store::{Disk, beside, versions};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where the last printout stands, for the printer or a viewer.
pub fn printout(data: &Path) -> PathBuf {
    data.join("print").join("打印.pdf")
}

/// Removes the last printout.
pub fn forget_printout(disk: &dyn Disk, path: &Path) {
    if let Err(e) = beside::remove(disk, path, |bytes| bytes.starts_with(b"%PDF")) {
        log::debug!("an earlier printout stays: {e}");
    }
}

/// Tidies the program's folder `data`. It looks for documents on shares too, so it is for a thread of its own.
pub fn tidy(disk: &dyn Disk, data: &Path) {
    /// A viewer may still show it.
    const SHOWN: Duration = Duration::from_secs(24 * 3600);
    let path = printout(data);
    let printed = disk.stamp(&path).ok().and_then(|s| s.modified);
    if printed.and_then(|t| t.elapsed().ok()).is_some_and(|age| age > SHOWN) {
        forget_printout(disk, &path);
    }
    versions::tidy(disk, data);
}

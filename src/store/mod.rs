//! Everything that touches the file system: project files, atomic replacement, recovery copies, settings,
//! folders. Every call goes through `Disk`, so that tests can make any of them fail.

pub mod atomic;
pub mod disk;
pub mod error;
pub mod folders;
pub mod fonts;
pub mod project;
pub mod recovery;
pub mod settings;

pub use disk::{Disk, RealDisk};
pub use error::StoreError;

use std::path::Path;

/// Largest file read: no report comes near it.
pub const MOST_BYTES: u64 = 64 << 20;

/// Reads a document whole; says in a sentence why it can't be read.
pub fn read_document(disk: &dyn Disk, path: &Path) -> Result<Vec<u8>, StoreError> {
    if disk.is_folder(path) {
        return Err(StoreError::Folder { path: path.into() });
    }
    let bytes = disk.read(path, MOST_BYTES).map_err(|e| StoreError::reading(path, &e))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(StoreError::TooLarge { path: path.into() });
    }
    if bytes.is_empty() {
        return Err(StoreError::Empty { path: path.into() });
    }
    Ok(bytes)
}

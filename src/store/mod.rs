//! Everything that touches the file system: project files, atomic replacement, the journal and its
//! recovery copies, locks, versions kept, settings, folders. Every call goes through `Disk`, so that tests can make any of them fail.

pub mod atomic;
pub mod beside;
pub mod collection;
pub mod disk;
pub mod error;
pub mod folders;
pub mod fonts;
pub mod head;
pub mod journal;
pub mod keeper;
pub mod kept;
pub mod known;
pub mod lock;
pub mod made;
pub mod packed;
pub mod path_text;
pub mod project;
pub mod quick;
pub mod recovery;
pub mod settings;
pub mod style_file;
pub mod summons;
pub mod versions;
pub mod watch;

pub use disk::{Disk, RealDisk};
pub use error::StoreError;

use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::Arc;

/// The version of this program, 1.2.0.
pub const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// Called from a thread of the store when there is something to look at.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// What tells one file's bytes from another's.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// Largest file read: no report comes near it.
pub const MOST_BYTES: u64 = 64 << 20;

/// Reads a document whole, one in an archive too, and of a sheet its workbook; says in a sentence why it can't be read.
pub fn read_document(disk: &dyn Disk, path: &Path) -> Result<Vec<u8>, StoreError> {
    if let Some((book, _)) = packed::sheet(path).filter(|(book, _)| !disk.is_folder(book)) {
        return read_document(disk, &book);
    }
    if let Some((archive, _)) = packed::parts(path).filter(|(archive, _)| !disk.is_folder(archive)) {
        return packed::read(disk, &archive, path);
    }
    let bytes = disk.read(path, MOST_BYTES).map_err(|e| match disk.is_folder(path) {
        true => StoreError::Folder { path: path.into() },
        false => StoreError::reading(path, &e),
    })?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(StoreError::TooLarge { path: path.into() });
    }
    if bytes.is_empty() {
        return Err(StoreError::Empty { path: path.into() });
    }
    Ok(bytes)
}

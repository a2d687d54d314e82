//! The file calls the program makes, one method each, so that a test can fail any one of them. The only folder that
//! names `std::fs`: nothing else opens, writes, renames or removes a file.

#[cfg(unix)]
mod access;
mod faulty;
mod held;
pub mod machine;
mod open;
mod real;
pub mod temporary;
#[cfg(windows)]
mod windows;

pub use faulty::{FaultyDisk, METHODS};
pub use held::HeldFile;
pub use open::NoPlainFile;
pub use real::RealDisk;

use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The file system.
pub trait Disk: Send + Sync {
    /// The whole file, but no more than `most + 1` bytes. Links are followed; what is no plain file is an error
    /// (`NoPlainFile`) and is not waited for.
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>>;
    /// As `read`, but a link is no plain file either.
    fn read_own(&self, path: &Path, most: u64) -> io::Result<Vec<u8>>;
    /// Writes a new file in the folder of `path`, named after it, and syncs it; returns its path.
    fn write_beside(&self, path: &Path, bytes: &[u8], access: Access) -> io::Result<PathBuf>;
    /// Writes a file that must not be there yet, and syncs it; it is there whole or not at all.
    fn write_new(&self, path: &Path, bytes: &[u8], access: Access) -> io::Result<()>;
    /// Writes over a plain file where it stands, and syncs it: a power cut on the way leaves a torn file.
    fn overwrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Opens a plain file for writing and takes the system's own lock on it; `WouldBlock` if a program has that.
    fn hold(&self, path: &Path) -> io::Result<HeldFile>;
    /// Gives `to` the access rights, the owner and the attributes of `from`. Where that fails, `to` is no more
    /// readable than `from`.
    fn keep_access(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Replaces `to` by `from` in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Makes a rename in `folder` last through a power cut.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// The file that `path` leads to, behind symbolic links; it need not be there.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;
    /// When it was last written, and how long it is: differs when the file does, most of the time.
    fn stamp(&self, path: &Path) -> io::Result<Stamp>;
    /// What stands there under this very name; links are not followed.
    fn kind(&self, path: &Path) -> io::Result<FileKind>;
    /// Which disk a folder is on, as long as that stays connected; nothing where the system doesn't say.
    fn volume(&self, folder: &Path) -> Option<u64>;
    fn exists(&self, path: &Path) -> bool;
    fn is_folder(&self, path: &Path) -> bool;
    /// Whether both lead to one file that is there.
    fn is_same(&self, a: &Path, b: &Path) -> bool;
    /// Makes a folder with those above it, where it is not there.
    fn make_folder(&self, path: &Path, access: Access) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// Files of a folder, sorted.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
    /// Waits before a call is tried again.
    fn pause(&self, time: Duration);
}

/// What stands under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Nothing,
    Plain,
    Folder,
    Link,
    /// A pipe, a device, a socket.
    Special,
}

/// Who may read what is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Who may read other new files of this person.
    Common,
    /// This person alone.
    Private,
}

/// What tells that a file was written without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub modified: Option<SystemTime>,
    pub length: u64,
}

/// The folder that holds `path`.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(p) if !p.as_os_str().is_empty() => p,
        _ => Path::new("."),
    }
}

//! A file that is held open, under the system's own lock where it has such locks.

use super::open;
use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::Path;

/// See the module; the lock goes with it, and with the program.
pub struct HeldFile {
    file: File,
    locked: bool,
}

impl HeldFile {
    /// `WouldBlock` if another program has it.
    pub(super) fn take(path: &Path) -> io::Result<HeldFile> {
        let file = exclusively(path)?;
        if cfg!(windows) {
            return Ok(HeldFile { file, locked: true });
        }
        match file.try_lock() {
            Ok(()) => Ok(HeldFile { file, locked: true }),
            Err(TryLockError::WouldBlock) => Err(ErrorKind::WouldBlock.into()),
            // ENOLCK, EOPNOTSUPP: a share without such locks.
            Err(TryLockError::Error(_)) => Ok(HeldFile { file, locked: false }),
        }
    }
    /// Whether the system's lock is on it: where there is none to be had, nothing says that nobody has the file.
    pub fn is_locked(&self) -> bool {
        self.locked
    }
    /// What stands in it, but no more than `most` bytes.
    pub fn read(&self, most: u64) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        let mut file = &self.file;
        file.rewind()?;
        file.take(most).read_to_end(&mut out)?;
        Ok(out)
    }
    /// Writes it again, so that its time changes too.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut file = &self.file;
        file.rewind()?;
        file.write_all(bytes)?;
        file.set_len(bytes.len() as u64)?;
        file.sync_all()
    }
}

#[cfg(not(windows))]
fn exclusively(path: &Path) -> io::Result<File> {
    open::to_write(path)
}

/// Others may read who has it, and nothing else.
#[cfg(windows)]
fn exclusively(path: &Path) -> io::Result<File> {
    const SHARING_VIOLATION: i32 = 32;
    match open::to_write_alone(path) {
        Err(e) if e.raw_os_error() == Some(SHARING_VIOLATION) => Err(ErrorKind::WouldBlock.into()),
        opened => opened,
    }
}

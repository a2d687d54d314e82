//! Replacing a file so that a power cut leaves either the old or the new one whole, and reading it back. The
//! old one is kept beside it as `.bak`. Where a share refuses to replace a file in one step, or a file's owner
//! would be lost by it, the new one is written over the old one, which the `.bak` then stands for.

use super::disk::{Disk, folder_of, is_temporary_of};
use super::error::StoreError;
use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often a rename is tried while another program (virus scanner, file sync) holds the file.
const TRIES: u32 = 6;

/// Older than this, in seconds, a temporary file belongs to no save that is still going on.
const LEFT_OVER: u64 = 600;

/// Where the previous version of `path` is kept: `报告.gknb` → `报告.gknb.bak`.
pub fn backup_of(path: &Path) -> PathBuf {
    let mut name: OsString = path.file_name().unwrap_or_default().to_os_string();
    name.push(".bak");
    path.with_file_name(name)
}

/// Puts `bytes` in the place of `path`, keeping what was there as a backup. On an error nothing changed, unless
/// the error says so.
pub fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    if disk.is_folder(path) {
        return Err(StoreError::Folder { path: path.into() });
    }
    let fail = |e: io::Error| StoreError::writing(path, &e);
    let at = disk.resolve(path).map_err(fail)?;
    tidy(disk, &at);
    let new = disk.write_beside(&at, bytes).map_err(fail)?;
    let done = check(disk, &new, bytes).map_err(fail).and_then(|()| put(disk, path, &at, &new, bytes));
    if disk.exists(&new)
        && let Err(e) = disk.remove(&new)
    {
        // The document is whole either way; a left-over must not hide the real error.
        log::warn!("temporary file not removed: {e}");
    }
    done
}

/// Puts `bytes` at `path` in one step, keeping nothing: for files of the program's own.
pub fn put_whole(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = disk.write_beside(path, bytes)?;
    let done = patiently(disk, || disk.rename(&new, path));
    if done.is_err() && disk.exists(&new) {
        disk.remove(&new)?;
    }
    done?;
    disk.sync_folder(folder_of(path))
}

fn put(disk: &dyn Disk, path: &Path, at: &Path, new: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let fail = |e: io::Error| StoreError::writing(path, &e);
    let old = if disk.exists(at) { Some(keep_old(disk, at).map_err(fail)?) } else { None };
    let access = if old.is_some() { disk.keep_access(at, new) } else { Ok(()) };
    let done = access.and_then(|()| patiently(disk, || disk.rename(new, at)));
    match (done, old) {
        // Renamed already: the new file stands even if the folder can't be synced.
        (Ok(()), _) => {
            if let Err(e) = disk.sync_folder(folder_of(at)) {
                log::warn!("folder not synced: {e}");
            }
        }
        (Err(e), Some(old)) if refuses(&e) => {
            let torn = |e: Over| if e.whole { fail(e.why) } else { StoreError::Torn { path: path.into() } };
            write_over(disk, at, &old, bytes).map_err(torn)?;
        }
        (Err(e), None) if refuses(&e) => {
            if let Err(e) = disk.write_new(at, bytes) {
                // What appeared there meanwhile is somebody else's.
                if e.kind() != ErrorKind::AlreadyExists && disk.exists(at) {
                    disk.remove(at).map_err(fail)?;
                }
                return Err(fail(e));
            }
        }
        (Err(e), _) => return Err(fail(e)),
    }
    check(disk, at, bytes).map_err(|_| StoreError::Unverified { path: path.into() })
}

/// Keeps what stands at `at` beside it; returns it.
fn keep_old(disk: &dyn Disk, at: &Path) -> io::Result<Vec<u8>> {
    let old = disk.read(at, u64::MAX)?;
    let backup = backup_of(at);
    let copy = disk.write_beside(&backup, &old)?;
    // Who may not read the document may not read its backup.
    let done = disk.keep_access(at, &copy).or_else(|e| if refuses(&e) { Ok(()) } else { Err(e) });
    let done = done.and_then(|()| check(disk, &copy, &old));
    let done = done.and_then(|()| patiently(disk, || disk.rename(&copy, &backup)));
    let done = match done {
        Err(e) if refuses(&e) && disk.exists(&backup) => over_backup(disk, &backup, &old),
        Err(e) if refuses(&e) => disk.write_new(&backup, &old).and_then(|()| check(disk, &backup, &old)),
        done => done,
    };
    if disk.exists(&copy)
        && let Err(e) = disk.remove(&copy)
    {
        log::warn!("temporary file not removed: {e}");
    }
    done.map(|()| old)
}

/// Writes a backup over the one before; where that fails the one before stays, and the document with it.
fn over_backup(disk: &dyn Disk, backup: &Path, old: &[u8]) -> io::Result<()> {
    let before = disk.read(backup, u64::MAX)?;
    write_over(disk, backup, &before, old).map_err(|e| e.why)?;
    check(disk, backup, old)
}

/// How writing over a file failed.
struct Over {
    why: io::Error,
    /// What stood there stands there again.
    whole: bool,
}

fn write_over(disk: &dyn Disk, at: &Path, old: &[u8], bytes: &[u8]) -> Result<(), Over> {
    let Err(why) = disk.overwrite(at, bytes) else { return Ok(()) };
    let untouched = check(disk, at, old).is_ok();
    let whole = untouched || disk.overwrite(at, old).and_then(|()| check(disk, at, old)).is_ok();
    Err(Over { why, whole })
}

/// Whether the file holds these bytes.
fn check(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    if disk.read(path, bytes.len() as u64)? == bytes { Ok(()) } else { Err(ErrorKind::InvalidData.into()) }
}

/// Tries again while another program holds the file.
fn patiently(disk: &dyn Disk, call: impl Fn() -> io::Result<()>) -> io::Result<()> {
    let mut tried = 1;
    loop {
        match call() {
            Err(e) if tried < TRIES && is_held(&e) => {
                disk.pause(Duration::from_millis(20 << tried));
                tried += 1;
            }
            done => return done,
        }
    }
}

fn is_held(e: &io::Error) -> bool {
    use ErrorKind as K;
    // Windows: access denied, sharing violation, lock violation.
    let windows = cfg!(windows) && matches!(e.raw_os_error(), Some(5 | 32 | 33));
    windows || matches!(e.kind(), K::ResourceBusy | K::WouldBlock | K::Interrupted | K::ExecutableFileBusy)
}

/// Whether this way of replacing a file is not to be had here, though writing may be.
fn refuses(e: &io::Error) -> bool {
    use ErrorKind as K;
    let kinds = [
        K::PermissionDenied,
        K::Unsupported,
        K::CrossesDevices,
        K::AlreadyExists,
        K::InvalidInput,
        K::ResourceBusy,
    ];
    kinds.contains(&e.kind()) || is_held(e)
}

/// Removes what saves that were cut off by a power cut left beside `at`.
fn tidy(disk: &dyn Disk, at: &Path) {
    let backup = backup_of(at);
    let files = disk.list(folder_of(at)).unwrap_or_default();
    for f in files.iter().filter(|f| is_temporary_of(f, at) || is_temporary_of(f, &backup)) {
        let age = disk.stamp(f).ok().and_then(|s| s.modified?.elapsed().ok());
        if age.is_some_and(|a| a.as_secs() > LEFT_OVER)
            && let Err(e) = disk.remove(f)
        {
            log::warn!("left-over not removed: {e}");
        }
    }
}

#[cfg(test)]
mod tests;

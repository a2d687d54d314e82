//! Replacing a file so that a power cut leaves either the old or the new one whole, and reading it back. The
//! old one is kept beside it as `.bak`. Where a share refuses to replace a file in one step, or a file's owner
//! would be lost by it, the new one is written over the old one, which the `.bak` then stands for.

use super::beside::{self, Fresh};
use super::disk::{Access, Disk, FileKind, NoPlainFile, folder_of};
use super::error::{InTheWay, StoreError};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::Duration;

/// How often a rename is tried while another program (virus scanner, file sync) holds the file.
const TRIES: u32 = 6;

/// What is larger was none of ours, and is not read to be kept.
const MOST_KEPT: u64 = 256 << 20;

/// Puts `bytes` in the place of `path`, keeping what was there as a backup. On an error nothing changed, unless
/// the error says so. What is no plain file is never written to or replaced.
pub fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let stands = may_be_written(disk, path)?;
    if stands && disk.read_own(path, MOST_KEPT).is_ok_and(|old| old == bytes) {
        // It is there. What is kept beside it may be somebody's work that it took the place of.
        let synced = patiently(disk, || disk.sync_folder(folder_of(path)));
        return synced.map_err(|_| StoreError::NotSynced { path: path.into() });
    }
    beside::tidy(disk, folder_of(path));
    let fail = |e: io::Error| StoreError::writing(path, &e);
    let access = if stands { Access::Private } else { Access::Common };
    let new = Fresh::write(disk, path, bytes, access).map_err(fail)?;
    check(disk, new.path(), bytes).map_err(fail)?;
    put(disk, path, stands, &new, bytes)
}

/// Whether a plain file stands there; an error where something else does.
fn may_be_written(disk: &dyn Disk, path: &Path) -> Result<bool, StoreError> {
    let in_the_way = |what| StoreError::InTheWay { what, path: path.into() };
    match disk.kind(path).map_err(|e| StoreError::writing(path, &e))? {
        FileKind::Nothing => Ok(false),
        FileKind::Plain => match disk.stamp(path) {
            Ok(s) if s.length > MOST_KEPT => Err(in_the_way(InTheWay::Huge)),
            _ => Ok(true),
        },
        FileKind::Folder => Err(StoreError::Folder { path: path.into() }),
        FileKind::Link => Err(in_the_way(InTheWay::Link)),
        FileKind::Special => Err(in_the_way(InTheWay::Special)),
    }
}

/// Puts `bytes` at `path` in one step, keeping nothing and for this person alone: for files of the program's own.
pub fn put_whole(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    if !matches!(disk.kind(path)?, FileKind::Nothing | FileKind::Plain) {
        return Err(NoPlainFile::error());
    }
    let new = Fresh::write(disk, path, bytes, Access::Private)?;
    patiently(disk, || disk.rename(new.path(), path))?;
    disk.sync_folder(folder_of(path))
}

fn put(disk: &dyn Disk, path: &Path, stands: bool, new: &Fresh, bytes: &[u8]) -> Result<(), StoreError> {
    let fail = |e: io::Error| StoreError::writing(path, &e);
    let old = if stands { Some(keep_old(disk, path)?) } else { None };
    let access = if old.is_some() { disk.keep_access(path, new.path()) } else { Ok(()) };
    let done = access.and_then(|()| patiently(disk, || disk.rename(new.path(), path)));
    let mut synced = Ok(());
    match (done, old) {
        (Ok(()), _) => synced = patiently(disk, || disk.sync_folder(folder_of(path))),
        (Err(e), Some(old)) if refuses(&e) => {
            let torn = |e: Over| if e.whole { fail(e.why) } else { StoreError::Torn { path: path.into() } };
            write_over(disk, path, &old, bytes).map_err(torn)?;
        }
        // What appeared there meanwhile is somebody else's.
        (Err(e), None) if refuses(&e) => disk.write_new(path, bytes, Access::Common).map_err(fail)?,
        (Err(e), _) => return Err(fail(e)),
    }
    check(disk, path, bytes).map_err(|_| StoreError::Unverified { path: path.into() })?;
    // Renamed already: the new file stands, but a power cut may still bring the old one back.
    synced.map_err(|_| StoreError::NotSynced { path: path.into() })
}

/// Keeps what stands at `path` beside it; returns it.
fn keep_old(disk: &dyn Disk, path: &Path) -> Result<Vec<u8>, StoreError> {
    let fail = |e: io::Error| StoreError::writing(path, &e);
    let old = disk.read_own(path, MOST_KEPT).map_err(fail)?;
    let Some(backup) = beside::free_backup(disk, path, &old).map_err(fail)? else {
        return Err(StoreError::InTheWay { what: InTheWay::Backups, path: path.into() });
    };
    keep_as(disk, path, &backup, &old).map_err(fail)?;
    Ok(old)
}

fn keep_as(disk: &dyn Disk, path: &Path, backup: &Path, old: &[u8]) -> io::Result<()> {
    let copy = Fresh::write(disk, backup, old, Access::Private)?;
    // Who may not read the document may not read its backup: where its rights can't be had it stays private.
    if let Err(e) = disk.keep_access(path, copy.path()) {
        log::debug!("rights of the backup: {e}");
    }
    let done = check(disk, copy.path(), old);
    match done.and_then(|()| patiently(disk, || disk.rename(copy.path(), backup))) {
        Err(e) if refuses(&e) && disk.exists(backup) => over_backup(disk, backup, old),
        Err(e) if refuses(&e) => {
            disk.write_new(backup, old, Access::Private).and_then(|()| check(disk, backup, old))
        }
        done => done,
    }
}

/// Writes a backup over the one before; where that fails the one before stays, and the document with it.
fn over_backup(disk: &dyn Disk, backup: &Path, old: &[u8]) -> io::Result<()> {
    let before = disk.read_own(backup, MOST_KEPT)?;
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
    if disk.read_own(path, bytes.len() as u64)? == bytes {
        Ok(())
    } else {
        Err(ErrorKind::InvalidData.into())
    }
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

#[cfg(test)]
mod others_tests;
#[cfg(test)]
mod tests;

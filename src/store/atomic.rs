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
mod tests {
    use super::*;
    use crate::store::disk::{FaultyDisk, RealDisk};
    use std::sync::Arc;

    const KINDS: [ErrorKind; 5] = [
        ErrorKind::StorageFull,
        ErrorKind::PermissionDenied,
        ErrorKind::NotFound,
        ErrorKind::ResourceBusy,
        ErrorKind::Other,
    ];

    struct Desk {
        dir: tempfile::TempDir,
        path: PathBuf,
    }
    impl Desk {
        fn new(old: Option<&[u8]>) -> Desk {
            let dir = tempfile::tempdir().expect("a folder");
            let path = dir.path().join("报告.gknb");
            if let Some(b) = old {
                RealDisk.write_new(&path, b).expect("written");
            }
            Desk { dir, path }
        }
        fn now(&self) -> Option<Vec<u8>> {
            RealDisk.read(&self.path, 99).ok()
        }
        fn backup(&self) -> Option<Vec<u8>> {
            RealDisk.read(&backup_of(&self.path), 99).ok()
        }
        fn names(&self) -> Vec<String> {
            let files = RealDisk.list(self.dir.path()).expect("listed");
            files.iter().map(|p| p.file_name().unwrap_or_default().to_string_lossy().into_owned()).collect()
        }
    }

    /// How many calls a save over an existing file makes.
    fn calls() -> usize {
        let d = Desk::new(Some(b"old"));
        let disk = FaultyDisk::calls(0..0, ErrorKind::Other);
        replace(&disk, &d.path, b"new!").expect("saved");
        disk.counted()
    }

    #[test]
    fn whichever_call_fails_once_the_document_is_whole_and_nothing_is_left_behind() {
        for n in 1..=calls() + 2 {
            for kind in KINDS {
                let d = Desk::new(Some(b"old"));
                let done = replace(&FaultyDisk::calls(n..n + 1, kind), &d.path, b"new!");
                let now = d.now().expect("there");
                match &done {
                    Ok(()) => assert_eq!(now, b"new!", "{n} {kind:?}"),
                    Err(StoreError::Unverified { .. }) => assert_eq!(now, b"new!", "{n} {kind:?}"),
                    Err(_) => assert_eq!(now, b"old", "{n} {kind:?}"),
                }
                if done.is_ok() {
                    assert_eq!(d.backup().as_deref(), Some(b"old".as_slice()), "{n} {kind:?}");
                }
                let left = d.names().iter().filter(|n| n.ends_with(".tmp")).count();
                assert!(left == 0 || done.is_ok(), "{n} {kind:?}: {:?}", d.names());
            }
        }
    }

    /// From one call on nothing works any more: a stick pulled out, or the power gone.
    #[test]
    fn wherever_a_save_is_cut_off_the_old_or_the_new_one_is_whole() {
        for old in [None, Some(b"old".as_slice())] {
            for n in 1..=calls() + 2 {
                for kind in KINDS {
                    let d = Desk::new(old);
                    let done = replace(&FaultyDisk::calls(n..usize::MAX, kind), &d.path, b"new!");
                    let (now, backup) = (d.now(), d.backup());
                    let torn = matches!(done, Err(StoreError::Torn { .. }));
                    let kept = if torn { backup.as_deref() == old } else { now.as_deref() == old };
                    assert!(kept || now.as_deref() == Some(b"new!"), "{n} {kind:?} {now:?} {backup:?}");
                    assert!(done.is_err() || now.as_deref() == Some(b"new!"), "{n} {kind:?}");
                }
            }
        }
    }

    #[test]
    fn a_share_that_refuses_to_rename_is_written_over() {
        for method in ["rename", "keep_access"] {
            for kind in [ErrorKind::PermissionDenied, ErrorKind::Unsupported] {
                let d = Desk::new(Some(b"old and longer"));
                replace(&FaultyDisk::new(method, 1, kind), &d.path, b"new").expect("saved");
                assert_eq!(d.now().as_deref(), Some(b"new".as_slice()));
                assert_eq!(d.backup().as_deref(), Some(b"old and longer".as_slice()));
                assert_eq!(d.names(), ["报告.gknb", "报告.gknb.bak"]);
            }
            let d = Desk::new(None);
            replace(&FaultyDisk::new(method, 1, ErrorKind::Unsupported), &d.path, b"new").expect("saved");
            assert_eq!(d.names(), ["报告.gknb"]);
        }
    }

    #[test]
    fn neither_document_nor_backup_is_torn_where_the_backup_cannot_be_written() {
        for n in 1..=2 {
            let d = Desk::new(Some(b"one"));
            replace(&RealDisk, &d.path, b"two").expect("saved");
            let refusing = FaultyDisk::new("rename", 1, ErrorKind::Unsupported);
            let full = FaultyDisk::calls_of("overwrite", n..n + 1, ErrorKind::StorageFull);
            let disk = refusing.and(full);
            replace(&disk, &d.path, b"three").expect_err("no room");
            assert_eq!(d.now().as_deref(), Some(b"two".as_slice()), "{n}");
            let kept = if n == 1 { b"one" } else { b"two" };
            assert_eq!(d.backup().as_deref(), Some(kept.as_slice()), "{n}");
            assert_eq!(d.names().len(), 2, "{:?}", d.names());
        }
    }

    #[test]
    fn a_file_that_somebody_else_put_there_meanwhile_stays() {
        let d = Desk::new(None);
        let path = d.path.clone();
        let disk = FaultyDisk::new("rename", 1, ErrorKind::Unsupported)
            .meanwhile(move || RealDisk.write_new(&path, b"theirs").expect("written"));
        replace(&disk, &d.path, b"ours").expect_err("it is theirs");
        assert_eq!((d.now().as_deref(), d.names().len()), (Some(b"theirs".as_slice()), 1));
    }

    #[test]
    fn a_file_held_by_a_virus_scanner_is_tried_again() {
        let d = Desk::new(Some(b"old"));
        let disk = FaultyDisk::calls_of("rename", 1..4, ErrorKind::ResourceBusy);
        replace(&disk, &d.path, b"new").expect("saved");
        assert_eq!((d.now().as_deref(), disk.counted()), (Some(b"new".as_slice()), 5));
    }

    #[test]
    fn the_version_before_is_kept() {
        let d = Desk::new(None);
        replace(&RealDisk, &d.path, b"one").expect("saved");
        replace(&RealDisk, &d.path, b"two").expect("saved");
        assert_eq!(d.now().as_deref(), Some(b"two".as_slice()));
        assert_eq!(d.backup().as_deref(), Some(b"one".as_slice()));
    }

    #[test]
    fn a_name_as_long_as_a_name_may_be_is_saved() {
        let d = Desk::new(None);
        let path = d.dir.path().join(format!("{}.gknb", "报".repeat(81)));
        replace(&RealDisk, &path, b"one").expect("saved");
        replace(&RealDisk, &path, b"two").expect("saved");
        assert_eq!(RealDisk.read(&path, 9).expect("read"), b"two");
    }

    #[test]
    fn many_savers_at_once_leave_one_whole_version() {
        let d = Arc::new(Desk::new(Some(b"0")));
        let threads: Vec<_> = (0..4u8)
            .map(|i| {
                let d = d.clone();
                std::thread::spawn(move || {
                    for _ in 0..20 {
                        replace(&RealDisk, &d.path, &[b'a' + i; 4096]).ok();
                    }
                })
            })
            .collect();
        threads.into_iter().for_each(|t| t.join().expect("no panic"));
        let now = RealDisk.read(&d.path, 1 << 20).expect("there");
        assert!(now.len() == 4096 && now.iter().all(|b| *b == now[0]));
    }

    #[cfg(unix)]
    #[test]
    fn access_rights_stay_and_links_are_followed() {
        use std::os::unix::fs::PermissionsExt;
        let d = Desk::new(Some(b"one"));
        let mode = |p: &Path| std::fs::metadata(p).expect("there").permissions().mode() & 0o777;
        std::fs::set_permissions(&d.path, std::fs::Permissions::from_mode(0o600)).expect("set");
        let link = d.dir.path().join("快捷方式.gknb");
        std::os::unix::fs::symlink("报告.gknb", &link).expect("linked");
        replace(&RealDisk, &link, b"two").expect("saved");
        assert!(std::fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(d.now().as_deref(), Some(b"two".as_slice()));
        assert_eq!((mode(&d.path), mode(&backup_of(&d.path))), (0o600, 0o600));
        std::os::unix::fs::symlink("环.gknb", d.dir.path().join("环.gknb")).expect("linked");
        replace(&RealDisk, &d.dir.path().join("环.gknb"), b"x").expect_err("a link to itself");
    }
}

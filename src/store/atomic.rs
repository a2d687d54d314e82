//! Replacing a file so that a power cut leaves either the old or the new one whole. The old one is kept
//! beside it as `.bak`.

use super::disk::{Disk, folder_of};
use super::error::StoreError;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// How often a rename is tried while another program (virus scanner, file sync) holds the file.
const TRIES: u32 = 5;

/// Where the previous version of `path` is kept: `报告.gknb` → `报告.gknb.bak`.
pub fn backup_of(path: &Path) -> PathBuf {
    let mut name: OsString = path.file_name().unwrap_or_default().to_os_string();
    name.push(".bak");
    path.with_file_name(name)
}

/// Puts `bytes` in the place of `path`, keeping what was there as a backup. On an error nothing changed.
pub fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    if disk.is_folder(path) {
        return Err(StoreError::Folder { path: path.into() });
    }
    let fail = |e: std::io::Error| StoreError::writing(path, &e);
    let new = disk.write_beside(path, bytes).map_err(fail)?;
    let done = put_in_place(disk, path, &new);
    if done.is_err() && disk.exists(&new) {
        // The document is whole either way; a left-over must not hide the real error.
        if let Err(e) = disk.remove(&new) {
            log::warn!("temporary file not removed: {e}");
        }
    }
    done.map_err(fail)
}

fn put_in_place(disk: &dyn Disk, path: &Path, new: &Path) -> std::io::Result<()> {
    if disk.exists(path) {
        disk.copy(path, &backup_of(path))?;
        disk.copy_mode(path, new)?;
    }
    let mut tried = 1;
    loop {
        match disk.rename(new, path) {
            Ok(()) => break,
            Err(e) if cfg!(windows) && tried < TRIES && e.kind() == std::io::ErrorKind::PermissionDenied => {
                std::thread::sleep(std::time::Duration::from_millis(40 << tried));
                tried += 1;
            }
            Err(e) => return Err(e),
        }
    }
    // Renamed already: the new file stands even if the folder can't be synced.
    if let Err(e) = disk.sync_folder(folder_of(path)) {
        log::warn!("folder not synced: {e}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::{FaultyDisk, METHODS, RealDisk};

    #[test]
    fn whatever_call_fails_the_document_is_whole_and_nothing_is_left_behind() {
        for method in METHODS {
            for kind in [std::io::ErrorKind::StorageFull, std::io::ErrorKind::PermissionDenied] {
                let dir = tempfile::tempdir().expect("a folder");
                let path = dir.path().join("报告.gknb");
                RealDisk
                    .rename(&RealDisk.write_beside(&path, b"old").expect("written"), &path)
                    .expect("named");
                let done = replace(&FaultyDisk::new(method, 1, kind), &path, b"new");
                let now = RealDisk.read(&path, 99).expect("readable");
                assert_eq!(now, if done.is_ok() { b"new" } else { b"old" }, "{method}");
                if method != "remove" {
                    let names = RealDisk.list(dir.path()).expect("listed");
                    assert!(
                        names.iter().all(|n| !n.to_string_lossy().ends_with(".tmp")),
                        "{method} {names:?}"
                    );
                }
                assert_eq!(
                    done.is_err(),
                    ["write_beside", "copy", "copy_mode", "rename"].contains(&method),
                    "{method}"
                );
            }
        }
    }

    #[test]
    fn the_version_before_is_kept() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a.gknb");
        replace(&RealDisk, &path, b"one").expect("saved");
        replace(&RealDisk, &path, b"two").expect("saved");
        assert_eq!(RealDisk.read(&path, 9).expect("read"), b"two");
        assert_eq!(RealDisk.read(&backup_of(&path), 9).expect("read"), b"one");
    }

    #[cfg(unix)]
    #[test]
    fn access_rights_stay_as_they_were() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a.gknb");
        replace(&RealDisk, &path, b"one").expect("saved");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o664)).expect("set");
        replace(&RealDisk, &path, b"two").expect("saved");
        assert_eq!(std::fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o664);
    }
}

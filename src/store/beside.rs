//! The files that the program puts beside others: what they are called, and that one is ours by what is in it, not by
//! its name: `Cargo.lock` beside a report that is called `Cargo` is somebody else's. Whatever is no plain file
//! stays untouched.

use super::digest;
use super::disk::temporary::{cut, writer};
use super::disk::{Access, Disk, FileKind, machine};
use super::head::{HEAD, are_kin};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

/// Longest name that file systems allow, in bytes.
const LONGEST: usize = 255;
/// Older than this, in seconds, such a file belongs to no program that is still at it, wherever it runs.
const LEFT_OVER: u64 = 600;
/// How many names are tried for a backup where others stand in the way.
const BACKUPS: usize = 9;

/// `报告.gknb` → `.报告.gknb.bak`; where that is too long for a name, the end of the first part goes. Beside a document
/// nothing is to be seen that may be mailed in its place.
pub fn named(path: &Path, ending: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default();
    let mut whole = OsString::from(".");
    whole.push(name);
    if whole.as_encoded_bytes().len() + ending.len() <= LONGEST {
        whole.push(ending);
        return path.with_file_name(whole);
    }
    // The digest tells two long names apart.
    let end = format!("~{}{ending}", &digest(name.as_encoded_bytes())[..8]);
    path.with_file_name(cut(&whole, LONGEST - end.len()) + &end)
}

/// Where the lock of a document stands: `.报告.gknb.lock`.
pub fn lock(document: &Path) -> PathBuf {
    named(document, ".lock")
}

/// Where the previous version of a file is kept: `.报告.gknb.bak`.
pub fn backup(path: &Path) -> PathBuf {
    named(path, ".bak")
}

/// Where it can be kept without touching anybody else's: `.bak`, else `.2.bak`, …; `old` is what is to be kept.
pub fn free_backup(disk: &dyn Disk, path: &Path, old: &[u8]) -> io::Result<Option<PathBuf>> {
    let numbered = (2..=BACKUPS).map(|n| named(path, &format!(".{n}.bak")));
    for place in std::iter::once(backup(path)).chain(numbered) {
        let is_free = match disk.kind(&place)? {
            FileKind::Nothing => true,
            FileKind::Plain => match disk.read_own(&place, HEAD) {
                // What may not be read is not ours.
                Err(e) if e.kind() == io::ErrorKind::PermissionDenied => false,
                head => are_kin(&head?, old),
            },
            _ => false,
        };
        if is_free {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

/// A new file that is to take another one's place; where it doesn't, it goes.
pub struct Fresh<'a> {
    disk: &'a dyn Disk,
    path: PathBuf,
}

impl<'a> Fresh<'a> {
    /// Written beside `path`.
    pub fn write(disk: &'a dyn Disk, path: &Path, bytes: &[u8], access: Access) -> io::Result<Fresh<'a>> {
        disk.write_beside(path, bytes, access).map(|path| Fresh { disk, path })
    }
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Fresh<'_> {
    fn drop(&mut self) {
        if self.disk.kind(&self.path).is_ok_and(|k| k == FileKind::Nothing) {
            return;
        }
        // What it was to replace is whole either way; a left-over must not hide the real error.
        if let Err(e) = self.disk.remove(&self.path) {
            log::warn!("temporary file not removed: {e}");
        }
    }
}

/// Removes a file of ours, as `is_ours` knows it by the head of its content; anything else stays. True once nothing
/// stands there.
pub fn remove(disk: &dyn Disk, path: &Path, is_ours: impl Fn(&[u8]) -> bool) -> io::Result<bool> {
    match disk.kind(path)? {
        FileKind::Nothing => Ok(true),
        FileKind::Plain if is_ours(&disk.read_own(path, HEAD)?) => disk.remove(path).map(|()| true),
        _ => Ok(false),
    }
}

/// Removes what programs that were killed, or cut off by a power cut, left in a folder.
pub fn tidy(disk: &dyn Disk, folder: &Path) {
    for f in disk.list(folder).unwrap_or_default() {
        let Some((run, process)) = writer(&f) else { continue };
        let is_gone = !run.is_empty() && run == machine::run() && !machine::is_running(process);
        if (is_gone || age(disk, &f).is_some_and(|a| a > LEFT_OVER))
            && let Err(e) = remove(disk, &f, |_| true)
        {
            log::warn!("left-over not removed: {e}");
        }
    }
}

/// Seconds since a file was written.
fn age(disk: &dyn Disk, file: &Path) -> Option<u64> {
    Some(disk.stamp(file).ok()?.modified?.elapsed().ok()?.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beside_a_document_nothing_is_to_be_seen() {
        let named =
            |file: &str| backup(Path::new(file)).file_name().map(|n| n.to_string_lossy().into_owned());
        for ending in ["gknb", "gknh", "pdf", "docx"] {
            assert_eq!(named(&format!("甲/报告.{ending}")), Some(format!(".报告.{ending}.bak")));
        }
        let long = "报".repeat(83) + ".gknb";
        assert!(named(&long).is_some_and(|n| n.starts_with('.') && n.len() <= LONGEST));
    }
}

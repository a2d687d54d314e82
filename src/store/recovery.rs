//! Recovery copies in the program's data folder: what was not saved when the program ended without
//! being closed. A running program holds a lock, so only left-over copies are offered.

use super::disk::{Disk, folder_of, is_temporary_of};
use super::{StoreError, atomic, project, read_document};
use crate::report::{Report, Shared};
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The copy of one open document. Dropping it lets go of the lock, not of the copy.
pub struct Copy {
    path: PathBuf,
    _lock: Option<File>,
}

/// What a copy holds.
pub struct Entry {
    pub report: Shared,
    /// The document's file; `None` if it was never saved.
    pub document: Option<PathBuf>,
    /// Digest of that file as it was opened or saved last.
    pub base: Option<String>,
    /// The time of day in words.
    pub when: String,
}

/// A copy left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub path: PathBuf,
    /// Where the document itself stands; `None` if it was never saved.
    pub document: Option<PathBuf>,
    /// Digest of the document that the copy goes on from.
    pub base: Option<String>,
    /// The report's title, and when the copy was written.
    pub title: String,
    pub when: String,
    /// The part of the report at whose first showing the program ended; see `Showing`.
    pub fell_at: Option<usize>,
}

/// A note beside a copy that was taken over: this part of the report is being shown for the first time. It is gone
/// once that went well; where the program ended meanwhile, the next start finds it.
pub struct Showing {
    note: PathBuf,
}

impl Showing {
    /// Notes the part that is about to be shown.
    pub fn begin(disk: &dyn Disk, copy: &Path, part: usize) -> Result<Showing, StoreError> {
        let note = note_of(copy);
        let text = part.to_string();
        atomic::put_whole(disk, &note, text.as_bytes()).map_err(|e| StoreError::writing(&note, &e))?;
        Ok(Showing { note })
    }
    /// It was shown.
    pub fn end(self, disk: &dyn Disk) {
        if let Err(e) = disk.remove(&self.note) {
            log::warn!("note beside a recovery copy not removed: {e}");
        }
    }
}

impl Copy {
    /// A place for the copy of a document in `folder`, held by this process.
    pub fn new(disk: &dyn Disk, folder: &Path) -> Result<Copy, StoreError> {
        disk.make_folder(folder).map_err(|e| StoreError::writing(folder, &e))?;
        let pid = std::process::id();
        for n in 0..1000 {
            let path = folder.join(format!("{pid}-{n}.gknb"));
            let lock = lock_of(&path);
            match disk.write_new(&lock, b"") {
                Ok(()) => {}
                Err(e) if e.kind() == ErrorKind::AlreadyExists => continue,
                Err(e) => return Err(StoreError::writing(&path, &e)),
            }
            // Somebody who tidies up may have taken it for a left-over just now.
            if let Hold::Ours(held) = hold(&lock)
                && disk.exists(&lock)
            {
                return Ok(Copy { path, _lock: held });
            }
        }
        Err(StoreError::Write { detail: "恢复副本太多".into(), path: folder.into() })
    }
    /// Goes on with a copy left behind; `None` if another window does already.
    pub fn adopt(disk: &dyn Disk, found: &Found) -> Option<Copy> {
        match disk.write_new(&lock_of(&found.path), b"") {
            Err(e) if e.kind() != ErrorKind::AlreadyExists => log::warn!("recovery lock not made: {e}"),
            _ => {}
        }
        match hold(&lock_of(&found.path)) {
            Hold::Ours(held) => Some(Copy { path: found.path.clone(), _lock: held }),
            Hold::Theirs => None,
        }
    }
    /// Where it is written.
    pub fn path(&self) -> &Path {
        &self.path
    }
    /// Writes the report as it stands.
    pub fn write(&self, disk: &dyn Disk, entry: &Entry) -> Result<(), StoreError> {
        let place = entry.document.as_ref().map(|d| d.display().to_string()).unwrap_or_default();
        let head =
            [place, entry.report.title_line(), entry.when.clone(), entry.base.clone().unwrap_or_default()];
        let head = head.map(|t| t.replace(['\r', '\n'], " "));
        let head: String = HEAD.iter().zip(head).map(|(name, t)| format!("{name}{t}\n")).collect();
        let text = head + &project::encode(&entry.report)?;
        atomic::put_whole(disk, &self.path, text.as_bytes()).map_err(|e| StoreError::writing(&self.path, &e))
    }
    /// Nothing is unsaved any more.
    pub fn clear(&self, disk: &dyn Disk) -> Result<(), StoreError> {
        if !disk.exists(&self.path) {
            return Ok(());
        }
        disk.remove(&self.path).map_err(|e| StoreError::writing(&self.path, &e))
    }
    /// At a clean end: copy and lock go.
    pub fn close(self, disk: &dyn Disk) {
        for p in [&self.path, &note_of(&self.path), &lock_of(&self.path)] {
            if disk.exists(p)
                && let Err(e) = disk.remove(p)
            {
                log::warn!("recovery copy not removed: {e}");
            }
        }
    }
}

/// Whether a lock file could be held.
enum Hold {
    /// Without a handle where the system has no such locks: a copy is offered once too often rather than never.
    Ours(Option<File>),
    Theirs,
}

fn hold(lock: &Path) -> Hold {
    let Ok(file) = File::open(lock) else { return Hold::Ours(None) };
    match file.try_lock() {
        Ok(()) => Hold::Ours(Some(file)),
        Err(TryLockError::WouldBlock) => Hold::Theirs,
        Err(TryLockError::Error(_)) => Hold::Ours(None),
    }
}

/// Comments at the head of a copy, so that the offer need not read all of it.
const HEAD: [&str; 4] = ["// 原文件：", "// 报告：", "// 时间：", "// 接续："];

fn lock_of(path: &Path) -> PathBuf {
    path.with_extension("lock")
}

fn note_of(path: &Path) -> PathBuf {
    path.with_extension("showing")
}

/// The folder of recovery copies within the program's folder.
pub fn folder(data: &Path) -> PathBuf {
    data.join("recovery")
}

/// Copies whose program is gone, newest first. What an interrupted write left is removed on the way.
pub fn left_over(disk: &dyn Disk, folder: &Path) -> Vec<Found> {
    let files = disk.list(folder).unwrap_or_default();
    let is = |p: &Path, kind: &str| p.extension().is_some_and(|e| e == kind);
    for lock in files.iter().filter(|p| is(p, "lock")) {
        let copy = lock.with_extension("gknb");
        // Held while it is tidied, so that no new window takes the name meanwhile.
        let Hold::Ours(_held) = hold(lock) else { continue };
        let empty = !disk.exists(&copy);
        let torn = files.iter().filter(|f| is_temporary_of(f, &copy));
        let note = files.iter().filter(|f| empty && **f == note_of(&copy));
        for p in torn.chain(note).chain(Some(lock).filter(|_| empty)) {
            if let Err(e) = disk.remove(p) {
                log::warn!("left-over not removed: {e}");
            }
        }
    }
    let copies = files.into_iter().filter(|p| is(p, "gknb") && disk.exists(p));
    let free = copies.filter(|p| matches!(hold(&lock_of(p)), Hold::Ours(_)));
    let mut found: Vec<Found> = free.map(|p| about(disk, p)).collect();
    found.sort_by_key(|f| std::cmp::Reverse(disk.stamp(&f.path).ok().and_then(|s| s.modified)));
    found
}

/// What the head of a copy says.
fn about(disk: &dyn Disk, path: PathBuf) -> Found {
    let head = disk.read(&path, 8192).unwrap_or_default();
    let head = String::from_utf8_lossy(&head).into_owned();
    let [place, title, when, base] = HEAD.map(|name| {
        let line = head.lines().take(HEAD.len()).find_map(|l| l.strip_prefix(name));
        line.unwrap_or_default().trim().to_string()
    });
    let document = Some(place).filter(|p| !p.is_empty()).map(PathBuf::from);
    let note = disk.read(&note_of(&path), 16).ok().and_then(|b| String::from_utf8(b).ok());
    let fell_at = note.and_then(|n| n.trim().parse().ok());
    Found { path, document, base: Some(base).filter(|b| !b.is_empty()), title, when, fell_at }
}

/// Reads a copy.
pub fn read(disk: &dyn Disk, found: &Found) -> Result<Report, StoreError> {
    project::decode(&read_document(disk, &found.path)?, &found.path)
}

/// Throws a copy away.
pub fn discard(disk: &dyn Disk, found: &Found) {
    for p in [found.path.clone(), note_of(&found.path), lock_of(&found.path)] {
        if disk.exists(&p)
            && let Err(e) = disk.remove(&p)
        {
            log::warn!("recovery copy not removed from {}: {e}", folder_of(&p).display());
        }
    }
}

#[cfg(test)]
mod tests;

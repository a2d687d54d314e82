//! Recovery copies in the program's data folder: what was not saved when the program ended without
//! being closed. A running program holds a lock, so only left-over copies are offered.

use super::disk::temporary::is_temporary_of;
use super::disk::{Access, Disk, FileKind};
use super::lock::{self, Holder, Lock, Taken};
use super::{StoreError, atomic, beside, head, kept, path_text, project, read_document};
use crate::collect::Collection;
use crate::form::table::CellKey;
use crate::report::Shared;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The copy of one open document. Dropping it lets go of the lock, not of the copy.
pub struct Copy {
    path: PathBuf,
    /// Nothing where its lock file is somebody else's.
    lock: Option<Lock>,
}

/// What was worked on.
#[derive(Clone, Debug, PartialEq)]
pub enum CopiedWork {
    Report(Shared),
    Collection(Arc<Collection>),
}

impl CopiedWork {
    /// The report, where it is one.
    pub fn report(&self) -> Option<&Shared> {
        match self {
            CopiedWork::Report(r) => Some(r),
            CopiedWork::Collection(_) => None,
        }
    }
    fn title(&self) -> String {
        match self {
            CopiedWork::Report(r) => r.title_line(),
            CopiedWork::Collection(c) => c.title(),
        }
    }
    fn encode(&self) -> Result<String, StoreError> {
        match self {
            CopiedWork::Report(r) => project::encode(r),
            CopiedWork::Collection(c) => kept::encode(&**c),
        }
    }
}

/// What a copy holds.
pub struct Entry {
    pub work: CopiedWork,
    /// The document's file; `None` if it was never saved.
    pub document: Option<PathBuf>,
    /// Digest of that file as it was opened or saved last.
    pub base: Option<String>,
    /// The time of day in words.
    pub when: String,
    /// The cell that was being typed in: what stands there may be the half of a number.
    pub typing: Option<CellKey>,
}

/// A copy left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub path: PathBuf,
    /// It is a collection, no report.
    pub is_collection: bool,
    /// Where the document itself stands; `None` if it was never saved.
    pub document: Option<PathBuf>,
    /// Digest of the document that the copy goes on from.
    pub base: Option<String>,
    /// Its title, and when the copy was written.
    pub title: String,
    pub when: String,
    /// The cell that was being typed in, whose value nobody had finished.
    pub typing: Option<CellKey>,
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
        remove(disk, &self.note, is_note);
    }
}

impl Copy {
    /// A place for the copy of a document in `folder`, held by this process.
    pub fn new(disk: &dyn Disk, folder: &Path) -> Result<Copy, StoreError> {
        disk.make_folder(folder, Access::Private).map_err(|e| StoreError::writing(folder, &e))?;
        let pid = std::process::id();
        let me = Holder::me(disk, "");
        let mut why = None;
        for n in 0..1000 {
            let path = folder.join(format!("{pid}-{n}.gknb"));
            let stands = |p: &Path| !disk.kind(p).is_ok_and(|k| k == FileKind::Nothing);
            if stands(&path) || stands(&lock_of(&path)) {
                continue;
            }
            match lock::take_at(disk, &lock_of(&path), &me, false) {
                Taken::Ours(lock) => return Ok(Copy { path, lock: Some(lock) }),
                // A program of this number on another machine.
                Taken::Theirs(_) => {}
                Taken::Nowhere(e) => {
                    why = Some(e.to_string());
                    break;
                }
            }
        }
        let detail = why.unwrap_or_else(|| "恢复副本太多".into());
        Err(StoreError::Write { detail, path: folder.into() })
    }
    /// Goes on with a copy left behind; `None` if another window does already.
    pub fn adopt(disk: &dyn Disk, found: &Found) -> Option<Copy> {
        match lock::take_at(disk, &lock_of(&found.path), &Holder::me(disk, ""), false) {
            Taken::Ours(lock) => Some(Copy { path: found.path.clone(), lock: Some(lock) }),
            Taken::Theirs(_) => None,
            Taken::Nowhere(e) => {
                log::warn!("recovery lock not made: {e}");
                Some(Copy { path: found.path.clone(), lock: None })
            }
        }
    }
    /// Shows those on other machines that it still has its program.
    pub fn renew(&self) {
        if let Some(Err(e)) = self.lock.as_ref().map(Lock::renew) {
            log::warn!("recovery lock not renewed: {e}");
        }
    }
    /// Where it is written.
    pub fn path(&self) -> &Path {
        &self.path
    }
    /// Writes what is worked on as it stands.
    pub fn write(&self, disk: &dyn Disk, entry: &Entry) -> Result<(), StoreError> {
        let place = entry.document.as_deref().and_then(path_text::text).unwrap_or_default();
        let typing = entry.typing.as_ref().map(ToString::to_string).unwrap_or_default();
        let base = entry.base.clone().unwrap_or_default();
        let head = [place, entry.work.title(), entry.when.clone(), base, typing];
        let head = head.map(|t| t.replace(['\r', '\n'], " "));
        let head: String = HEAD.iter().zip(head).map(|(name, t)| format!("{name}{t}\n")).collect();
        let text = head + &entry.work.encode()?;
        atomic::put_whole(disk, &self.path, text.as_bytes()).map_err(|e| StoreError::writing(&self.path, &e))
    }
    /// Nothing is unsaved any more.
    pub fn clear(&self, disk: &dyn Disk) -> Result<(), StoreError> {
        beside::remove(disk, &self.path, is_copy).map(drop).map_err(|e| StoreError::writing(&self.path, &e))
    }
    /// At a clean end: copy and lock go.
    pub fn close(self, disk: &dyn Disk) {
        remove(disk, &self.path, is_copy);
        remove(disk, &note_of(&self.path), is_note);
        if let Some(lock) = self.lock {
            lock.release(disk);
        }
    }
}

fn remove(disk: &dyn Disk, path: &Path, is_ours: fn(&[u8]) -> bool) {
    if let Err(e) = beside::remove(disk, path, is_ours) {
        log::warn!("recovery copy not removed: {e}");
    }
}

/// Whether a file begins as a copy does.
fn is_copy(bytes: &[u8]) -> bool {
    let [place, ..] = HEAD;
    bytes.starts_with(place.as_bytes())
}

/// Whether a file is a note of what is shown.
fn is_note(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit)
}

/// Comments at the head of a copy, so that the offer need not read all of it.
const HEAD: [&str; 5] = ["// 原文件：", "// 报告：", "// 时间：", "// 接续：", "// 正在输入："];

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
    let me = Holder::me(disk, "");
    for lock in files.iter().filter(|p| is(p, "lock")) {
        let copy = lock.with_extension("gknb");
        // Held while it is tidied, so that no new window takes the name meanwhile.
        let Some(_held) = lock::free(disk, lock, &me) else { continue };
        files.iter().filter(|f| is_temporary_of(f, &copy)).for_each(|f| remove(disk, f, |_| true));
        if !disk.exists(&copy) {
            remove(disk, &note_of(&copy), is_note);
            remove(disk, lock, lock::is_lock);
        }
    }
    let copies =
        files.into_iter().filter(|p| is(p, "gknb") && disk.kind(p).is_ok_and(|k| k == FileKind::Plain));
    let free = copies.filter(|p| lock::free(disk, &lock_of(p), &me).is_some());
    let mut found: Vec<Found> = free.filter_map(|p| about(disk, p)).collect();
    found.sort_by_key(|f| std::cmp::Reverse(disk.stamp(&f.path).ok().and_then(|s| s.modified)));
    found
}

/// What the head of a copy says; nothing where the file is none.
fn about(disk: &dyn Disk, path: PathBuf) -> Option<Found> {
    let head = disk.read_own(&path, 8192).ok().filter(|head| is_copy(head))?;
    let is_collection = head::is_collection(&head);
    let head = String::from_utf8_lossy(&head).into_owned();
    let [place, title, when, base, typing] = HEAD.map(|name| {
        let line = head.lines().take(HEAD.len()).find_map(|l| l.strip_prefix(name));
        line.unwrap_or_default().trim().to_string()
    });
    let document = path_text::path(&place).filter(|_| !place.is_empty());
    let note = disk.read_own(&note_of(&path), 16).ok().and_then(|b| String::from_utf8(b).ok());
    let fell_at = note.and_then(|n| n.trim().parse().ok());
    let base = Some(base).filter(|b| !b.is_empty());
    let typing = (!typing.is_empty()).then(|| CellKey::parse(&typing));
    Some(Found { path, is_collection, document, base, title, when, typing, fell_at })
}

/// Reads a copy.
pub fn read(disk: &dyn Disk, found: &Found) -> Result<CopiedWork, StoreError> {
    let bytes = read_document(disk, &found.path)?;
    match head::is_collection(&bytes) {
        true => kept::decode(&bytes, &found.path).map(|c: Collection| CopiedWork::Collection(c.into())),
        false => project::decode(&bytes, &found.path).map(|r| CopiedWork::Report(r.into())),
    }
}

/// Throws a copy away.
pub fn discard(disk: &dyn Disk, found: &Found) {
    remove(disk, &found.path, is_copy);
    remove(disk, &note_of(&found.path), is_note);
    remove(disk, &lock_of(&found.path), lock::is_lock);
}

#[cfg(test)]
mod tests;
